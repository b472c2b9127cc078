//! Writes archives of any size, the same one for the same numbers: for measuring.
//!
//! `corpus ARTICLES OUT_DIR [--annotations N] [--hugo HUGO_DIR] [--seed N]` writes a site folder for
//! `archive`, with N annotations beside each article, and, with `--hugo`, the same corpus without them
//! as a site for Hugo. It uses the standard library alone, so that plain `rustc` compiles it, and asks
//! no clock and no system for randomness.

#[path = "corpus/annotations.rs"]
mod annotations;
#[path = "corpus/random.rs"]
mod random;
#[path = "corpus/sites.rs"]
mod sites;
#[path = "corpus/story.rs"]
mod story;
#[path = "corpus/text.rs"]
mod text;
#[path = "corpus/words.rs"]
mod words;

use std::env;
use std::path::PathBuf;
use std::process::ExitCode;

use story::{Size, Story};

const USAGE: &str = "usage: corpus ARTICLES OUT_DIR [--annotations N] [--hugo HUGO_DIR] [--seed N]";

/// The most articles: file names have five digits, and one more is free.
const MOST_ARTICLES: usize = 999_999;

/// The most annotations of an article: a short text has room for so many passages.
const MOST_ANNOTATIONS: usize = 100;

struct Arguments {
    size: Size,
    folder: PathBuf,
    hugo: Option<PathBuf>,
}

fn main() -> ExitCode {
    let arguments = match read_arguments(env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(message) => {
            eprintln!("error: {message}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let story = Story::new(&arguments.size);
    match sites::write(&story, &arguments.folder, arguments.hugo.as_deref()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::from(2)
        }
    }
}

fn read_arguments(mut words: impl Iterator<Item = String>) -> Result<Arguments, String> {
    let mut plain = Vec::new();
    let (mut hugo, mut seed, mut annotations) = (None, 1, 0);
    while let Some(word) = words.next() {
        match word.as_str() {
            "--annotations" => annotations = number(&words.next().ok_or("`--annotations` needs a number")?)?,
            "--hugo" => hugo = Some(PathBuf::from(words.next().ok_or("`--hugo` needs a folder")?)),
            "--seed" => seed = number(&words.next().ok_or("`--seed` needs a number")?)?,
            _ if word.starts_with("--") => return Err(format!("unknown option `{word}`")),
            _ => plain.push(word),
        }
    }
    let [articles, folder] = plain.as_slice() else {
        return Err("a number of articles and a folder are needed".to_owned());
    };
    let articles = number(articles)?;
    if articles == 0 || articles > MOST_ARTICLES {
        return Err(format!("the number of articles is from 1 to {MOST_ARTICLES}"));
    }
    if annotations > MOST_ANNOTATIONS {
        return Err(format!("the number of annotations is from 0 to {MOST_ANNOTATIONS}"));
    }
    let size = Size { articles, annotations, seed };
    Ok(Arguments { size, folder: PathBuf::from(folder), hugo })
}

fn number<N: std::str::FromStr>(text: &str) -> Result<N, String> {
    text.parse().map_err(|_| format!("`{text}` is not a number that fits here"))
}
