use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use super::args::{FormatArg, SiteArgs};
use super::{fail, report, say};
use crate::serve::{Event, Observer, ServeOptions, Server, Watching};

/// Preview the site while writing it
///
/// Serves the site as build would write it, renders each page when it is asked for, and shows a changed file in the browser as soon as
/// it is saved. A mistake never ends the server: the page stays as it last was, with the problem above it, until it is mended. Nothing
/// is written.
///
/// Exit codes: 0 when it is ended with Ctrl-C, 2 when it could not run.
#[derive(Debug, clap::Args)]
pub struct ServeArgs {
    #[command(flatten)]
    pub site: SiteArgs,

    /// The port to listen on; the next free one where it is taken
    #[arg(long, value_name = "PORT", default_value_t = 8000)]
    pub port: u16,

    /// The name or address to listen on
    ///
    /// Only this machine reaches the preview unless another is given: 0.0.0.0 lets everybody on the network see it.
    #[arg(long, value_name = "HOST", default_value = "127.0.0.1")]
    pub host: String,

    /// Open the preview in the browser
    #[arg(long)]
    pub open: bool,

    /// Look at all files twice a second
    ///
    /// For folders of whose changes the system does not tell, such as network drives.
    #[arg(long)]
    pub poll: bool,
}

pub fn run(args: &ServeArgs) -> ExitCode {
    let options = ServeOptions {
        build: args.site.options(),
        host: args.host.clone(),
        port: args.port,
        watching: if args.poll { Watching::Polling } else { Watching::Events },
    };
    let server = match Server::bind(&args.site.root, options) {
        Ok(server) => server,
        Err(error) => return fail(&error.to_string()),
    };
    let address = format!("{}/", server.address());
    let taken = if args.port == 0 || args.port == server.port() {
        String::new()
    } else {
        format!("; port {} is taken", args.port)
    };
    say(&format!("preview at {address} (Ctrl-C ends it{taken})\n"));
    if args.open
        && let Err(error) = open::that_detached(&address)
    {
        say(&format!("cannot open a browser: {error}\n"));
    }
    match server.run(observer(args)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error.to_string()),
    }
}

/// Prints what happens, and problems once for as long as they stay the same.
fn observer(args: &ServeArgs) -> Observer {
    let root = args.site.root.clone();
    let last: Mutex<Option<String>> = Mutex::default();
    Arc::new(move |event| {
        let mut last = last.lock().unwrap_or_else(PoisonError::into_inner);
        match event {
            Event::Ready { reports, elapsed } => {
                let reports = if reports == 1 { "1 report".to_owned() } else { format!("{reports} reports") };
                say(&format!(
                    "{reports} read in {:.2} s; pages follow the files as they are saved\n",
                    elapsed.as_secs_f64()
                ));
            }
            Event::Changed { files, elapsed } => {
                let mended = if last.take().is_some() { "mended: " } else { "" };
                let files = match files {
                    [one] => one.clone(),
                    [one, another] => format!("{one} and {another}"),
                    [one, others @ ..] => format!("{one} and {} more", others.len()),
                    [] => String::new(),
                };
                say(&format!("{mended}{files} ({} ms)\n", elapsed.as_millis()));
            }
            Event::Faults(faults) => {
                let text = format!("{:?}", faults.diagnostics);
                if last.as_ref() != Some(&text) {
                    report::print(faults, FormatArg::Human, &root);
                    say(&format!("{}; pages stay as they last were\n", report::count(faults)));
                    *last = Some(text);
                }
            }
            Event::Unreadable(error) => {
                let text = error.to_string();
                if last.as_ref() != Some(&text) {
                    say(&format!("error: {text}; pages stay as they last were\n"));
                    *last = Some(text);
                }
            }
            Event::Watch(trouble) => {
                say(&format!("warning: {trouble}\n"));
            }
        }
    })
}
