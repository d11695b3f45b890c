//! Ways to what a preview reads of a request, for bytes that are made up at random.

use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use hyper_util::rt::TokioIo;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::runtime::Builder;
use tokio::sync::watch;

use super::http::{Desk, answer_all};
use super::request::{self, Hosts};
use super::state::State;

/// The path that the target of a request means, as a preview looks it up.
pub fn path(target: &str) -> Option<String> {
    let uri = target.parse().ok()?;
    for name in ["path", "page", "styles"] {
        request::field(&uri, name);
    }
    request::path(&uri)
}

/// What a preview without a site sends to whoever sends it these bytes and hangs up.
pub fn answers(bytes: &[u8]) -> Vec<u8> {
    let loopback = IpAddr::from([127, 0, 0, 1]);
    let state = State { shown: None, problem: Some("nothing is shown".into()) };
    let (_states, receiver) = watch::channel(Arc::new(state));
    let desk = Arc::new(Desk { hosts: Hosts::new("127.0.0.1", loopback), states: receiver });
    let mut stream = Wire { read: bytes, written: Vec::new() };
    let runtime = Builder::new_current_thread().enable_all().max_blocking_threads(1).build();
    runtime.expect("the system starts a thread").block_on(answer_all(TokioIo::new(&mut stream), desk));
    stream.written
}

/// A connection whose other end said everything at once.
struct Wire<'a> {
    read: &'a [u8],
    written: Vec<u8>,
}

impl AsyncRead for Wire<'_> {
    fn poll_read(mut self: Pin<&mut Self>, _: &mut Context<'_>, buffer: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let (now, later) = self.read.split_at(self.read.len().min(buffer.remaining()));
        buffer.put_slice(now);
        self.read = later;
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Wire<'_> {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        self.written.extend_from_slice(bytes);
        Poll::Ready(Ok(bytes.len()))
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }
}
