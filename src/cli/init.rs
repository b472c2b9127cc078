//! `archive init`: a small working archive. Never overwrites a file.

use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::cli::{Ended, Failure, SchemaOf, schema, starter};
use crate::model::kind::Kind;

pub fn run(folder: &Path) -> Result<Ended, Failure> {
    let mut files: Vec<(String, String)> =
        starter::FILES.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    for kind in Kind::ALL {
        files.push((format!(".schemas/{}.json", kind.name()), schema::text(SchemaOf::Kind(kind)) + "\n"));
    }
    files.push((".schemas/annotation.json".to_owned(), schema::text(SchemaOf::Annotation) + "\n"));
    files.push((".schemas/config.json".to_owned(), schema::text(SchemaOf::Config) + "\n"));
    let mut made = 0;
    for (path, text) in files {
        let target = folder.join(&path);
        match write_new(&target, &text) {
            Ok(()) => {
                made += 1;
                say!("made {}", target.display());
            }
            Err(error) if error.kind() == ErrorKind::AlreadyExists => say!("kept {}", target.display()),
            Err(error) => return Err(Failure::new(format!("cannot write `{}`: {error}", target.display()))),
        }
    }
    if made > 0 {
        let root =
            if folder == Path::new(".") { String::new() } else { format!(" --root {}", folder.display()) };
        say!("\nlook at it with `archive{root} serve`, write it with `archive{root} build`");
    }
    Ok(Ended::Well)
}

fn write_new(path: &Path, text: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(text.as_bytes())
}
