//! The server over real sockets: ports, streams of events, keep-alive, and the end.

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::serve::{Handle, Limits, Outputs, Problem, Rebuilt, ServeError, ServeOptions, Server, Severity};

/// Far longer than anything here takes; only a failure waits for it.
const LONG: Duration = Duration::from_secs(60);

struct Page(&'static str);

impl Outputs for Page {
    fn read(&self, path: &str) -> Option<Result<Vec<u8>, String>> {
        match path {
            "index.html" => Some(Ok(self.0.into())),
            "panic.html" => panic!("a bug in a page"),
            _ => None,
        }
    }
}

fn built(page: &'static str) -> Rebuilt {
    Rebuilt { outputs: Some(Arc::new(Page(page))), problems: Vec::new(), summary: String::new() }
}

fn failed(message: &str) -> Rebuilt {
    let problem = Problem {
        severity: Severity::Error,
        code: String::new(),
        message: message.to_owned(),
        file: None,
        line: None,
        column: None,
        source_line: None,
        help: None,
    };
    Rebuilt { outputs: None, problems: vec![problem], summary: String::new() }
}

async fn start(limits: Limits) -> (SocketAddr, Handle, JoinHandle<()>) {
    let options = ServeOptions { port: 0, limits, ..ServeOptions::default() };
    let server = Server::bind(&options, built("one")).await;
    let server = server.expect("a free port");
    let (local, handle) = (server.local(), server.handle());
    (local, handle, tokio::spawn(server.run()))
}

async fn ask(local: SocketAddr, target: &str) -> TcpStream {
    let mut stream = TcpStream::connect(local).await.expect("a connection");
    let request = format!("GET {target} HTTP/1.1\r\nHost: {local}\r\n\r\n");
    let sent = stream.write_all(request.as_bytes()).await;
    sent.expect("a connection");
    stream
}

/// Reads until `end` has come.
async fn read_until(stream: &mut TcpStream, end: &str) -> String {
    let mut text = Vec::new();
    loop {
        let count = tokio::time::timeout(LONG, stream.read_buf(&mut text)).await;
        let count = count.expect("an answer").expect("a connection");
        let read = String::from_utf8_lossy(&text);
        if read.contains(end) {
            return read.into_owned();
        }
        assert_ne!(count, 0, "the end came before `{end}`: {read}");
    }
}

/// Reads to the end and returns what came.
async fn read_rest(mut stream: TcpStream) -> String {
    let mut text = Vec::new();
    let read = tokio::time::timeout(LONG, stream.read_to_end(&mut text)).await;
    read.expect("an end").expect("a connection");
    String::from_utf8_lossy(&text).into_owned()
}

#[tokio::test]
async fn a_taken_port_is_left_for_the_next() {
    let taken = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let port = taken.local_addr().expect("an address").port();
    let options = ServeOptions { port, ..ServeOptions::default() };
    match Server::bind(&options, built("one")).await {
        Ok(server) => {
            let chosen = server.local().port();
            assert!(chosen > port && chosen - port <= 20, "{port} {chosen}");
            assert_eq!(server.address(), format!("http://127.0.0.1:{chosen}/"));
        }
        // The last ports of all may leave none to go on to.
        Err(error) => {
            assert!(matches!(error, ServeError::NoFreePort { first, .. } if first == port))
        }
    }
}

#[tokio::test]
async fn an_address_that_is_not_ours_cannot_be_listened_at() {
    let options = ServeOptions {
        interface: [192, 0, 2, 1].into(), // for documentation only (RFC 5737)
        ..ServeOptions::default()
    };
    let refused = Server::bind(&options, built("one")).await.err();
    let message = refused.expect("no such interface").to_string();
    assert!(message.starts_with("cannot listen at port 1111 of `192.0.2.1`: "), "{message}");
}

#[tokio::test]
async fn one_connection_serves_many_requests() {
    let (local, handle, _) = start(Limits::default()).await;
    let mut stream = ask(local, "/").await;
    assert!(read_until(&mut stream, "</script>").await.contains("one"));
    handle.publish(built("two"));
    let again = format!("GET / HTTP/1.1\r\nHost: {local}\r\n\r\n");
    let sent = stream.write_all(again.as_bytes()).await;
    sent.expect("the same connection");
    assert!(read_until(&mut stream, "</script>").await.contains("two"));
}

#[tokio::test]
async fn open_pages_are_told() {
    let (local, handle, _) = start(Limits::default()).await;
    let mut stream = ask(local, "/__archive/events?version=").await;
    let first = read_until(&mut stream, "data: []\n\n").await;
    assert!(first.contains("content-type: text/event-stream"), "{first}");
    handle.publish(failed("the date is wrong"));
    let second = read_until(&mut stream, "\n\n").await;
    assert!(second.contains("the date is wrong"), "{second}");
    assert!(!second.contains("event: reload"), "{second}");
    handle.publish(built("two"));
    let third = read_until(&mut stream, "data: []\n\n").await;
    assert!(third.contains("event: reload"), "{third}");
}

#[tokio::test]
async fn pages_past_the_limit_are_told_to_come_again() {
    let limits = Limits { event_streams: 1, ..Limits::default() };
    let (local, _, _) = start(limits).await;
    let mut first = ask(local, "/__archive/events").await;
    read_until(&mut first, "event: problems").await;
    let mut second = ask(local, "/__archive/events").await;
    let refused = read_until(&mut second, "\r\n\r\n").await;
    assert!(refused.starts_with("HTTP/1.1 503 "), "{refused}");
    drop(first);
    // The place is free once the server has seen the page leave.
    loop {
        let mut third = ask(local, "/__archive/events").await;
        if read_until(&mut third, "\r\n\r\n").await.starts_with("HTTP/1.1 200 ") {
            return;
        }
    }
}

#[tokio::test]
async fn a_page_that_panics_takes_nothing_along() {
    let (local, _, _) = start(Limits::default()).await;
    let mut stream = ask(local, "/panic.html").await;
    let answer = read_until(&mut stream, "\r\n\r\n").await;
    assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
    let mut stream = ask(local, "/").await;
    read_until(&mut stream, "one").await;
}

#[tokio::test]
async fn stopping_ends_streams_and_idle_connections() {
    let limits = Limits { header_timeout: LONG * 10, farewell: LONG, ..Limits::default() };
    let (local, handle, running) = start(limits).await;
    let mut events = ask(local, "/__archive/events").await;
    read_until(&mut events, "event: problems").await;
    let mut idle = ask(local, "/").await;
    read_until(&mut idle, "</script>").await;
    handle.stop();
    assert!(read_rest(events).await.ends_with("0\r\n\r\n"));
    assert_eq!(read_rest(idle).await, "");
    let ended = tokio::time::timeout(LONG, running).await;
    ended.expect("in time").expect("no panic");
    assert!(TcpStream::connect(local).await.is_err());
}

#[tokio::test]
async fn every_status_of_a_broken_request_is_one_of_few() {
    let (local, _, _) = start(Limits::default()).await;
    let cases = BTreeMap::from([
        ("GET / HTTP/1.0\r\n\r\n", "400"),
        ("GET /\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "400"),
        ("GET / HTTP/3.9\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost : localhost\r\n\r\n", "400"),
        ("GET / HTTP/1.1\nHost: evil.example\n\n", "403"),
        ("CONNECT localhost:80 HTTP/1.1\r\nHost: localhost:80\r\n\r\n", "403"),
    ]);
    for (request, status) in cases {
        let mut stream = TcpStream::connect(local).await.expect("a connection");
        let sent = stream.write_all(request.as_bytes()).await;
        sent.expect("a connection");
        let answer = read_until(&mut stream, "\r\n\r\n").await;
        assert_eq!(answer.get(9..12), Some(status), "{request}{answer}");
    }
}
