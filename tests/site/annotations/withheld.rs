//! Nothing withheld leaves through annotations: neither what an annotation says, nor the words that it was
//! made on, nor what it is evidence of.
//!
//! Everything that must not be published has the word `zqx` in it; nothing else has.

use annotated_archive::diag::Code;

use crate::access::{SECRET, WAYS, assert_silent, public};
use crate::annotations::{PAGE, SIDECAR, annotated, assert_sound, marked, notes};
use crate::site::{Built, Site, assert_same, run};

/// With a person, a claim and an event to speak of.
fn site(text: &str, entries: &str) -> Site {
    annotated(text, entries)
        .file("archive.yaml", "title: T\nbase_url: https://example.org/\n")
        .file("content/people/lu-kang.md", "---\nname: Lu Kang\n---\n")
        .file("content/claims/free.md", "---\ntitle: Free\n---\n")
        .file("content/events/visit.md", "---\ntitle: Visit\n---\n")
        .file("content/articles/gate-zqx.png", "zqx")
}

/// What says as much as an entry can; all of it differs with the version.
fn entry(version: u32, way: &str) -> String {
    let v = format!("zqx{version}");
    format!(
        "- quote: two three\n  id: id-{v}\n  {way}\n  note: \"Note {v} of [[Lu Kang|{v}]] ![{v}](gate-zqx.png) [{v}](https://{v}.example/)\\n\\n## {v}\\n\\n```rust\\nlet {v};\\n```\"\n  \
         by: By {v}\n  date: 20{version}6\n  tags: [tag-{v}]\n  origin: https://{v}.example/\n  kind: context\n  event: visit\n  \
         event_date: 20{version}1\n  entity: Lu Kang\n  claim: free\n  position: denies\n  speaker: Lu Kang\n  role: Role {v}\n  \
         said: 20{version}2\n  via: [Wire {v}]\n  figure: {{value: {version}5, qualifier: q {v}, unit: unit {v}, counts: {v}}}\n"
    )
}

/// Lines of an entry that keep it back.
const KEPT: &[&str] = &[
    "draft: true",
    "draft: yes",
    "draft: \"true\"",
    "draft: 1",
    "draft:",
    "draft: maybe",
    "drfat: true",
    "Draft: true",
    "draft: false\n  draft: true",
    "access: withheld",
    "access: citation",
    "access: embargoed",
    "acces: full",
    "available: 2099-01-01",
    "private: true",
    "hidden: true",
    "publish: false",
    "published: false",
    "embargo: 2099-01-01",
    "visibility: private",
    "summary: a <!-- b\n  comment: c <!-- zqx",
];

#[test]
fn an_annotation_that_is_kept_back_is_in_no_output_and_changes_none() {
    let text = "One two three four.\n";
    let bare = site(text, "- quote: four\n  note: N\n").build().clean();
    let mut wrong = Vec::new();
    for way in KEPT {
        let with =
            |version| site(text, &format!("- quote: four\n  note: N\n{}", entry(version, way))).build();
        let (first, second) = (with(1), with(2));
        if !first.places_of(SECRET).is_empty() || first.files != bare.files || second.files != bare.files {
            wrong.push(format!("{way}: {:?}", first.places_of(SECRET)));
        } else if first.held_back.annotations != 1 {
            wrong.push(format!("{way}: {:?}", first.held_back));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The test above can fail: an annotation that is published is in all of these.
#[test]
fn the_same_annotation_is_everywhere_when_it_is_published() {
    for (way, drafts) in [("draft: false", false), ("draft: true", true)] {
        let site = site("One two three four.\n", &entry(1, way));
        let built = site.build_with(|config| config.drafts = drafts);
        let places = built.places_of(SECRET);
        for path in [
            PAGE,
            "articles/a/annotations.jsonld",
            "articles/gate-zqx.png",
            "annotations/index.html",
            "annotations/atom.xml",
            "annotations/feed.json",
            "annotations/annotations.jsonld",
            "claims/free/index.html",
            "people/lu-kang/index.html",
            "sources/wire-zqx1/index.html",
            "sitemap.xml",
        ] {
            assert!(places.contains(&path), "{path} is not among {places:?}");
        }
        assert!(built.text("events/visit/index.html").contains("#a-id-zqx1"));
        assert_eq!(built.held_back.annotations, 0);
    }
}

#[test]
fn the_program_counts_annotations_that_were_held_back() {
    let site =
        site("One two three four.\n", &format!("{}- quote: four\n  draft: true\n", entry(1, "draft: true")));
    let ran = run(&mut site.archive(["build", "--as-of", "2026-01-01"]));
    assert!(ran.out.trim_end().ends_with("held back: 2 annotations"), "{}", ran.out);
    let ran = run(&mut site.archive(["build", "--drafts", "--as-of", "2026-01-01"]));
    assert_eq!((ran.status, ran.out.contains("held back")), (0, false), "{}{}", ran.out, ran.err);
}

/// Comments are for editors, in a sidecar and in notes typed in the text too.
#[test]
fn comments_change_no_byte_wherever_they_stand() {
    let text = "One two three four.\n";
    let plain = "- quote: two three\n  note: Of that.\n  by: E\n  tags: [a]\n  claim: free\n  position: denies\n  role: R\n";
    for (old, new) in [
        ("- quote", "# zqx\n- quote"),
        ("two three\n", "two three # zqx\n"),
        ("two three", "two three <!-- zqx -->"),
        ("Of that.", "\"Of that. <!-- zqx -->\""),
        ("Of that.", "Of <!-- zqx --> that."),
        ("Of that.", "Of %%zqx%% that."),
        (
            "Of that.",
            "|\n    <!-- zqx\n    zqx -->\n\n    Of that.\n\n    %%\n    zqx ![zqx](zqx.png) [[zqx]]\n    %%",
        ),
        ("by: E", "by: E <!-- zqx -->"),
        ("[a]", "[a <!-- zqx -->]"),
        ("role: R", "role: R <!-- zqx --> # zqx"),
    ] {
        let entries = plain.replacen(old, new, 1);
        let built = site(text, &entries).build();
        assert_eq!(built.problems(), [""; 0], "{entries}");
        assert_silent(&built, &entries);
        let other = site(text, &entries.replace("zqx", "zqx and zqx")).build();
        assert_same(&other.files, &built.files, &entries);
    }
    for text in [
        "One {==two==}{>>Of that. <!-- zqx --><<} three.\n",
        "One {==two==}{>>%%zqx%%Of that.<<} three.\n",
        "One {==two==}{>>Of that.<<} three. <!-- {==zqx==}{>>zqx<<} -->\n",
        "One {==two==}{>>Of that.<<} three. %%{>>zqx<<}%%\n",
        "<!--\n{==One==}{>>zqx<<}\n-->\n\nOne {==two==}{>>Of that.<<} three.\n",
    ] {
        let built = site(text, "").build().clean();
        assert_eq!(notes(built.main(PAGE)).len(), 1, "{text}");
        assert_silent(&built, text);
        let other = site(&text.replace("zqx", "zqx and zqx"), "").build();
        assert_same(&other.files, &built.files, text);
    }
}

/// The sidecar of an article that is kept back goes with it.
#[test]
fn annotations_of_what_is_kept_back_are_kept_back() {
    let entries = |version: u32| {
        let v = format!("zqx{version}");
        format!(
            "- quote: Text {v}\n  note: Note {v} and [[open]]\n  tags: [{v}]\n  event: visit\n  event_date: 20{version}1\n- quote: never {v}\n  \
             entity: Lu Kang\n  claim: free\n  position: denies\n  speaker: Lu Kang\n  via: [Gazette, Wire {v}]\n  figure: {{value: {version}}}\n"
        )
    };
    let bare = public().build();
    for way in WAYS {
        for version in [1, 2] {
            let site = public()
                .file(
                    "content/articles/hidden-zqx/index.md",
                    format!("---\ntitle: Hidden zqx\ntext: abstract\n{way}\n---\n\nText zqx{version} {{==of==}}{{>>Zqx<<}} it{{>>[[zqx]]<<}}.\n"),
                )
                .file("content/articles/hidden-zqx/annotations.yaml", entries(version));
            assert_same(&site.build().files, &bare.files, way);
        }
    }
}

/// An article of which only a part is shown, or nothing.
fn cut(access: &str, entries: &str) -> Site {
    site("", entries).file(
        "content/articles/a.md",
        format!(
            "---\ntitle: A\naccess: {access}\n---\n\nFirst words and common words.\n\nLast of the public {{==part==}}{{>>Typed<<}} here.\n\n\
             <!-- more -->\n\nThen zqx words and common words {{==zqx==}}{{>>Zqx note<<}} follow{{>>More zqx<<}}.\n\n## Zqx[^1]\n\n[^1]: Zqx.\n"
        ),
    )
}

#[test]
fn what_was_said_of_words_that_are_held_back_goes_with_them() {
    let shown = "- quote: First words\n  note: Shown\n";
    let bare = cut("excerpt", shown).build().clean();
    assert_eq!(notes(bare.main(PAGE)).len(), 2);
    assert_silent(&bare, "an excerpt");
    for (entries, is_shown) in [
        ("- quote: zqx words\n  note: N\n", false),
        ("- quote: Then zqx words and common\n  note: N\n", false),
        // In both parts; the one that is meant cannot be told, or is the hidden one.
        ("- quote: common words\n  note: N\n", false),
        ("- quote: common words\n  prefix: \"Then zqx words and \"\n  note: N\n", false),
        ("- quote: common words\n  suffix: \" zqx\"\n  note: N\n", false),
        ("- quote: common words\n  prefix: \"First words and \"\n  note: N\n", true),
        ("- quote: common words\n  suffix: \".\"\n  note: N\n", true),
        // Across the border.
        ("- quote: here. Then\n  note: N\n", false),
        ("- quote: public part here. Then zqx words\n  note: N\n", false),
        // Not the very words: they might be those of the hidden part.
        ("- quote: First wordz\n  note: N\n", false),
        ("- quote: Nowhere zqx\n  note: N\n", false),
        ("- quote: zqx\n  event: visit\n  entity: Lu Kang\n", false),
        ("- quote: Zqx\n", false),
        ("- quote: follow\n  claim: free\n  position: denies\n  speaker: Lu Kang\n", false),
    ] {
        let built = cut("excerpt", &format!("{shown}{entries}")).build();
        if is_shown {
            assert_eq!(notes(built.main(PAGE)).len(), 3, "{entries}: {:?}", built.problems());
        } else {
            assert_same(&built.files, &bare.files, entries);
        }
        assert_silent(&built, entries);
        assert_sound(&built);
    }
}

/// The context of a public passage may reach into what is held back: nothing of it is told, not even by
/// the annotation's address.
#[test]
fn contexts_that_reach_into_what_is_held_back_are_not_told() {
    let entry = |suffix: &str| format!("- quote: public part here\n  suffix: \"{suffix}\"\n  note: N\n");
    let first = cut("excerpt", &entry(". Then zqx")).build();
    assert_eq!(notes(first.main(PAGE)).len(), 2, "{:?}", first.problems());
    assert_silent(&first, "a suffix");
    let second = cut("excerpt", &entry(". Then zqx words and")).build();
    assert_same(&second.files, &first.files, "another suffix");
    let third = cut("excerpt", &entry(". Other zqx"));
    let text = std::fs::read_to_string(third.path("content/articles/a.md")).unwrap();
    third.put("content/articles/a.md", text.replace("Then zqx", "Other zqx"));
    assert_same(&third.build().files, &first.files, "another text");
}

#[test]
fn an_article_without_its_text_has_no_annotations() {
    for access in ["citation", "excerpt"] {
        let entries = "- quote: First zqx\n  note: Zqx\n- quote: words\n  claim: free\n  position: denies\n- quote: Zqx\n  event: visit\n";
        let site = site("", entries).file(
            "content/articles/a.md",
            format!("---\ntitle: A\naccess: {access}\n---\n\nFirst zqx {{==words==}}{{>>Zqx<<}}.\n"),
        );
        let built = site.build();
        assert_silent(&built, access);
        assert!(!built.has("annotations/index.html") && notes(built.main(PAGE)).is_empty(), "{access}");
        assert_eq!(built.held_back.annotations, 4);
    }
}

/// An annotation that names something withheld is left out, whatever it is called by.
#[test]
fn evidence_that_names_what_is_withheld_is_left_out() {
    let text = "One two three four.\n";
    let hidden = |access: &str| {
        [
            ("people/agent", "name: Agent Zqx\nnames: [The Zqx]\nslug: informer-zqx"),
            ("organizations/office", "name: Office Zqx"),
            ("sources/wire", "name: Wire Zqx"),
            ("claims/held", "title: Held Zqx\nslug: slug-zqx"),
            ("events/raid", "title: Raid Zqx"),
        ]
        .into_iter()
        .fold(site(text, ""), |site, (path, fields)| {
            site.file(&format!("content/{path}.md"), format!("---\n{fields}\n{access}\n---\n\nText zqx.\n"))
        })
    };
    let shown = "- quote: four\n  note: N\n";
    for access in ["access: withheld", "available: 2099-01-01", "access: secret"] {
        let bare = hidden(access);
        bare.put(SIDECAR, shown);
        let bare = bare.build();
        for line in [
            "entity: Agent Zqx",
            "entity: the zqx",
            "entity: informer-zqx",
            "entity: people/agent",
            "entity: \"[[Agent Zqx]]\"",
            "entity: Office Zqx",
            "event: raid",
            "event: Raid Zqx",
            "event: events/raid",
            "event: [visit, raid]",
            "claim: held\n  position: denies",
            "claim: slug-zqx\n  position: denies",
            "claim: Held Zqx\n  position: denies",
            "claim: free\n  position: denies\n  speaker: Agent Zqx",
            "claim: free\n  position: denies\n  speaker: office",
            "claim: free\n  position: denies\n  via: [Gazette, Wire Zqx]",
            "claim: free\n  position: denies\n  via: [sources/wire]",
        ] {
            let site = hidden(access);
            site.put(SIDECAR, format!("{shown}- quote: two three\n  note: Of that\n  {line}\n"));
            let built = site.build();
            assert_same(&built.files, &bare.files, &format!("{access}: {line}"));
            assert_eq!(reported(&built).len(), 1, "{access}: {line}: {:?}", built.problems());
        }
    }
}

fn reported(built: &Built) -> Vec<(usize, usize)> {
    let found =
        built.diagnostics.iter().filter(|found| found.path == SIDECAR && found.code == Code::NamesWithheld);
    found.map(|found| found.position.as_ref().map_or((0, 0), |place| (place.line, place.column))).collect()
}

#[test]
fn notes_that_hold_a_withheld_name_are_left_out() {
    let hidden = |text: &str, entries: &str| {
        site(text, entries).file(
            "content/people/agent.md",
            "---\nname: Agent Zqx\nnames: [Informant]\naccess: withheld\n---\n",
        )
    };
    let text = "One two three four.\n";
    let shown = "- quote: four\n  note: N\n";
    let bare = hidden(text, shown).build().clean();
    for lines in [
        "note: Said by Agent Zqx.",
        "note: Said by agent zqx.",
        "note: Said by *Agent Zqx*.",
        "note: Said by *Agent* Zqx.",
        "note: \"[Agent Zqx](https://example.org/)\"",
        "note: \"[him](https://example.org/agent-zqx)\"",
        "note: \"[[Agent Zqx]]\"",
        "note: \"[[Agent Zqx|Agent Zqx]]\"",
        "note: \"![Agent Zqx](gate-zqx.png)\"",
        "note: \"![gate](gate-zqx.png 'Agent Zqx')\"",
        "note: \"> [!note] Agent Zqx\\n> text\"",
        "note: \"`Agent Zqx`\"",
        "note: \"<b title='Agent Zqx'>x</b>\"",
        "note: \"A[^1].\\n\\n[^1]: Agent Zqx.\"",
        "by: Agent Zqx",
        "tags: [a, Agent Zqx]",
        "id: agent-zqx",
        "origin: https://example.org/agent-zqx",
        "claim: free\n  position: denies\n  role: friend of Agent Zqx",
        "claim: free\n  position: denies\n  figure: {value: 1, counts: friends of Agent Zqx}",
        "claim: free\n  position: denies\n  figure: {value: 1, unit: Agent Zqx}",
        "claim: free\n  position: denies\n  figure: {value: 1, qualifier: as Agent Zqx says}",
    ] {
        let built = hidden(text, &format!("{shown}- quote: two three\n  {lines}\n")).build();
        assert_silent(&built, lines);
        assert_same(&built.files, &bare.files, lines);
        assert!(!reported(&built).is_empty(), "{lines}: {:?}", built.problems());
    }
    // An orphan would show the words that it was made on.
    for entry in [
        "- quote: Agent Zqx spoke\n",
        "- quote: Informant\n  note: N\n",
        "- quote: two\n  prefix: \"Agent Zqx \"\n",
    ] {
        let built = hidden(text, &format!("{shown}{entry}")).build();
        assert_silent(&built, entry);
        assert_eq!(reported(&built), [(3, 10)], "{entry}: {:?}", built.problems());
    }
    let typed =
        hidden("One two three four{>>Said by Agent Zqx<<}. {==two==}{>>[[Agent Zqx|x]]<<}\n", "").build();
    assert_silent(&typed, "a typed note");
}

/// A link to what is not published is its words alone, and nothing else tells of it.
#[test]
fn links_in_notes_to_what_is_withheld_are_words_alone() {
    let bare =
        |link: &str| site("One two.\n", &format!("- quote: two\n  id: x\n  note: \"See {link}.\"\n")).build();
    for (way, link) in [
        ("draft: true", "[[hidden-zqx|that report]]"),
        ("access: withheld", "[[hidden-zqx|that report]]"),
        ("access: withheld", "[that report](hidden-zqx.md)"),
        ("access: withheld", "[that report](hidden-zqx.md#part-zqx)"),
        ("access: withheld", "[that report](/articles/hidden-zqx/)"),
        ("access: withheld", "<a href='hidden-zqx.md'>that report</a>"),
        ("access: secret", "[[hidden-zqx#part|that report]]"),
        ("available: 2099", "[[Title zqx|that report]]"),
    ] {
        let site = site("One two.\n", &format!("- quote: two\n  id: x\n  note: \"See {link}.\"\n")).file(
            "content/articles/hidden-zqx.md",
            format!("---\ntitle: Title zqx\n{way}\n---\n\n## Part\n"),
        );
        let built = site.build();
        assert_silent(&built, link);
        assert!(built.main(PAGE).contains("that report"), "{link}: {}", built.main(PAGE));
        assert_same(&built.files, &bare(link).files, link);
    }
}

/// Files that only such a note shows are not published.
#[test]
fn files_of_notes_that_are_kept_back_stay_with_them() {
    let note = "note: \"![x](gate-zqx.png) [y](y-zqx.pdf)\"";
    let with = |entries: &str| site("One two.\n", entries).file("content/articles/y-zqx.pdf", "zqx").build();
    assert_silent(&with(&format!("- quote: two\n  {note}\n  draft: true\n")), "a draft");
    let shown = with(&format!("- quote: two\n  {note}\n"));
    assert!(shown.has("articles/gate-zqx.png") && shown.has("articles/y-zqx.pdf"));
    let hidden = site("One two.\n", "- quote: two\n  note: \"![x](hidden/p-zqx.png) ![[p-zqx.png]]\"\n")
        .file("content/articles/hidden/index.md", "---\ntitle: H\naccess: withheld\n---\n")
        .file("content/articles/hidden/p-zqx.png", "PHOTO")
        .build();
    assert_eq!(hidden.places_of("PHOTO"), [""; 0]);
}

/// A draft that a passage is evidence of is as if it were not there.
#[test]
fn evidence_of_a_draft_is_left_out() {
    for line in [
        "event: raid-zqx",
        "claim: claim-zqx\n  position: denies",
        "entity: Agent Zqx",
        "claim: free\n  position: denies\n  speaker: Agent Zqx",
    ] {
        let site = site("One two.\n", &format!("- quote: two\n  note: N\n  {line}\n"))
            .file("content/events/raid-zqx.md", "---\ntitle: Raid\ndraft: true\n---\n")
            .file("content/claims/claim-zqx.md", "---\ntitle: Claim\ndraft: true\n---\n")
            .file("content/people/agent.md", "---\nname: Agent Zqx\ndraft: true\n---\n");
        let built = site.build();
        assert_silent(&built, line);
        assert_eq!(
            (notes(built.main(PAGE)).len(), built.diagnostics.len()),
            (1, 1),
            "{line}: {:?}",
            built.problems()
        );
        assert_eq!(marked(built.main(PAGE), 1), "two");
        let shown = site.build_with(|config| config.drafts = true).clean();
        assert!(!shown.places_of(SECRET).is_empty(), "{line}");
    }
}
