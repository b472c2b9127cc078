//! What a field is. One table of fields serves reading, "did you mean", JSON Schema and the
//! reference in the documentation.

use crate::model::kind::Kind;

/// A field of front matter or of a configuration.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    pub name: &'static str,
    pub shape: Shape,
    pub required: bool,
    /// Other keys with the same meaning, from Obsidian's Web Clipper, Zola and Hugo.
    pub synonyms: &'static [&'static str],
    /// Whether the field decides what is published: a near miss of its name holds the item back.
    pub guards: bool,
    /// What it means, for the schema and the reference; Markdown, one or two sentences.
    pub help: &'static str,
}

/// What a field holds.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// One line or paragraph of text; numbers and dates are taken as written.
    Text,
    /// Text with its line ends: Markdown.
    Markdown,
    /// A list of texts; one text is a list of one.
    Texts,
    /// An EDTF date.
    Date,
    /// `true` or `false`.
    Flag,
    Integer,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// An address in the web (http, https).
    Address,
    /// Addresses within the site: `/old/path/`.
    Paths,
    /// A language tag (BCP 47).
    Language,
    /// Names of entities of a kind.
    Names(Kind),
    /// The name of one entity or item of a kind.
    Name(Kind),
    /// The name of one entity of any kind.
    AnyName,
    /// Articles by slug, title or path.
    Articles,
    /// Events by slug, title or path.
    EventNames,
    /// A number, or a list of two.
    Numbers,
    /// Other names: texts, or mappings with `name`, `lang`, `script` and `note`.
    OtherNames,
    /// Pictures of the text: texts, or mappings with `file`, `alt`, `caption` and `credit`.
    Legends,
    /// `[latitude, longitude]` in degrees.
    Coordinates,
    /// A mapping with fields of its own.
    Group(&'static [Field]),
    /// A list of mappings with fields of their own; one mapping is a list of one.
    Groups(&'static [Field]),
    /// Anything: handed to templates untouched.
    Anything,
}

impl Field {
    /// An optional field without synonyms.
    pub const fn new(name: &'static str, shape: Shape, help: &'static str) -> Field {
        Field { name, shape, required: false, synonyms: &[], guards: false, help }
    }

    pub const fn required(mut self) -> Field {
        self.required = true;
        self
    }

    pub const fn or(mut self, synonyms: &'static [&'static str]) -> Field {
        self.synonyms = synonyms;
        self
    }

    pub const fn guarding(mut self) -> Field {
        self.guards = true;
        self
    }
}

impl Shape {
    /// The shape in words, for messages and the reference.
    pub fn words(self) -> String {
        match self {
            Shape::Text => "text".to_owned(),
            Shape::Markdown => "text in Markdown".to_owned(),
            Shape::Texts => "list of texts".to_owned(),
            Shape::Date => "date (EDTF)".to_owned(),
            Shape::Flag => "`true` or `false`".to_owned(),
            Shape::Integer => "whole number".to_owned(),
            Shape::Choice(words) => {
                let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
                quoted.join(", ")
            }
            Shape::Address => "web address".to_owned(),
            Shape::Paths => "list of paths".to_owned(),
            Shape::Language => "language tag".to_owned(),
            Shape::Names(kind) => format!("list of {}", kind.folder()),
            Shape::Name(kind) => kind.name().to_owned(),
            Shape::AnyName => "name of an entity".to_owned(),
            Shape::Articles => "list of articles".to_owned(),
            Shape::EventNames => "event, or list of events".to_owned(),
            Shape::Numbers => "number, or `[low, high]`".to_owned(),
            Shape::OtherNames => "list of names".to_owned(),
            Shape::Legends => "list of images".to_owned(),
            Shape::Coordinates => "`[latitude, longitude]`".to_owned(),
            Shape::Group(_) => "mapping".to_owned(),
            Shape::Groups(fields) => {
                let names: Vec<String> = fields.iter().map(|field| format!("`{}`", field.name)).collect();
                format!("list of mappings with {}", names.join(", "))
            }
            Shape::Anything => "anything".to_owned(),
        }
    }
}
