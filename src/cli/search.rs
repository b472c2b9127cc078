//! `archive search`: what the search page of the site finds, on the command line.

use serde_json::{Value, json};

use crate::build::{Cache, build};
use crate::cli::{Ended, Failure, Format, Globals, SearchOptions, Sort, site};
use crate::report::plural;
use crate::search::{Answer, Group, Hit, Order, Reading};

pub fn run(globals: &Globals, options: &SearchOptions) -> Result<Ended, Failure> {
    let folder = site::find(globals)?;
    let mut sources = site::load(&folder, &options.content)?;
    sources.config.search = true;
    let site = build(sources, &Cache::default());
    let order = match options.sort {
        Sort::Relevance => Order::Relevance,
        Sort::Date => Order::Date,
    };
    let answer = site.search(&options.query.join(" "), order, options.most);
    match options.format {
        Format::Json => say!("{:#}", document(&answer)),
        Format::Human => show(&answer),
    }
    Ok(Ended::Well)
}

fn show(answer: &Answer) {
    answer.readings.iter().for_each(|reading| say!("{}", sentence(reading)));
    for group in &answer.groups {
        say!("\n{} ({})", heading(group), group.total);
        group.hits.iter().for_each(show_hit);
        let left = group.total - group.hits.len();
        if left > 0 {
            say!("  … and {left} more");
        }
    }
    let found = plural(answer.total, "result");
    say!("{}{found}", if answer.groups.is_empty() { "" } else { "\n" });
}

fn show_hit(hit: &Hit) {
    let facts: Vec<&str> =
        [hit.date.as_str(), hit.source.as_str()].into_iter().filter(|fact| !fact.is_empty()).collect();
    let facts = if facts.is_empty() { hit.kind.to_owned() } else { facts.join(", ") };
    say!("  {} ({facts})\n    {}", hit.title, hit.path);
    let words: String = hit.excerpt.iter().map(|piece| piece.text.as_str()).collect();
    if !words.is_empty() {
        let note = if hit.is_note { "the archive’s note: " } else { "" };
        say!("    {note}{words}");
    }
}

fn heading(group: &Group) -> &'static str {
    match group.name {
        "names" => "Names",
        "articles" => "Articles",
        "events" => "Events",
        "claims" => "Claims",
        _ => "Pages",
    }
}

/// What was searched instead of what was typed, in words.
fn sentence(reading: &Reading) -> String {
    match reading {
        Reading::Names { typed, also } => {
            format!(
                "also searching: {} (write \"{typed}\" in quotation marks for these words only)",
                also.join(", ")
            )
        }
        Reading::Corrected { typed, searched } => {
            format!("no page has `{typed}`: searching `{searched}`")
        }
        Reading::Begins { typed } => format!("no page has `{typed}`: searching words that begin so"),
        Reading::Unknown { typed } => format!("no page has `{typed}`, or a word that is spelt nearly so"),
        Reading::NoValue { key, value } => format!("the archive has no {key} `{value}`"),
    }
}

/// The answer for programs.
fn document(answer: &Answer) -> Value {
    let reading = |reading: &Reading| match reading {
        Reading::Names { typed, also } => json!({ "typed": typed, "also": also }),
        Reading::Corrected { typed, searched } => json!({ "typed": typed, "searched": searched }),
        Reading::Begins { typed } => json!({ "typed": typed, "searched": format!("{typed}*") }),
        Reading::Unknown { typed } => json!({ "typed": typed }),
        Reading::NoValue { key, value } => json!({ "key": key, "value": value }),
    };
    let hit = |hit: &Hit| {
        json!({
            "kind": hit.kind,
            "title": hit.title,
            "path": hit.path,
            "date": hit.date,
            "source": hit.source,
            "is_note": hit.is_note,
            "excerpt": hit.excerpt.iter().map(|piece| json!([piece.text, piece.is_found])).collect::<Vec<_>>(),
        })
    };
    let group = |group: &Group| json!({ "name": group.name, "total": group.total, "hits": group.hits.iter().map(hit).collect::<Vec<_>>() });
    json!({
        "version": 1,
        "total": answer.total,
        "readings": answer.readings.iter().map(reading).collect::<Vec<_>>(),
        "groups": answer.groups.iter().map(group).collect::<Vec<_>>(),
    })
}
