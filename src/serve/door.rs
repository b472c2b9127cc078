//! Who is let in: the checks of `Host`, `Origin`, request target and method that come before any
//! look at the site. They keep pages of other sites, and names that someone points at this
//! machine (DNS rebinding), from reading an archive that is not public yet.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};
use std::sync::Arc;

use hyper::header::{HOST, HeaderName, ORIGIN};
use hyper::{HeaderMap, Method, Request, StatusCode, Uri};

/// The longest request target that is looked at, in bytes.
pub const LONGEST_TARGET: usize = 8 * 1024;

/// The names by which the server may be called.
#[derive(Clone)]
pub struct Door {
    /// The address at which this connection arrived. Its IP address is a name of ours: a browser
    /// that names an IP address is connected to that address, whatever any name server says.
    pub local: SocketAddr,
    /// Further host names, in lower case.
    pub names: Arc<[String]>,
}

/// Why a request is turned away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    MalformedHost,
    ForeignHost,
    ForeignOrigin,
    Method,
    LongTarget,
}

impl Refusal {
    /// Returns the status that tells it.
    pub fn status(self) -> StatusCode {
        match self {
            Refusal::MalformedHost => StatusCode::BAD_REQUEST,
            Refusal::ForeignHost | Refusal::ForeignOrigin => StatusCode::FORBIDDEN,
            Refusal::Method => StatusCode::METHOD_NOT_ALLOWED,
            Refusal::LongTarget => StatusCode::URI_TOO_LONG,
        }
    }

    /// Returns one line for a person. Repeats nothing of the request.
    pub fn message(self) -> &'static str {
        match self {
            Refusal::MalformedHost => "the request must name its host once, as `host:port`",
            Refusal::ForeignHost => "this preview answers only at its own address",
            Refusal::ForeignOrigin => "this preview does not answer pages of other sites",
            Refusal::Method => "only GET and HEAD are answered",
            Refusal::LongTarget => "the address is too long",
        }
    }
}

impl Door {
    /// Lets a request in or says why not.
    ///
    /// # Errors
    /// The first [`Refusal`] that applies.
    pub fn admit<B>(&self, request: &Request<B>) -> Result<(), Refusal> {
        let host = self.check_host(request.headers())?;
        self.check_target(request.uri())?;
        check_origin(request.headers(), &host)?;
        check_method(request.method())?;
        check_length(request.uri())
    }

    fn check_host(&self, headers: &HeaderMap) -> Result<Authority, Refusal> {
        let text =
            single(headers, HOST).map_err(|_| Refusal::MalformedHost)?.ok_or(Refusal::MalformedHost)?;
        let host = Authority::parse(text).ok_or(Refusal::MalformedHost)?;
        self.own(&host).then_some(host).ok_or(Refusal::ForeignHost)
    }

    /// Judges the authority of an absolute-form target (`GET http://host/path`) like a `Host`.
    fn check_target(&self, target: &Uri) -> Result<(), Refusal> {
        let Some(authority) = target.authority() else {
            return Ok(());
        };
        let host = Authority::parse(authority.as_str()).ok_or(Refusal::MalformedHost)?;
        let plain = target.scheme_str().is_none_or(|scheme| scheme == "http");
        (plain && self.own(&host)).then_some(()).ok_or(Refusal::ForeignHost)
    }

    fn own(&self, host: &Authority) -> bool {
        let port = host.port.is_none_or(|port| port == self.local.port());
        port && match &host.name {
            Name::Ip(ip) => ip.is_loopback_name() || *ip == self.local.ip().to_canonical(),
            Name::Host(name) => {
                name == "localhost" || name.ends_with(".localhost") || self.names.contains(name)
            }
        }
    }
}

fn check_origin(headers: &HeaderMap, host: &Authority) -> Result<(), Refusal> {
    let origin = single(headers, ORIGIN).map_err(|_| Refusal::ForeignOrigin)?;
    let Some(origin) = origin else {
        return Ok(());
    };
    let own = origin
        .strip_prefix("http://")
        .and_then(Authority::parse)
        .is_some_and(|origin| origin.name == host.name && origin.port() == host.port());
    own.then_some(()).ok_or(Refusal::ForeignOrigin)
}

fn check_method(method: &Method) -> Result<(), Refusal> {
    (method == Method::GET || method == Method::HEAD).then_some(()).ok_or(Refusal::Method)
}

fn check_length(target: &Uri) -> Result<(), Refusal> {
    let rest = target.path_and_query().map_or(0, |rest| rest.as_str().len());
    (rest <= LONGEST_TARGET).then_some(()).ok_or(Refusal::LongTarget)
}

/// More than one value, or one that is not text.
struct Unclear;

fn single(headers: &HeaderMap, name: HeaderName) -> Result<Option<&str>, Unclear> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => value.to_str().map(Some).map_err(|_| Unclear),
        (Some(_), Some(_)) => Err(Unclear),
    }
}

trait LoopbackName {
    fn is_loopback_name(&self) -> bool;
}

impl LoopbackName for IpAddr {
    /// Only the two that people write; the rest of 127/8 must be the address connected to.
    fn is_loopback_name(&self) -> bool {
        *self == IpAddr::from([127, 0, 0, 1]) || *self == IpAddr::from(Ipv6Addr::LOCALHOST)
    }
}

/// The `host:port` of RFC 3986, section 3.2, without user information, as HTTP has it.
#[derive(Debug, PartialEq, Eq)]
struct Authority {
    name: Name,
    port: Option<u16>,
}

#[derive(Debug, PartialEq, Eq)]
enum Name {
    Ip(IpAddr),
    /// In lower case.
    Host(String),
}

impl Authority {
    fn parse(text: &str) -> Option<Authority> {
        let (name, port) = match text.strip_prefix('[') {
            Some(rest) => rest.split_once(']')?,
            None => text.split_at(text.find(':').unwrap_or(text.len())),
        };
        let name = if text.starts_with('[') {
            Name::Ip(name.parse::<Ipv6Addr>().ok()?.into())
        } else {
            Name::parse(name)?
        };
        let port = match port {
            "" => None,
            port => Some(parse_port(port.strip_prefix(':')?)?),
        };
        Some(Authority { name, port })
    }

    /// Returns the port, or that of `http` where none is given.
    fn port(&self) -> u16 {
        self.port.unwrap_or(80)
    }
}

impl Name {
    fn parse(text: &str) -> Option<Name> {
        if let Ok(ip) = text.parse::<IpAddr>() {
            return Some(Name::Ip(ip));
        }
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
        let named = !text.is_empty() && text.len() <= 253 && text.bytes().all(letter);
        named.then(|| Name::Host(text.to_ascii_lowercase()))
    }
}

fn parse_port(text: &str) -> Option<u16> {
    // `u16::from_str` takes a leading plus sign.
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::{Door, Refusal};
    use hyper::Request;
    use std::sync::Arc;

    fn door() -> Door {
        Door {
            local: "192.168.7.5:1111".parse().expect("an address"),
            names: Arc::from(["desk.example".to_owned()]),
        }
    }

    fn admit(method: &str, target: &str, headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let mut request = Request::builder().method(method).uri(target);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        door().admit(&request.body(()).expect("a request"))
    }

    fn host(value: &str) -> Result<(), Refusal> {
        admit("GET", "/", &[("host", value)])
    }

    #[test]
    fn own_hosts_are_let_in() {
        let own = [
            "localhost:1111",
            "LocalHost:1111",
            "localhost",
            "127.0.0.1:1111",
            "[::1]:1111",
            "[0:0:0:0:0:0:0:1]:1111",
            "a.localhost:1111",
            "192.168.7.5:1111",
            "desk.example:1111",
        ];
        for name in own {
            assert_eq!(host(name), Ok(()), "{name}");
        }
    }

    #[test]
    fn foreign_hosts_are_not() {
        let foreign = [
            "evil.example",
            "evil.example:1111",
            "localhost:80",
            "localhost.evil.example:1111",
            "notlocalhost:1111",
            "127.0.0.2:1111",
            "127.1:1111",
            "2130706433:1111",
            "0.0.0.0:1111",
            "[::]:1111",
            "[::ffff:127.0.0.1]:1111",
            "192.168.7.6:1111",
        ];
        for name in foreign {
            assert_eq!(host(name), Err(Refusal::ForeignHost), "{name}");
        }
    }

    #[test]
    fn malformed_hosts_are_not() {
        let malformed = [
            "",
            ":1111",
            "localhost:",
            "localhost:+1111",
            "localhost:99999",
            "localhost:1111:1111",
            "user@localhost:1111",
            "localhost/x",
            "local host",
            "localhost:1111,evil.example",
            "[::1",
            "[::1]1111",
            "::1",
            "[localhost]:1111",
            "http://localhost:1111",
            "localhost\\x",
        ];
        for name in malformed {
            assert_eq!(host(name), Err(Refusal::MalformedHost), "{name}");
        }
        assert_eq!(admit("GET", "/", &[]), Err(Refusal::MalformedHost));
        let twice = [("host", "localhost:1111"), ("host", "localhost:1111")];
        assert_eq!(admit("GET", "/", &twice), Err(Refusal::MalformedHost));
    }

    #[test]
    fn absolute_targets_are_judged_like_hosts() {
        let headers = [("host", "localhost:1111")];
        let target = |target| admit("GET", target, &headers);
        assert_eq!(target("http://localhost:1111/x"), Ok(()));
        assert_eq!(target("http://evil.example/x"), Err(Refusal::ForeignHost));
        assert_eq!(target("https://localhost:1111/"), Err(Refusal::ForeignHost));
        assert_eq!(target("http://a@localhost:1111/"), Err(Refusal::MalformedHost));
        let foreign = [("host", "evil.example")];
        let own_target = admit("GET", "http://localhost:1111/", &foreign);
        assert_eq!(own_target, Err(Refusal::ForeignHost));
    }

    #[test]
    fn only_the_own_origin_is_let_in() {
        let origin = |value| admit("GET", "/", &[("host", "localhost:1111"), ("origin", value)]);
        assert_eq!(origin("http://localhost:1111"), Ok(()));
        for foreign in [
            "null",
            "",
            "http://evil.example",
            "https://localhost:1111",
            "http://localhost",
            "http://localhost:1112",
            "http://127.0.0.1:1111",
            "http://localhost:1111/",
        ] {
            assert_eq!(origin(foreign), Err(Refusal::ForeignOrigin), "{foreign}");
        }
    }

    #[test]
    fn other_methods_and_long_targets_are_refused() {
        let headers = [("host", "localhost:1111")];
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "get"] {
            assert_eq!(admit(method, "/", &headers), Err(Refusal::Method), "{method}");
        }
        assert_eq!(admit("HEAD", "/", &headers), Ok(()));
        let long = format!("/{}", "a".repeat(super::LONGEST_TARGET));
        assert_eq!(admit("GET", &long, &headers), Err(Refusal::LongTarget));
    }
}
