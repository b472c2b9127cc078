//! Live reload: the addresses under `__archive/`, the script tag that pages get on their way out,
//! and the frames of the event stream. Nothing of it is ever part of a built site.

use std::sync::Arc;
use std::time::Duration;

use hyper::Uri;
use hyper::body::Bytes;
use tokio::sync::{mpsc, watch};

use crate::serve::address::Base;
use crate::serve::site::{Problem, Snapshot};

/// The folder, in the site's address space, of what belongs to the preview alone.
pub const FOLDER: &str = "__archive/";

/// The script that pages load.
pub const SCRIPT: &str = include_str!("live.js");

/// How often a silent stream says that it is alive, which is also how a lost one is noticed.
const PULSE: Duration = Duration::from_secs(15);

/// An address under [`FOLDER`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Live {
    Script,
    Events,
    Problems,
}

impl Live {
    /// Finds the address of that name, if there is one.
    pub fn named(name: &str) -> Option<Live> {
        match name {
            "live.js" => Some(Live::Script),
            "events" => Some(Live::Events),
            "problems.json" => Some(Live::Problems),
            _ => None,
        }
    }
}

/// Puts the script tag before the last `</body>` of a page, or at its end where there is none.
pub fn inject(mut page: Vec<u8>, base: &Base, snapshot: &Snapshot) -> Vec<u8> {
    let tag = script_tag(base, snapshot);
    let end =
        page.windows(6).rposition(|window| window.eq_ignore_ascii_case(b"</body")).unwrap_or(page.len());
    page.splice(end..end, tag.into_bytes());
    page
}

/// Returns the script tag. Its version tells the script what the page was made from.
pub fn script_tag(base: &Base, snapshot: &Snapshot) -> String {
    let address = base.address_of(FOLDER);
    let version = snapshot.version;
    format!("<script src=\"{address}live.js\" data-version=\"{version}\"></script>\n")
}

/// Returns the problems as a JSON list on one line.
pub fn problems_json(problems: &[Problem]) -> String {
    serde_json::to_string(problems).expect("plain text and numbers are JSON")
}

/// Returns the version that a page asks the event stream with; empty where it names none.
pub fn asked_version(target: &Uri) -> String {
    let pairs = target.query().unwrap_or("").split('&');
    let version = pairs.filter_map(|pair| pair.strip_prefix("version=")).next();
    version.unwrap_or("").to_owned()
}

/// Sends a page its events until it leaves or the server ends: `reload` when the site is no
/// longer of the version the page was made from, `problems` at first and at each change.
pub async fn send_events(
    mut site: watch::Receiver<Arc<Snapshot>>,
    page_version: String,
    page: mpsc::Sender<Bytes>,
) {
    let mut sent = Sent { version: page_version, problems: None };
    let mut frame = String::from("retry: 1000\n\n");
    loop {
        let snapshot = Arc::clone(&site.borrow_and_update());
        frame.push_str(&sent.news(&snapshot));
        if !frame.is_empty() && page.send(Bytes::from(frame)).await.is_err() {
            return;
        }
        frame = String::new();
        tokio::select! {
            () = page.closed() => return,
            changed = site.changed() => if changed.is_err() { return },
            () = tokio::time::sleep(PULSE) => frame.push_str(": still here\n\n"),
        }
    }
}

/// What a page has been told.
struct Sent {
    version: String,
    problems: Option<String>,
}

impl Sent {
    /// Returns the frames that bring the page up to date; empty when it is.
    fn news(&mut self, snapshot: &Snapshot) -> String {
        let mut frames = String::new();
        let version = snapshot.version.to_string();
        if !self.version.is_empty() && self.version != version {
            frames.push_str(&format!("event: reload\ndata: {version}\n\n"));
        }
        self.version = version;
        let problems = problems_json(&snapshot.problems);
        if self.problems.as_ref() != Some(&problems) {
            frames.push_str(&format!("event: problems\ndata: {problems}\n\n"));
            self.problems = Some(problems);
        }
        frames
    }
}

#[cfg(test)]
mod tests {
    use super::{Sent, asked_version, inject};
    use crate::serve::address::Base;
    use crate::serve::site::{Problem, Rebuilt, Severity, Snapshot};

    fn snapshot(message: &str) -> Snapshot {
        let problem = Problem {
            severity: Severity::Error,
            code: "bad-date".to_owned(),
            message: message.to_owned(),
            file: Some("content/a.md".to_owned()),
            line: Some(3),
            column: Some(7),
            source_line: Some("date: Jan. 7".to_owned()),
            help: None,
        };
        let rebuilt = Rebuilt { outputs: None, problems: vec![problem], summary: String::new() };
        Snapshot::first(rebuilt, 10)
    }

    fn injected(page: &str) -> String {
        let page = inject(page.into(), &Base::new("/repo/"), &snapshot(""));
        String::from_utf8(page).expect("text")
    }

    #[test]
    fn the_script_goes_before_the_last_body_end() {
        let tag = "<script src=\"/repo/__archive/live.js\" data-version=\"a-1\"></script>\n";
        assert_eq!(
            injected("<pre></body></pre></BODY></html>"),
            format!("<pre></body></pre>{tag}</BODY></html>")
        );
        assert_eq!(injected("<p>x"), format!("<p>x{tag}"));
        assert_eq!(injected(""), tag);
    }

    #[test]
    fn a_page_is_told_what_changed_and_nothing_twice() {
        let mut sent = Sent { version: "a-1".to_owned(), problems: None };
        let first = sent.news(&snapshot("two\nlines"));
        assert!(first.starts_with("event: problems\ndata: [{\"severity\":\"error\""));
        assert_eq!(first.lines().count(), 3, "{first}");
        assert_eq!(sent.news(&snapshot("two\nlines")), "");
        assert!(sent.news(&snapshot("other")).contains("other"));
    }

    #[test]
    fn a_page_of_another_version_is_told_to_reload() {
        let mut sent = Sent { version: "9-4".to_owned(), problems: None };
        let news = sent.news(&snapshot(""));
        assert!(news.starts_with("event: reload\ndata: a-1\n\n"), "{news}");
    }

    #[test]
    fn the_asked_version_is_found() {
        let version = |target: &'static str| asked_version(&hyper::Uri::from_static(target));
        assert_eq!(version("/__archive/events?x=1&version=a-1"), "a-1");
        assert_eq!(version("/__archive/events"), "");
    }
}
