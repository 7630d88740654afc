//! From a typed text to tokens: digits of any script as ASCII, letters without their variants.
//!
//! Only letters and signs. What the words mean is `names`'s, what stands where is `read`'s.

/// A piece of a typed date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// ASCII digits.
    Number(String),
    /// Folded letters.
    Word(String),
    /// `?`, `~` or `%`.
    Mark(char),
    /// `/`, `-`, `.` or a space; one with spaces around it is itself.
    Gap(char),
    /// Anything else.
    Other(char),
}

/// Returns the text with ASCII digits and signs, trimmed, without marks of direction.
pub(super) fn plain(text: &str) -> String {
    let plain: String = text.chars().filter_map(plain_char).collect();
    plain.trim().to_owned()
}

fn plain_char(c: char) -> Option<char> {
    Some(match c {
        '۰'..='۹' => ascii_digit(c, '۰'),
        '٠'..='٩' => ascii_digit(c, '٠'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        '\u{2044}' => '/',
        '؟' => '?',
        '،' => ',',
        '٪' => '%',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => return None,
        '\u{61c}' | '\u{feff}' | '\u{200b}' => return None,
        c if c.is_whitespace() => ' ',
        c => c,
    })
}

fn ascii_digit(digit: char, zero: char) -> char {
    let value = u32::from(digit) - u32::from(zero);
    char::from_digit(value, 10).expect("the ranges matched hold ten digits each")
}

/// Cuts a plain text into tokens.
pub(super) fn tokens(plain: &str) -> Vec<Token> {
    let mut tokens: Vec<Token> = Vec::new();
    let mut chars = plain.chars().peekable();
    while let Some(c) = chars.next() {
        let token = match c {
            '0'..='9' => {
                let mut digits = String::from(c);
                while let Some(digit) = chars.next_if(char::is_ascii_digit) {
                    digits.push(digit);
                }
                Token::Number(digits)
            }
            '?' | '~' | '%' => Token::Mark(c),
            '/' | '-' => Token::Gap(c),
            // After a letter the full stop shortens a word: "Nov.", "ه.ش."
            '.' if matches!(tokens.last(), Some(Token::Word(_))) => continue,
            '.' => Token::Gap(c),
            ' ' | ',' | '(' | ')' => Token::Gap(' '),
            c if is_dropped(c) => continue,
            c if c.is_alphabetic() => Token::Word(fold_letter(c)),
            c => Token::Other(c),
        };
        join(&mut tokens, token);
    }
    while matches!(tokens.last(), Some(Token::Gap(' '))) {
        tokens.pop();
    }
    tokens
}

/// Appends a token: letters to the word before them, spaces to the gap they stand beside.
fn join(tokens: &mut Vec<Token>, token: Token) {
    match (tokens.last_mut(), token) {
        (Some(Token::Word(word)), Token::Word(letter)) => word.push_str(&letter),
        (Some(Token::Gap(_)) | None, Token::Gap(' ')) => {}
        (Some(Token::Gap(before)), Token::Gap(c)) if *before == ' ' => *before = c,
        (Some(Token::Gap(_)), Token::Gap(c)) => tokens.push(Token::Other(c)),
        (_, token) => tokens.push(token),
    }
}

/// Folds a word as `tokens` does; for the tables of names.
#[cfg(test)]
pub(super) fn word(text: &str) -> String {
    text.chars().filter(|c| !is_dropped(*c)).map(fold_letter).collect()
}

fn is_dropped(c: char) -> bool {
    // Joiners, vowel signs, the lengthening stroke, the bare hamza, apostrophes, combining marks.
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{64b}'..='\u{65f}' | '\u{670}' | 'ـ' | 'ء')
        || matches!(c, '\'' | '’' | '‘' | '`' | '´' | 'ʿ' | 'ʾ' | 'ʼ' | 'ʻ' | '\u{300}'..='\u{36f}')
}

fn fold_letter(c: char) -> String {
    let folded = match c {
        'ي' | 'ى' | 'ئ' | 'ې' | 'ۍ' | 'ێ' => 'ی',
        'ك' => 'ک',
        'ګ' => 'گ',
        'ة' | 'ۀ' | 'ہ' | 'ە' | 'ۂ' => 'ه',
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ؤ' => 'و',
        'ā' | 'Ā' | 'á' | 'â' | 'Â' | 'Á' => 'a',
        'ī' | 'Ī' | 'í' | 'î' => 'i',
        'ū' | 'Ū' | 'ú' | 'û' => 'u',
        'ō' | 'Ō' => 'o',
        'ḥ' | 'Ḥ' | 'ḫ' | 'Ḫ' => 'h',
        'ṣ' | 'Ṣ' | 'š' | 'Š' => 's',
        'ḍ' | 'Ḍ' | 'ḏ' | 'Ḏ' => 'd',
        'ṭ' | 'Ṭ' | 'ṯ' | 'Ṯ' => 't',
        'ẓ' | 'Ẓ' | 'ẕ' => 'z',
        'ǧ' | 'ġ' | 'Ġ' => 'g',
        c => c,
    };
    folded.to_lowercase().collect()
}
