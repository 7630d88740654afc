//! Names of people and bodies, between CSL's parts and one line of text.

use serde_json::{Map, Value};

/// A name in CSL's parts. An empty part is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Name {
    pub(crate) family: String,
    pub(crate) given: String,
    /// `van` in Vincent van Gogh: sorted by what follows it.
    pub(crate) particle: String,
    pub(crate) suffix: String,
    /// A body, or a name that is not taken apart.
    pub(crate) literal: String,
}

impl Name {
    /// Returns a name that is not taken apart.
    pub(crate) fn literal(text: impl Into<String>) -> Self {
        Self { literal: text.into(), ..Self::default() }
    }

    /// Reads a CSL name. What has no place here is left out; writers find out by reading again.
    pub(crate) fn from_value(value: &Value) -> Option<Self> {
        let name = value.as_object()?;
        let part = |key: &str| name.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let name = Self {
            family: part("family"),
            given: part("given"),
            particle: part("non-dropping-particle"),
            suffix: part("suffix"),
            literal: part("literal"),
        };
        (name != Self::default()).then_some(name)
    }

    /// Returns the name as CSL writes it.
    pub(crate) fn to_value(&self) -> Value {
        let parts = [
            ("family", &self.family),
            ("given", &self.given),
            ("literal", &self.literal),
            ("non-dropping-particle", &self.particle),
            ("suffix", &self.suffix),
        ];
        let present = parts.into_iter().filter(|(_, text)| !text.is_empty());
        Value::Object(
            present.map(|(key, text)| (key.to_owned(), Value::from(text.as_str()))).collect(),
        )
    }
}

/// Returns the names a variable holds.
pub(crate) fn names(item: &Map<String, Value>, variable: &str) -> Vec<Name> {
    let list = item.get(variable).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(Name::from_value).collect()
}

/// Returns names as the value of a variable.
pub(crate) fn list(names: &[Name]) -> Value {
    Value::Array(names.iter().map(Name::to_value).collect())
}

/// Parts the lower-case words a family name begins with: `van der Berg` into `van der` and `Berg`.
///
/// The last word is never a particle. Scripts without case have none.
pub(crate) fn particle_of<T: AsRef<str>>(words: &[T], lower: impl Fn(&str) -> bool) -> usize {
    let end = words.len().saturating_sub(1);
    words[..end].iter().take_while(|word| lower(word.as_ref())).count()
}

/// Whether the first letter of a word is a lower-case one.
pub(crate) fn begins_lower(word: &str) -> bool {
    word.chars().find(|letter| letter.is_alphabetic()).is_some_and(char::is_lowercase)
}
