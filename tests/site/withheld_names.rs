//! Names of withheld people, outlets and articles in what is published: left out of lists, reported
//! in texts.

use annotated_archive::diag::Code;

use crate::access::{SECRET, assert_silent};
use crate::site::{Built, Site, assert_same};

fn with_withheld_person() -> Site {
    Site::titled().file(
        "content/people/agent.md",
        "---\nname: Agent Zqx\nnames: [The Zqx, Informant]\nslug: informer\naccess: withheld\n---\n",
    )
}

#[track_caller]
fn reported(built: &Built, path: &str) -> Vec<(usize, usize)> {
    let found =
        built.diagnostics.iter().filter(|found| found.path == path && found.code == Code::NamesWithheld);
    found.map(|found| found.position.as_ref().map_or((0, 0), |place| (place.line, place.column))).collect()
}

#[test]
fn a_withheld_name_in_a_list_is_left_out_and_reported() {
    let mut wrong = Vec::new();
    for name in [
        "Agent Zqx",
        "agent zqx",
        "The Zqx",
        "Informant",
        "informer",
        "agent",
        "people/agent",
        "\"[[Agent Zqx]]\"",
        "\"[[informer|Ag Zqx]]\"",
    ] {
        let site = with_withheld_person()
            .file("content/articles/a.md", format!("---\ntitle: A\npeople: [Lu Kang, {name}]\n---\n"))
            .file("content/events/e.md", format!("---\ntitle: E\npeople: [{name}]\n---\n"))
            .file("content/claims/c.md", format!("---\ntitle: C\npeople: [{name}]\n---\n"));
        let built = site.build();
        let people: Vec<&str> =
            built.paths().into_iter().filter(|path| path.starts_with("people/")).collect();
        let places = ["articles/a", "events/e", "claims/c"]
            .map(|path| reported(&built, &format!("content/{path}.md")));
        let is_silent = built.places_of(SECRET).is_empty();
        let is_reported = places == [vec![(3, 19)], vec![(3, 10)], vec![(3, 10)]];
        if !is_silent || !is_reported || people != ["people/index.html", "people/lu-kang/index.html"] {
            wrong.push(format!("{name}: {people:?}, {places:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn withheld_outlets_wholes_and_originals_are_left_out_and_reported() {
    let site = Site::titled()
        .file("content/sources/s.md", "---\nname: Outlet Zqx\naccess: withheld\n---\n")
        .file("content/places/p.md", "---\nname: Place Zqx\naccess: withheld\n---\n")
        .file("content/articles/o.md", "---\ntitle: Original Zqx\naccess: withheld\n---\n")
        .file(
            "content/articles/a.md",
            "---\ntitle: A\nsource: Outlet Zqx\nvia: [Wire, Outlet Zqx]\ntranslation_of: o\n---\n",
        )
        .file("content/places/q.md", "---\nname: Q\nwithin: Place Zqx\n---\n")
        .file("content/events/e.md", "---\ntitle: E\narticles: [a, Original Zqx]\n---\n");
    let built = site.build();
    assert_silent(&built, "withheld originals");
    assert_eq!(reported(&built, "content/articles/a.md"), [(3, 9), (4, 13), (5, 17)]);
    assert_eq!(reported(&built, "content/places/q.md"), [(3, 9)]);
    assert_eq!(reported(&built, "content/events/e.md"), [(3, 15)]);
    assert!(built.text("articles/a/index.html").contains("Wire"));
}

/// The words of a published text are its editor's to change: they are reported where they stand.
#[test]
fn a_published_text_that_names_a_withheld_person_is_reported() {
    let site = with_withheld_person()
        .file("content/articles/a.md", "---\ntitle: With Agent Zqx\nsummary: Of the Informant\ntext: abstract\n---\n\nThen Agent Zqx spoke.\n")
        .file("content/pages/p.md", "---\ntitle: P\n---\n\n## Of Agent Zqx\n\n![Agent Zqx at the gate](gate.png)\n\n> [!note] Agent Zqx\n> text\n")
        .file("content/pages/gate.png", "gate")
        .file("content/claims/c.md", "---\ntitle: C\nquestion: Did Agent Zqx speak?\n---\n")
        .file("content/people/lu-kang.md", "---\nname: Lu Kang\nnames: [Informant]\nrole: Friend of Agent Zqx\n---\n");
    let built = site.build();
    let lines = |path: &str| reported(&built, path).into_iter().map(|(line, _)| line).collect::<Vec<_>>();
    assert_eq!(lines("content/articles/a.md"), [2, 3, 7]);
    assert_eq!(lines("content/pages/p.md"), [5, 7, 9]);
    assert_eq!(lines("content/claims/c.md"), [3]);
    assert_eq!(lines("content/people/lu-kang.md"), [3, 4]);
}

/// Two people of one name: the public one keeps its place in lists.
#[test]
fn a_withheld_namesake_takes_nothing_from_a_public_person() {
    let public = || {
        Site::titled().file("content/people/lu-kang.md", "---\nname: Lu Kang\n---\n").file(
            "content/articles/a.md",
            "---\ntitle: A\ntext: abstract\npeople: [Lu Kang]\n---\n\nOf Lu Kang.\n",
        )
    };
    let alone = public().build().clean();
    for hidden in ["name: Lu Kang\nslug: zqx", "name: Zqx\nslug: lu-kang", "name: Zqx\nnames: [Lu Kang]"] {
        let site = public().file("content/people/zqx.md", format!("---\n{hidden}\naccess: withheld\n---\n"));
        assert_same(&site.build().files, &alone.files, hidden);
    }
}

#[test]
fn a_draft_that_is_named_is_as_if_it_had_no_file() {
    let public = || Site::titled().file("content/articles/a.md", "---\ntitle: A\npeople: [Ida Holm]\n---\n");
    let alone = public().build().clean();
    let site = public().file(
        "content/people/ida-holm.md",
        "---\nname: Ida Holm\nrole: Role zqx\ndraft: true\n---\n\nText zqx.\n",
    );
    assert_same(&site.build().clean().files, &alone.files, "a draft");
}
