//! Which form a file has, and where in it the annotations stand.

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use crate::import::json::{FORMS, describe, get, id, is, list as listed};
use crate::import::places::Places;
use crate::import::{Format, ImportError};

/// A list of annotations in a file.
pub struct Batch<'v> {
    /// The keys that lead to it.
    pub path: Vec<&'v str>,
    /// Whether a list stands there; otherwise one annotation does.
    pub is_list: bool,
    pub items: Vec<&'v Value>,
    /// All that the file has, by its ids, for what refers to others in it.
    pub all: Rc<HashMap<&'v str, &'v Value>>,
    /// Written by this program.
    pub is_own: bool,
    /// Addresses of pages that are not in the file.
    pub elsewhere: Vec<&'v str>,
}

impl<'v> Batch<'v> {
    /// The annotation of an id, wherever in the file it stands.
    pub fn by_id(&self, id: &str) -> Option<&'v Value> {
        self.all.get(id).copied()
    }
}

/// A shape that is not known: where it stands, and what is wrong with it.
pub struct Shape<'v> {
    path: Vec<&'v str>,
    message: String,
    help: &'static str,
}

impl Shape<'_> {
    pub fn error(self, text: &str) -> ImportError {
        let (line, column) = Places::new(text, &self.path, false).next();
        ImportError { line, column, message: self.message, help: self.help.to_owned() }
    }
}

/// The lists of annotations in a file, and its form.
pub fn batches(value: &Value) -> Result<(Format, Vec<Batch<'_>>), Shape<'_>> {
    let mut batches = lists(value)?;
    let is_own = is_own(value);
    let all: Vec<&Value> = batches.iter().flat_map(|batch| batch.items.iter().copied()).collect();
    let format = all.iter().find_map(|item| format(item));
    if format.is_none() && !all.is_empty() {
        let path = batches.first().map(|batch| batch.path.clone()).unwrap_or_default();
        return Err(Shape {
            path,
            message: "no annotation of a known kind stands here".to_owned(),
            help: FORMS,
        });
    }
    let all = Rc::new(all.into_iter().filter_map(|item| Some((id(item)?, item))).collect::<HashMap<_, _>>());
    for batch in &mut batches {
        batch.is_own = is_own;
        batch.all = Rc::clone(&all);
    }
    Ok((format.unwrap_or(Format::WebAnnotation), batches))
}

fn lists(value: &Value) -> Result<Vec<Batch<'_>>, Shape<'_>> {
    match value {
        Value::Array(_) => Ok(vec![list(Vec::new(), value)?]),
        Value::Object(_) if is(value, "AnnotationCollection") || is(value, "AnnotationPage") => pages(value),
        Value::Object(object) => {
            let keys = ["rows", "replies", "annotations", "@graph"];
            let found = keys.into_iter().filter(|key| object.contains_key(*key));
            let found: Vec<Batch> =
                found.map(|key| list(vec![key], &value[key])).collect::<Result<_, _>>()?;
            let is_page = found.is_empty() && format(value).is_none();
            match (
                found.is_empty(),
                is_page && (object.contains_key("items") || object.contains_key("first")),
            ) {
                (false, _) => Ok(found),
                (true, true) => pages(value),
                (true, false) => Ok(vec![single(value)]),
            }
        }
        other => {
            let message = format!("{} stands where annotations were expected", describe(other));
            Err(Shape { path: Vec::new(), message, help: FORMS })
        }
    }
}

fn single(value: &Value) -> Batch<'_> {
    Batch {
        path: Vec::new(),
        is_list: false,
        items: vec![value],
        all: Rc::default(),
        is_own: false,
        elsewhere: Vec::new(),
    }
}

fn list<'v>(path: Vec<&'v str>, value: &'v Value) -> Result<Batch<'v>, Shape<'v>> {
    match value {
        Value::Array(items) => {
            Ok(Batch { path, is_list: true, items: items.iter().collect(), ..single(value) })
        }
        other => {
            let key = path.last().copied().unwrap_or_default();
            let message = format!("`{key}` is {}, not a list of annotations", describe(other));
            Err(Shape { path, message, help: FORMS })
        }
    }
}

/// The pages of a collection that are in the file: a page, or the collection's first, and those after it.
fn pages(value: &Value) -> Result<Vec<Batch<'_>>, Shape<'_>> {
    let mut path = Vec::new();
    let mut page = value;
    if let (None, Some(first)) = (get(value, "items"), get(value, "first")) {
        path.push("first");
        page = first;
    }
    let mut found: Vec<Batch> = Vec::new();
    loop {
        if let Value::String(address) = page {
            return elsewhere(found, path, address);
        }
        let Some(items) = get(page, "items") else {
            let message =
                format!("{} without `items` stands where a page of annotations was expected", describe(page));
            return Err(Shape { path, message, help: FORMS });
        };
        let mut inner = path.clone();
        inner.push("items");
        found.push(list(inner, items)?);
        match get(page, "next") {
            Some(next) => page = next,
            None => return Ok(found),
        }
        path.push("next");
    }
}

/// A page that is in another file: told of where others are here, and the fault of the file where none is.
fn elsewhere<'v>(
    mut found: Vec<Batch<'v>>,
    path: Vec<&'v str>,
    address: &'v str,
) -> Result<Vec<Batch<'v>>, Shape<'v>> {
    match found.last_mut() {
        Some(last) => {
            last.elsewhere.push(address);
            Ok(found)
        }
        None => Err(Shape {
            path,
            message: format!("the annotations stand in another file, `{address}`"),
            help: "download that page and import it",
        }),
    }
}

/// The form of one annotation.
fn format(item: &Value) -> Option<Format> {
    let has = |key: &str| get(item, key).is_some();
    if has("uri")
        && !has("body")
        && ["user", "group", "permissions", "text", "references"].into_iter().any(has)
    {
        return Some(Format::Hypothesis);
    }
    let says = ["body", "bodies", "bodyValue", "motivation"].into_iter().any(has);
    let is_web = is(item, "Annotation") || has("target") && (says || id(item).is_some());
    let target = get(item, "target").filter(|target| target.is_object());
    let without_page = |target: &Value| get(target, "selector").is_some() && get(target, "source").is_none();
    let is_recogito = has("bodies")
        || target.is_some_and(|target| without_page(target) || get(target, "annotation").is_some());
    match (is_web, is_recogito) {
        (false, _) => None,
        (true, true) => Some(Format::Recogito),
        (true, false) => Some(Format::WebAnnotation),
    }
}

/// Whether the file's context names this program's own terms.
fn is_own(value: &Value) -> bool {
    let contexts = listed(get(value, "@context")).iter();
    contexts.filter_map(Value::as_object).any(|context| context.get("archive").is_some_and(|own| own == OWN))
}

/// The namespace of the own terms, as exports have it.
const OWN: &str = "urn:annotated-archive:ns#";
