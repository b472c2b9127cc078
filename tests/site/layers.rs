//! The shape of the code: which module may import which, and what is named in one place only.
//!
//! Reads the source as text, so that a breach is found where it is written and not where it hurts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Each top-level module and its layer: a file imports from lower layers, and from its own module.
const LAYERS: &[(&str, u32)] = &[
    ("text", 0),
    ("diag", 1),
    ("model", 2),
    ("yaml", 3),
    ("config", 4),
    ("phrases", 4),
    ("theme", 4),
    ("parse", 5),
    ("withhold", 6),
    ("resolve", 7),
    ("card", 8),
    ("export", 8),
    ("picture", 8),
    ("plan", 9),
    ("render", 10),
    ("search", 10),
    ("cache", 11),
    ("load", 11),
    ("write", 11),
    ("serve", 11),
    ("import", 11),
    ("build", 12),
    ("report", 12),
    ("cli", 13),
    ("main", 14),
];

/// Words of code that may stand in these modules only.
const PLACES: &[(&[&str], &[&str])] = &[
    (&["rayon"], &["build"]),
    (&["SystemTime", "Instant", "std::env", "std::process"], &["build", "cli", "main", "serve", "write"]),
    (&["std::time"], &["build", "cli", "load", "serve", "write"]),
    (&["std::fs", "File", "OpenOptions"], &["build", "cli", "load", "serve", "write"]),
    (&["std::net", "tokio", "hyper", "notify"], &["cli", "serve"]),
    (&["println", "eprintln", "dbg"], &["cli"]),
    (&["clap", "clap_complete", "indicatif"], &["cli"]),
    (&["annotate_snippets"], &["report"]),
    (&["pulldown_cmark"], &["parse"]),
    (&["serde_yaml"], &["yaml"]),
    (&["tera", "ammonia", "syntect"], &["render"]),
    (&["hayagriva"], &["export"]),
    (&["icu_collator"], &["resolve"]),
    (&["icu_plurals"], &["phrases"]),
    (&["flate2", "icu_segmenter", "snowball_stemmers_rs"], &["search"]),
    (&["exif", "fast_image_resize", "jpeg_encoder", "zune_jpeg"], &["picture"]),
    (&["harfrust", "skrifa", "tiny_skia", "typst_assets", "unicode_bidi"], &["card"]),
    (&["walkdir", "rust_embed", "imagesize"], &["load"]),
    (&["rustix"], &["write"]),
];

/// Words that a module never uses, in code.
const NEVER: &[(&str, &[&str])] = &[
    ("text", &["serde", "html", "Html"]),
    ("model", &["serde", "html", "Html", "HTML", "Serialize", "Deserialize", "href"]),
];

/// A source file with its comments and texts blanked out.
struct Source {
    path: PathBuf,
    module: String,
    code: String,
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut open = vec![root.clone()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let inside = path.strip_prefix(&root).unwrap();
                let first = inside.iter().next().unwrap().to_str().unwrap();
                found.push(Source {
                    path: inside.to_owned(),
                    module: first.trim_end_matches(".rs").to_owned(),
                    code: code_of(&fs::read_to_string(&path).unwrap()),
                });
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// The code of a Rust file: comments and the insides of literals become spaces, lines stay.
fn code_of(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = literal(rest, code.chars().next_back());
        let (taken, blank) = if length > 0 { (length, true) } else { (first.len_utf8(), false) };
        for character in rest[..taken].chars() {
            code.push(if blank && character != '\n' { ' ' } else { character });
        }
        rest = &rest[taken..];
    }
    code
}

/// The bytes of the comment or literal that a text begins with; 0 where it begins with neither.
fn literal(text: &str, before: Option<char>) -> usize {
    let until =
        |from: usize, end: &str| text[from..].find(end).map_or(text.len(), |at| from + at + end.len());
    if text.starts_with("//") {
        return text.find('\n').unwrap_or(text.len());
    }
    if text.starts_with("/*") {
        return until(2, "*/");
    }
    let in_word = before.is_some_and(|c| c.is_alphanumeric() || c == '_');
    let raw = text.trim_start_matches('b');
    if !in_word && text.len() - raw.len() <= 1 && raw.starts_with('r') {
        let marks = raw[1..].len() - raw[1..].trim_start_matches('#').len();
        if raw[1 + marks..].starts_with('"') {
            let start = text.len() - raw.len() + marks + 2;
            return until(start, &format!("\"{}", "#".repeat(marks)));
        }
    }
    if text.starts_with('"') {
        return quoted(text, '"');
    }
    let is_character =
        text.starts_with('\'') && (text[1..].starts_with('\\') || text[1..].chars().nth(1) == Some('\''));
    if is_character { quoted(text, '\'') } else { 0 }
}

fn quoted(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            character if character == quote => return at + character.len_utf8(),
            _ => {}
        }
    }
    text.len()
}

/// The top-level modules that code names by way of the crate's root, with the line of each.
fn imports(source: &Source) -> Vec<(usize, String)> {
    let root = if source.module == "main" { "annotated_archive" } else { "crate" };
    let code = &source.code;
    let mut found = Vec::new();
    for at in words(code, root) {
        let line = code[..at].matches('\n').count() + 1;
        let rest = code[at + root.len()..].trim_start();
        let Some(rest) = rest.strip_prefix("::") else {
            continue;
        };
        found.extend(firsts(rest.trim_start()).into_iter().map(|name| (line, name)));
    }
    found
}

/// The first names of a path, or of each path of a group in braces.
fn firsts(path: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let Some(group) = path.strip_prefix('{') else {
        return vec![word(path)];
    };
    let mut depth = 0;
    let mut names = vec![String::new()];
    for character in group.chars() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => names.push(String::new()),
            other if depth == 0 => names.last_mut().unwrap().push(other),
            _ => {}
        }
    }
    names.iter().map(|name| word(name)).filter(|name| !name.is_empty()).collect()
}

/// Where a word (or a path) stands in code, whole.
fn words(code: &str, word: &str) -> Vec<usize> {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(word)
        .map(|(at, _)| at)
        .filter(|at| !code[..*at].chars().next_back().is_some_and(in_word))
        .filter(|at| !code[at + word.len()..].chars().next().is_some_and(in_word))
        .collect()
}

fn layer(module: &str) -> Option<u32> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

#[test]
fn a_file_imports_from_lower_layers_only() {
    let mut breaches = Vec::new();
    for source in sources().iter().filter(|source| source.module != "lib") {
        let own = layer(&source.module);
        for (line, module) in imports(source) {
            let fits =
                module == source.module || own.zip(layer(&module)).is_some_and(|(own, other)| other < own);
            if !fits {
                breaches.push(format!("{}:{line}: {} names {module}", source.path.display(), source.module));
            }
        }
    }
    assert!(breaches.is_empty(), "a lower layer names a higher one:\n{}", breaches.join("\n"));
}

#[test]
fn every_module_has_a_layer() {
    let modules: Vec<String> = sources().into_iter().map(|source| source.module).collect();
    for module in modules.iter().filter(|module| *module != "lib") {
        assert!(layer(module).is_some(), "the table of layers lacks `{module}`");
    }
}

/// `super::super` and, in the file of a top-level module, `super` lead to the crate's root unseen.
#[test]
fn nobody_reaches_the_root_by_climbing() {
    for source in sources().iter().filter(|source| source.module != "lib" && source.module != "main") {
        assert!(!source.code.contains("super::super"), "{}", source.path.display());
        let is_top = source.path.iter().count() == 1
            || source.path.ends_with("mod.rs") && source.path.iter().count() == 2;
        let first = words(&source.code, "super").into_iter().find(|at| is_reach(&source.code, *at));
        let inner = words(&source.code, "mod").into_iter().find(|at| opens_a_module(&source.code[*at..]));
        let climbs = is_top && first.is_some_and(|first| inner.is_none_or(|inner| first < inner));
        assert!(!climbs, "{} names the crate's root as `super`", source.path.display());
    }
}

/// `super::name`, and not `pub(super)`.
fn is_reach(code: &str, at: usize) -> bool {
    code[at + "super".len()..].trim_start().starts_with("::")
}

fn opens_a_module(code: &str) -> bool {
    let end = code.find([';', '{']).unwrap_or(code.len());
    code[end..].starts_with('{')
}

#[test]
fn what_touches_the_world_is_named_where_it_may_be() {
    let mut breaches = Vec::new();
    for source in sources() {
        let code = without_tests(&source.code);
        for (names, places) in PLACES.iter().filter(|(_, places)| !places.contains(&source.module.as_str())) {
            for name in names.iter().filter(|name| !words(code, name).is_empty()) {
                breaches.push(format!("{}: `{name}` belongs to {places:?}", source.path.display()));
            }
        }
    }
    assert!(breaches.is_empty(), "{}", breaches.join("\n"));
}

/// Tests of a module stand at the end of its file, and may do more.
fn without_tests(code: &str) -> &str {
    code.find("#[cfg(test)]").map_or(code, |at| &code[..at])
}

#[test]
fn parallel_work_is_begun_in_one_file() {
    let files: Vec<PathBuf> = sources()
        .into_iter()
        .filter(|source| !words(&source.code, "rayon").is_empty() || source.code.contains(".par_iter"))
        .map(|source| source.path)
        .collect();
    assert_eq!(files, [PathBuf::from("build.rs")]);
}

#[test]
fn plain_data_knows_neither_html_nor_serde() {
    for source in sources() {
        for (_, names) in NEVER.iter().filter(|(module, _)| *module == source.module) {
            for name in *names {
                assert!(words(&source.code, name).is_empty(), "{} names `{name}`", source.path.display());
            }
        }
    }
}

#[test]
fn each_file_says_what_it_owns() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for source in sources() {
        let text = fs::read_to_string(root.join(&source.path)).unwrap();
        assert!(text.starts_with("//! "), "{} opens without `//!`", source.path.display());
    }
}

/// The reading of Rust that the tests above rest on.
#[test]
fn code_is_told_from_comments_and_texts() {
    let text = "use crate::a::{b, c};\n// crate::no\nlet x = \"crate::no\"; let y = 'c'; /* crate::no */\n\
                let z = r#\"crate::no \"no\"#; fn f<'a>(x: &'a str) {} use crate::{d, e::{f, g}, h};\n\
                let q = '\"'; use crate::i as j; let s = \"\\\"crate::no\"; mycrate::no";
    let source = Source { path: PathBuf::new(), module: "x".to_owned(), code: code_of(text) };
    let found: BTreeMap<String, usize> =
        imports(&source).into_iter().map(|(line, name)| (name, line)).collect();
    let found: Vec<(&str, usize)> = found.iter().map(|(name, line)| (name.as_str(), *line)).collect();
    assert_eq!(found, [("a", 1), ("d", 4), ("e", 4), ("h", 4), ("i", 5)]);
}
