//! The sockets: listens, takes connections in, and lets `request` answer. Holds the current
//! snapshot and hands each request the one of that moment.

use std::convert::Infallible;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, watch};

use crate::serve::address::Base;
use crate::serve::body::AnswerBody;
use crate::serve::crowd::{Crowd, Seat};
use crate::serve::door::Door;
use crate::serve::live::send_events;
use crate::serve::patient::Patient;
use crate::serve::request::{Answer, answer, events_head, plain};
use crate::serve::site::{Rebuilt, Snapshot};
use crate::serve::{Limits, ServeError, ServeOptions};

/// How many ports after the one asked for are tried.
const FURTHER_PORTS: u16 = 20;

/// The most of a request's head that is held, in bytes: a longer one is refused unread.
const LONGEST_HEAD: usize = 128 * 1024;

/// How long to wait when the system has no more sockets to give.
const BREATHER: Duration = Duration::from_millis(50);

/// A server that listens, and answers once it runs.
pub struct Server {
    listener: TcpListener,
    local: SocketAddr,
    shared: Arc<Shared>,
}

/// A hold on a running server: changes what it shows, and ends it.
#[derive(Clone)]
pub struct Handle(Arc<Shared>);

struct Shared {
    base: Base,
    names: Arc<[String]>,
    limits: Limits,
    crowd: Arc<Crowd>,
    event_streams: Arc<Semaphore>,
    site: watch::Sender<Arc<Snapshot>>,
    stopping: watch::Sender<bool>,
}

impl Server {
    /// Listens at the port asked for, or the next free one.
    ///
    /// # Errors
    /// [`ServeError::NoFreePort`] when it and the following twenty are taken;
    /// [`ServeError::Listen`] when the address is not to be had.
    pub async fn bind(options: &ServeOptions, first: Rebuilt) -> Result<Server, ServeError> {
        let listener = listen(options.interface, options.port).await?;
        let local = listener.local_addr().map_err(ServeError::Start)?;
        let names = options.host_names.iter();
        let shared = Shared {
            base: Base::new(&options.base_path),
            names: names.map(|name| name.to_ascii_lowercase()).collect(),
            limits: options.limits.clone(),
            crowd: Crowd::new(options.limits.connections),
            event_streams: Arc::new(Semaphore::new(options.limits.event_streams)),
            site: watch::Sender::new(Arc::new(Snapshot::first(first, this_run()))),
            stopping: watch::Sender::new(false),
        };
        Ok(Server { listener, local, shared: Arc::new(shared) })
    }

    /// Returns the address it listens at.
    pub fn local(&self) -> SocketAddr {
        self.local
    }

    /// Returns the address of the site's front page, as a browser on this machine opens it.
    pub fn address(&self) -> String {
        let mut socket = self.local;
        match socket.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => socket.set_ip([127, 0, 0, 1].into()),
            IpAddr::V6(ip) if ip.is_unspecified() => {
                socket.set_ip(std::net::Ipv6Addr::LOCALHOST.into());
            }
            _ => {}
        }
        format!("http://{socket}{}", self.shared.base.address_of(""))
    }

    /// Returns a hold on it, to keep while it runs.
    pub fn handle(&self) -> Handle {
        Handle(Arc::clone(&self.shared))
    }

    /// Answers until it is stopped, then gives open connections a moment to finish.
    pub async fn run(self) {
        let mut stopping = self.shared.stopping.subscribe();
        loop {
            tokio::select! {
                () = stopped(&mut stopping) => break,
                accepted = self.listener.accept() => self.take_in(accepted).await,
            }
        }
        drop(self.listener);
        let gone = self.shared.crowd.gone();
        // Those who are not gone by then are cut off.
        let _in_time = tokio::time::timeout(self.shared.limits.farewell, gone).await;
    }

    async fn take_in(&self, accepted: io::Result<(TcpStream, SocketAddr)>) {
        match accepted {
            Ok((stream, _)) => {
                let seat = self.shared.crowd.enter();
                tokio::spawn(attend(Arc::clone(&self.shared), stream, seat));
            }
            // A visitor who left while waiting, or a system out of sockets: neither is ours to
            // end for, and the second passes once someone leaves.
            Err(_) => {
                self.shared.crowd.make_room();
                tokio::time::sleep(BREATHER).await;
            }
        }
    }
}

impl Handle {
    /// Shows the outcome of a further build, and tells open pages.
    pub fn publish(&self, rebuilt: Rebuilt) {
        let next = self.0.site.borrow().followed_by(rebuilt);
        self.0.site.send_replace(Arc::new(next));
    }

    /// Ends the server.
    pub fn stop(&self) {
        self.0.stopping.send_replace(true);
    }
}

/// Ends the server when the user asks for it: Ctrl-C, or SIGTERM where there is such a thing.
pub async fn stop_when_told(handle: Handle, say: Arc<dyn Fn(&str) + Send + Sync>) {
    match told_to_end().await {
        Ok(()) => handle.stop(),
        Err(error) => say(&format!("warning: cannot listen for signals: {error}")),
    }
}

#[cfg(unix)]
async fn told_to_end() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed,
        _ = terminate.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn told_to_end() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

async fn listen(interface: IpAddr, port: u16) -> Result<TcpListener, ServeError> {
    let last = match port {
        0 => 0,
        port => port.saturating_add(FURTHER_PORTS),
    };
    for candidate in port..=last {
        match TcpListener::bind((interface, candidate)).await {
            Ok(listener) => return Ok(listener),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            Err(source) => {
                return Err(ServeError::Listen { interface, port: candidate, source });
            }
        }
    }
    Err(ServeError::NoFreePort { first: port, last })
}

/// A number that another run of the server does not have: pages of an earlier one must reload.
fn this_run() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let now = since.map_or(0, |since| since.as_micros() as u64);
    now ^ u64::from(std::process::id()) << 44
}

async fn stopped(stopping: &mut watch::Receiver<bool>) {
    // An error means that the server is gone, which is as good.
    drop(stopping.wait_for(|stopping| *stopping).await);
}

/// Answers one connection until it ends, must make way, or the server ends.
async fn attend(shared: Arc<Shared>, stream: TcpStream, seat: Seat) {
    let Ok(local) = stream.local_addr() else {
        return; // gone already
    };
    let door = Door { local, names: Arc::clone(&shared.names) };
    let mut stopping = shared.stopping.subscribe();
    let desk = service_fn(|request| reply(&shared, &door, &seat, request));
    let stream = TokioIo::new(Patient::new(stream, shared.limits.write_timeout));
    let mut connection = pin!(
        http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(shared.limits.header_timeout)
            .max_buf_size(LONGEST_HEAD)
            .serve_connection(stream, desk)
    );
    // A connection that ends in an error is a visitor's broken request or broken line: hyper has
    // answered what can be answered.
    tokio::select! {
        _ = connection.as_mut() => return,
        () = seat.called_away() => return,
        () = stopped(&mut stopping) => connection.as_mut().graceful_shutdown(),
    }
    tokio::select! {
        _ = connection => {}
        () = seat.called_away() => {}
    }
}

async fn reply(
    shared: &Arc<Shared>,
    door: &Door,
    seat: &Seat,
    request: Request<Incoming>,
) -> Result<Response<AnswerBody>, Infallible> {
    let (head, _body) = request.into_parts();
    let request = Request::from_parts(head, ());
    let (work, door) = (Arc::clone(shared), door.clone());
    // Rendering a page may take a while, and may fail in ways that no page should.
    let answered = tokio::task::spawn_blocking(move || {
        let snapshot = Arc::clone(&work.site.borrow());
        answer(&snapshot, &work.base, &door, &request)
    });
    Ok(match answered.await {
        Ok(Answer::Whole(response)) => response.map(AnswerBody::Whole),
        Ok(Answer::Events { page_version }) => stream_events(shared, seat, page_version),
        Err(_) => {
            plain(StatusCode::INTERNAL_SERVER_ERROR, "rendering this page failed: the terminal says how")
                .map(AnswerBody::Whole)
        }
    })
}

fn stream_events(shared: &Shared, seat: &Seat, page_version: String) -> Response<AnswerBody> {
    let Ok(permit) = Arc::clone(&shared.event_streams).try_acquire_owned() else {
        let message = "too many pages are open";
        return plain(StatusCode::SERVICE_UNAVAILABLE, message).map(AnswerBody::Whole);
    };
    seat.streams();
    let (sender, receiver) = mpsc::channel(1);
    let (site, stopping) = (shared.site.subscribe(), shared.stopping.subscribe());
    tokio::spawn(feed(send_events(site, page_version, sender), stopping, permit));
    events_head(AnswerBody::Stream(receiver))
}

/// Runs an event stream until the page leaves or the server ends, and then gives up its permit.
async fn feed(
    events: impl Future<Output = ()>,
    mut stopping: watch::Receiver<bool>,
    _permit: OwnedSemaphorePermit,
) {
    tokio::select! {
        () = events => {}
        () = stopped(&mut stopping) => {}
    }
}

#[cfg(test)]
#[path = "server_tests.rs"]
mod tests;
