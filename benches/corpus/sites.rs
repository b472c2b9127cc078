//! Writes a story as a site folder for `archive` and as one for Hugo. Both hold the same texts and
//! the same facts, each in its program's own words.

use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::thread;

use crate::annotations;
use crate::story::{Article, Entity, Happening, Story};
use crate::text;

/// The address that both sites are published under.
const BASE_URL: &str = "https://example.org/archive/";

/// The parts of the Hugo site that do not depend on the story.
const HUGO: &[(&str, &str)] = &[
    ("hugo.toml", include_str!("../hugo/hugo.toml")),
    ("static/theme.css", include_str!("../hugo/static/theme.css")),
    ("layouts/baseof.html", include_str!("../hugo/layouts/baseof.html")),
    ("layouts/home.html", include_str!("../hugo/layouts/home.html")),
    ("layouts/section.html", include_str!("../hugo/layouts/section.html")),
    ("layouts/taxonomy.html", include_str!("../hugo/layouts/taxonomy.html")),
    ("layouts/term.html", include_str!("../hugo/layouts/term.html")),
    ("layouts/single.html", include_str!("../hugo/layouts/single.html")),
    ("layouts/articles/single.html", include_str!("../hugo/layouts/articles/single.html")),
    ("layouts/timeline.html", include_str!("../hugo/layouts/timeline.html")),
    ("layouts/404.html", include_str!("../hugo/layouts/404.html")),
    ("layouts/_partials/pager.html", include_str!("../hugo/layouts/_partials/pager.html")),
    ("layouts/_partials/row.html", include_str!("../hugo/layouts/_partials/row.html")),
    ("layouts/_partials/terms.html", include_str!("../hugo/layouts/_partials/terms.html")),
    ("content/timeline.md", "---\ntitle: Timeline\nlayout: timeline\n---\n"),
    ("content/articles/_index.md", "---\ntitle: Articles\n---\n"),
    ("content/events/_index.md", "---\ntitle: Events\n---\n"),
    ("content/claims/_index.md", "---\ntitle: Claims\n---\n"),
    ("content/people/_index.md", "---\ntitle: People\n---\n"),
    ("content/organizations/_index.md", "---\ntitle: Organizations\n---\n"),
    ("content/places/_index.md", "---\ntitle: Places\n---\n"),
    ("content/topics/_index.md", "---\ntitle: Topics\n---\n"),
    ("content/sources/_index.md", "---\ntitle: Sources\n---\n"),
];

/// The folders of content, with what stands in them.
const FOLDERS: [&str; 8] =
    ["articles", "people", "organizations", "places", "topics", "sources", "events", "claims"];

/// Writes the site for `archive` and, where a folder is given, the one for Hugo.
///
/// # Errors
///
/// A file that cannot be written, with its path.
pub fn write(story: &Story, archive: &Path, hugo: Option<&Path>) -> Result<(), String> {
    for site in std::iter::once(archive).chain(hugo) {
        for folder in FOLDERS {
            let folder = site.join("content").join(folder);
            fs::create_dir_all(&folder)
                .map_err(|error| format!("cannot make `{}`: {error}", folder.display()))?;
        }
    }
    // Nothing that is compared with archive draws cards.
    let configuration = format!(
        "title: A made-up archive\nbase_url: {BASE_URL}\ndefault_access: full\nsocial_cards: never\n"
    );
    write_file(&archive.join("archive.yaml"), &configuration)?;
    for (path, text) in HUGO.iter().filter(|_| hugo.is_some()) {
        write_file(&hugo.unwrap_or(archive).join(path), &text.replace("BASE_URL", BASE_URL))?;
    }
    write_entities(story, archive, hugo)?;
    write_happenings(story, archive, hugo)?;
    write_articles(story, archive, hugo)
}

/// On all processors: the texts are most of the work, and no two depend on each other.
fn write_articles(story: &Story, archive: &Path, hugo: Option<&Path>) -> Result<(), String> {
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let work = |first: usize| {
            (first..story.articles.len())
                .step_by(workers)
                .try_for_each(|number| write_article(story, number, archive, hugo))
        };
        let threads: Vec<_> = (0..workers).map(|first| scope.spawn(move || work(first))).collect();
        threads.into_iter().try_for_each(|thread| thread.join().expect("a worker has nothing to panic about"))
    })
}

fn write_article(story: &Story, number: usize, archive: &Path, hugo: Option<&Path>) -> Result<(), String> {
    let article = &story.articles[number];
    let file = format!("content/articles/{}.md", article.stem);
    let lists = article_lists(story, article);
    let summary = text::summary(story, number as u64);
    let source = &story.sources[article.source].name;
    let facts = format!(
        "title: \"{}\"\ndate: {}\nauthors: [\"{}\"]\n{lists}summary: \"{summary}\"\n",
        article.title, article.date, article.author
    );
    let body = text::body(story, number, |target| format!("{}.md", target.stem));
    let page = format!("---\n{facts}source: {source}\ntext: full\naccess: full\nlang: en\n---\n\n{body}");
    write_file(&archive.join(&file), &page)?;
    if story.annotations > 0 {
        let file = format!("content/articles/{}.annotations.yaml", article.stem);
        write_file(&archive.join(file), &annotations::sidecar(story, number, &body))?;
    }
    let Some(hugo) = hugo else {
        return Ok(());
    };
    let body = text::body(story, number, |target| format!("/archive/articles/{}/", target.stem));
    // A taxonomy is a list in Hugo, and it keeps `lang` for itself.
    let page = format!(
        "---\n{facts}sources: [{source}]\nparams:\n  text: full\n  access: full\n  language: en\n---\n\n{body}"
    );
    write_file(&hugo.join(&file), &page)
}

fn article_lists(story: &Story, article: &Article) -> String {
    let list = |name: &str, pool: &[Entity], ranks: &[usize]| {
        let names: Vec<&str> = ranks.iter().map(|rank| pool[*rank].name.as_str()).collect();
        format!("{name}: [{}]\n", names.join(", "))
    };
    [
        list("people", &story.people, &article.people),
        list("organizations", &story.organizations, &article.organizations),
        list("places", &story.places, &article.places),
        list("topics", &story.topics, &article.topics),
    ]
    .concat()
}

fn write_entities(story: &Story, archive: &Path, hugo: Option<&Path>) -> Result<(), String> {
    let kinds = [
        ("people", &story.people),
        ("organizations", &story.organizations),
        ("places", &story.places),
        ("topics", &story.topics),
        ("sources", &story.sources),
    ];
    let mut stream = 0;
    for (folder, entities) in kinds {
        for entity in entities {
            stream += 1;
            let names: String = entity.names.iter().fold(String::new(), |mut names, name| {
                let _ = writeln!(names, "  - {name}");
                names
            });
            let facts = format!("names:\n{names}summary: \"{}\"\n", text::summary(story, 1_000_000 + stream));
            let note = text::note(story, stream, &[&entity.name]);
            let page = format!("---\nname: {}\n{facts}---\n\n{note}", entity.name);
            write_file(&archive.join(format!("content/{folder}/{}.md", entity.slug)), &page)?;
            if let Some(hugo) = hugo {
                let page = format!("---\ntitle: {}\n{facts}---\n\n{note}", entity.name);
                write_file(&hugo.join(format!("content/{folder}/{}/_index.md", entity.slug)), &page)?;
            }
        }
    }
    Ok(())
}

fn write_happenings(story: &Story, archive: &Path, hugo: Option<&Path>) -> Result<(), String> {
    let all = story
        .events
        .iter()
        .map(|event| ("events", event))
        .chain(story.claims.iter().map(|claim| ("claims", claim)));
    for (number, (folder, happening)) in all.enumerate() {
        let file = format!("content/{folder}/{}.md", happening.stem);
        let page = happening_page(story, folder, happening, number as u64);
        write_file(&archive.join(&file), &page)?;
        if let Some(hugo) = hugo {
            write_file(&hugo.join(&file), &page)?;
        }
    }
    Ok(())
}

fn happening_page(story: &Story, folder: &str, happening: &Happening, number: u64) -> String {
    let stems: Vec<&str> =
        happening.articles.iter().map(|article| story.articles[*article].stem.as_str()).collect();
    let (person, place) = (&story.people[happening.person].name, &story.places[happening.place].name);
    let own = match folder {
        "events" => format!("date: {}\n", happening.date),
        _ => format!("question: \"{}?\"\n", happening.title),
    };
    format!(
        "---\ntitle: \"{}\"\n{own}summary: \"{}\"\npeople: [{person}]\nplaces: [{place}]\narticles: [{}]\n---\n\n{}",
        happening.title,
        text::summary(story, 2_000_000 + number),
        stems.join(", "),
        text::note(story, 1_000_000 + number, &[person, place]),
    )
}

fn write_file(path: &Path, text: &str) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| format!("cannot make `{}`: {error}", folder.display()))?;
    }
    fs::write(path, text).map_err(|error| format!("cannot write `{}`: {error}", path.display()))
}
