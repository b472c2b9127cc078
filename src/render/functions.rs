//! What templates can call: the phrases of the interface.
//!
//! `trans(key="…")` is a phrase, `trans(key="…", n=5)` the form of it that a number wants. Values stand in
//! the places that the phrase has for them; one that is HTML already (a component's output) stays so.
//! `counted(key="…", n=5)` is the same with the number in an element of its own. `comma()` stands between
//! links in a line, `position(name="…")` is the word for a position on a claim; the filter `number` sets the
//! thousands of a whole number apart.

use std::borrow::Cow;
use std::sync::Arc;

use tera::{Error, Function, Kwargs, State, Tera, TeraResult, Value};

use crate::phrases::{Part, Pattern, Phrases};
use crate::render::html::escape_into;

/// Makes the functions known to templates.
pub fn register(tera: &mut Tera, phrases: &Arc<Phrases>) {
    tera.register_function("trans", Translate { phrases: Arc::clone(phrases), is_marked: false });
    tera.register_function("counted", Translate { phrases: Arc::clone(phrases), is_marked: true });
    let comma = phrases.separator("list.comma").to_owned();
    tera.register_function("comma", move |_: Kwargs, _: &State| comma.clone());
    let own = Arc::clone(phrases);
    tera.register_filter("number", move |number: usize, _: Kwargs, _: &State| own.whole(number));
    let phrases = Arc::clone(phrases);
    tera.register_function("position", move |kwargs: Kwargs, _: &State| -> TeraResult<String> {
        Ok(phrases.position(kwargs.must_get("name")?).into_owned())
    });
}

struct Translate {
    phrases: Arc<Phrases>,
    /// Whether the number stands in an element of its own.
    is_marked: bool,
}

impl Function<TeraResult<String>> for Translate {
    fn call(&self, kwargs: Kwargs, state: &State) -> TeraResult<String> {
        let key: &str = kwargs.must_get("key")?;
        let number: Option<usize> = kwargs.get("n").unwrap_or_default();
        let Some(entry) = self.phrases.get(key) else {
            return Err(Error::message(format!("no phrase has the key `{key}`")));
        };
        let pattern = entry.form(number.map_or("other", |number| self.phrases.category(number)));
        let escaped = state.autoescaping_enabled();
        let filled = self.fill(pattern, &kwargs, number, escaped)?;
        if self.is_marked { Ok(format!("<span class=\"count\">{filled}</span>")) } else { Ok(filled) }
    }

    /// What is filled in is escaped here, piece by piece.
    fn is_safe(&self) -> bool {
        true
    }
}

impl Translate {
    fn fill(
        &self,
        pattern: &Pattern,
        kwargs: &Kwargs,
        number: Option<usize>,
        escaped: bool,
    ) -> TeraResult<String> {
        let mut filled = String::new();
        for part in pattern.parts() {
            match (part, number) {
                (Part::Text(text), _) => push(text, escaped, &mut filled),
                (Part::Value(name), Some(number)) if name == "n" => {
                    let written = self.phrases.whole(number);
                    if self.is_marked {
                        filled.extend(["<span class=\"number\">", &written, "</span>"]);
                    } else {
                        filled.push_str(&written);
                    }
                }
                (Part::Value(name), _) => {
                    let value: Option<&Value> = kwargs.get(name)?;
                    let value = value.filter(|value| !value.is_undefined());
                    let value =
                        value.ok_or_else(|| Error::message(format!("the phrase has a value `{name}`")))?;
                    let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
                    let text = match (value.as_str(), number) {
                        (Some(text), _) => Cow::from(text),
                        (None, Some(number)) => Cow::from(self.phrases.whole(number)),
                        (None, None) if value.is_f64() => {
                            Cow::from(value.to_string().replace('.', self.phrases.decimal()))
                        }
                        (None, None) => Cow::from(value.to_string()),
                    };
                    push(&text, escaped && !value.is_safe(), &mut filled);
                }
            }
        }
        Ok(filled)
    }
}

fn push(text: &str, escaped: bool, into: &mut String) {
    if escaped { escape_into(text, into) } else { into.push_str(text) }
}
