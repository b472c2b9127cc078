//! The preview server: shows the last good site, builds again when a file changes, and tells open
//! pages. It answers from the map of outputs alone and never from the disk, and it answers only
//! those who ask for it by its own name.
//!
//! [`serve`] is the whole of it. Beneath: `site` is what is shown, [`Server`] the sockets,
//! `door` says who is let in, `request` turns a request into an answer, `live` reloads pages,
//! `watch` watches the files.

mod address;
mod body;
mod browser;
mod conditional;
mod crowd;
mod door;
mod live;
mod media_type;
mod patient;
mod request;
mod server;
mod site;
mod territory;
mod watch;

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::runtime::{Builder, Runtime};

pub use crate::serve::server::{Handle, Server};
pub use crate::serve::site::{Outputs, Problem, Rebuilt, Severity};
pub use crate::serve::watch::Watching;

/// How the preview is served.
#[derive(Clone, Debug)]
pub struct ServeOptions {
    /// The address to listen at; loopback unless the user says otherwise.
    pub interface: IpAddr,
    /// The port to try first; 0 lets the system choose.
    pub port: u16,
    /// Further host names the server may be called by, in any case.
    pub host_names: Vec<String>,
    /// Whether to open the user's browser.
    pub open: bool,
    /// The path of the site's `base_url`, such as `/repo/`; empty for `/`.
    pub base_path: String,
    /// The files and folders whose changes call for a new build. They need not exist yet.
    pub watch: Vec<PathBuf>,
    /// Folders within those whose changes do not: outputs, staging, cache.
    pub ignore: Vec<PathBuf>,
    pub limits: Limits,
}

impl Default for ServeOptions {
    fn default() -> ServeOptions {
        ServeOptions {
            interface: IpAddr::V4(Ipv4Addr::LOCALHOST),
            port: 1111,
            host_names: Vec::new(),
            open: false,
            base_path: String::from("/"),
            watch: Vec::new(),
            ignore: Vec::new(),
            limits: Limits::default(),
        }
    }
}

/// How much of the machine visitors can take.
#[derive(Clone, Debug)]
pub struct Limits {
    /// Open connections; beyond them the oldest makes way. Below the usual number of open files,
    /// so that a crowd does not keep a build from reading its own.
    pub connections: usize,
    /// Pages that are told of changes; beyond them a page is told to ask again later.
    pub event_streams: usize,
    /// How long a request's head may take, and a connection may idle.
    pub header_timeout: Duration,
    /// How long a visitor may take nothing of what is sent.
    pub write_timeout: Duration,
    /// How long open connections may take to finish when the server ends.
    pub farewell: Duration,
    /// How long the files must be quiet before a build.
    pub debounce: Duration,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            connections: 200,
            event_streams: 64,
            header_timeout: Duration::from_secs(10),
            write_timeout: Duration::from_secs(30),
            farewell: Duration::from_millis(500),
            debounce: Duration::from_millis(100),
        }
    }
}

/// Why there is no preview.
#[derive(Debug)]
pub enum ServeError {
    /// Every port tried is taken.
    NoFreePort { first: u16, last: u16 },
    /// The address cannot be listened at.
    Listen { interface: IpAddr, port: u16, source: io::Error },
    /// The system has no threads or no event queue for it.
    Start(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ServeError::NoFreePort { first, last } => {
                write!(formatter, "all ports from {first} to {last} are taken")
            }
            ServeError::Listen { interface, port, source } => {
                write!(formatter, "cannot listen at port {port} of `{interface}`: {source}")
            }
            ServeError::Start(source) => write!(formatter, "cannot start the server: {source}"),
        }
    }
}

impl std::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            ServeError::NoFreePort { .. } => None,
            ServeError::Listen { source, .. } | ServeError::Start(source) => Some(source),
        }
    }
}

/// Serves `first`, and what `rebuild` makes of each change, until the user ends it (Ctrl-C, or
/// SIGTERM). Each line for the user goes to `say`.
///
/// `rebuild` runs on a thread of its own, one call at a time, with the changed paths in order;
/// changes that come meanwhile lead to one more call.
///
/// # Errors
/// [`ServeError`] when it cannot start. Nothing that happens later ends it.
pub fn serve<R, S>(options: &ServeOptions, first: Rebuilt, rebuild: R, say: S) -> Result<(), ServeError>
where
    R: FnMut(&[PathBuf]) -> Rebuilt + Send + 'static,
    S: Fn(&str) + Send + Sync + 'static,
{
    let say: Arc<dyn Fn(&str) + Send + Sync> = Arc::new(say);
    let runtime = start_runtime()?;
    let server = runtime.block_on(Server::bind(options, first))?;
    announce(options, &server, say.as_ref());
    let watching = Watching::start(options, server.handle(), rebuild, Arc::clone(&say))?;
    if options.open {
        browser::open(&server.address(), &say);
    }
    runtime.block_on(async {
        tokio::spawn(server::stop_when_told(server.handle(), say));
        server.run().await;
    });
    drop(watching);
    // Whatever is still being rendered is for nobody.
    runtime.shutdown_background();
    Ok(())
}

fn start_runtime() -> Result<Runtime, ServeError> {
    Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(16)
        .enable_io()
        .enable_time()
        .build()
        .map_err(ServeError::Start)
}

fn announce(options: &ServeOptions, server: &Server, say: &dyn Fn(&str)) {
    let port = server.local().port();
    if options.port != 0 && port != options.port {
        let taken = options.port;
        say(&format!("port {taken} is taken, using {port}"));
    }
    if !options.interface.is_loopback() {
        say("warning: other machines can reach this preview");
    }
    say(&format!("serving {}", server.address()));
}
