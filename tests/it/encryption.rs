//! Encrypted archives: what opens them, what does not, and changing it.

use std::fs;

use vouchsafe_app::{
    Error, PageKey, Passphrase, Purpose, Secrets, Session, Silent, VerifyRequest, passphrase_set,
    passphrase_sheet, verify,
};

use crate::support::{Desk, Unwatched};

const WORD: &str = "sentenced";

fn secrets(passphrase: &str) -> Secrets {
    let passphrase = Passphrase::new(passphrase.to_owned()).ok();
    Secrets { passphrase, ..Secrets::default() }
}

fn holds(desk: &Desk, word: &str) -> bool {
    let bytes = fs::read(desk.archive()).expect("the file");
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn an_encrypted_archive_shows_nothing_and_verifies() {
    let desk = Desk::encrypted("گذرواژهٔ بلند");
    desk.fill();
    assert!(!holds(&desk, WORD) && !holds(&desk, "SQLite") && !holds(&desk, "CREATE"));
    assert_eq!(desk.codes(), Vec::<String>::new());
}

#[test]
fn a_wrong_passphrase_opens_nothing_and_changes_nothing() {
    let desk = Desk::encrypted("right");
    let before = fs::read(desk.archive()).expect("the file");
    let open = |secrets| Session::open(desk.environment(), &desk.archive(), secrets, Purpose::Read);
    let wrong = open(secrets("wrong")).expect_err("it does not open");
    assert!(wrong.report().message.contains("wrong passphrase"), "{wrong}");
    assert!(matches!(open(Secrets::default()), Err(Error::PassphraseNeeded(_))));
    assert!(fs::read(desk.archive()).expect("the file") == before);
}

#[test]
fn the_recovery_sheet_opens_what_the_passphrase_opened() {
    let desk = Desk::encrypted("forgotten");
    desk.fill();
    let sheet = passphrase_sheet(&desk.session(Purpose::Read)).expect("a sheet");
    let printed = sheet.recovery_key.expect("a key").to_hex().to_uppercase();
    let page_key: PageKey = printed.parse().expect("what was printed");
    let secrets = Secrets { page_key: Some(page_key), ..Secrets::default() };
    assert!(Session::open(desk.environment(), &desk.archive(), secrets, Purpose::Write).is_ok());
}

#[test]
fn a_plain_archive_is_encrypted_changed_and_decrypted_again_without_loss() {
    let desk = Desk::with_documents();
    assert!(holds(&desk, WORD));
    let mut now = Secrets::default();
    for next in [Some("first"), Some("second"), None] {
        let open = Session::open(desk.environment(), &desk.archive(), now, Purpose::Write);
        let passphrase = next.and_then(|text| Passphrase::new(text.to_owned()).ok());
        let report = passphrase_set(open.expect("it opens"), passphrase, &Silent);
        assert_eq!(report.expect("it is written anew").encrypted, next.is_some());
        assert_eq!(holds(&desk, WORD), next.is_none());
        now = next.map(secrets).unwrap_or_default();
        let request = VerifyRequest { no_record: true, ..VerifyRequest::default() };
        let report = verify(desk.environment(), &desk.archive(), now.clone(), &request, &Unwatched);
        assert_eq!(report.expect("a report").report.verdict, vouchsafe_app::Verdict::Intact);
    }
    let left: Vec<_> = fs::read_dir(desk.path("")).expect("the desk").flatten().collect();
    let left = left.iter().filter(|entry| entry.file_name().to_string_lossy().starts_with('.'));
    assert_eq!(left.count(), 0, "nothing is left beside the archive");
}

#[test]
fn a_program_that_holds_the_old_file_is_told_so_and_loses_nothing() {
    let desk = Desk::with_documents();
    let mut holding = desk.session(Purpose::Write);
    let changing = desk.session(Purpose::Write);
    let passphrase = Passphrase::new("new".to_owned()).ok();
    passphrase_set(changing, passphrase, &Silent).expect("it is written anew");
    desk.file("more.txt", b"more");
    let request = vouchsafe_app::AddRequest {
        paths: vec![desk.path("more.txt")],
        ..vouchsafe_app::AddRequest::default()
    };
    let added = vouchsafe_app::add(&mut holding, &request, &Silent, &mut |_| ());
    let message = added.expect_err("the file was replaced").report().message;
    assert!(message.contains("replaced"), "{message}");
}

#[test]
fn one_flipped_bit_in_an_encrypted_page_is_found() {
    let desk = Desk::encrypted("secret");
    desk.fill();
    let mut bytes = fs::read(desk.archive()).expect("the file");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 4;
    fs::write(desk.archive(), bytes).expect("the file");
    let codes = desk.codes();
    assert!(!codes.is_empty(), "the flip is found");
}

#[test]
fn an_archive_behind_a_link_is_encrypted_itself_and_leaves_no_plain_file() {
    let desk = Desk::with_documents();
    let real = desk.path("real.vouch");
    fs::rename(desk.archive(), &real).expect("the archive elsewhere");
    std::os::unix::fs::symlink(&real, desk.archive()).expect("a link");
    let passphrase = Passphrase::new("new".to_owned()).ok();
    passphrase_set(desk.session(Purpose::Write), passphrase, &Silent).expect("written anew");
    assert!(!holds(&desk, WORD) && desk.archive().is_symlink());
    let bytes = fs::read(real).expect("the real file");
    assert!(!bytes.windows(WORD.len()).any(|window| window == WORD.as_bytes()));
}

#[test]
fn what_a_killed_change_left_beside_is_swept_by_the_next_writer() {
    let desk = Desk::with_documents();
    let left = desk.file(".case.vouch.writing-0011aabb", b"half a plain copy");
    let other = desk.file(".other.vouch.writing-0011aabb", b"someone else's");
    drop(desk.session(Purpose::Read));
    assert!(left.exists(), "whoever only looks sweeps nothing");
    drop(desk.session(Purpose::Write));
    assert!(!left.exists() && other.exists());
}
