//! Pictures: nothing leaves with them, and they come in sizes.

use jpeg_encoder::{ColorType, Encoder};

use crate::site::{Site, archive, run};

const SECRET: &[u8] = b"51.5007N 0.1246W by A. Vik";

/// A grey photograph that tells of itself, and how it is to be turned (EXIF).
fn photograph(width: u16, height: u16, orientation: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let pixels = vec![120; usize::from(width) * usize::from(height)];
    Encoder::new(&mut bytes, 70).encode(&pixels, width, height, ColorType::Luma).expect("it fits a JPEG");
    let exif = [
        &b"Exif\0\0MM\0*\0\0\0\x08\0\x02\x01\x0e\0\x02\0\0\0"[..],
        &[SECRET.len() as u8, 0, 0, 0, 38, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0],
        SECRET,
    ]
    .concat();
    let length = (exif.len() as u16 + 2).to_be_bytes();
    bytes.splice(2..2, [&[0xff, 0xe1][..], &length, &exif].concat());
    bytes
}

fn tells(bytes: &[u8]) -> bool {
    bytes.windows(SECRET.len()).any(|part| part == SECRET)
}

/// An article's photograph and one that it only links to, and one of the site's own files.
fn site() -> Site {
    Site::new()
        .file("archive.yaml", "title: T\nraw_html: trust\n")
        .file(
            "content/articles/a/index.md",
            "---\ntitle: A\naccess: full\n---\n\n![The gate](<gate photo.jpg>)\n\n[a scan](scan.jpg) <img src=\"raw.jpg\" alt=\"\">\n",
        )
        .file("content/articles/a/gate photo.jpg", photograph(1400, 700, 6))
        .file("content/articles/a/scan.jpg", photograph(300, 200, 1))
        .file("content/articles/a/raw.jpg", photograph(300, 200, 1))
        .file("static/logo.jpg", photograph(60, 40, 1))
}

#[test]
fn nothing_leaves_with_a_picture() {
    let built = site();
    let ran = run(&mut built.archive(["build"]));
    assert_eq!(ran.status, 0, "{}", ran.err);
    let public = built.public();
    let pictures: Vec<&String> = public.keys().filter(|path| path.ends_with(".jpg")).collect();
    assert_eq!(
        pictures,
        [
            "articles/a/gate photo.480w.jpg",
            "articles/a/gate photo.jpg",
            "articles/a/raw.jpg",
            "articles/a/scan.jpg",
            "logo.jpg"
        ]
    );
    for path in pictures {
        assert!(!tells(&std::fs::read(built.path("public").join(path)).expect("it was written")), "{path}");
    }
    // And the same from the preview, which renders on demand.
    for path in built.build().paths().into_iter().filter(|path| path.ends_with(".jpg")) {
        assert!(path.starts_with("articles/") || path == "logo.jpg");
    }
}

#[test]
fn a_photograph_comes_upright_and_in_sizes() {
    let built = site().build().clean();
    let page = built.main("articles/a/index.html");
    let image = page.split("<img ").nth(1).expect("the page has an image").split('>').next().unwrap();
    assert!(image.contains("width=\"700\" height=\"1400\""), "as it is seen: {image}");
    assert!(
        image.contains(
            "srcset=\"../../articles/a/gate%20photo.480w.jpg 480w, ../../articles/a/gate%20photo.jpg 700w\""
        ),
        "{image}"
    );
    assert!(image.contains("sizes=\"") && image.contains("loading=\"lazy\""), "{image}");
}

#[test]
fn an_unchanged_picture_is_not_made_again() {
    let built = site();
    assert_eq!(run(&mut built.archive(["build"])).status, 0);
    let path = built.path("public/articles/a/gate photo.480w.jpg");
    let before = std::fs::metadata(&path).unwrap().modified().unwrap();
    assert_eq!(run(&mut built.archive(["build"])).status, 0);
    assert_eq!(std::fs::metadata(&path).unwrap().modified().unwrap(), before);
    built.put("content/articles/a/gate photo.jpg", photograph(2000, 1000, 1));
    assert_eq!(run(&mut built.archive(["build"])).status, 0);
    let sizes = ["480w", "960w", "1600w"]
        .map(|width| built.path(&format!("public/articles/a/gate photo.{width}.jpg")).exists());
    assert_eq!(sizes, [true; 3]);
}

/// What cannot be taken apart stays at home, and everything else is written.
#[test]
fn a_picture_that_tells_and_cannot_be_cleaned_is_not_published() {
    let tiff = [&b"MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0"[..], SECRET].concat();
    let built = site().file("content/articles/a/scan.jpg", tiff);
    let ran = run(&mut built.archive(["build"]));
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("bad-picture") && ran.err.contains("scan.jpg"), "{}", ran.err);
    assert!(!built.path("public/articles/a/scan.jpg").exists());
    assert!(built.path("public/articles/a/raw.jpg").exists());
    let checked = run(archive(["check"]).arg("--root").arg(built.root()));
    assert!(checked.status == 1 && (checked.out + &checked.err).contains("bad-picture"));
}

/// The words under a picture come from the front matter, and what is said twice is the text's.
#[test]
fn a_front_matter_tells_what_its_pictures_show() {
    let built = Site::new()
        .file("archive.yaml", "title: T\nbase_url: https://example.org/a/\n")
        .file(
            "content/articles/a/index.md",
            concat!(
                "---\ntitle: A\ndate: 2020\naccess: full\nimages:\n",
                "  - file: gate.jpg\n    alt: The gate\n    caption: The <gate>, shut\n    credit: Ida Holm\n",
                "  - {src: two.jpg, attribution: Agency, caption: Two}\n",
                "  - file: line.jpg\n    alt: \"\"\n    caption: A line\n",
                "---\n\n![](gate.jpg \"title\")\n\n![One](one.jpg \"Its title\")\n![Own words](two.jpg)\n\n",
                "Words ![](line.jpg) and words, ![Bare](one.jpg).\n",
            ),
        )
        .file("content/articles/a/gate.jpg", photograph(60, 40, 1))
        .file("content/articles/a/one.jpg", photograph(60, 40, 1))
        .file("content/articles/a/two.jpg", photograph(60, 40, 1))
        .file("content/articles/a/line.jpg", photograph(60, 40, 1))
        .build()
        .clean();
    let text = built
        .body("articles/a/index.html")
        .replace(" width=\"60\" height=\"40\" loading=\"lazy\" decoding=\"async\"", "");
    let caption = |words: &str| format!("<span class=\"caption-words\" dir=\"auto\">{words}</span>");
    let credit = |words: &str| format!("<span class=\"credit\" dir=\"auto\">{words}</span>");
    let image = |file: &str, alt: &str| format!("<img src=\"../../articles/a/{file}\" alt=\"{alt}\">");
    for expected in [
        format!(
            "<figure>{}<figcaption>{}{}</figcaption></figure>\n",
            image("gate.jpg", "The gate"),
            caption("The &lt;gate&gt;, shut"),
            credit("Ida Holm")
        ),
        format!(
            "<figure>{}<figcaption>{}</figcaption></figure>\n<figure>{}<figcaption>{}{}</figcaption></figure>\n",
            image("one.jpg", "One"),
            caption("Its title"),
            image("two.jpg", "Own words"),
            caption("Two"),
            credit("Agency")
        ),
        format!(
            "Words <span class=\"picture\">{}<span class=\"caption\">{}</span></span> and words, {}.",
            image("line.jpg", ""),
            caption("A line"),
            image("one.jpg", "Bare")
        ),
    ] {
        assert!(text.contains(expected.as_str()), "{expected}\nin\n{text}");
    }
    assert!(!text.contains("<p><figure"), "{text}");
    let page = built.text("articles/a/index.html");
    assert!(
        page.contains(r#""image":[{"@type":"ImageObject","caption":"The \u003cgate\u003e, shut","contentUrl":"https://example.org/a/articles/a/gate.jpg","creditText":"Ida Holm"}"#),
        "{page}"
    );
    assert_eq!(page.matches("a/one.jpg\"}").count(), 1, "a picture that is shown twice is named once");
}

/// Every kind of page has pictures, and each that nobody described is reported at its place.
#[test]
fn a_picture_without_words_is_reported_where_it_stands() {
    let page = |images: &str| format!("---\ntitle: P\n{images}---\n\nText.\n\n![](gate.jpg)\n");
    for (folder, name) in [("pages", "title"), ("people", "name"), ("events", "title"), ("claims", "title")] {
        let site = |images: &str| {
            Site::titled()
                .file(&format!("content/{folder}/p.md"), page(images).replace("title", name))
                .file(&format!("content/{folder}/gate.jpg"), photograph(6, 4, 1))
        };
        let told = site("").build();
        assert_eq!(
            told.problems(),
            [format!(
                "content/{folder}/p.md:7:1: warning[missing-alt]: the image `gate.jpg` has no text for those who cannot see it"
            )]
        );
        assert!(told.diagnostics[0].help.contains("![the gate of the courthouse](gate.jpg)"));
        for told in ["images: {file: gate.jpg, alt: Gate}\n", "images: [{file: ./gate.jpg, alt: ''}]\n"] {
            site(told).build().clean();
        }
        for silent in [
            "images: gate.jpg\n",
            "images: [{file: gate.jpg, caption: C}]\n",
            "images: [{file: gate.jpg, alt: }]\n",
        ] {
            let problems = site(silent).build().problems();
            assert!(problems.len() == 1 && problems[0].contains("[missing-alt]"), "{silent}: {problems:?}");
        }
    }
}

#[test]
fn a_wrong_entry_of_images_is_told_at_its_place() {
    for (images, expected) in [
        ("images: [{file: gat.jpg}]\n", "4:17: error[missing-asset]: there is no file `gat.jpg`"),
        (
            "images: [{file: https://x.example/a.jpg}]\n",
            "4:17: error[remote-image]: `https://x.example/a.jpg` is on another host",
        ),
        (
            "images: [{file: gate.jpg}, {file: gate.jpg}]\n",
            "4:35: error[duplicate-key]: `gate.jpg` stands twice under `images`",
        ),
        ("images: [{alt: Gate}]\n", "4:10: error[missing-field]: `file` is missing"),
        (
            "images: [{file: gate.jpg, captoin: C}]\n",
            "4:27: warning[unknown-field]: no field is called `captoin`",
        ),
        (
            "images: [[gate.jpg]]\n",
            "4:10: error[wrong-type]: `images` wants a list of images, and this is a list",
        ),
        ("image: [{file: gate.jpg}]\n", "4:1: warning[unknown-field]: no field is called `image`"),
    ] {
        let built = Site::titled()
            .file(
                "content/articles/a.md",
                format!("---\ntitle: A\naccess: full\n{images}---\n\n![Gate](gate.jpg)\n"),
            )
            .file("content/articles/gate.jpg", photograph(6, 4, 1))
            .build();
        assert_eq!(built.problems(), [format!("content/articles/a.md:{expected}")]);
        assert!(built.has("articles/a/index.html"));
    }
    let near = Site::titled()
        .file(
            "content/articles/a.md",
            "---\ntitle: A\naccess: full\nimages: [{file: gate.jpg, captoin: C}]\n---\n\n![Gate](gate.jpg)\n",
        )
        .file("content/articles/gate.jpg", photograph(6, 4, 1))
        .build();
    assert_eq!(near.diagnostics[0].help, "did you mean `caption`?");
}

/// Whoever writes such a key wants something kept back, and nothing is published until it is clear what.
#[test]
fn a_picture_cannot_be_kept_back_by_a_key_that_means_nothing() {
    for entry in [
        "{file: gate.jpg, draft: true}",
        "{file: gate.jpg, access: withheld}",
        "{file: gate.jpg, caption: a <!-- b}",
    ] {
        let built = Site::titled()
            .file(
                "content/articles/a.md",
                format!("---\ntitle: A\naccess: full\nimages: [{entry}]\n---\n\n![Gate](gate.jpg)\n"),
            )
            .file("content/articles/gate.jpg", photograph(6, 4, 1))
            .build();
        assert!(!built.has("articles/a/index.html") && !built.has("articles/gate.jpg"), "{entry}");
    }
}

/// Where the text is not shown its pictures are not, and no word that was said of them.
#[test]
fn an_entry_whose_picture_is_not_published_leaves_nothing() {
    let text = "Before.\n\n<!-- more -->\n\n![](gate.jpg)\n";
    for access in ["citation", "excerpt"] {
        let built = Site::new()
            .file("archive.yaml", "title: T\nbase_url: https://example.org/a/\n")
            .file(
                "content/articles/a.md",
                format!("---\ntitle: A\naccess: {access}\nimages: [{{file: gate.jpg, alt: Zebra, caption: Okapi, credit: Quagga}}]\n---\n\n{text}"),
            )
            .file("content/articles/gate.jpg", photograph(6, 4, 1))
            .build()
            .clean();
        for word in ["Zebra", "Okapi", "Quagga", "gate.jpg"] {
            assert_eq!(built.places_of(word), [""; 0], "{access}");
        }
    }
}

#[test]
fn a_withheld_name_is_looked_for_in_what_is_said_of_pictures() {
    for (field, place) in [("alt", "4:32"), ("caption", "4:36"), ("credit", "4:35")] {
        let built = Site::titled()
            .file("content/people/noor.md", "---\nname: Noor Safi\naccess: withheld\n---\n")
            .file(
                "content/articles/a.md",
                format!("---\ntitle: A\naccess: full\nimages: [{{file: gate.jpg, {field}: 'By Noor Safi'}}]\n---\n\n![Gate](gate.jpg)\n"),
            )
            .file("content/articles/gate.jpg", photograph(6, 4, 1))
            .build();
        assert_eq!(
            built.problems(),
            [format!(
                "content/articles/a.md:{place}: error[names-withheld]: `Noor Safi` is withheld, and this item names it"
            )],
            "{field}"
        );
    }
}
