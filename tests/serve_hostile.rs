//! The preview server against requests that no honest browser sends, and against crowds: whatever
//! comes, it answers with an output of the site or a refusal, and stays alive.
//!
//! The requests are made by a seeded generator, so that every run throws the same ones.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use annotated_archive::serve::{Handle, Limits, Outputs, Rebuilt, ServeOptions, Server};

const REQUESTS: u64 = 2_000;
const THREADS: u64 = 8;
const BASE: &str = "/repo/";

/// Far longer than any answer takes; only a failure waits for it.
const LONG: Duration = Duration::from_secs(120);

#[test]
fn hostile_requests_get_outputs_or_refusals() {
    let running = Running::start(Limits::default());
    let local = running.local;
    let threads: Vec<JoinHandle<BTreeMap<u16, usize>>> =
        (0..THREADS).map(|thread| thread::spawn(move || throw(local, thread))).collect();
    let mut statuses = BTreeMap::new();
    for thread in threads {
        for (status, count) in thread.join().expect("every answer is as it must be") {
            *statuses.entry(status).or_insert(0) += count;
        }
    }
    running.assert_alive();
    for status in [200, 400, 403, 404, 405, 414, 431] {
        assert!(statuses.contains_key(&status), "no {status} in {statuses:?}");
    }
    let answered: usize = statuses.values().sum();
    assert!(answered as u64 > REQUESTS * 3 / 4, "{statuses:?}");
}

#[test]
fn a_thousand_slow_and_dropped_connections_leave_it_alive() {
    let running = Running::start(Limits {
        connections: 64,
        header_timeout: LONG,
        write_timeout: LONG,
        ..Limits::default()
    });
    let beginnings = ["", "G", "GET /repo/ HTTP/1.1\r\n", "GET /repo/ HTTP/1.1\r\nHost: localhost\r\nX: "];
    for _ in 0..5 {
        let mut held = Vec::new();
        for number in 0..200 {
            let mut stream = connect(running.local);
            let beginning = beginnings[number % beginnings.len()];
            // A connection that had to make way takes nothing more, as it should.
            let sent = stream.write_all(beginning.as_bytes());
            if number % 2 == 0 && sent.is_ok() {
                held.push(stream);
            }
        }
        running.assert_alive();
    }
}

#[test]
fn readers_who_do_not_read_leave_it_alive() {
    let running = Running::start(Limits { connections: 32, write_timeout: LONG, ..Limits::default() });
    let request = running.request("/repo/large.bin");
    let mut held = Vec::new();
    for _ in 0..100 {
        let mut stream = connect(running.local);
        if stream.write_all(request.as_bytes()).is_ok() {
            held.push(stream);
        }
    }
    running.assert_alive();
}

#[test]
fn a_head_that_takes_too_long_is_given_up() {
    let running = Running::start(Limits { header_timeout: Duration::from_millis(50), ..Limits::default() });
    let mut stream = connect(running.local);
    stream.write_all(b"GET /repo/ HT").expect("a connection");
    let mut rest = Vec::new();
    // An end of either kind will do; what fails is to be kept until the time-out of `LONG`.
    if let Err(error) = stream.read_to_end(&mut rest) {
        assert_eq!(error.kind(), std::io::ErrorKind::ConnectionReset);
    }
    assert!(!rest.starts_with(b"HTTP/1.1 200"));
    running.assert_alive();
}

/// Throws one thread's share of the requests and counts the answers by status.
fn throw(local: SocketAddr, thread: u64) -> BTreeMap<u16, usize> {
    let mut statuses = BTreeMap::new();
    for number in (thread..REQUESTS).step_by(THREADS as usize) {
        let attack = Attack::generate(number, local.port());
        let answer = send(local, &attack);
        let text = String::from_utf8_lossy(&attack.bytes[..attack.bytes.len().min(300)]);
        if let Err(wrong) = judge(&attack, &answer) {
            let head = String::from_utf8_lossy(&answer[..answer.len().min(600)]);
            panic!("request {number} ({}): {wrong}\n{text}\n---\n{head}", attack.kind);
        }
        if let Some(response) = Response::parse(&answer) {
            *statuses.entry(response.status).or_insert(0) += 1;
        }
    }
    statuses
}

// ---- the server ----

struct Running {
    local: SocketAddr,
    handle: Handle,
    thread: Option<JoinHandle<()>>,
}

impl Running {
    fn start(limits: Limits) -> Running {
        let options = ServeOptions { port: 0, base_path: BASE.to_owned(), limits, ..ServeOptions::default() };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_io()
            .enable_time()
            .build()
            .expect("a runtime");
        let server = runtime.block_on(Server::bind(&options, site()));
        let server = server.expect("a free port");
        let (local, handle) = (server.local(), server.handle());
        let thread = thread::spawn(move || runtime.block_on(server.run()));
        Running { local, handle, thread: Some(thread) }
    }

    fn request(&self, target: &str) -> String {
        let host = self.local;
        format!("GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n")
    }

    fn assert_alive(&self) {
        let mut stream = connect(self.local);
        let request = self.request("/repo/people/jane/");
        stream.write_all(request.as_bytes()).expect("a connection");
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).expect("an answer");
        let response = Response::parse(&answer).expect("an answer");
        assert_eq!(response.status, 200);
        assert_eq!(without_script(&response.body), JANE);
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.handle.stop();
        let ended = self.thread.take().map(JoinHandle::join);
        if !thread::panicking() {
            assert!(ended.is_some_and(|ended| ended.is_ok()), "it ends cleanly");
        }
    }
}

const HOME: &str = "<!doctype html><title>Home</title><body>home</body>";
const JANE: &str = "<!doctype html><title>Jane</title><body>jane</body>";
const LOST: &str = "<!doctype html><title>Lost</title><body>lost</body>";
const DATA: &str = "date,count\n2018-12-05,3\n";

struct Memory(BTreeMap<&'static str, Vec<u8>>);

impl Outputs for Memory {
    fn read(&self, path: &str) -> Option<Result<Vec<u8>, String>> {
        self.0.get(path).cloned().map(Ok)
    }
}

fn site() -> Rebuilt {
    let outputs = BTreeMap::from([
        ("index.html", HOME.into()),
        ("people/jane/index.html", JANE.into()),
        ("404.html", LOST.into()),
        ("data.csv", DATA.into()),
        ("large.bin", vec![b'x'; 8 << 20]),
    ]);
    Rebuilt { outputs: Some(Arc::new(Memory(outputs))), problems: Vec::new(), summary: String::new() }
}

// ---- the attacks ----

/// One request, and what may come of it.
struct Attack {
    kind: &'static str,
    bytes: Vec<u8>,
    /// The statuses it may get.
    allowed: &'static [u16],
    /// Whether the connection may end without an answer.
    may_close: bool,
    /// Whether the request is complete, so that an answer comes without an end of input.
    complete: bool,
}

/// What any well-formed request in our name may get.
const FOUND_OR_NOT: &[u16] = &[200, 307, 308, 400, 404, 414];

impl Attack {
    fn generate(number: u64, port: u16) -> Attack {
        let random = &mut Random(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed);
        let own = format!("{}:{port}", random.pick(&["localhost", "127.0.0.1", "[::1]"]));
        match number % 12 {
            0..=3 => Attack::ours("path", &hostile_target(random), &own, ""),
            4 => Attack::foreign_host(random, port),
            5 => Attack::foreign_origin(random, port, &own),
            6 => Attack::absolute_form(random, port, &own),
            7 => Attack::method(random, &own),
            8 => Attack::long(random, &own),
            9 => Attack::bad_head(random, &own),
            10 => Attack::truncated(random, &own),
            _ => Attack::garbage(random),
        }
    }

    /// A well-formed request under our own name.
    fn ours(kind: &'static str, target: &[u8], host: &str, headers: &str) -> Attack {
        Attack {
            kind,
            bytes: request(b"GET", target, &format!("Host: {host}\r\n{headers}")),
            allowed: FOUND_OR_NOT,
            may_close: false,
            complete: true,
        }
    }

    fn foreign_host(random: &mut Random, port: u16) -> Attack {
        let host = match random.below(4) {
            0 => format!("{}:{port}", random.pick(FOREIGN)),
            1 => random.pick(FOREIGN).to_owned(),
            2 => format!("localhost:{}", port ^ 1),
            _ => random.pick(MALFORMED).to_owned(),
        };
        let target = friendly_target(random);
        Attack { allowed: &[400, 403], ..Attack::ours("host", target.as_bytes(), &host, "") }
    }

    fn foreign_origin(random: &mut Random, port: u16, own: &str) -> Attack {
        let origin = match random.below(4) {
            0 => "null".to_owned(),
            1 => format!("http://{}:{port}", random.pick(FOREIGN)),
            2 => format!("https://{own}"),
            _ => format!("http://{own}\r\nOrigin: http://evil.example"),
        };
        let target = friendly_target(random);
        let headers = format!("Origin: {origin}\r\n");
        Attack { allowed: &[403], ..Attack::ours("origin", target.as_bytes(), own, &headers) }
    }

    fn absolute_form(random: &mut Random, port: u16, own: &str) -> Attack {
        let scheme = random.pick(&["http", "https", "HTTP", "ftp", "file"]);
        let user = random.pick(&["", "", "user@", "localhost:1@"]);
        let target = format!("{scheme}://{user}{}:{port}{}", random.pick(FOREIGN), friendly_target(random));
        Attack { allowed: &[400, 403], ..Attack::ours("absolute form", target.as_bytes(), own, "") }
    }

    fn method(random: &mut Random, own: &str) -> Attack {
        let methods = ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "PROPFIND", "CONNECT", "get"];
        let method = random.pick(&methods);
        let target = match method {
            "CONNECT" => own.to_owned(),
            _ => friendly_target(random),
        };
        let headers = format!("Host: {own}\r\nContent-Length: 0\r\n");
        Attack {
            kind: "method",
            bytes: request(method.as_bytes(), target.as_bytes(), &headers),
            allowed: &[405],
            may_close: false,
            complete: true,
        }
    }

    fn long(random: &mut Random, own: &str) -> Attack {
        let length = [9_000, 40_000, 65_000, 65_536, 100_000][random.below(5)];
        let piece = random.pick(&["a", "../", "%2e%2e/", "%00", "//", "é"]);
        let target = format!("/repo/{}", piece.repeat(length / piece.len()));
        Attack { allowed: &[400, 414], ..Attack::ours("long target", target.as_bytes(), own, "") }
    }

    fn bad_head(random: &mut Random, own: &str) -> Attack {
        let host = format!("Host: {own}\r\n");
        let headers = match random.below(8) {
            0 => String::new(),
            1 => format!("{host}{host}"),
            2 => format!("{host}Host: evil.example\r\n"),
            3 => format!("{host}X: a\0b\r\n"),
            4 => format!("{host}{}", "X-Many: 1\r\n".repeat(300)),
            5 => format!("{host} folded: line\r\n"),
            6 => format!("{host}Content-Length: 1\r\nContent-Length: 2\r\n"),
            _ => format!("{host}No colon here\r\n"),
        };
        Attack {
            kind: "bad head",
            bytes: request(b"GET", b"/repo/", &headers),
            allowed: &[400, 431],
            may_close: false,
            complete: true,
        }
    }

    fn truncated(random: &mut Random, own: &str) -> Attack {
        let mut attack = Attack::ours("truncated", &hostile_target(random), own, "");
        let length = random.below(attack.bytes.len() - 3);
        attack.bytes.truncate(length);
        attack.may_close = true;
        attack.complete = false;
        attack
    }

    fn garbage(random: &mut Random) -> Attack {
        let length = random.below(2_000);
        let mut bytes: Vec<u8> = (0..length).map(|_| random.next() as u8).collect();
        if random.below(2) == 0 {
            bytes.splice(0..0, *b"GET /repo/ HTTP/1.1\r\nHost: ");
        }
        Attack { kind: "garbage", bytes, allowed: &[400, 403, 431], may_close: true, complete: false }
    }
}

fn request(method: &[u8], target: &[u8], headers: &str) -> Vec<u8> {
    let end = format!(" HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");
    [method, b" ", target, end.as_bytes()].concat()
}

const FOREIGN: &[&str] = &[
    "evil.example",
    "localhost.evil.example",
    "evil-localhost",
    "0.0.0.0",
    "127.0.0.2",
    "127.1",
    "2130706433",
    "0x7f000001",
    "169.254.169.254",
    "[::]",
    "[::ffff:127.0.0.1]",
    "xn--lcalhost-zcb",
];

const MALFORMED: &[&str] = &[
    "",
    ":",
    "localhost:",
    "localhost:+80",
    "localhost:123456",
    "user@localhost",
    "localhost/..",
    "local host",
    "[::1",
    "::1",
    "localhost#x",
    "localhost\\evil.example",
    "http://localhost",
    "localhost, evil.example",
];

/// An address that is there, so that only the rest of the request can be wrong.
fn friendly_target(random: &mut Random) -> String {
    random.pick(&["/", "/repo/", "/repo/data.csv", "/repo/people/jane/", "/none"]).to_owned()
}

/// An address made of what has opened files on other servers.
fn hostile_target(random: &mut Random) -> Vec<u8> {
    const PIECES: &[&[u8]] = &[
        b"..",
        b"/",
        b"//",
        b"/../",
        b"/./",
        b"%2e%2e",
        b"%2E.",
        b"%2f",
        b"%5c",
        b"\\",
        b"..\\",
        b"%252e%252e",
        b"%252f",
        b"%c0%ae",
        b"%c0%af",
        b"%ff",
        b"%00",
        b"%0d%0aLocation:%20//e",
        b"%",
        b"%zz",
        b"%u002e",
        b";",
        b"?",
        b"#",
        b"@evil.example",
        b":1",
        b"evil.example",
        b"etc/passwd",
        b"Cargo.toml",
        b"people",
        b"jane",
        b"index.html",
        b"data.csv",
        b"repo",
        b"__archive",
        b"live.js",
        b"C:",
        b"~",
        b"CON",
        b"..%00/",
        b"\xc3\xa9",
        b"\x7f",
        b"*",
        b"%e2%80%ae",
        b"....//",
        b"file:///",
        b"<script>",
        b"|",
        b"\"",
    ];
    let start: &[u8] = random.pick(&[&b"/repo/"[..], b"/", b"/repo", b"//", b"/repo/people/jane"]);
    let mut target = start.to_vec();
    for _ in 0..random.below(9) {
        let piece: &[u8] = random.pick(PIECES);
        target.extend_from_slice(piece);
    }
    target
}

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    fn pick<'a, T: ?Sized>(&mut self, list: &[&'a T]) -> &'a T {
        list[self.below(list.len())]
    }
}

// ---- the answers ----

fn connect(local: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(local).expect("it takes connections");
    stream.set_read_timeout(Some(LONG)).expect("a time-out");
    stream
}

/// Sends an attack and returns all that comes back.
fn send(local: SocketAddr, attack: &Attack) -> Vec<u8> {
    let mut stream = connect(local);
    let sent = stream.write_all(&attack.bytes);
    if !attack.complete {
        // Fails where the server has closed already, and then there is nothing to end.
        drop(stream.shutdown(Shutdown::Write));
    }
    let mut answer = Vec::new();
    let read = stream.read_to_end(&mut answer);
    if !attack.may_close {
        sent.expect("it reads the request");
        read.expect("it answers");
    }
    answer
}

struct Response {
    status: u16,
    headers: Vec<(String, String)>,
    body: String,
}

impl Response {
    fn parse(bytes: &[u8]) -> Option<Response> {
        let text = String::from_utf8_lossy(bytes);
        let (head, body) = text.split_once("\r\n\r\n")?;
        let mut lines = head.split("\r\n");
        let status = lines.next()?.strip_prefix("HTTP/1.")?.get(2..5)?;
        let headers = lines.map(|line| line.split_once(':').unwrap_or((line, "")));
        Some(Response {
            status: status.parse().ok()?,
            headers: headers
                .map(|(name, value)| (name.to_ascii_lowercase(), value.trim().to_owned()))
                .collect(),
            body: body.to_owned(),
        })
    }

    fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(other, _)| other == name);
        found.map_or("", |(_, value)| value)
    }
}

/// Says what is wrong with an answer.
fn judge(attack: &Attack, answer: &[u8]) -> Result<(), String> {
    let Some(response) = Response::parse(answer) else {
        let silent = answer.is_empty() && attack.may_close;
        return silent.then_some(()).ok_or("no answer".to_owned());
    };
    let Response { status, body, .. } = &response;
    if !attack.allowed.contains(status) {
        return Err(format!("the status is {status}"));
    }
    if let Some((name, _)) = response.headers.iter().find(|(name, _)| shares(name)) {
        return Err(format!("it sends `{name}`"));
    }
    match *status {
        200 if !is_ours(body) => Err("the body is no output".to_owned()),
        307 | 308 => judge_location(response.header("location")),
        _ if body.contains("[package]") || body.contains("root:") => Err("a file".to_owned()),
        _ => Ok(()),
    }
}

fn shares(name: &str) -> bool {
    name.starts_with("access-control-")
}

/// A redirect leads to a path under the base, on this host.
fn judge_location(location: &str) -> Result<(), String> {
    let path = location.split('?').next().unwrap_or("");
    let inside = path.starts_with(BASE) && !path.contains("//") && !path.contains('\\');
    inside.then_some(()).ok_or(format!("it leads to `{location}`"))
}

fn is_ours(body: &str) -> bool {
    let output = without_script(body);
    [HOME, JANE, LOST, DATA].contains(&output.as_str()) || body.starts_with("// Live reload") || body == "[]"
}

fn without_script(page: &str) -> String {
    let Some((before, rest)) = page.split_once("<script src=\"/repo/__archive/") else {
        return page.to_owned();
    };
    let after = rest.split_once("</script>\n").map_or("", |(_, after)| after);
    format!("{before}{after}")
}
