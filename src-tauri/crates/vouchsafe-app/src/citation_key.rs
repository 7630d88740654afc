//! Citation keys for sources that came without one.

use serde_json::json;
use vouchsafe_archive::Append;
use vouchsafe_model::{Kind, RecordId};

use crate::error::Error;

const KEY_CHARACTERS_MAX: usize = 40;

/// Returns a key that no source has yet, from a file's name: its letters and digits, joined by `-`.
pub(crate) fn from_name(append: &mut Append<'_>, name: &str) -> Result<String, Error> {
    let base = slug(name);
    let base = if base.is_empty() { "source".to_owned() } else { base };
    let mut key = base.clone();
    while !append.catalogue().with_value(Kind::Source, "key", &json!(key))?.is_empty() {
        let random: RecordId = append.new_id();
        key = format!("{base}-{}", &random.to_string()[..6]);
    }
    Ok(key)
}

fn slug(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut slug = String::new();
    for character in stem.chars() {
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
            ("Open statement (final).pdf", "open-statement-final"),
            ("گزارش\u{200C}ها ۱۴۰۲.html", "گزارش-ها-۱۴۰۲"),
            (".hidden", ""),
            ("???", ""),
        ] {
            assert_eq!(slug(name), key);
        }
    }
}
