//! Requests and the answers they get, without a socket.

use std::collections::BTreeMap;
use std::sync::Arc;

use hyper::body::Bytes;
use hyper::{Request, Response};

use super::{Answer, answer};
use crate::serve::address::Base;
use crate::serve::door::Door;
use crate::serve::site::{Outputs, Rebuilt, Snapshot};

struct Map(BTreeMap<&'static str, Result<&'static str, &'static str>>);

impl Outputs for Map {
    fn read(&self, path: &str) -> Option<Result<Vec<u8>, String>> {
        let output = self.0.get(path)?;
        Some(output.map(Vec::from).map_err(str::to_owned))
    }
}

fn outputs() -> Arc<dyn Outputs> {
    Arc::new(Map(BTreeMap::from([
        ("index.html", Ok("<body>home</body>")),
        ("404.html", Ok("<body>lost</body>")),
        ("people/jane/index.html", Ok("<body>jane</body>")),
        ("people/é/index.html", Ok("e")),
        ("data.txt", Ok("0123456789")),
        ("broken/index.html", Err("no <filter> here")),
    ])))
}

fn ask_of(outputs: Option<Arc<dyn Outputs>>, request: Request<()>) -> Answer {
    let rebuilt = Rebuilt { outputs, problems: Vec::new(), summary: String::new() };
    let door = Door { local: "127.0.0.1:1111".parse().expect("an address"), names: Arc::from([]) };
    let snapshot = Snapshot::first(rebuilt, 1);
    answer(&snapshot, &Base::new("/repo/"), &door, &request)
}

fn ask(method: &str, target: &str, headers: &[(&str, &str)]) -> Response<Bytes> {
    let mut request = Request::builder().method(method).uri(target);
    request = request.header("host", "localhost:1111");
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    match ask_of(Some(outputs()), request.body(()).expect("a request")) {
        Answer::Whole(response) => response,
        Answer::Events { .. } => panic!("a stream where an answer was expected"),
    }
}

fn get(target: &str) -> Response<Bytes> {
    ask("GET", target, &[])
}

fn header<'a>(response: &'a Response<Bytes>, name: &str) -> &'a str {
    let value = response.headers().get(name);
    value.map_or("", |value| value.to_str().expect("text"))
}

fn text(response: &Response<Bytes>) -> &str {
    std::str::from_utf8(response.body()).expect("text")
}

#[test]
fn addresses_find_their_outputs() {
    let cases = [
        ("/repo/", 200, "home"),
        ("/repo/index.html", 200, "home"),
        ("/repo/people/jane/", 200, "jane"),
        ("/repo/people/jane/?q=1", 200, "jane"),
        ("/repo/people/%C3%A9/", 200, "e"),
        ("http://localhost:1111/repo/data.txt", 200, "0123456789"),
        ("/repo/people/", 404, "lost"),
        ("/repo/people//jane/", 404, "lost"),
        ("/repo//", 404, "lost"),
        ("/repo/People/jane/", 404, "lost"),
        ("/other/", 404, "lost"),
        ("//repo/", 404, "lost"),
        ("/repo/__archive/", 404, "lost"),
        ("/repo/../", 400, "malformed"),
        ("/repo/%2e%2e/data.txt", 400, "malformed"),
        ("/repo/%252e%252e/data.txt", 404, "lost"),
    ];
    for (target, status, body) in cases {
        let response = get(target);
        assert_eq!(response.status(), status, "{target}");
        assert!(text(&response).contains(body), "{target}: {}", text(&response));
    }
}

#[test]
fn redirects_stay_in_the_site() {
    let cases = [
        ("/", 307, "/repo/"),
        ("/?a=b", 307, "/repo/?a=b"),
        ("/repo", 308, "/repo/"),
        ("/repo/people/jane", 308, "/repo/people/jane/"),
        ("/repo/people/jane?a=//b", 308, "/repo/people/jane/?a=//b"),
        ("/repo/people/%C3%A9", 308, "/repo/people/%C3%A9/"),
        ("/repo/%2F/evil.example", 404, ""),
        ("//evil.example", 404, ""),
    ];
    for (target, status, location) in cases {
        let response = get(target);
        assert_eq!(response.status(), status, "{target}");
        assert_eq!(header(&response, "location"), location, "{target}");
    }
}

#[test]
fn pages_are_live_and_files_are_as_they_are() {
    assert!(text(&get("/repo/")).ends_with("live.js\" data-version=\"1-1\"></script>\n</body>"));
    assert!(text(&get("/repo/nothing")).contains("__archive/live.js"));
    assert_eq!(text(&get("/repo/data.txt")), "0123456789");
    assert!(text(&get("/repo/__archive/live.js")).contains("EventSource"));
    assert_eq!(text(&get("/repo/__archive/problems.json")), "[]");
}

#[test]
fn heads_are_those_of_the_bodies() {
    for target in ["/repo/", "/repo/data.txt", "/repo/nothing", "/repo/people/jane"] {
        let (whole, head) = (get(target), ask("HEAD", target, &[]));
        assert_eq!(head.status(), whole.status());
        assert_eq!(head.headers(), whole.headers());
        assert!(head.body().is_empty());
        let length = header(&whole, "content-length");
        assert_eq!(length, whole.body().len().to_string());
    }
}

#[test]
fn known_outputs_are_not_sent_again() {
    let first = get("/repo/");
    let tag = header(&first, "etag").to_owned();
    let again = ask("GET", "/repo/", &[("if-none-match", &tag)]);
    assert_eq!(again.status(), 304);
    assert_eq!(header(&again, "etag"), tag);
    assert!(again.body().is_empty());
}

#[test]
fn parts_are_sent() {
    let part = ask("GET", "/repo/data.txt", &[("range", "bytes=2-4")]);
    assert_eq!((part.status().as_u16(), text(&part)), (206, "234"));
    assert_eq!(header(&part, "content-range"), "bytes 2-4/10");
    assert_eq!(header(&part, "content-length"), "3");
    let past = ask("GET", "/repo/data.txt", &[("range", "bytes=10-")]);
    assert_eq!(past.status(), 416);
    assert_eq!(header(&past, "content-range"), "bytes */10");
    let head = ask("HEAD", "/repo/data.txt", &[("range", "bytes=2-4")]);
    assert_eq!(head.status(), 200);
}

#[test]
fn a_page_that_fails_says_so_without_running_what_it_says() {
    let response = get("/repo/broken/");
    assert_eq!(response.status(), 500);
    assert!(text(&response).contains("no &lt;filter&gt; here"));
    assert!(text(&response).contains("__archive/live.js"));
}

#[test]
fn before_the_first_site_there_is_a_live_page() {
    let request =
        Request::builder().uri("/repo/people/").header("host", "localhost:1111").body(()).expect("a request");
    let Answer::Whole(response) = ask_of(None, request) else {
        panic!("an answer was expected");
    };
    assert_eq!(response.status(), 503);
    assert!(text(&response).contains("__archive/live.js"));
}

#[test]
fn the_event_stream_begins_where_the_page_stands() {
    let request = Request::builder()
        .uri("/repo/__archive/events?version=1-1")
        .header("host", "localhost:1111")
        .body(())
        .expect("a request");
    let found = ask_of(Some(outputs()), request);
    assert!(matches!(found, Answer::Events { page_version } if page_version == "1-1"));
    let head = ask("HEAD", "/repo/__archive/events", &[]);
    assert_eq!(header(&head, "content-type"), "text/event-stream");
}

#[test]
fn every_answer_is_guarded() {
    let answers = [
        get("/repo/"),
        get("/repo/data.txt"),
        get("/nothing"),
        get("/"),
        ask("POST", "/repo/", &[]),
        ask("GET", "/repo/", &[("origin", "http://evil.example")]),
        ask("GET", "/repo/", &[("host", "evil.example")]),
    ];
    for answer in answers {
        assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
        assert_eq!(header(&answer, "cross-origin-resource-policy"), "same-origin");
        assert_ne!(header(&answer, "cache-control"), "");
        let names = answer.headers().keys();
        let shared = names.filter(|name| name.as_str().starts_with("access-control"));
        assert_eq!(shared.count(), 0);
    }
    assert_eq!(header(&ask("POST", "/repo/", &[]), "allow"), "GET, HEAD");
}
