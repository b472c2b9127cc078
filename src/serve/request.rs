//! From a request to its answer: a pure function of the snapshot and the request, with no socket,
//! file or clock in reach. Whatever an address says, it is only looked up in the map of outputs.

use hyper::body::Bytes;
use hyper::header::{
    ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName,
    HeaderValue, LOCATION, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Method, Request, Response, StatusCode};
use percent_encoding::{CONTROLS, utf8_percent_encode};

use crate::serve::address::{Base, Place, place_of};
use crate::serve::conditional::{Part, entity_tag, is_known, part};
use crate::serve::door::{Door, Refusal};
use crate::serve::live::{FOLDER, Live, SCRIPT, asked_version, inject, problems_json};
use crate::serve::media_type::{HTML, media_type};
use crate::serve::site::Snapshot;

const TEXT: &str = "text/plain; charset=utf-8";
const PROBLEM_PAGE_STYLE: &str = "color-scheme: light dark; font: 1em/1.5 system-ui, sans-serif; \
    margin: 3em auto; max-inline-size: 40em; padding-inline: 1em";

/// What the server sends back.
#[derive(Debug)]
pub enum Answer {
    /// A complete answer.
    Whole(Response<Bytes>),
    /// The stream of events, for a page made from this version (empty: unknown).
    Events { page_version: String },
}

/// Answers one request.
pub fn answer<B>(snapshot: &Snapshot, base: &Base, door: &Door, request: &Request<B>) -> Answer {
    if let Err(refusal) = door.admit(request) {
        return Answer::Whole(finish(refuse(refusal), request.method()));
    }
    let desk = Desk { snapshot, base, request };
    match desk.answer() {
        Answer::Whole(response) => Answer::Whole(finish(response, request.method())),
        events => events,
    }
}

/// Makes a short answer in plain text.
pub fn plain(status: StatusCode, message: &str) -> Response<Bytes> {
    respond(status, TEXT, "no-store", format!("{message}\n").into())
}

fn refuse(refusal: Refusal) -> Response<Bytes> {
    let mut response = plain(refusal.status(), refusal.message());
    if refusal == Refusal::Method {
        set(&mut response, ALLOW, "GET, HEAD");
    }
    response
}

/// Everything an answer is made from.
struct Desk<'a, B> {
    snapshot: &'a Snapshot,
    base: &'a Base,
    request: &'a Request<B>,
}

impl<B> Desk<'_, B> {
    fn answer(&self) -> Answer {
        let Some(place) = place_of(self.request.uri().path(), self.base) else {
            return Answer::Whole(plain(StatusCode::BAD_REQUEST, "the address is malformed"));
        };
        Answer::Whole(match place {
            Place::Inside(path) => match path.strip_prefix(FOLDER) {
                Some(name) => return self.live(name),
                None => self.output(&path),
            },
            Place::Root => self.redirect(StatusCode::TEMPORARY_REDIRECT, ""),
            Place::BareBase => self.redirect(StatusCode::PERMANENT_REDIRECT, ""),
            Place::Outside => self.not_found(),
        })
    }

    fn live(&self, name: &str) -> Answer {
        let javascript = "text/javascript; charset=utf-8";
        let json = "application/json; charset=utf-8";
        Answer::Whole(match Live::named(name) {
            Some(Live::Script) => respond(StatusCode::OK, javascript, "no-cache", SCRIPT.into()),
            Some(Live::Problems) => {
                let problems = problems_json(&self.snapshot.problems);
                respond(StatusCode::OK, json, "no-store", problems.into())
            }
            Some(Live::Events) if self.request.method() == Method::GET => {
                let page_version = asked_version(self.request.uri());
                return Answer::Events { page_version };
            }
            Some(Live::Events) => events_head(Bytes::new()),
            None => self.not_found(),
        })
    }

    /// Answers an address of the site: its output, or that of the folder it names.
    fn output(&self, path: &str) -> Response<Bytes> {
        let Some(outputs) = &self.snapshot.outputs else {
            let message = "The site could not be built yet.";
            return self.page(StatusCode::SERVICE_UNAVAILABLE, message, "");
        };
        if path.split('/').rev().skip(1).any(str::is_empty) {
            return self.not_found();
        }
        let folder = path.is_empty() || path.ends_with('/');
        let name = if folder { format!("{path}index.html") } else { path.to_owned() };
        match outputs.read(&name) {
            Some(Ok(bytes)) => self.deliver(&name, bytes),
            Some(Err(message)) => self.broken(&message),
            None if !folder && outputs.has(&format!("{path}/index.html")) => {
                self.redirect(StatusCode::PERMANENT_REDIRECT, &format!("{path}/"))
            }
            None => self.not_found(),
        }
    }

    fn deliver(&self, name: &str, bytes: Vec<u8>) -> Response<Bytes> {
        let media = media_type(name);
        let bytes: Bytes =
            if media == HTML { inject(bytes, self.base, self.snapshot).into() } else { bytes.into() };
        let tag = entity_tag(&bytes);
        let mut response = self.select(media, bytes, &tag);
        set(&mut response, ETAG, &tag);
        set(&mut response, ACCEPT_RANGES, "bytes");
        response
    }

    /// Sends the whole, the part asked for, or word that the client has it already.
    fn select(&self, media: &str, bytes: Bytes, tag: &str) -> Response<Bytes> {
        let headers = self.request.headers();
        if is_known(headers, tag) {
            return respond(StatusCode::NOT_MODIFIED, media, "no-cache", Bytes::new());
        }
        let length = bytes.len();
        let asked = match *self.request.method() {
            Method::GET => part(headers, tag, length),
            _ => Part::Whole,
        };
        let (status, bytes, range) = match asked {
            Part::Whole => return respond(StatusCode::OK, media, "no-cache", bytes),
            Part::Range(first, last) => (
                StatusCode::PARTIAL_CONTENT,
                bytes.slice(first..=last),
                format!("bytes {first}-{last}/{length}"),
            ),
            Part::Unsatisfiable => {
                (StatusCode::RANGE_NOT_SATISFIABLE, Bytes::new(), format!("bytes */{length}"))
            }
        };
        let mut response = respond(status, media, "no-cache", bytes);
        set(&mut response, CONTENT_RANGE, &range);
        response
    }

    fn not_found(&self) -> Response<Bytes> {
        let outputs = self.snapshot.outputs.as_ref();
        match outputs.and_then(|outputs| outputs.read("404.html")) {
            Some(Ok(page)) => {
                let page = inject(page, self.base, self.snapshot);
                respond(StatusCode::NOT_FOUND, HTML, "no-cache", page.into())
            }
            Some(Err(message)) => self.broken(&message),
            None => self.page(StatusCode::NOT_FOUND, "There is no page here.", ""),
        }
    }

    fn broken(&self, message: &str) -> Response<Bytes> {
        let status = StatusCode::INTERNAL_SERVER_ERROR;
        self.page(status, "This page could not be rendered.", message)
    }

    /// Makes a page of the preview's own, live like any other.
    fn page(&self, status: StatusCode, headline: &str, detail: &str) -> Response<Bytes> {
        let detail = escape(detail);
        let page = format!(
            "<!doctype html>\n<html lang=\"en\" style=\"{PROBLEM_PAGE_STYLE}\">\n\
             <meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>{headline}</title>\n\
             <body><main><h1>{headline}</h1>\n\
             <pre style=\"white-space: pre-wrap\">{detail}</pre></main>\n</body>\n</html>\n"
        );
        let page = inject(page.into_bytes(), self.base, self.snapshot);
        respond(status, HTML, "no-store", page.into())
    }

    /// Sends the client to a path of the site, never anywhere else: the address is made anew from
    /// the base and a path that names an output. Not stored, because the next site previewed at
    /// this port may have other addresses.
    fn redirect(&self, status: StatusCode, path: &str) -> Response<Bytes> {
        let query = self.request.uri().query();
        let query = query.map_or(String::new(), |query| format!("?{}", utf8_percent_encode(query, CONTROLS)));
        let mut response = respond(status, TEXT, "no-store", Bytes::new());
        let address = self.base.address_of(path);
        set(&mut response, LOCATION, &format!("{address}{query}"));
        response
    }
}

/// Makes the head of the event stream around a body.
pub fn events_head<T>(body: T) -> Response<T> {
    respond(StatusCode::OK, "text/event-stream", "no-store", body)
}

fn respond<T>(status: StatusCode, media: &str, caching: &str, body: T) -> Response<T> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    set(&mut response, CONTENT_TYPE, media);
    set(&mut response, CACHE_CONTROL, caching);
    set(&mut response, X_CONTENT_TYPE_OPTIONS, "nosniff");
    // Keeps pages of other sites from embedding an image or script of this one.
    let policy = HeaderName::from_static("cross-origin-resource-policy");
    set(&mut response, policy, "same-origin");
    response
}

fn set<T>(response: &mut Response<T>, name: HeaderName, value: &str) {
    let value = HeaderValue::from_str(value).expect("values are our own ASCII or percent-encoded");
    response.headers_mut().insert(name, value);
}

/// States the length, and takes the body away where only the head is asked for.
fn finish(mut response: Response<Bytes>, method: &Method) -> Response<Bytes> {
    if response.status() != StatusCode::NOT_MODIFIED {
        let length = HeaderValue::from(response.body().len());
        response.headers_mut().insert(CONTENT_LENGTH, length);
    }
    if method == Method::HEAD {
        *response.body_mut() = Bytes::new();
    }
    response
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
#[path = "request_tests.rs"]
mod tests;
