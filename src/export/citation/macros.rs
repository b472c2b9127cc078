//! Finds a macro of a style that would call itself without end.
//!
//! Owns that check alone: the processor follows macros blindly, and a style file is somebody's input.

use std::collections::BTreeMap;

use hayagriva::citationberg::{IndependentStyle, LayoutRenderingElement, Names, NamesChild, TextTarget};

/// Gives the name of a macro that calls itself, directly or through others.
pub fn endless_macro(style: &IndependentStyle) -> Option<&str> {
    let calls: BTreeMap<&str, Vec<&str>> = style
        .macros
        .iter()
        .map(|each| {
            let mut called = Vec::new();
            each.children.iter().for_each(|child| collect(child, &mut called));
            (each.name.as_str(), called)
        })
        .collect();
    calls.keys().find(|name| reaches(&calls, name)).copied()
}

/// Whether the calls that begin at a macro come back to it.
fn reaches<'a>(calls: &BTreeMap<&'a str, Vec<&'a str>>, name: &str) -> bool {
    let mut open: Vec<&str> = calls.get(name).cloned().unwrap_or_default();
    let mut seen: Vec<&str> = Vec::new();
    while let Some(next) = open.pop() {
        if next == name {
            return true;
        }
        if !seen.contains(&next) {
            seen.push(next);
            open.extend(calls.get(next).into_iter().flatten());
        }
    }
    false
}

fn collect<'a>(element: &'a LayoutRenderingElement, called: &mut Vec<&'a str>) {
    match element {
        LayoutRenderingElement::Text(text) => {
            if let TextTarget::Macro { name } = &text.target {
                called.push(name);
            }
        }
        LayoutRenderingElement::Names(names) => collect_names(names, called),
        LayoutRenderingElement::Group(group) => {
            group.children.iter().for_each(|child| collect(child, called));
        }
        LayoutRenderingElement::Choose(choose) => {
            let otherwise = choose.otherwise.iter().flat_map(|branch| &branch.children);
            let children = choose.branches().flat_map(|branch| &branch.children);
            children.chain(otherwise).for_each(|child| collect(child, called));
        }
        LayoutRenderingElement::Date(_)
        | LayoutRenderingElement::Number(_)
        | LayoutRenderingElement::Label(_) => {}
    }
}

fn collect_names<'a>(names: &'a Names, called: &mut Vec<&'a str>) {
    for child in &names.children {
        if let NamesChild::Substitute(substitute) = child {
            substitute.children.iter().for_each(|child| collect(child, called));
        }
    }
}
