//! Names as RIS writes them: `Family, Given, Suffix`; without a comma it is a body.

use crate::names::{Name, begins_lower, particle_of};

/// Reads a name. Lower-case words before the family name are its particle.
pub(super) fn read(text: &str) -> Option<Name> {
    let mut parts = text.splitn(3, ',').map(str::trim);
    let family = parts.next().filter(|_| !text.trim().is_empty())?;
    let Some(given) = parts.next() else { return Some(Name::literal(family)) };
    let words: Vec<&str> = family.split(' ').filter(|word| !word.is_empty()).collect();
    let at = particle_of(&words, begins_lower);
    let name = Name {
        particle: words[..at].join(" "),
        family: words[at..].join(" "),
        given: given.to_owned(),
        suffix: parts.next().unwrap_or_default().to_owned(),
        literal: String::new(),
    };
    (name != Name::default()).then_some(name)
}

/// Writes a name.
pub(super) fn write(name: &Name) -> String {
    if !name.literal.is_empty() {
        return name.literal.clone();
    }
    let family = [name.particle.as_str(), name.family.as_str()];
    let family: Vec<&str> = family.into_iter().filter(|part| !part.is_empty()).collect();
    let mut text = format!("{}, {}", family.join(" "), name.given);
    if !name.suffix.is_empty() {
        text.push_str(", ");
        text.push_str(&name.suffix);
    }
    text.trim_end().to_owned()
}
