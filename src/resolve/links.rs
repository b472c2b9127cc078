//! Follows the links and images of one text.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diag::{Code, Outcome, Problem};
use crate::model::archive::{ItemId, Note, Picture, Target};
use crate::model::body::{Body, Image, Link, Node, Tag, Written};
use crate::model::draft::{Annotation, Legend};
use crate::resolve::TextFacts;
use crate::resolve::annotations::note_targets;
use crate::resolve::identify::{Identified, item_id};
use crate::resolve::names::Meant;
use crate::text::address::{self, Scheme};
use crate::text::fold::{fold, nfc};
use crate::text::near::nearest;
use crate::text::slug::slugify;
use crate::text::span::Span;

/// Where the links, images and raw addresses of an item's text lead.
pub fn follow(identified: &Identified, index: usize) -> Outcome<TextFacts> {
    let item = &identified.items[index];
    let Some((file, path)) = item.file.zip(identified.paths.get(index)) else {
        return Outcome::default();
    };
    let mut follower = Follower::new(identified, index, file, path);
    follower.check_legends(identified.legends.get(index).map_or(&[], Vec::as_slice));
    let Note { links, images, raw_links, .. } = follower.text(&item.body);
    let facts = TextFacts { links, images, raw_links, ..TextFacts::default() };
    Outcome::new(facts, follower.problems)
}

/// The note of an annotation of an item, its links followed as those of the item's own text are.
pub fn follow_note(
    identified: &Identified,
    index: usize,
    annotation: &Annotation,
    problems: &mut Vec<Problem>,
) -> Note {
    let mut note = Note { body: Arc::clone(&annotation.note), ..Note::default() };
    let body = &annotation.note;
    let is_plain = body.links.is_empty() && body.images.is_empty() && body.raw_links.is_empty();
    if let Some(path) = identified.paths.get(index).filter(|_| !is_plain) {
        let mut follower = Follower::new(identified, index, annotation.file, path);
        note = Note { body: note.body, ..follower.text(body) };
        problems.append(&mut follower.problems);
    }
    note
}

/// The files that an item's text and its notes show or link to, in order.
pub fn assets(facts: &TextFacts) -> Vec<String> {
    let links = facts.links.iter().chain(&facts.raw_links).chain(note_targets(&facts.annotations));
    let linked = links.filter_map(|target| match target {
        Target::Asset(path) => Some(path.clone()),
        _ => None,
    });
    let noted = facts.annotations.iter().flat_map(|annotation| &annotation.note.images);
    let shown = facts.images.iter().chain(noted).flatten().map(|picture| picture.asset.clone());
    let mut assets: Vec<String> = linked.chain(shown).collect();
    assets.sort();
    assets.dedup();
    assets
}

struct Follower<'a> {
    identified: &'a Identified,
    file: u32,
    own: ItemId,
    /// The folder of the content file, below `content/`.
    folder: &'a str,
    /// What the front matter says of pictures, by their files below `content/`.
    legends: Vec<(String, &'a Legend)>,
    problems: Vec<Problem>,
    /// How many more times a suggestion is looked for: whoever has more bad links in one file has
    /// another problem than spelling.
    suggestions: usize,
}

/// How many suggestions one file gets.
const SUGGESTIONS: usize = 20;

impl<'a> Follower<'a> {
    fn new(identified: &'a Identified, index: usize, file: u32, path: &'a str) -> Follower<'a> {
        let mut follower = Follower {
            identified,
            file,
            own: item_id(index),
            folder: address::folder(path),
            legends: Vec::new(),
            problems: Vec::new(),
            suggestions: SUGGESTIONS,
        };
        let legends = identified.legends.get(index).into_iter().flatten();
        follower.legends = legends.filter_map(|legend| Some((follower.listed(legend)?, legend))).collect();
        follower
    }

    /// Follows everything in a text.
    fn text(&mut self, body: &Body) -> Note {
        Note {
            body: Arc::default(),
            links: body.links.iter().map(|link| self.link(link)).collect(),
            images: body.images.iter().map(|image| self.image(image)).collect(),
            raw_links: body.raw_links.iter().map(|link| self.link(link)).collect(),
        }
    }
}

impl Follower<'_> {
    fn may_suggest(&mut self) -> bool {
        self.suggestions = self.suggestions.saturating_sub(1);
        self.suggestions > 0
    }

    fn report(&mut self, code: Code, span: Span, message: String, help: String) -> Target {
        self.problems.push(Problem::at(code, self.file, span, message).help(help));
        Target::Nowhere
    }

    fn link(&mut self, link: &Link) -> Target {
        match &link.target {
            Written::Wiki { name, fragment } => self.wiki(name, fragment.as_deref(), link.span),
            Written::Address(address) => self.address(address, link.span),
            Written::Embedded(address) => self.embedded(address, link.span),
        }
    }

    fn wiki(&mut self, name: &str, fragment: Option<&str>, span: Span) -> Target {
        if name.is_empty() {
            return self.place(self.own, fragment, span);
        }
        match self.identified.names.of_any(name) {
            Meant::One(id) => self.place(id, fragment, span),
            Meant::Several(ids) => {
                let forms: Vec<String> =
                    ids.iter().take(4).map(|id| format!("`[[{}|{name}]]`", self.path_of(*id))).collect();
                let help = format!("write which one is meant: {}", forms.join(" or "));
                let problem = Problem::at(
                    Code::AmbiguousName,
                    self.file,
                    span,
                    format!("`{name}` fits {} pages", ids.len()),
                );
                self.problems.push(problem.help(help).as_error());
                Target::Nowhere
            }
            Meant::Nobody => match self.asset(name) {
                Some(asset) => Target::Asset(asset),
                None => self.missing(name, span),
            },
        }
    }

    fn path_of(&self, id: ItemId) -> String {
        let item = &self.identified.items[id.0 as usize];
        format!("{}/{}", item.kind.folder(), item.slug)
    }

    fn missing(&mut self, name: &str, span: Span) -> Target {
        let near = if self.may_suggest() { self.identified.names.nearest(name) } else { None };
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "link to a page by its name, title, slug or path, or write the file that is missing"
                .to_owned(),
        };
        self.report(Code::MissingTarget, span, format!("there is no page `{name}`"), help)
    }

    fn address(&mut self, written: &str, span: Span) -> Target {
        match address::scheme(written) {
            Scheme::Web | Scheme::Mail => Target::Web(written.trim().to_owned()),
            Scheme::Refused => {
                let help = "a link begins with `https:`, `http:` or `mailto:`, or leads to a page or file of the archive";
                self.report(
                    Code::BadAddress,
                    span,
                    format!("`{}` may not stand in a page", shortened(written)),
                    help.to_owned(),
                )
            }
            Scheme::Relative => self.relative(written, span),
        }
    }

    fn relative(&mut self, written: &str, span: Span) -> Target {
        let (path, fragment) = address::split_fragment(written);
        let path = nfc(&address::decode(path.split('?').next().unwrap_or_default()));
        let fragment = fragment.map(address::decode);
        if path.is_empty() {
            return self.place(self.own, fragment.as_deref(), span);
        }
        let content_path = match path.strip_prefix("@/") {
            Some(path) => address::join("", path),
            None if path.starts_with('/') => return Target::Site(site_path(&path, fragment.as_deref())),
            None => address::join(self.folder, &path),
        };
        let Some(content_path) = content_path else {
            return self.report(
                Code::MissingTarget,
                span,
                format!("`{path}` leads out of the content"),
                String::new(),
            );
        };
        if let Some(id) = self.identified.names.at_path(&content_path) {
            return self.place(id, fragment.as_deref(), span);
        }
        if self.identified.assets.contains_key(&content_path) {
            return Target::Asset(content_path);
        }
        if path.ends_with(".md") || path.ends_with('/') {
            self.missing(&path, span)
        } else {
            self.missing_asset(&path, span)
        }
    }

    fn missing_asset(&mut self, path: &str, span: Span) -> Target {
        let name = path.rsplit('/').next().unwrap_or(path);
        let identified = self.identified;
        let names = identified.assets.keys().filter_map(|asset| asset.rsplit('/').next());
        let near = if self.may_suggest() { nearest(name, names) } else { None };
        let help = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "put the file beside the text, in the same folder".to_owned(),
        };
        self.report(Code::MissingAsset, span, format!("there is no file `{path}`"), help)
    }

    /// What a page would show: from this archive only.
    fn embedded(&mut self, written: &str, span: Span) -> Target {
        match address::scheme(written) {
            Scheme::Relative => self.relative(written, span),
            Scheme::Web => self.remote(written, span),
            Scheme::Mail | Scheme::Refused => self.address(written, span),
        }
    }

    fn remote(&mut self, written: &str, span: Span) -> Target {
        let message = format!("`{}` is on another host", shortened(written));
        let help = "keep a copy beside the text: a page that asks another host tells it who reads";
        self.report(Code::RemoteImage, span, message, help.to_owned())
    }

    fn image(&mut self, image: &Image) -> Option<Picture> {
        let mut picture = self.picture(image);
        let mut is_told = !image.alt.is_empty();
        if let Some(picture) = &mut picture
            && let Some((_, legend)) = self.legends.iter().find(|(asset, _)| *asset == picture.asset)
        {
            is_told |= legend.alt.is_some();
            picture.alt = legend.alt.as_ref().map(|alt| alt.value.clone()).unwrap_or_default();
            picture.caption = legend.caption.value.clone();
            picture.credit = legend.credit.value.clone();
        }
        if !is_told {
            let message = format!("the image `{}` has no text for those who cannot see it", image.address);
            let help = "write what it shows: `![the gate of the courthouse](gate.jpg)`, or `alt:` under `images:` in the front matter; `alt: \"\"` says that it is mere decoration";
            self.problems.push(Problem::at(Code::MissingAlt, self.file, image.span, message).help(help));
        }
        picture
    }

    /// The file of an entry of `images:`.
    fn listed(&self, legend: &Legend) -> Option<String> {
        let written = &legend.file.value;
        let is_ours = address::scheme(written) == Scheme::Relative;
        is_ours.then(|| self.asset(&nfc(&address::decode(written)))).flatten()
    }

    /// Reports entries of `images:` that name no file, or one that another names already.
    fn check_legends(&mut self, legends: &[Legend]) {
        let mut seen: Vec<String> = Vec::new();
        for legend in legends {
            let (written, span) = (&legend.file.value, legend.file.span);
            match (address::scheme(written), self.listed(legend)) {
                (_, Some(asset)) if seen.contains(&asset) => {
                    let message = format!("`{written}` stands twice under `images`");
                    let help = "keep one of the two; the first one counts until then".to_owned();
                    self.report(Code::DuplicateKey, span, message, help);
                }
                (_, Some(asset)) => seen.push(asset),
                (Scheme::Relative, None) => drop(self.missing_asset(written, span)),
                (Scheme::Web, None) => drop(self.remote(written, span)),
                (Scheme::Mail | Scheme::Refused, None) => drop(self.address(written, span)),
            }
        }
    }

    fn picture(&mut self, image: &Image) -> Option<Picture> {
        let asset = match address::scheme(&image.address) {
            Scheme::Relative => match self.asset(&nfc(&address::decode(&image.address))) {
                Some(asset) => asset,
                None => {
                    self.missing_asset(&image.address, image.span);
                    return None;
                }
            },
            Scheme::Web => {
                self.remote(&image.address, image.span);
                return None;
            }
            Scheme::Mail | Scheme::Refused => {
                self.address(&image.address, image.span);
                return None;
            }
        };
        let size = self.identified.assets.get(&asset).copied().flatten();
        let (alt, caption, credit) = Default::default();
        Some(Picture { asset, size, alt, caption, credit })
    }

    /// A file by its path from the text, from the content folder, or by a name that only one has.
    fn asset(&self, path: &str) -> Option<String> {
        let assets = &self.identified.assets;
        let beside = address::join(self.folder, path).filter(|path| assets.contains_key(path));
        beside.or_else(|| address::join("", path).filter(|path| assets.contains_key(path))).or_else(|| {
            let mut named = assets.keys().filter(|asset| asset.rsplit('/').next() == Some(path));
            named.next().filter(|_| named.next().is_none()).cloned()
        })
    }

    /// A page, and a fragment of it that exists.
    fn place(&mut self, id: ItemId, fragment: Option<&str>, span: Span) -> Target {
        let target =
            |fragment| if id == self.own { Target::Here(fragment) } else { Target::Item(id, Some(fragment)) };
        let Some(fragment) = fragment else {
            return Target::Item(id, None);
        };
        let body = &self.identified.items[id.0 as usize].body;
        let known = self.identified.fragments[id.0 as usize].get_or_init(|| fragments(body));
        let found = known
            .get(fragment)
            .or_else(|| known.get(&fold(fragment)))
            .or_else(|| known.get(&slugify(fragment)));
        if let Some(found) = found {
            return target(found.clone());
        }
        let title = self.identified.items[id.0 as usize].title.clone();
        let ids = body.headings.iter().map(|heading| heading.id.as_str());
        let near = if self.may_suggest() { nearest(&slugify(fragment), ids.clone()) } else { None };
        let help = match near {
            Some(near) => format!("did you mean `#{near}`?"),
            None if body.headings.is_empty() => "that page has no headings".to_owned(),
            None => format!(
                "its headings are {}",
                ids.take(8).map(|id| format!("`#{id}`")).collect::<Vec<_>>().join(", ")
            ),
        };
        let message = format!("`{title}` has no heading `{fragment}`");
        self.problems.push(Problem::at(Code::MissingFragment, self.file, span, message).help(help));
        if id == self.own { Target::Nowhere } else { Target::Item(id, None) }
    }
}

fn site_path(path: &str, fragment: Option<&str>) -> String {
    let path = path.trim_start_matches('/');
    fragment.map_or_else(|| path.to_owned(), |fragment| format!("{path}#{fragment}"))
}

/// The fragments of a text, by the ways in which a link can name them.
pub type Fragments = HashMap<String, String>;

/// Learns the fragments of a text: headings by id, words and slug, then paragraphs and footnotes.
fn fragments(body: &Body) -> Fragments {
    let mut found = Fragments::new();
    for heading in &body.headings {
        found.insert(heading.id.clone(), heading.id.clone());
    }
    for heading in &body.headings {
        let words = body.words(heading.run);
        for name in [fold(words), slugify(words)] {
            found.entry(name).or_insert_with(|| heading.id.clone());
        }
    }
    for (_, anchor) in &body.paragraphs {
        found.insert(anchor.id(), anchor.id());
    }
    for node in &body.nodes {
        if let Node::Start(Tag::Footnote(number)) = node {
            found.insert(format!("fn-{number}"), format!("fn-{number}"));
        }
    }
    found
}

/// An address short enough for a message.
fn shortened(address: &str) -> String {
    let mut short: String = address.chars().filter(|c| !c.is_control()).take(60).collect();
    if short.len() < address.len() {
        short.push('…');
    }
    short
}
