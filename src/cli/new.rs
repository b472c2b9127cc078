//! `archive new`: a content file with its fields ready to fill in.

use std::fs::{self, OpenOptions};
use std::io::{ErrorKind, Write};

use crate::cli::{Ended, Failure, Globals, site};
use crate::config::CONTENT;
use crate::model::kind::Kind;
use crate::text::slug::slugify;
use crate::yaml::scalar::quoted;

pub fn run(globals: &Globals, kind: Kind, name: &str) -> Result<Ended, Failure> {
    let folder = site::find(globals)?;
    let slug = slugify(name);
    if slug.is_empty() {
        return Err(Failure::new(format!("no file name can be made of `{name}`"))
            .help("give it at least one letter or digit"));
    }
    let directory = folder.root.join(CONTENT).join(kind.folder());
    let path = directory.join(format!("{slug}.md"));
    let shown = site::shown(&path);
    // Where `init` has put the schemas, an editor is told of the one for this file.
    let schema = format!(".schemas/{}.json", kind.name());
    let has_schema = folder.root.join(&schema).is_file();
    let schema =
        if has_schema { format!("# yaml-language-server: $schema=../../{schema}\n") } else { String::new() };
    let text = text(kind, name);
    fs::create_dir_all(&directory)
        .map_err(|error| Failure::new(format!("cannot make `{}`: {error}", directory.display())))?;
    let file = OpenOptions::new().write(true).create_new(true).open(&path);
    let written = file.and_then(|mut file| file.write_all(format!("---\n{schema}{text}").as_bytes()));
    match written {
        Ok(()) => {
            say!("made {shown}");
            Ok(Ended::Well)
        }
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            Err(Failure::new(format!("`{shown}` is there already")).help("open it, or choose another name"))
        }
        Err(error) => Err(Failure::new(format!("cannot write `{shown}`: {error}"))),
    }
}

fn text(kind: Kind, name: &str) -> String {
    let name = quoted(name);
    let fields = match kind {
        Kind::Article => format!(
            "title: {name}\n# when it was published: 2019-01-07, 2019-01, about 2019: 2019~, unknown: XXXX\ndate: XXXX\nsource:\nauthors: []\nurl:\nlang:\nsummary:\n# what the text below is: full, excerpt or abstract\ntext: abstract\npeople: []\norganizations: []\nplaces: []\ntopics: []\n# not published until this line is gone\ndraft: true\n"
        ),
        Kind::Person => format!("name: {name}\nnames: []\nrole:\nsummary:\n"),
        Kind::Organization => format!("name: {name}\nnames: []\ntype:\nsummary:\n"),
        Kind::Place => {
            format!("name: {name}\nnames: []\nwithin:\n# coordinates: [latitude, longitude]\nsummary:\n")
        }
        Kind::Topic => format!("name: {name}\nnames: []\nsummary:\n"),
        Kind::Source => format!("name: {name}\nnames: []\ntype:\nurl:\nsummary:\n"),
        Kind::Event => format!(
            "title: {name}\n# when it happened: 2018-09-03, 2018-09/2019-01, about 2018: 2018~, unknown: XXXX\ndate: XXXX\ndate_note:\nsummary:\narticles: []\npeople: []\norganizations: []\nplaces: []\ntopics: []\n"
        ),
        Kind::Claim => format!(
            "title: {name}\nquestion:\nsummary:\narticles: []\npeople: []\norganizations: []\nplaces: []\ntopics: []\n"
        ),
        Kind::Page => format!("title: {name}\nsummary:\n"),
    };
    format!("{fields}---\n\n")
}
