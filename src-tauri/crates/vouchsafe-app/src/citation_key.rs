//! Citation keys for sources that came without one.

use serde_json::json;
use vouchsafe_archive::Append;
use vouchsafe_model::{Kind, RecordId};

use crate::{error::Error, visible::is_hidden};

const KEY_CHARACTERS_MAX: usize = 40;

/// The longest key, so that it is found by the catalogue's index.
const TYPED_CHARACTERS_MAX: usize = 80;

/// Returns a key that no source has yet, from a file's name: its letters and digits, joined by `-`.
pub(crate) fn from_name(append: &mut Append<'_>, name: &str) -> Result<String, Error> {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    unused(append, slug(stem))
}

/// Returns a key that no source has, but for removed ones: `base`, or `base` and something random.
pub(crate) fn unused(append: &mut Append<'_>, base: String) -> Result<String, Error> {
    let base = if base.is_empty() { "source".to_owned() } else { base };
    let mut key = base.clone();
    while is_used(append, &key)? {
        let random: RecordId = append.new_id();
        key = format!("{base}-{}", &random.to_string()[..6]);
    }
    Ok(key)
}

fn is_used(append: &Append<'_>, key: &str) -> Result<bool, Error> {
    let catalogue = append.catalogue();
    for id in catalogue.with_value(Kind::Source, "key", &json!(key))? {
        if catalogue.record(Kind::Source, id)?.is_some_and(|source| !source.is_removed()) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Refuses what could not be typed, found or told apart as a citation key.
///
/// # Errors
/// It is empty or too long, looks like an id, or holds white space or what cannot be seen.
pub(crate) fn check(key: &str) -> Result<(), Error> {
    let why = if key.is_empty() || key.chars().count() > TYPED_CHARACTERS_MAX {
        format!("a key has 1 to {TYPED_CHARACTERS_MAX} characters")
    } else if key.chars().any(|character| character.is_whitespace() || is_hidden(character)) {
        "a key has no spaces, and nothing that cannot be seen".to_owned()
    } else if key.parse::<RecordId>().is_ok() {
        "it looks like an id".to_owned()
    } else {
        return Ok(());
    };
    Err(Error::refused(format!("cannot use `{key}` as a citation key"), why))
}

/// Returns the letters and digits of a text, joined by `-`.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    for character in text.chars() {
        if character.is_alphanumeric() {
            slug.extend(character.to_lowercase());
        } else if !slug.ends_with('-') && !slug.is_empty() {
            slug.push('-');
        }
    }
    let slug: String = slug.chars().take(KEY_CHARACTERS_MAX).collect();
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_becomes_a_key_that_can_be_typed() {
        for (name, key) in [
            ("Open statement (final)", "open-statement-final"),
            ("گزارش\u{200C}ها ۱۴۰۲", "گزارش-ها-۱۴۰۲"),
            ("???", ""),
        ] {
            assert_eq!(slug(name), key);
        }
    }

    #[test]
    fn what_cannot_be_a_key_is_refused() {
        for key in ["", "a b", "a\u{202e}b", &"ab".repeat(16), &"x".repeat(81)] {
            assert!(check(key).is_err(), "{key}");
        }
        assert!(check("talebi2019").is_ok());
    }
}
