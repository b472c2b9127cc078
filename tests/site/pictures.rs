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
