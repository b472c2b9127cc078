//! Run after run: what is written, what stays, what goes.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};

use annotated_archive::write::{Exchange, MANIFEST, Options, Put, Stage, Written};

use crate::sites::{
    NEW, OLD, build, build_with, counts, files, fingerprint, inode, names, place, put, sorted, stamps, tree,
};

#[test]
fn a_first_run_writes_all_and_leaves_only_its_state_beside() {
    let (folder, output) = place();
    assert_eq!(counts(&build(&output, OLD).unwrap()), (3, 3, 0));
    assert_eq!(files(&output), sorted(OLD));
    assert_eq!(names(folder.path()), [".public.archive-state", "public"]);
}

#[test]
fn an_unchanged_run_touches_nothing() {
    let (folder, output) = place();
    build(&output, OLD).unwrap();
    let before = stamps(folder.path());
    let stage = Stage::open(&output, &Options::default()).unwrap();
    for (path, text) in OLD {
        let put = stage
            .put(path, fingerprint(text), || -> Result<&str, Infallible> { panic!("asked for `{path}`") });
        assert_eq!(put.unwrap(), Put::Kept);
    }
    assert_eq!(counts(&stage.commit(BTreeMap::new()).unwrap()), (3, 0, 0));
    assert_eq!(stamps(folder.path()), before);
}

#[test]
fn a_run_writes_what_differs_and_removes_what_is_gone() {
    let (folder, output) = place();
    build(&output, OLD).unwrap();
    let (home, first) = (inode(output.join("index.html")), inode(output.join("a/index.html")));
    assert_eq!(counts(&build(&output, NEW).unwrap()), (3, 2, 1));
    assert_eq!(files(&output), sorted(NEW));
    assert_eq!(inode(output.join("index.html")), home);
    assert_ne!(inode(output.join("a/index.html")), first);
    assert!(!output.join("a/b").exists(), "an emptied folder goes too");
    assert_eq!(names(folder.path()), [".public.archive-state", "public"]);
}

#[test]
fn equal_bytes_of_another_origin_replace_only_the_manifest() {
    let (_folder, output) = place();
    build(&output, &[("a", "text")]).unwrap();
    let before = stamps(&output);
    let run = |expected| {
        let stage = Stage::open(&output, &Options::default()).unwrap();
        assert_eq!(stage.put("a", [7; 32], || Ok::<_, Infallible>("text")).unwrap(), expected);
        assert_eq!(counts(&stage.commit(BTreeMap::new()).unwrap()), (1, 0, 0));
    };
    run(Put::Unchanged);
    let after = stamps(&output);
    assert_eq!(after[Path::new("a")], before[Path::new("a")]);
    assert_ne!(after[Path::new(MANIFEST)], before[Path::new(MANIFEST)]);
    run(Put::Kept);
    assert_eq!(stamps(&output), after);
}

#[test]
fn facts_are_there_for_the_next_run() {
    let (_folder, output) = place();
    let facts = BTreeMap::from([("as_of".to_string(), "2024-01-01".to_string())]);
    let commit = || {
        let stage = Stage::open(&output, &Options::default()).unwrap();
        put(&stage, "a", "text").unwrap();
        stage.commit(facts.clone()).unwrap();
    };
    commit();
    let stamps_before = stamps(&output);
    let stage = Stage::open(&output, &Options::default()).unwrap();
    assert_eq!(stage.previous().facts, facts);
    assert_eq!(stage.previous().files["a"].size, 4);
    drop(stage);
    commit();
    assert_eq!(stamps(&output), stamps_before);
    build(&output, &[("a", "text")]).unwrap();
    assert!(!fs::read_to_string(output.join(MANIFEST)).unwrap().contains("as_of"));
}

#[test]
fn two_folders_and_any_number_of_threads_give_the_same_bytes() {
    let (folder, output) = place();
    let site: Vec<(String, String)> =
        (0..300).map(|i| (format!("d{}/{i}.html", i % 7), format!("page {i}"))).collect();
    let run = |output: &Path, threads: usize| {
        let stage = Stage::open(output, &Options::default()).unwrap();
        std::thread::scope(|scope| {
            for part in site.chunks(site.len() / threads) {
                let stage = &stage;
                scope.spawn(move || {
                    for (path, text) in part {
                        put(stage, path, text).unwrap();
                    }
                });
            }
        });
        stage.commit(BTreeMap::new()).unwrap();
    };
    let other = folder.path().join("elsewhere");
    build(&output, OLD).unwrap();
    run(&output, 1);
    run(&other, 8);
    assert_eq!(tree(&output), tree(&other));
    assert_eq!(files(&other).len(), 300);
}

#[test]
fn what_was_changed_by_hand_is_written_anew() {
    let (_folder, output) = place();
    build(&output, OLD).unwrap();
    let edited = output.join("index.html");
    let time = fs::metadata(&edited).unwrap().modified().unwrap() + std::time::Duration::from_secs(2);
    fs::write(&edited, "HOME").unwrap();
    File::options().write(true).open(&edited).unwrap().set_modified(time).unwrap();
    assert_eq!(counts(&build(&output, OLD).unwrap()), (3, 1, 0));
    assert_eq!(files(&output), sorted(OLD));

    fs::remove_file(output.join("index.html")).unwrap();
    fs::remove_file(output.join("a/index.html")).unwrap();
    symlink("../index.html", output.join("a/index.html")).unwrap();
    fs::remove_file(output.join("a/b/c.html")).unwrap();
    fs::create_dir(output.join("a/b/c.html")).unwrap();
    assert_eq!(counts(&build(&output, OLD).unwrap()), (3, 3, 0));
    assert_eq!(files(&output), sorted(OLD));
}

#[test]
fn a_lost_state_or_changed_times_cost_no_rewriting() {
    let (folder, output) = place();
    build(&output, OLD).unwrap();
    let before = tree(&output);
    let inodes = |stamps: BTreeMap<PathBuf, (u64, i64, i64, i64, i64)>| {
        stamps.into_values().map(|stamp| stamp.0).collect::<Vec<_>>()
    };
    let stamps_before = inodes(stamps(&output));
    let state = folder.path().join(".public.archive-state");
    let recorded = fs::read(&state).unwrap();
    for broken in ["", "{\"manifest\":", "{\"manifest\":\"other\",\"modified\":[1,2,3]}"] {
        fs::write(&state, broken).unwrap();
        assert_eq!(counts(&build(&output, OLD).unwrap()), (3, 0, 0));
        assert_eq!(fs::read(&state).unwrap(), recorded);
    }
    let index = File::open(output.join("index.html")).unwrap();
    index.set_modified(std::time::UNIX_EPOCH).unwrap();
    assert_eq!(counts(&build(&output, OLD).unwrap()), (3, 0, 0));
    assert_ne!(fs::read(&state).unwrap(), recorded);
    assert_eq!((tree(&output), inodes(stamps(&output))), (before, stamps_before));
}

#[test]
fn a_double_rename_comes_to_the_same() {
    let (folder, output) = place();
    let options = Options { exchange: Exchange::DoubleRename, ..Options::default() };
    for site in [OLD, NEW, OLD] {
        build_with(&output, site, &options).unwrap();
        assert_eq!(files(&output), sorted(site));
        assert_eq!(names(folder.path()), [".public.archive-state", "public"]);
    }
}

#[test]
fn a_file_is_copied_and_kept() {
    let (folder, output) = place();
    let source = folder.path().join("photo.jpg");
    let large: Vec<u8> = (0..1_000_000u32).map(|i| (i % 251) as u8).collect();
    fs::write(&source, &large).unwrap();
    let run = |fingerprint: u8| {
        let stage = Stage::open(&output, &Options::default()).unwrap();
        let put = stage.put_file("img/photo.jpg", [fingerprint; 32], &source).unwrap();
        stage.commit(BTreeMap::new()).unwrap();
        put
    };
    assert_eq!(run(1), Put::Written);
    assert_eq!(fs::read(output.join("img/photo.jpg")).unwrap(), large);
    assert_eq!((run(1), run(2)), (Put::Kept, Put::Unchanged));
    fs::write(&source, "another").unwrap();
    assert_eq!((run(2), run(3)), (Put::Kept, Put::Written));
    assert_eq!(fs::read(output.join("img/photo.jpg")).unwrap(), b"another");
}

#[test]
fn a_source_that_cannot_be_read_is_named() {
    let (folder, output) = place();
    for (name, cause) in [("missing.jpg", "no such file or directory"), (".", "it is not a file")] {
        let stage = Stage::open(&output, &Options::default()).unwrap();
        let error = stage.put_file("photo.jpg", [0; 32], &folder.path().join(name)).unwrap_err();
        assert!(
            error.to_string().starts_with("cannot read `") && error.to_string().ends_with(cause),
            "{error}"
        );
    }
}

/// A site with a folder for each of its pages.
fn many(pages: std::ops::Range<usize>, text: &str) -> Vec<(String, String)> {
    pages.map(|page| (format!("articles/{page:04}/index.html"), format!("{text} {}", page / 2))).collect()
}

fn build_many(output: &Path, site: &[(String, String)]) -> Written {
    let site: Vec<(&str, &str)> = site.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    build(output, &site).unwrap()
}

#[test]
fn the_folders_kept_for_the_next_run_are_empty_and_the_sites_own() {
    let (folder, output) = place();
    let spare = folder.path().join(".public.archive-spare");
    build_many(&output, &many(0..300, "a"));
    assert!(!spare.exists());
    build_many(&output, &many(100..300, "a"));
    let kept = tree(&spare);
    assert_eq!(kept.len(), 201, "`articles` and a folder for each page that is left");
    assert!(kept.values().all(Option::is_none));

    build_many(&output, &many(150..420, "b"));
    assert_eq!(files(&output), many(150..420, "b"));
    assert_eq!(
        tree(&output).values().filter(|entry| entry.is_none()).count(),
        271,
        "no empty folder is published"
    );
    build_many(&output, &many(0..10, "b"));
    assert_eq!(names(folder.path()), [".public.archive-state", "public"], "a small site keeps none");
}

#[test]
fn what_strays_into_the_kept_folders_is_not_published() {
    let (folder, output) = place();
    build_many(&output, &many(0..200, "a"));
    build_many(&output, &many(0..201, "a"));
    let spare = folder.path().join(".public.archive-spare");
    fs::write(spare.join("articles/0007/index.html"), "stray").unwrap();
    fs::write(spare.join("articles/0008/other.html"), "stray").unwrap();
    build_many(&output, &many(0..202, "a"));
    assert_eq!(files(&output), many(0..202, "a"));
}
