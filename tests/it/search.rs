//! Searching: what is found, what is seen of changes, and what stays hidden.

use std::fs;

use vouchsafe_app::{
    ClaimRequest, Error, ExtractRequest, HitItem, NameRequest, PassageRequest, Passphrase, Purpose,
    SearchReport, SearchRequest, SensitivitySetRequest, Silent, SourceSetRequest, SubjectRequest,
    claim_add, document_extract, note_add, passphrase_set, saved_search, saved_search_add,
    saved_search_list, search, search_update, sensitivity_set, source_set, subject_add, tag_add,
};

use crate::support::{Desk, quotation};

const REPORT: &str = "One of six was sentenced. He and six others appealed to the court.";
const PERSIAN: &str = "نامهٔ سرگشاده: شش نفر از کارگران می\u{200c}روند تا در دادگاه یک\u{200c}روز \
    بایستند، و کتاب\u{200c}های ایشان ضبط شد.";
const SECRET: &str = "Zarrintaj";

/// A desk with an English report, a Persian letter, and passages, claims and notes on them.
struct Material {
    desk: Desk,
    report: String,
    letter: String,
    passage: String,
    claim: String,
}

fn material() -> Material {
    let desk = Desk::new();
    let report = desk.text_document("report.txt", REPORT);
    let letter = desk.text_document("letter.txt", PERSIAN);
    let passage = desk.passage(&report, "six others appealed");
    desk.passage(&letter, "شش نفر از کارگران");
    let claim = desk.claim("Six people were tried at Darband");
    Material { desk, report, letter, passage, claim }
}

fn extract(desk: &Desk) {
    desk.write(|session| document_extract(session, &ExtractRequest::default(), &Silent));
}

fn found(desk: &Desk, query: &str) -> SearchReport {
    asked(desk, &SearchRequest::new(query))
}

fn asked(desk: &Desk, request: &SearchRequest) -> SearchReport {
    let report = search(&desk.session(Purpose::Read), request);
    report.unwrap_or_else(|error| panic!("{:?}", error.report()))
}

fn with_sealed(desk: &Desk, query: &str) -> SearchReport {
    asked(desk, &SearchRequest { show_sealed: true, ..SearchRequest::new(query) })
}

fn kinds(report: &SearchReport) -> Vec<&str> {
    let mut kinds: Vec<&str> = report.hits.iter().map(|hit| hit.kind).collect();
    kinds.sort_unstable();
    kinds
}

/// Returns the letters of a place.
fn between(letters: &[char], from: u64, to: u64) -> String {
    let place = |at: u64| usize::try_from(at).expect("a place in memory");
    letters[place(from)..place(to)].iter().collect()
}

fn marked(hit: &HitItem) -> Vec<String> {
    let letters: Vec<char> = hit.snippet.chars().collect();
    hit.ranges.iter().map(|(from, to)| between(&letters, *from, *to)).collect()
}

fn index_bytes(desk: &Desk) -> Vec<u8> {
    let mut bytes = Vec::new();
    for folder in ["", "cache"] {
        let Ok(files) = fs::read_dir(desk.path(folder)) else { continue };
        let files = files
            .flatten()
            .filter(|file| file.file_name().to_string_lossy().contains(".vouch-index"));
        files.for_each(|file| bytes.extend(fs::read(file.path()).expect("a file")));
    }
    bytes
}

fn holds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn a_persian_query_from_another_keyboard_and_without_half_spaces_finds_the_very_characters() {
    let Material { desk, letter, .. } = material();
    for (query, words) in [
        ("كارگران", &["کارگران"][..]),
        ("يكروز", &["یک\u{200c}روز"]),
        ("كتابهاي", &["کتاب\u{200c}های"]),
        ("كتاب هاي ايشان", &["کتاب\u{200c}های", "ایشان"]),
        ("\"شش نفر\"", &["شش نفر"]),
    ] {
        let report = asked(
            &desk,
            &SearchRequest { kinds: vec!["document".to_owned()], ..SearchRequest::new(query) },
        );
        assert_eq!(report.hits.len(), 1, "{query}: {report:?}");
        let hit = &report.hits[0];
        assert_eq!((&hit.id, hit.document.as_ref()), (&letter, Some(&letter)));
        assert_eq!(marked(hit), words, "{query} in {}", hit.snippet);
        let (from, to) = hit.place.expect("it stands in the text");
        let text: Vec<char> = PERSIAN.chars().collect();
        let stands = between(&text, from, to);
        assert_eq!(stands, words[0], "{query}");
    }
}

#[test]
fn words_phrases_starts_and_fields_find_what_they_say() {
    let Material { desk, claim, passage, .. } = material();
    for (query, expected) in [
        ("six", &["claim", "document", "passage"][..]),
        ("\"six others\"", &["document", "passage"]),
        ("\"others six\"", &[]),
        ("senten*", &["document"]),
        ("six -appealed", &["claim"]),
        ("six NOT darband kind:claim", &[]),
        ("claim:six", &["claim"]),
        ("quote:six", &["passage"]),
        ("title:report", &["document", "source"]),
        ("name:letter", &["document"]),
        ("six kind:passage", &["passage"]),
        ("tried OR sentenced", &["claim", "document"]),
    ] {
        assert_eq!(kinds(&found(&desk, query)), expected, "{query}");
    }
    let report = found(&desk, "darband");
    assert_eq!((report.hits[0].id.as_str(), report.not_indexed), (claim.as_str(), 0));
    assert_eq!(report.hits[0].title, "Six people were tried at Darband");
    assert_eq!(found(&desk, "quote:others").hits[0].id, passage);
}

#[test]
fn dates_of_sources_and_claims_narrow_a_search() {
    let Material { desk, .. } = material();
    let date = vouchsafe_app::DateRequest {
        text: "13 November 2019".to_owned(),
        ..vouchsafe_app::DateRequest::default()
    };
    desk.write(|session| {
        let statement = "Six trials were held".to_owned();
        let request = ClaimRequest { statement, date: Some(date), ..ClaimRequest::default() };
        claim_add(session, &request)
    });
    set(&desk, "report", "csl.issued", "2021-03");
    for (query, expected) in [
        ("six date:2019", &["claim"][..]),
        ("six date:2019-11-13", &["claim"]),
        ("six date:2021", &["document", "passage"]),
        ("six date:>=2022", &[]),
        ("date:2021 kind:source", &["source"]),
    ] {
        assert_eq!(kinds(&found(&desk, query)), expected, "{query}");
    }
}

fn set(desk: &Desk, source: &str, field: &str, value: &str) {
    let request = SourceSetRequest {
        name: source.to_owned(),
        assignments: vec![(field.to_owned(), value.to_owned())],
        ..SourceSetRequest::default()
    };
    desk.write(|session| source_set(session, &request));
}

#[test]
fn a_new_title_a_note_a_tag_and_a_removal_are_seen_at_once() {
    let Material { desk, report, claim, .. } = material();
    assert_eq!(kinds(&found(&desk, "canal")), [""; 0]);
    set(&desk, "report", "csl.title", "The old canal");
    assert_eq!(kinds(&found(&desk, "canal")), ["document", "source"]);
    desk.write(|session| note_add(session, &claim, "Compare the canal papers"));
    let notes = found(&desk, "canal kind:note");
    assert_eq!(notes.hits[0].title, "on claim Six people were tried at Darband");
    desk.write(|session| tag_add(session, std::slice::from_ref(&report), "waterway"));
    assert_eq!(kinds(&found(&desk, "tag:waterway")), ["document"]);
    desk.remove(&report);
    assert_eq!(kinds(&found(&desk, "canal")), ["note", "source"]);
    let removed = SearchRequest { removed: true, ..SearchRequest::new("canal") };
    let removed = asked(&desk, &removed);
    assert_eq!(kinds(&removed), ["document", "note", "source"]);
    assert!(removed.hits.iter().any(|hit| hit.removed && hit.id == report));
}

#[test]
fn what_is_sealed_is_found_only_by_who_asks_for_it() {
    let Material { desk, report, passage, claim, .. } = material();
    desk.write(|session| note_add(session, &passage, "Others, says the clerk"));
    assert_eq!(kinds(&found(&desk, "others")), ["document", "note", "passage"]);
    desk.seal("report");
    assert_eq!(found(&desk, "others").total, 0, "the source's seal reaches what is below it");
    let all = with_sealed(&desk, "others");
    assert_eq!(kinds(&all), ["document", "note", "passage"]);
    assert!(all.hits.iter().all(|hit| hit.sensitivity == "sealed"), "{all:?}");
    assert!(all.hits.iter().any(|hit| hit.id == report));
    desk.seal(&claim);
    assert_eq!(found(&desk, "darband").total, 0);
    assert_eq!(kinds(&with_sealed(&desk, "darband")), ["claim"]);
}

#[test]
fn a_subject_that_is_not_open_is_found_by_its_pseudonym_alone() {
    let Material { desk, report, .. } = material();
    let subject = desk.write(|session| {
        let alias = NameRequest {
            text: "Golden".to_owned(),
            language: None,
            form: "translation".to_owned(),
        };
        let request = SubjectRequest {
            name: Some(SECRET.to_owned()),
            pseudonym: Some("Witness Heron".to_owned()),
            names: vec![alias],
            ..SubjectRequest::default()
        };
        subject_add(session, &request)
    });
    let spoken = PassageRequest {
        attributed_to: Some(SECRET.to_owned()),
        ..quotation(&report, "One of six was sentenced")
    };
    desk.quote(&spoken);
    assert_eq!(kinds(&found(&desk, SECRET)), ["passage", "subject"]);
    assert_eq!(kinds(&found(&desk, "golden")), ["subject"]);
    assert_eq!(kinds(&found(&desk, "speaker:zarrintaj")), ["passage"]);
    for level in ["restricted", "sealed"] {
        desk.write(|session| {
            let request = SensitivitySetRequest {
                record: subject.subject.clone(),
                level: level.to_owned(),
                ..SensitivitySetRequest::default()
            };
            sensitivity_set(session, &request)
        });
        assert_eq!(found(&desk, SECRET).total, 0, "{level}");
        assert_eq!(found(&desk, "golden").total, 0, "{level}");
        assert_eq!(kinds(&found(&desk, "heron")), ["passage", "subject"], "{level}");
        let named = with_sealed(&desk, "golden kind:subject");
        assert_eq!((named.hits[0].kind, named.hits[0].id.as_str()), ("subject", &*subject.subject));
    }
}

#[test]
fn after_a_purge_no_word_of_it_is_in_any_file_of_the_index() {
    let Material { desk, .. } = material();
    let witness = desk.text_document("witness.txt", &format!("Told by {SECRET} herself."));
    extract(&desk);
    assert_eq!(kinds(&found(&desk, SECRET)), ["document"]);
    assert!(holds(&index_bytes(&desk), SECRET));
    desk.purge(&witness);
    assert!(!holds(&index_bytes(&desk), SECRET));
    assert_eq!(found(&desk, SECRET).total, 0);
    let bytes = index_bytes(&desk);
    assert!(!holds(&bytes, SECRET) && !holds(&bytes, &SECRET.to_lowercase()));
    assert_eq!(kinds(&found(&desk, "darband")), ["claim"], "the rest is found again");
}

#[test]
fn a_purge_that_another_copy_tells_of_is_scrubbed_from_an_index_left_behind() {
    let Material { desk, .. } = material();
    let witness = desk.text_document("witness.txt", &format!("Told by {SECRET} herself."));
    extract(&desk);
    assert_eq!(found(&desk, SECRET).total, 1);
    let index = desk.path("case.vouch-index");
    let kept = fs::read(&index).expect("the index");
    desk.purge(&witness);
    fs::write(&index, kept).expect("the index of before the purge");
    assert!(holds(&index_bytes(&desk), SECRET));
    assert_eq!(found(&desk, SECRET).total, 0);
    let bytes = index_bytes(&desk);
    assert!(!holds(&bytes, SECRET) && !holds(&bytes, &SECRET.to_lowercase()));
}

#[test]
fn the_index_of_an_encrypted_archive_holds_no_word() {
    let desk = Desk::encrypted("a long passphrase");
    desk.text_document("witness.txt", &format!("Told by {SECRET} herself."));
    assert_eq!(found(&desk, SECRET).total, 0, "its text was not extracted yet");
    extract(&desk);
    desk.claim(&format!("{SECRET} was there"));
    assert_eq!(kinds(&found(&desk, SECRET)), ["claim", "document"]);
    let bytes = index_bytes(&desk);
    assert!(bytes.len() > 10_000, "there is an index");
    for word in [SECRET, &SECRET.to_lowercase(), "SQLite format", "words_claim"] {
        assert!(!holds(&bytes, word), "{word}");
    }
}

#[test]
fn encrypting_an_archive_leaves_no_open_index_beside_it() {
    let Material { desk, .. } = material();
    assert_eq!(kinds(&found(&desk, "darband")), ["claim"]);
    assert!(holds(&index_bytes(&desk), "Darband"));
    let passphrase = Passphrase::new("a long passphrase".to_owned()).ok();
    passphrase_set(desk.session(Purpose::Write), passphrase, &Silent).expect("it is encrypted");
    assert!(!holds(&index_bytes(&desk), "Darband"));
}

#[cfg(unix)]
#[test]
fn where_the_archive_can_only_be_read_the_cache_folder_holds_the_index() {
    use std::os::unix::fs::PermissionsExt as _;
    let Material { desk, .. } = material();
    let set = |mode| fs::set_permissions(desk.path(""), fs::Permissions::from_mode(mode));
    set(0o555).expect("the desk");
    let report = found(&desk, "darband");
    set(0o755).expect("the desk");
    assert_eq!(kinds(&report), ["claim"]);
    assert_eq!(report.remarks, Vec::<String>::new());
    assert!(!desk.path("case.vouch-index").exists());
    let cached = fs::read_dir(desk.path("cache")).expect("the cache folder").count();
    assert!(cached > 0);
}

#[cfg(unix)]
#[test]
fn where_no_index_can_be_kept_the_search_says_so_and_searches_all_the_same() {
    use std::os::unix::fs::PermissionsExt as _;
    let Material { desk, .. } = material();
    desk.file("cache", b"a file where a folder should be");
    let set = |mode| fs::set_permissions(desk.archive(), fs::Permissions::from_mode(mode));
    set(0o444).expect("the archive");
    let report = found(&desk, "darband");
    set(0o644).expect("the archive");
    assert_eq!(kinds(&report), ["claim"]);
    assert!(report.remarks[0].contains("cannot be kept"), "{report:?}");
    assert!(!desk.path("case.vouch-index").exists());
}

#[test]
fn a_damaged_index_or_one_of_an_older_copy_is_made_again() {
    let Material { desk, claim, .. } = material();
    let older = fs::read(desk.archive()).expect("the archive");
    desk.write(|session| note_add(session, &claim, "a later word"));
    assert_eq!(kinds(&found(&desk, "later")), ["note"]);
    fs::write(desk.archive(), older).expect("the archive of before");
    assert_eq!(found(&desk, "later").total, 0);
    assert!(!holds(&index_bytes(&desk), "a later word"), "nothing stays of what this copy lacks");
    assert_eq!(kinds(&found(&desk, "darband")), ["claim"]);
    let mut bytes = fs::read(desk.path("case.vouch-index")).expect("the index");
    let length = bytes.len();
    bytes[100..length / 2].fill(0x5a);
    fs::write(desk.path("case.vouch-index"), bytes).expect("the index");
    assert_eq!(kinds(&found(&desk, "darband")), ["claim"]);
}

#[test]
fn two_that_search_at_once_find_the_same() {
    let Material { desk, .. } = material();
    let find = || found(&desk, "six").total;
    let totals = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(find)).collect();
        threads.into_iter().map(|thread| thread.join().expect("a search")).collect::<Vec<_>>()
    });
    assert_eq!(found(&desk, "six").total, 3);
    assert!(totals.iter().all(|total| [0, 3].contains(total)), "{totals:?}");
}

#[test]
fn an_index_is_filled_in_steps_and_wholly_when_asked() {
    let desk = Desk::new();
    desk.append(|append| {
        for number in 0..2_500_u128 {
            let id = vouchsafe_model::RecordId::from_bytes((1 << 120 | number).to_be_bytes());
            let draft = vouchsafe_archive::SetDraft::new(vouchsafe_model::Kind::Claim, id)
                .with("statement", format!("statement number {number}"));
            append.set(draft).expect("an entry");
        }
    });
    let first = found(&desk, "statement");
    assert!(first.not_indexed > 0 && first.total > 0, "{:?}", first.not_indexed);
    let whole = search_update(&desk.session(Purpose::Read), &Silent).expect("it is filled");
    assert!(whole.indexed > 0 && whole.not_indexed == 0, "{whole:?}");
    let last = asked(&desk, &SearchRequest { limit: 1, ..SearchRequest::new("number 2499") });
    assert_eq!((last.total, last.not_indexed), (1, 0));
}

#[test]
fn saved_searches_are_kept_changed_listed_and_removed() {
    let Material { desk, .. } = material();
    let saved = desk.write(|session| saved_search_add(session, "trial", "darband OR canal"));
    assert!(saved.changed);
    let changed = desk.write(|session| saved_search_add(session, "trial", "darband"));
    assert_eq!((&changed.saved_search, changed.changed), (&saved.saved_search, true));
    let query = saved_search(&desk.session(Purpose::Read), "trial").expect("it is there").query;
    assert_eq!(query.as_deref(), Some("darband"));
    let why = desk.refuses(|session| saved_search_add(session, "bad", "darband AND"));
    assert!(why.contains("nothing to join"), "{why}");
    desk.remove("trial");
    let list = saved_search_list(&desk.session(Purpose::Read)).expect("a list");
    assert_eq!(list.saved_searches, []);
    assert!(matches!(
        saved_search(&desk.session(Purpose::Read), "trial"),
        Err(Error::NotFound { .. })
    ));
}

#[test]
fn the_index_is_not_taken_in_as_a_document() {
    let Material { desk, .. } = material();
    assert_eq!(found(&desk, "six").total, 3);
    let report = desk.add(&["."]);
    let indexes: Vec<_> = report.items.iter().filter(|item| item.path.contains("-index")).collect();
    assert!(!indexes.is_empty());
    for item in indexes {
        assert!(item.document.is_none(), "{item:?}");
    }
}

#[test]
fn whatever_is_typed_is_answered_or_refused_with_a_sentence() {
    let Material { desk, .. } = material();
    for (query, exit) in [
        ("six", 0),
        ("nowhere", 0),
        ("'; DROP TABLE item; --", 0),
        ("words_claim MATCH", 0),
        ("NEAR(six others)", 0),
        ("six^2 {title} : six", 0),
        ("\u{0}\u{1}six", 0),
        ("\"", 2),
        ("(((((six", 2),
        ("-six", 2),
        ("AND", 2),
        ("date:yesterday", 2),
        ("kind:bird", 2),
        ("rowid:1", 2),
        ("*", 2),
        ("", 2),
    ] {
        if query.contains('\0') {
            continue;
        }
        let output = desk.cli(&["--json", "search", "--", query]);
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(exit), "{query:?}: {text}");
    }
    let long = "six ".repeat(5_000);
    for query in [long.as_str(), &"(".repeat(900), &"\u{fdfa}".repeat(1_500), "\u{0}\u{1}six"] {
        let refused = search(&desk.session(Purpose::Read), &SearchRequest::new(query));
        assert!(matches!(refused, Ok(_) | Err(Error::Refused { .. })), "{refused:?}");
    }
}

#[test]
fn the_command_marks_what_was_found_on_one_line_a_hit() {
    let Material { desk, passage, .. } = material();
    let output = desk.cli(&["search", "\"six others\"", "kind:passage"]);
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let expected =
        format!("{}  passage  report.txt  [six others] appealed\n1 found.\n", &passage[..8]);
    assert_eq!(text, expected, "{}", String::from_utf8_lossy(&output.stderr));
    let json = desk.cli(&["--json", "search", "nothing-of-the-kind"]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(
        (&json["hits"], &json["total"], &json["not_indexed"]),
        (&serde_json::json!([]), &serde_json::json!(0), &serde_json::json!(0))
    );
}
