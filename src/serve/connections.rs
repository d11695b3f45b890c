use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

use tokio::task::AbortHandle;

/// How many connections are open at once. A browser opens six; a system lets a program open a thousand files.
const MOST: usize = 256;

/// The connections that are open, the oldest first.
///
/// Where there are too many, the oldest gives way to the newest: a client that opens them and says nothing keeps nobody else out, and a
/// page whose stream of events ends asks for it again.
#[derive(Default)]
pub(super) struct Connections {
    open: Mutex<VecDeque<AbortHandle>>,
}

impl Connections {
    /// Adds a connection, and ends the oldest one where there are too many.
    pub fn add(&self, connection: AbortHandle) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|connection| !connection.is_finished());
        if open.len() >= MOST
            && let Some(oldest) = open.pop_front()
        {
            oldest.abort();
        }
        open.push_back(connection);
    }
}
