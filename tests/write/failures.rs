//! What stands when a run fails, is killed, or meets another.

use std::collections::BTreeMap;
use std::fs::{self};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use annotated_archive::write::{MANIFEST, Options, Put, PutError, Stage, WriteError};
use tempfile::TempDir;

use crate::sites::{NEW, OLD, build, files, names, place, put, sorted, stamps, tree};

#[test]
fn failing_bytes_leave_the_old_site_and_no_trace() {
    let (folder, output) = place();
    build(&output, OLD).unwrap();
    let before = stamps(folder.path());
    let stage = Stage::open(&output, &Options::default()).unwrap();
    put(&stage, "index.html", "another home").unwrap();
    let failed = stage.put("x/y", [0; 32], || Err::<Vec<u8>, _>("no template"));
    assert!(matches!(failed, Err(PutError::Source("no template"))));
    assert!(folder.path().join(".public.archive-new/index.html").exists());
    drop(stage);
    let after = stamps(folder.path());
    let output_of = |stamps: &BTreeMap<PathBuf, _>| {
        stamps.clone().into_iter().filter(|(path, _)| path.starts_with("public")).collect::<Vec<_>>()
    };
    assert_eq!(output_of(&after), output_of(&before));
    assert_eq!(names(folder.path()), [".public.archive-state", "public"]);
}

#[test]
fn a_run_may_go_on_without_an_output_that_failed() {
    let (_folder, output) = place();
    let stage = Stage::open(&output, &Options::default()).unwrap();
    assert!(stage.put("x/y", [0; 32], || Err::<Vec<u8>, _>("no template")).is_err());
    assert_eq!(put(&stage, "x/y", "text").unwrap(), Put::Written);
    assert!(stage.put("z/y", [0; 32], || Err::<Vec<u8>, _>("no template")).is_err());
    stage.commit(BTreeMap::new()).unwrap();
    assert_eq!(files(&output), sorted(&[("x/y", "text")]));
    assert!(!output.join("z").exists());
}

#[test]
fn a_failed_first_run_leaves_nothing() {
    let (folder, output) = place();
    let stage = Stage::open(&output, &Options::default()).unwrap();
    put(&stage, "a", "text").unwrap();
    drop(stage);
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn bad_and_clashing_paths_are_errors() {
    let (folder, output) = place();
    let stage = Stage::open(&output, &Options::default()).unwrap();
    for bad in ["", "/etc/x", "../x", "a/../../x", "a//b", "a\\b", "a\0b", "./a", MANIFEST] {
        assert!(matches!(put(&stage, bad, "text"), Err(WriteError::BadPath { .. })), "{bad:?}");
    }
    put(&stage, "a", "text").unwrap();
    put(&stage, "b/c/d", "text").unwrap();
    assert!(matches!(put(&stage, "a", "text"), Err(WriteError::Twice { .. })));
    for clash in ["a/b", "a/b/c", "b", "b/c", "b/c/d/e"] {
        assert!(matches!(put(&stage, clash, "text"), Err(WriteError::FileAndFolder { .. })), "{clash}");
    }
    stage.commit(BTreeMap::new()).unwrap();
    assert_eq!(files(&output), sorted(&[("a", "text"), ("b/c/d", "text")]));
    assert_eq!(names(folder.path()), [".public.archive-state", "public"]);
}

#[test]
fn a_file_that_the_system_refuses_is_named_and_stops_the_run() {
    let (folder, output) = place();
    build(&output, OLD).unwrap();
    let before = tree(&output);
    let stage = Stage::open(&output, &Options::default()).unwrap();
    let long = format!("a/{}", "x".repeat(300));
    let error = put(&stage, &long, "text").unwrap_err();
    assert!(error.to_string().starts_with("cannot write `"), "{error}");
    assert!(error.to_string().ends_with(&format!("public/{long}`: file name too long")), "{error}");
    assert!(matches!(stage.commit(BTreeMap::new()), Err(WriteError::Unfinished { path }) if path == long));
    assert_eq!(tree(&output), before);
    assert_eq!(names(folder.path()), [".public.archive-state", "public"]);
}

/// Runs one of the `child_…` tests below through a shell that has set the scene.
fn run_child(script: &str, name: &str, folder: &Path) -> Output {
    let program = std::env::current_exe().unwrap();
    let script = format!("{script} exec \"$0\" --exact {name} --ignored --nocapture --test-threads 1");
    Command::new("sh").arg("-c").arg(script).arg(program).env("WRITE_TEST_FOLDER", folder).output().unwrap()
}

fn assert_passed(output: &Output) {
    let text = [String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr)].concat();
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
}

fn child_folder() -> PathBuf {
    std::env::var_os("WRITE_TEST_FOLDER").expect("this test is run by another one").into()
}

#[test]
fn a_file_that_the_system_cuts_short_leaves_the_old_site() {
    let (folder, _) = place();
    // A limit on the size of files holds for every user, and a write beyond it fails half-way.
    assert_passed(&run_child(
        "trap '' XFSZ; ulimit -f 256 &&",
        "failures::child_file_too_large",
        folder.path(),
    ));
}

#[test]
#[ignore = "run by `a_file_that_the_system_cuts_short_leaves_the_old_site`"]
fn child_file_too_large() {
    let folder = child_folder();
    let output = folder.join("public");
    build(&output, OLD).unwrap();
    let before = tree(&output);
    let error = build(&output, &[("index.html", "new"), ("a/large", &"x".repeat(1 << 20))]).unwrap_err();
    assert!(error.to_string().ends_with("public/a/large`: file too large"), "{error}");
    assert_eq!(tree(&output), before);
    assert_eq!(names(&folder), [".public.archive-state", "public"]);
}

#[test]
fn a_full_disk_leaves_the_old_site() {
    let (folder, _) = place();
    let mount = "mount -t tmpfs -o size=512k tmpfs \"$WRITE_TEST_FOLDER\"";
    let user = if rustix::process::geteuid().is_root() { "" } else { "--map-root-user" };
    let probe = Command::new("unshare")
        .args(["--mount", user].iter().filter(|argument| !argument.is_empty()))
        .args(["sh", "-c", mount])
        .env("WRITE_TEST_FOLDER", folder.path())
        .output();
    if !probe.is_ok_and(|probe| probe.status.success()) {
        eprintln!("SKIPPED: a small file system cannot be mounted here, so no disk was filled");
        return;
    }
    let script = format!("[ -n \"$INSIDE\" ] || INSIDE=1 exec unshare --mount {user} sh -c '{mount} &&");
    let program = std::env::current_exe().unwrap();
    let run = "exec \"$0\" --exact failures::child_disk_full --ignored --nocapture --test-threads 1' \"$0\"";
    let output = Command::new("sh")
        .args(["-c", &format!("{script} {run}")])
        .arg(program)
        .env("WRITE_TEST_FOLDER", folder.path())
        .output()
        .unwrap();
    assert_passed(&output);
}

#[test]
#[ignore = "run by `a_full_disk_leaves_the_old_site`"]
fn child_disk_full() {
    let folder = child_folder();
    let output = folder.join("public");
    build(&output, OLD).unwrap();
    let before = tree(&output);
    let large = "x".repeat(100 << 10);
    let paths: Vec<String> = (0..8).map(|i| format!("n{i}/page.html")).collect();
    let site: Vec<(&str, &str)> = paths.iter().map(|path| (path.as_str(), large.as_str())).collect();
    let error = build(&output, &site).unwrap_err();
    assert!(error.to_string().ends_with("/page.html`: no space left on device"), "{error}");
    assert_eq!(tree(&output), before);
    assert_eq!(names(&folder), [".public.archive-state", "public"]);
    build(&output, &site[..3]).unwrap();
}

/// A run that was killed with both sites whole: the old one at `public`, the new one staged.
fn killed() -> (TempDir, PathBuf, BTreeMap<PathBuf, Option<Vec<u8>>>) {
    let (folder, output) = place();
    build(&output, NEW).unwrap();
    fs::rename(&output, folder.path().join(".public.archive-new")).unwrap();
    build_whole(folder.path());
    let old = tree(&output);
    (folder, output, old)
}

/// Builds the old site without clearing what is beside it.
fn build_whole(folder: &Path) {
    let made = folder.join("made");
    build(&made, OLD).unwrap();
    fs::rename(made, folder.join("public")).unwrap();
    fs::remove_file(folder.join(".made.archive-state")).unwrap();
}

/// What stands once a run was opened and given up.
fn reopened(folder: &Path, output: &Path) -> BTreeMap<PathBuf, Option<Vec<u8>>> {
    drop(Stage::open(output, &Options::default()).unwrap());
    assert_eq!(names(folder), [".public.archive-state", "public"]);
    tree(output)
}

#[test]
fn killed_while_staging_or_while_the_old_site_was_removed() {
    let (folder, output, old) = killed();
    assert_eq!(reopened(folder.path(), &output), old);
    fs::create_dir(folder.path().join(".public.archive-new")).unwrap();
    assert_eq!(reopened(folder.path(), &output), old);
    fs::write(folder.path().join(".public.archive-new"), "half a manifest").unwrap();
    assert_eq!(reopened(folder.path(), &output), old);
}

#[test]
fn killed_between_the_two_renames() {
    let (folder, output, old) = killed();
    fs::rename(&output, folder.path().join(".public.archive-old")).unwrap();
    assert_eq!(reopened(folder.path(), &output), old);
}

#[test]
fn killed_between_the_two_renames_and_again_while_recovering() {
    let (folder, output, old) = killed();
    fs::rename(&output, folder.path().join(".public.archive-old")).unwrap();
    fs::remove_dir_all(folder.path().join(".public.archive-new")).unwrap();
    assert_eq!(reopened(folder.path(), &output), old);
}

#[test]
fn killed_after_the_second_rename() {
    let (folder, output, _) = killed();
    fs::rename(&output, folder.path().join(".public.archive-old")).unwrap();
    fs::rename(folder.path().join(".public.archive-new"), &output).unwrap();
    let new = tree(&output);
    assert_eq!(reopened(folder.path(), &output), new);
}

#[test]
fn killed_before_the_first_site_stood() {
    let (folder, output, _) = killed();
    fs::remove_dir_all(&output).unwrap();
    drop(Stage::open(&output, &Options::default()).unwrap());
    assert_eq!(names(folder.path()), [".public.archive-state"]);
    build(&output, OLD).unwrap();
    assert_eq!(files(&output), sorted(OLD));
}

#[test]
fn two_runs_at_once_keep_apart() {
    let (_folder, output) = place();
    build(&output, OLD).unwrap();
    let first = Stage::open(&output, &Options::default()).unwrap();
    put(&first, "index.html", "of the first").unwrap();
    let error = build(&output, NEW).unwrap_err();
    assert!(error.to_string().starts_with("another build is writing `"), "{error}");
    first.commit(BTreeMap::new()).unwrap();
    assert_eq!(files(&output), sorted(&[("index.html", "of the first")]));
    build(&output, NEW).unwrap();
}
