//! Ties what an annotation is evidence of to events, claims and entities.

use crate::diag::{Code, Problem};
use crate::model::archive::ItemId;
use crate::model::draft::{Annotation, Evidence, Statement};
use crate::model::kind::Kind;
use crate::resolve::identify::{Register, Tied};
use crate::resolve::names::Meant;
use crate::text::span::Spanned;

impl Register {
    /// Ties the evidence of an item's annotations; what names nobody is reported, and left out.
    pub(super) fn tie_all(&mut self, annotations: Vec<Annotation>) -> Vec<Tied> {
        annotations.into_iter().map(|annotation| self.tie(annotation)).collect()
    }

    fn tie(&mut self, mut annotation: Annotation) -> Tied {
        let file = annotation.file;
        let written = std::mem::take(&mut annotation.evidence);
        let mut events: Vec<ItemId> = Vec::new();
        for event in &written.events {
            let id = self.item_named(file, Kind::Event, event);
            events.extend(id.filter(|id| !events.contains(id)));
        }
        let evidence = Evidence {
            events,
            event_date: written.event_date,
            entity: written.entity.and_then(|entity| self.any_entity(file, &entity)),
            statement: written.statement.and_then(|statement| self.statement(file, *statement)).map(Box::new),
        };
        Tied { annotation, evidence }
    }

    fn statement(&mut self, file: u32, written: Statement<Spanned<String>>) -> Option<Statement<ItemId>> {
        let claim = self.item_named(file, Kind::Claim, &written.claim);
        // Whoever is named and not known must not become nobody.
        let speaker = match &written.speaker {
            Some(name) => Some(self.any_entity(file, name)?),
            None => None,
        };
        Some(Statement {
            claim: claim?,
            position: written.position,
            speaker,
            role: written.role,
            said: written.said,
            via: self.entities_named(file, Kind::Source, &written.via),
            figure: written.figure,
        })
    }

    /// The event or claim of that name.
    fn item_named(&mut self, file: u32, kind: Kind, name: &Spanned<String>) -> Option<ItemId> {
        match self.names.of_kind(kind, &name.value) {
            Meant::One(id) => Some(id),
            Meant::Several(ids) => self.ambiguous(file, name, ids.len(), kind.folder()),
            Meant::Nobody => self.unknown(file, name, kind.name(), kind),
        }
    }

    /// The entity of that name, of whatever kind.
    fn any_entity(&mut self, file: u32, name: &Spanned<String>) -> Option<ItemId> {
        match self.names.of_entities(&name.value) {
            Meant::One(id) => Some(id),
            Meant::Several(ids) => self.ambiguous(file, name, ids.len(), "entities"),
            Meant::Nobody => {
                self.unknown(file, name, "person, organization, place, topic or source", Kind::Person)
            }
        }
    }

    fn ambiguous(&mut self, file: u32, name: &Spanned<String>, count: usize, what: &str) -> Option<ItemId> {
        let message = format!("`{}` fits {count} {what}", name.value);
        let help = "write the path of the one that is meant, as `people/jane-doe`; the evidence is left out until then";
        self.problems.push(Problem::at(Code::AmbiguousName, file, name.span, message).help(help).as_error());
        None
    }

    fn unknown(&mut self, file: u32, name: &Spanned<String>, what: &str, kind: Kind) -> Option<ItemId> {
        let message = format!("there is no {what} `{}`", name.value);
        let help = match self.names.nearest(&name.value) {
            Some(near) => format!("did you mean `{near}`? the evidence is left out until then"),
            None => format!(
                "make it with `archive new {} \"{}\"`; the evidence is left out until then",
                kind.name(),
                name.value.replace('-', " ")
            ),
        };
        self.problems.push(Problem::at(Code::MissingTarget, file, name.span, message).help(help));
        None
    }
}
