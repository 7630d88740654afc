//! What stands above the page, outside of it: that it is as captured, and what of it is off.

use crate::input::{Blocked, Header, Language};

/// Returns the words above the page.
pub fn sentence(header: &Header) -> String {
    let Blocked { scripts, addresses } = header.blocked;
    match header.language {
        Language::English => {
            let scripts = many(scripts, "script", "scripts");
            let addresses = many(addresses, "address", "addresses");
            format!(
                "As captured. Active content is off: {scripts} not run, {addresses} not loaded."
            )
        }
        Language::Persian => {
            let (scripts, addresses) = (persian(scripts), persian(addresses));
            format!(
                "همان‌گونه که ضبط شده است. محتوای فعال خاموش است: {scripts} اسکریپت اجرا نشد، \
                 {addresses} نشانی بارگذاری نشد."
            )
        }
    }
}

fn many(count: u64, one: &str, more: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { more })
}

/// Returns a number in Persian digits.
fn persian(number: u64) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(0x06F0 + digit));
    number.to_string().chars().filter_map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_counts_in_its_language() {
        for (language, scripts, addresses, expected) in [
            (Language::English, 1, 0, "1 script not run, 0 addresses not loaded."),
            (Language::English, 12, 1, "12 scripts not run, 1 address not loaded."),
            (Language::Persian, 12, 340, "۱۲ اسکریپت اجرا نشد، ۳۴۰ نشانی بارگذاری نشد."),
        ] {
            let header = Header {
                title: String::new(),
                language,
                media_type: "text/html".to_owned(),
                blocked: Blocked { scripts, addresses },
            };
            assert!(sentence(&header).ends_with(expected), "{}", sentence(&header));
        }
    }
}
