//! Which characters can hide or disguise what a text says. Whoever shows text makes them visible.

/// Returns whether a character cannot be seen, is obeyed by a terminal, or turns the direction of
/// writing. ZWNJ and ZWJ, which Persian needs, are not counted among these.
pub fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{00AD}' | '\u{061C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}'
            | '\u{E0000}'..='\u{E007F}')
}
