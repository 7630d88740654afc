//! The recovery sheet of an encrypted archive: what opens it without the passphrase.

use vouchsafe_fixity::PageKey;

const GROUP_DIGITS: usize = 8;
const GROUPS_PER_LINE: usize = 4;

/// Returns the text of the sheet for the archive file called `name`, shown as it may be shown.
///
/// It goes onto paper, a screen, or into a file that only its owner can read; never into JSON.
pub fn recovery_sheet(name: &str, key: &PageKey) -> String {
    let digits = key.to_hex();
    let groups: Vec<&str> =
        (0..digits.len()).step_by(GROUP_DIGITS).map(|at| &digits[at..at + GROUP_DIGITS]).collect();
    let lines: Vec<String> =
        groups.chunks(GROUPS_PER_LINE).map(|line| format!("    {}", line.join(" "))).collect();
    format!(
        "\
RECOVERY SHEET of the encrypted archive {name}

Whoever has this sheet and the file can read everything in it, without the passphrase.
Keep it on paper, away from the computer and from the file. It opens the file as it is now: a new
passphrase makes a new sheet necessary, and this one opens only older copies.

The key, 96 hex digits. Its last line is the salt, which is also the first 16 bytes of the file.

{lines}

With Vouchsafe: vouchsafe --archive FILE --recovery-key-fd 0 document list
Then type the digits, in one line, and end with Ctrl-D.

Without Vouchsafe: open the file with `sqlcipher` 4, and type, with the digits in one piece:

    PRAGMA key = \"x'...96 digits...'\";
    PRAGMA cipher_page_size = 16384;
    PRAGMA cipher_hmac_algorithm = HMAC_SHA256;
    PRAGMA cipher_kdf_algorithm = PBKDF2_HMAC_SHA256;
    SELECT * FROM meta;
",
        lines = lines.join("\n")
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_holds_the_key_in_groups_that_can_be_typed() {
        let digits: String = "0123456789abcdef".repeat(6);
        let key: PageKey = digits.parse().unwrap();
        let text = recovery_sheet("case.vouch", &key);
        let typed = text.lines().filter(|line| line.starts_with("    0123"));
        assert_eq!(typed.collect::<String>().parse(), Ok(key));
    }
}
