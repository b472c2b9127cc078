//! Whatever ends a build before its time, the site is the old one or the new one, whole.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::site::{Site, Tree, assert_same, run, tree};

const ARTICLES: usize = 500;

const KILLS: usize = 200;

/// One of two contents of the same archive: most pages differ.
fn content(version: u32) -> Vec<(String, String)> {
    let article = |number: usize| {
        let path = format!("content/articles/n{number:03}.md");
        let text = format!(
            "---\ntitle: Title {number} of {version}\ndate: {}\naccess: full\nsource: Source {}\npeople: [Person {}]\n\
             ---\n\nText {version} of Person {}.\n",
            1990 + number % 30,
            number % 7,
            number % 13,
            number % 11,
        );
        (path, text)
    };
    (0..ARTICLES).filter(|number| number % 50 != version as usize).map(article).collect()
}

/// Writes both contents beside the site, once.
fn prepare(site: &Site) {
    for version in 0..2 {
        content(version).into_iter().for_each(|(path, text)| site.put(&format!("../{version}/{path}"), text));
    }
}

/// Gives the site one of the two contents in place of the other.
fn put(site: &Site, version: u32) {
    let beside = |version: u32| site.path(&format!("../{version}/content"));
    if site.path("content").exists() && beside(version).exists() {
        fs::rename(site.path("content"), beside(1 - version)).unwrap();
    }
    if beside(version).exists() {
        fs::rename(beside(version), site.path("content")).unwrap();
    }
}

fn command(site: &Site) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archive"));
    command.args(["build", "--as-of", "2026-01-01", "--root"]).arg(site.root());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Hashes of all files below a folder; a tree of hundreds of files is compared hundreds of times.
fn hashes(folder: &Path) -> BTreeMap<PathBuf, blake3::Hash> {
    tree(folder).into_iter().map(|(path, bytes)| (path.into(), blake3::hash(&bytes))).collect()
}

/// A source of numbers that is the same in every run (SplitMix64).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A part of a duration, up to `times` of it.
    fn part(&mut self, whole: Duration, times: f64) -> Duration {
        whole.mul_f64(times * (self.next() >> 11) as f64 / (1u64 << 53) as f64)
    }
}

#[test]
#[cfg(unix)]
fn killed_at_any_moment_the_site_is_the_old_or_the_new_one() {
    let site = Site::new().file(
        "archive.yaml",
        "title: T\nbase_url: https://example.org/\nsocial_cards: never\nsearch: false\n",
    );
    prepare(&site);
    let output = site.path("public");
    let mut whole = [BTreeMap::new(), BTreeMap::new()];
    let mut latest = Duration::ZERO;
    for version in [1, 0] {
        put(&site, version);
        let begun = Instant::now();
        assert!(command(&site).status().unwrap().success());
        latest = begun.elapsed();
        whole[version as usize] = hashes(&output);
    }
    assert!(whole[0] != whole[1]);
    let mut numbers = Numbers(2018);
    let (mut standing, mut counts) = (0, [0, 0]);
    for round in 0..KILLS {
        let wanted = 1 - standing;
        put(&site, wanted as u32);
        let mut child = command(&site).spawn().unwrap();
        thread::sleep(numbers.part(latest, 1.0));
        child.kill().unwrap();
        child.wait().unwrap();
        let found = hashes(&output);
        let is = (0..2).find(|version| whole[*version] == found);
        let is = is.unwrap_or_else(|| panic!("after kill {round} the site is neither: {:?}", names(&site)));
        counts[usize::from(is == wanted)] += 1;
        // However fast the machine is by now, the moments stay spread from the first instant to after the
        // exchange: kills that come too early let the next ones come later, and the other way round.
        latest = latest.mul_f64(if is == wanted { 0.85 } else { 1.06 });
        standing = is;
        if round % 20 == 0 {
            assert!(command(&site).status().unwrap().success());
            assert!(hashes(&output) == whole[wanted], "the build after kill {round} gives the new site");
            standing = wanted;
        }
    }
    assert!(counts[0] > KILLS / 4 && counts[1] > KILLS / 20, "old, new: {counts:?}");
    put(&site, 1);
    assert!(command(&site).status().unwrap().success());
    assert!(hashes(&output) == whole[1], "the last build gives the new site");
    let left = names(&site).into_iter().filter(|name| name != ".public.archive-spare").collect::<Vec<_>>();
    assert_eq!(left, [".archive-cache", ".public.archive-state", "archive.yaml", "content", "public"]);
}

/// A build that was killed after the exchange has not remembered that it was there: what an earlier
/// one remembered is not true of the site that stands.
#[test]
fn what_was_remembered_of_another_site_is_not_believed() {
    let site = small("One");
    let build = || assert_eq!(run(&mut site.archive(["build", "--as-of", "2026-01-01"])).status, 0);
    build();
    let one = site.public();
    let remembered = tree(&site.path(".archive-cache"));
    let text = fs::read_to_string(site.path("content/articles/n3.md")).unwrap();
    site.put("content/articles/n3.md", text.replace("One", "Two"));
    build();
    assert!(site.public() != one);
    site.put("content/articles/n3.md", text);
    remembered.iter().for_each(|(path, bytes)| site.put(&format!(".archive-cache/{path}"), bytes));
    build();
    assert_same(&site.public(), &one, "the first content again");
}

/// What stands in the site folder.
fn names(site: &Site) -> Vec<String> {
    let entries = fs::read_dir(site.root()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// A first build that is killed leaves no site, or the whole one.
#[test]
#[cfg(unix)]
fn killed_before_the_first_site_there_is_none() {
    let site = Site::new().file("archive.yaml", "title: T\n");
    prepare(&site);
    put(&site, 0);
    let begun = Instant::now();
    assert!(command(&site).status().unwrap().success());
    let took = begun.elapsed();
    let whole = hashes(&site.path("public"));
    let mut numbers = Numbers(2019);
    for round in 0..20 {
        for name in
            names(&site).into_iter().filter(|name| name.contains("public") || name == ".archive-cache")
        {
            site.remove(&name);
        }
        let mut child = command(&site).spawn().unwrap();
        thread::sleep(numbers.part(took, 1.1));
        child.kill().unwrap();
        child.wait().unwrap();
        if site.path("public").exists() {
            assert!(hashes(&site.path("public")) == whole, "kill {round}");
        }
        assert!(command(&site).status().unwrap().success());
        assert!(hashes(&site.path("public")) == whole, "the build after kill {round}");
    }
}

fn small(text: &str) -> Site {
    (0..20).fold(Site::titled(), |site, number| {
        site.article(&format!("n{number}"), "", &format!("{text} {number}.\n"))
    })
}

/// A build through a shell that has set the scene, in the environment of the first build.
fn build_through(site: &Site, script: &str, output: &Path) -> crate::site::Ran {
    let mut shell = assert_cmd::Command::new("sh");
    shell.arg("-c").arg(format!("{script} exec \"$0\" build --as-of 2026-01-01 --root \"$1\" -o \"$2\""));
    shell.arg(env!("CARGO_BIN_EXE_archive")).arg(site.root()).arg(output);
    run(&mut shell)
}

#[track_caller]
fn assert_failed_at(ran: &crate::site::Ran, output: &Path, cause: &str) {
    assert_eq!(ran.status, 2, "{}", ran.err);
    let named = ran.err.contains(&format!("cannot write `{}/", output.display()));
    assert!(named && ran.err.contains(cause), "{}", ran.err);
}

/// A limit on the size of files holds for every user, and fails a write half-way, as a full disk does.
#[test]
#[cfg(unix)]
fn a_file_cut_short_leaves_the_old_site() {
    let site = small("Old");
    let output = site.path("public");
    assert_eq!(run(&mut site.archive(["build", "--as-of", "2026-01-01"])).status, 0);
    let before = tree(&output);
    site.put("content/articles/large.md", crate::site::article("", &"Long text. ".repeat(100_000)));
    let ran = build_through(&site, "trap '' XFSZ; ulimit -f 512;", &output);
    assert_failed_at(&ran, &output, "large/index.html`: file too large");
    assert_same(&tree(&output), &before, "the old site");
    assert_eq!(run(&mut site.archive(["build", "--as-of", "2026-01-01"])).status, 0);
    assert!(tree(&output).contains_key("articles/large/index.html"));
}

/// Whether a small file system of one's own can be mounted here; prints why not.
fn unshare() -> Option<&'static str> {
    for unshare in ["unshare --mount", "unshare --mount --map-root-user"] {
        let probe = Command::new("sh").arg("-c").arg(format!("{unshare} mount -t tmpfs tmpfs /tmp")).output();
        if probe.is_ok_and(|probe| probe.status.success()) {
            return Some(unshare);
        }
    }
    eprintln!("SKIPPED: a small file system cannot be mounted here, so no disk was filled");
    None
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_leaves_the_old_site() {
    let Some(unshare) = unshare() else {
        return;
    };
    let site = small("Old");
    let disk = site.root().parent().unwrap().join("disk");
    let kept = site.root().parent().unwrap().join("kept");
    fs::create_dir(&disk).unwrap();
    let new = site.root().parent().unwrap().join("large.md");
    fs::write(&new, crate::site::article("", &"Long text. ".repeat(200_000))).unwrap();
    // All within one namespace, which ends with the shell: build, fill, build, keep what stands.
    let script = "mount -t tmpfs -o size=1m tmpfs \"$DISK\" && \
                  \"$ARCHIVE\" build --as-of 2026-01-01 --root \"$SITE\" -o \"$DISK/out\" && \
                  mkdir \"$KEPT\" && cp -a \"$DISK/out\" \"$KEPT/before\" && \
                  cp \"$NEW\" \"$SITE/content/articles/large.md\" && \
                  { \"$ARCHIVE\" build --as-of 2026-01-01 --root \"$SITE\" -o \"$DISK/out\"; status=$?; } ; \
                  cp -a \"$DISK/out\" \"$KEPT/after\"; rm \"$SITE/content/articles/large.md\"; \
                  \"$ARCHIVE\" build --as-of 2026-01-01 --root \"$SITE\" -o \"$DISK/out\" || exit 9; \
                  ls -A \"$DISK\" > \"$KEPT/names\"; exit $status";
    let mut shell = assert_cmd::Command::new("sh");
    shell.arg("-c").arg(format!("exec {unshare} sh -c \"$SCRIPT\"")).env("SCRIPT", script);
    shell.env("DISK", &disk).env("SITE", site.root()).env("KEPT", &kept).env("NEW", &new);
    let ran = run(shell.env("ARCHIVE", env!("CARGO_BIN_EXE_archive")));
    assert_failed_at(&ran, &disk.join("out"), "no space left on device");
    let before: Tree = tree(&kept.join("before"));
    assert!(before.len() > 25);
    assert_same(&tree(&kept.join("after")), &before, "the old site");
    assert_eq!(fs::read_to_string(kept.join("names")).unwrap(), ".out.archive-state\nout\n");
}

#[test]
#[cfg(unix)]
fn a_folder_that_cannot_be_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let site = small("Old");
    let closed = site.root().parent().unwrap().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o555)).unwrap();
    let may_write = fs::write(closed.join("probe"), "").is_ok();
    let ran = run(site.archive(["build"]).arg("-o").arg(closed.join("out")));
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    if may_write {
        eprintln!("SKIPPED: this user may write everywhere");
        return;
    }
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("closed") && ran.err.contains("permission denied"), "{}", ran.err);
}

#[test]
fn an_output_that_is_a_file_or_below_one_is_named() {
    let site = small("Old").file("public", "a file");
    let before = tree(&site.root());
    for output in ["public", "public/deeper"] {
        let ran = run(site.archive(["build", "--force"]).arg("-o").arg(site.path(output)));
        assert_eq!(ran.status, 2, "{output}: {}", ran.out);
        assert!(ran.err.contains("public"), "{}", ran.err);
    }
    assert_same(&tree(&site.root()), &before, "the site folder");
}

/// A template that fails is a problem of the content, not of the disk: the rest is written.
#[test]
fn a_page_that_fails_does_not_cost_the_others() {
    let site = small("Old");
    assert_eq!(run(&mut site.archive(["build"])).status, 0);
    site.put("templates/timeline.html", "{{ nothing.at_all }}");
    let ran = run(&mut site.archive(["build"]));
    assert_eq!(ran.status, 1);
    assert!(
        !site.path("public/timeline/index.html").exists()
            && site.path("public/articles/n3/index.html").exists()
    );
}
