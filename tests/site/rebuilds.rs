//! The same content gives the same bytes, a build writes only what changed, and only where it may.

use std::fs;

use crate::site::{Site, assert_same, every_kind, run, tree};

fn build_into(site: &Site, folder: &str, threads: &str) {
    let ran = run(site
        .archive(["build", "--as-of", "2026-01-01"])
        .env("RAYON_NUM_THREADS", threads)
        .arg("-o")
        .arg(site.root().parent().unwrap().join(folder)));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
}

fn large() -> Site {
    let names: Vec<String> = (0..40).map(|number| format!("Person Number{number}")).collect();
    let site = every_kind(
        Site::new().file("archive.yaml", "title: T\nbase_url: https://example.org/\npage_size: 20\n"),
    );
    (0..150).fold(site, |site, number| {
        let site = if number % 10 == 4 { annotated(site, number, &names) } else { site };
        let named: Vec<&str> = (0..6).map(|step| names[(number * 7 + step * step * 3) % 40].as_str()).collect();
        site.file(
            &format!("content/articles/n{number}.md"),
            format!("---\ntitle: Title {number}\ndate: {}\naccess: full\nsource: Source {}\npeople: [{}]\ntopics: [Everything]\n---\n\n{}.\n\n```rust\nfn f{number}() {{}}\n```\n\nA[^1] <b>raw</b>.\n\n[^1]: Note.\n", 1990 + number % 30, number % 9, named[..3].join(", "), named.join(" met ")),
        )
    })
}

/// With annotations of every sort on the article of a number.
fn annotated(site: Site, number: usize, names: &[String]) -> Site {
    let (first, second) = (&names[(number * 7) % 40], &names[(number * 7 + 3) % 40]);
    site.file(
        &format!("content/articles/n{number}.annotations.yaml"),
        format!(
            "- quote: {first} met {second} met\n  note: Of [[Person Number1]].\n  claim: c\n  position: reports\n  \
             speaker: {first}\n  figure: {{value: {number}}}\n- quote: {second}\n  entity: {second}\n  event: e\n  \
             event_date: {}\n- quote: raw\n",
            1990 + number % 30
        ),
    )
}

#[test]
fn one_and_many_threads_write_the_same_bytes_into_any_folder() {
    let site = large();
    build_into(&site, "one", "1");
    build_into(&site, "deep/er/many", "4");
    let outside = site.root().parent().unwrap().to_owned();
    let one = tree(&outside.join("one"));
    assert!(one.len() > 250 && one.contains_key(".archive-manifest.json"));
    assert_same(&tree(&outside.join("deep/er/many")), &one, "four threads");
    // A copy of the site elsewhere, made in another order, comes to the same too.
    let copy = Site::new();
    let mut files: Vec<_> =
        tree(&site.root()).into_iter().filter(|(path, _)| !path.starts_with('.')).collect();
    files.reverse();
    files.into_iter().for_each(|(path, bytes)| copy.put(&path, bytes));
    build_into(&copy, "copy", "3");
    assert_same(&tree(&copy.root().parent().unwrap().join("copy")), &one, "a copy of the site");
}

#[cfg(unix)]
fn stamps(site: &Site) -> Vec<(String, u64, i64, i64)> {
    use std::os::unix::fs::MetadataExt;
    let paths = site.public().into_keys();
    paths
        .map(|path| {
            let meta = fs::metadata(site.path("public").join(&path)).unwrap();
            (path, meta.ino(), meta.mtime(), meta.mtime_nsec())
        })
        .collect()
}

#[test]
#[cfg(unix)]
fn an_unchanged_build_touches_no_file() {
    let site = large();
    let build = || run(&mut site.archive(["build", "--as-of", "2026-01-01"]));
    let first = build();
    assert!(first.out.contains(" changed)") && !first.out.contains("(0 changed)"), "{}", first.out);
    let before = stamps(&site);
    let second = build();
    assert!(second.out.contains("(0 changed)"), "{}", second.out);
    assert_eq!(stamps(&site), before);
    // The same without what the first build remembered.
    fs::remove_dir_all(site.path(".archive-cache")).unwrap();
    let third = build();
    assert!(third.out.contains("(0 changed)"), "{}", third.out);
    assert_eq!(stamps(&site), before);
}

#[test]
#[cfg(unix)]
fn one_edit_touches_only_what_it_changes() {
    let site = large();
    let build = || run(&mut site.archive(["build", "--as-of", "2026-01-01"]));
    build();
    let before = stamps(&site);
    site.put(
        "content/articles/n3.md",
        fs::read_to_string(site.path("content/articles/n3.md")).unwrap() + "\nOne more line.\n",
    );
    let ran = build();
    assert!(ran.out.contains("(1 changed)"), "{}", ran.out);
    let after = stamps(&site);
    let changed: Vec<&str> =
        after.iter().filter(|stamp| !before.contains(stamp)).map(|stamp| stamp.0.as_str()).collect();
    let (index, pages): (Vec<&str>, Vec<&str>) = changed.iter().partition(|path| path.starts_with("search/"));
    assert_eq!(pages, [".archive-manifest.json", "articles/n3/index.html"]);
    let all = after.iter().filter(|stamp| stamp.0.starts_with("search/")).count();
    assert!(index.contains(&"search/root.bin") && index.len() < all, "{} of {all}", index.len());
}

#[test]
fn a_build_after_changes_is_the_build_that_would_have_been() {
    let site = large();
    run(&mut site.archive(["build", "--as-of", "2026-01-01"]));
    site.remove("content/articles/n7.md");
    site.remove("content/people/lu-kang.md");
    site.put(
        "content/articles/new/index.md",
        "---\ntitle: New\naccess: full\npeople: [Person Number1]\n---\n\n![x](x.png)\n",
    );
    site.put("content/articles/new/x.png", "x");
    site.put("templates/event.html", "{{ event.title }}");
    let ran = run(&mut site.archive(["build", "--as-of", "2026-01-01"]));
    assert_eq!((ran.status, ran.err.as_str()), (0, ""));
    build_into(&site, "fresh", "2");
    assert_same(&site.public(), &tree(&site.root().parent().unwrap().join("fresh")), "a fresh build");
}

#[test]
fn a_folder_of_others_is_refused_until_forced() {
    let site = Site::titled().article("a", "", "Text.\n").file("public/mine.txt", "mine");
    let ran = run(&mut site.archive(["build"]));
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("public`") && ran.err.contains("--force"), "{}", ran.err);
    assert_eq!(site.public().into_keys().collect::<Vec<_>>(), ["mine.txt"]);
    assert_eq!(run(&mut site.archive(["build", "--force"])).status, 0);
    assert_eq!(site.public()["mine.txt"], b"mine");
    assert_eq!(run(&mut site.archive(["build"])).status, 0, "from now on it is ours");
}

#[test]
fn the_sources_are_never_the_output() {
    let site = Site::titled().article("a", "", "Text.\n");
    let before = tree(&site.root());
    for output in ["content", ".", "content/articles", "..", "archive.yaml"] {
        let ran = run(site.archive(["build", "--force"]).arg("-o").arg(site.path(output)));
        assert_eq!(ran.status, 2, "{output}: {}", ran.out);
        assert_same(&tree(&site.root()), &before, output);
    }
}

/// The output lies in the site folder and is not taken for content.
#[test]
fn an_output_within_the_content_folder_is_refused() {
    let site = Site::new()
        .file("archive.yaml", "title: T\noutput_dir: content/articles/out\n")
        .article("a", "", "Text.\n");
    let before = tree(&site.root());
    assert_eq!(run(&mut site.archive(["build"])).status, 2);
    assert_same(&tree(&site.root()), &before, "content");
}
