//! Which folders are taken, and what of others' files in them.

use std::ffi::OsStr;
use std::fs::{self};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, symlink};
use std::path::Path;

use annotated_archive::write::{MANIFEST, Options, Stage, WriteError};

use crate::sites::{NEW, OLD, build, build_with, counts, files, forced, names, place, sorted, stamps, tree};

#[test]
fn a_folder_of_other_files_is_refused_and_left_as_it_was() {
    let (folder, output) = place();
    fs::create_dir(&output).unwrap();
    fs::write(output.join("notes.txt"), "mine").unwrap();
    let before = stamps(folder.path());
    let error = build(&output, OLD).unwrap_err();
    assert!(matches!(error, WriteError::NotOurs { .. }));
    assert!(error.to_string().ends_with("public` holds files that no earlier build wrote"), "{error}");
    assert!(error.help().unwrap().contains("--force"));
    assert_eq!(stamps(folder.path()), before);
    assert_eq!(counts(&build_with(&output, OLD, &forced()).unwrap()), (3, 3, 0));
    assert_eq!(fs::read(output.join("notes.txt")).unwrap(), b"mine");
    build(&output, NEW).unwrap();
    assert_eq!(fs::read(output.join("notes.txt")).unwrap(), b"mine");
}

#[test]
fn an_empty_folder_is_taken() {
    let (_folder, output) = place();
    fs::create_dir(&output).unwrap();
    build(&output, OLD).unwrap();
    assert_eq!(files(&output), sorted(OLD));
}

#[test]
fn what_no_run_wrote_is_carried_over() {
    let (folder, output) = place();
    build(&output, OLD).unwrap();
    let outside = folder.path().join("outside");
    fs::create_dir(&outside).unwrap();
    fs::write(outside.join("x"), "x").unwrap();
    fs::create_dir_all(output.join(".git/objects/empty")).unwrap();
    fs::write(output.join(".git/HEAD"), "ref").unwrap();
    fs::write(output.join("CNAME"), "example.org").unwrap();
    fs::write(output.join("a/b/own.txt"), "beside ours").unwrap();
    fs::write(output.join(OsStr::from_bytes(b"not-\xff-text")), "odd name").unwrap();
    symlink(&outside, output.join("out")).unwrap();
    symlink("nowhere", output.join("dangling")).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::from_mode(0o711);
    fs::set_permissions(output.join(".git"), mode).unwrap();
    let foreign = |output: &Path| {
        let mut found = tree(output);
        found.retain(|path, _| {
            path != Path::new(MANIFEST) && !OLD.iter().chain(NEW).any(|(ours, _)| path == Path::new(ours))
        });
        found
    };
    let before = foreign(&output);
    assert_eq!(counts(&build(&output, NEW).unwrap()), (3, 2, 1));
    assert_eq!(foreign(&output), before);
    assert_eq!(fs::metadata(output.join(".git")).unwrap().mode() & 0o777, 0o711);
    assert_eq!(names(&outside), ["x"]);
}

#[test]
fn a_foreign_file_in_the_way_is_named() {
    let (folder, output) = place();
    build(&output, OLD).unwrap();
    fs::write(output.join("feed.xml"), "by hand").unwrap();
    let before = tree(&output);
    let error = build(&output, NEW).unwrap_err();
    assert!(error.to_string().contains("public/feed.xml` was not written"), "{error}");
    assert_eq!(tree(&output), before);
    assert_eq!(names(folder.path()), [".public.archive-state", "public"]);
    build_with(&output, NEW, &forced()).unwrap();
    assert_eq!(files(&output), sorted(NEW));
}

#[test]
fn a_foreign_file_and_a_wanted_folder_exclude_each_other() {
    let (_folder, output) = place();
    build(&output, OLD).unwrap();
    fs::write(output.join("x"), "by hand").unwrap();
    assert!(matches!(build(&output, &[("x/y", "text")]), Err(WriteError::InTheWay { .. })));
    build_with(&output, &[("x/y", "text")], &forced()).unwrap();
    fs::write(output.join("x/own"), "by hand").unwrap();
    let error = build(&output, &[("x", "text")]).unwrap_err();
    assert!(error.to_string().contains("public/x/own` was not written"), "{error}");
    build_with(&output, &[("x", "text")], &forced()).unwrap();
    assert_eq!(files(&output), sorted(&[("x", "text")]));
}

#[test]
fn a_foreign_file_with_the_wanted_bytes_is_in_nobodys_way() {
    let (_folder, output) = place();
    build(&output, OLD).unwrap();
    fs::write(output.join("feed.xml"), "feed").unwrap();
    build(&output, NEW).unwrap();
    assert_eq!(files(&output), sorted(NEW));
}

#[test]
fn the_root_the_home_and_what_holds_the_sources_are_refused() {
    let (folder, _) = place();
    let site = folder.path().join("site");
    fs::create_dir_all(site.join("content")).unwrap();
    let content = site.join("content");
    let protect: [&Path; 2] = [&site, &content];
    let options = Options { protect: &protect, force: true, ..Options::default() };
    let home = std::env::home_dir().expect("a test runs as some user");
    for refused in [Path::new("/"), &home, folder.path(), &site, &content, &site.join("content/..")] {
        let error = Stage::open(refused, &options).unwrap_err();
        assert!(matches!(error, WriteError::Protected { .. }), "{}: {error}", refused.display());
    }
    assert_eq!(names(folder.path()), ["site"]);
    build_with(&site.join("public"), OLD, &options).unwrap();
}

#[test]
fn a_symlink_to_the_output_stays() {
    let (folder, link) = place();
    let output = folder.path().join("real/site");
    fs::create_dir_all(&output).unwrap();
    symlink("real/site", &link).unwrap();
    for site in [OLD, NEW] {
        build(&link, site).unwrap();
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("real/site"));
        assert_eq!(files(&output), sorted(site));
    }
    assert_eq!(names(folder.path()), ["public", "real"]);
}

#[test]
fn an_output_that_is_no_folder_is_refused() {
    let (folder, output) = place();
    fs::write(&output, "a file").unwrap();
    assert!(matches!(build(&output, OLD), Err(WriteError::NotAFolder { .. })));
    let dangling = folder.path().join("dangling");
    symlink("nowhere", &dangling).unwrap();
    assert!(matches!(build(&dangling, OLD), Err(WriteError::Io { .. })));
    assert_eq!(names(folder.path()), ["dangling", "public"]);
}

#[test]
fn a_manifest_that_is_none_of_ours_is_refused() {
    let (_folder, output) = place();
    build(&output, OLD).unwrap();
    let sound = fs::read_to_string(output.join(MANIFEST)).unwrap();
    for damaged in ["", "{}", &sound[..sound.len() / 2], &sound.replace("a/b/c.html", "a/../../x")] {
        fs::write(output.join(MANIFEST), damaged).unwrap();
        let error = build(&output, NEW).unwrap_err();
        assert!(matches!(error, WriteError::BadManifest { .. }), "{error}");
    }
    let error = build_with(&output, NEW, &forced()).unwrap_err();
    assert!(matches!(error, WriteError::BadManifest { .. }), "forced or not: old pages could stay for good");
    fs::remove_file(output.join(MANIFEST)).unwrap();
    let written = build_with(&output, NEW, &forced()).unwrap();
    assert_eq!(written.foreign, 1, "an old page that no manifest names is told of");
}
