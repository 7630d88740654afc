//! What the index finds and shows, what it keeps to itself, and what it survives.

use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;
use vouchsafe_fixity::PageKey;
use vouchsafe_model::{ArchiveId, ContentId, LogId, RecordId, Sha256Digest};

use super::{
    Hit, IndexError, IndexItem, IndexPlace, Mark, Part, Query, QueryError, SearchIndex, Total,
    Visibility,
};

const ARCHIVE: ArchiveId = ArchiveId::from_bytes([7; 16]);
const LOG: LogId = LogId::from_bytes([8; 16]);

fn id(number: u8) -> RecordId {
    RecordId::from_bytes([number; 16])
}

fn item(number: u8, kind: &str, title: &str, parts: &[(&str, &str)]) -> IndexItem {
    let part = |(field, text): &(&str, &str)| Part {
        field: (*field).to_owned(),
        text: (*text).to_owned(),
    };
    IndexItem {
        kind: kind.to_owned(),
        id: id(number),
        title: title.to_owned(),
        parts: parts.iter().map(part).collect(),
        from_day: None,
        to_day: None,
        visibility: Visibility::Open,
        removed: false,
        language: None,
        pages: Vec::new(),
    }
}

fn mark(size: u64) -> Mark {
    Mark { size, leaf: Sha256Digest::from_bytes([7; 32]) }
}

/// 1 January of a year, counted from the year 1.
fn new_year(year: i32) -> i32 {
    let before = year - 1;
    before * 365 + before / 4 - before / 100 + before / 400 + 1
}

fn place(folder: &TempDir, page_key: Option<PageKey>) -> IndexPlace {
    IndexPlace::beside(&folder.path().join("a.vouch"), ARCHIVE, page_key)
}

fn filled(items: &[IndexItem]) -> (TempDir, SearchIndex) {
    let folder = tempfile::tempdir().unwrap();
    let mut index = SearchIndex::open(&place(&folder, None)).unwrap();
    put(&mut index, items);
    (folder, index)
}

fn put(index: &mut SearchIndex, items: &[IndexItem]) {
    let mut writer = index.begin().unwrap();
    items.iter().for_each(|item| writer.put(item).unwrap());
    writer.commit().unwrap();
}

fn search(index: &SearchIndex, query: &str) -> Vec<Hit> {
    let query = Query::parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
    index.search(&query, 100, 0).unwrap().hits
}

fn found(index: &SearchIndex, query: &str) -> Vec<u8> {
    let mut ids: Vec<u8> = search(index, query).iter().map(|hit| hit.id.as_bytes()[0]).collect();
    ids.sort_unstable();
    ids
}

fn marked(hit: &Hit) -> Vec<String> {
    let letters: Vec<char> = hit.snippet.chars().collect();
    let cut = |(start, end): &(u64, u64)| {
        letters[usize::try_from(*start).unwrap()..usize::try_from(*end).unwrap()].iter().collect()
    };
    hit.ranges.iter().map(cut).collect()
}

#[test]
fn a_word_is_found_however_it_is_written_and_marked_as_it_stands() {
    for (text, query, mark) in [
        ("او می‌روم گفت", "میروم", "می‌روم"),
        ("او می‌روم گفت", "ميروم", "می‌روم"),
        ("او می‌روم گفت", "می‌روم", "می‌روم"),
        ("او می‌روم گفت", "می روم", "می‌روم"),
        ("او می روم گفت", "می‌روم", "می روم"),
        ("او میروم گفت", "\"می روم\"", "میروم"),
        ("کتابِ عَلی", "كتاب", "کتابِ"),
        ("سال ۱۳۹۸ بود", "1398", "۱۳۹۸"),
        ("سال 1398 بود", "١٣٩٨", "1398"),
        ("The Ministry said", "ministry", "Ministry"),
        ("in COVID-19 times", "covid-19", "COVID-19"),
        ("東京都の人", "京都", "京都"),
        ("vaccination", "vacc*", "vaccination"),
        ("the state of things", "\"state of th\"*", "state of things"),
        ("the state of things", "«state of»", "state of"),
    ] {
        let (_folder, index) = filled(&[item(1, "document", "", &[("text", text)])]);
        let hits = search(&index, query);
        assert_eq!(hits.len(), 1, "{query} in {text}");
        assert_eq!(marked(&hits[0]).join(" "), mark, "{query} in {text}");
        let (start, end) = hits[0].place.unwrap();
        let [start, end] = [start, end].map(|place| usize::try_from(place).unwrap());
        let there: String = text.chars().skip(start).take(end - start).collect();
        assert!(mark.starts_with(&there), "{there} for {query} in {text}");
    }
}

#[test]
fn what_is_not_there_is_not_found() {
    for (text, query) in [
        ("vaccination", "vaccin"),
        ("vaccination", "ccination"),
        ("state things of", "\"state of\""),
        ("one two", "one three"),
        ("one two", "one -two"),
        ("one two", "title:one"),
        ("one two", "one NOT (two OR three)"),
    ] {
        let (_folder, index) = filled(&[item(1, "document", "", &[("text", text)])]);
        assert!(found(&index, query).is_empty(), "{query} in {text}");
    }
}

fn library() -> Vec<IndexItem> {
    let dated = |item: IndexItem, from: i32, to: i32| IndexItem {
        from_day: Some(new_year(from)),
        to_day: Some(new_year(to) - 1),
        ..item
    };
    let in_language =
        |item: IndexItem, language: &str| IndexItem { language: Some(language.to_owned()), ..item };
    vec![
        dated(
            item(1, "source", "Annual report", &[("author", "Smith"), ("key", "smith2019")]),
            2019,
            2020,
        ),
        dated(
            item(2, "document", "Scan", &[("text", "the annual report of the ministry")]),
            1900,
            1990,
        ),
        in_language(item(3, "claim", "", &[("claim", "Deaths doubled in 2020")]), "fa-AF"),
        dated(item(4, "passage", "", &[("quote", "deaths doubled")]), 2019, 2025),
        item(5, "note", "", &[("note", "ask Smith about deaths")]),
        IndexItem { visibility: Visibility::Sealed, ..item(6, "note", "deaths sealed", &[]) },
        IndexItem { removed: true, ..item(7, "note", "deaths removed", &[]) },
    ]
}

#[test]
fn a_query_narrows_by_words_fields_kinds_days_and_languages() {
    let (_folder, index) = filled(&library());
    for (query, expected) in [
        ("deaths", &[3, 4, 5][..]),
        ("deaths doubled", &[3, 4]),
        ("deaths AND doubled", &[3, 4]),
        ("deaths -doubled", &[5]),
        ("doubled OR ministry", &[2, 3, 4]),
        ("(doubled OR ask) deaths", &[3, 4, 5]),
        ("ask OR ministry report", &[2, 5]),
        ("smith", &[1, 5]),
        ("author:smith", &[1]),
        ("by:smith", &[1]),
        ("-author:smith smith", &[5]),
        ("key:smith2019", &[1]),
        ("title:\"annual report\"", &[1]),
        ("claim:deaths", &[3]),
        ("deaths kind:claim", &[3]),
        ("deaths kind:claims,notes", &[3, 5]),
        ("deaths kind:claim kind:note", &[3, 5]),
        ("deaths -kind:claim", &[4, 5]),
        ("kind:passage", &[4]),
        ("report date:2019", &[1]),
        ("report date:1950-06", &[2]),
        ("report date:1989..2019", &[1, 2]),
        ("report date:>2019", &[]),
        ("report date:>2018-12", &[1]),
        ("report date:<1900", &[]),
        ("report date:<=1900-01-01", &[2]),
        ("date:۲۰۱۹..", &[1, 4]),
        ("deaths language:fa", &[3]),
        ("lang:en deaths", &[]),
    ] {
        assert_eq!(found(&index, query), expected, "{query}");
    }
}

#[test]
fn what_is_sealed_or_removed_is_found_only_by_who_asks() {
    let (_folder, index) = filled(&library());
    let query = || Query::parse("deaths kind:note").unwrap();
    for (query, expected) in [
        (query(), &[5][..]),
        (query().with_sealed(), &[5, 6]),
        (query().with_removed(), &[5, 7]),
        (query().with_sealed().with_removed(), &[5, 6, 7]),
    ] {
        let hits = index.search(&query, 10, 0).unwrap();
        let mut ids: Vec<u8> = hits.hits.iter().map(|hit| hit.id.as_bytes()[0]).collect();
        ids.sort_unstable();
        assert_eq!(ids, expected);
        assert_eq!(hits.total, Total::Exactly(expected.len() as u64));
    }
}

#[test]
fn a_title_weighs_more_than_a_text_and_the_newest_comes_first() {
    let (_folder, index) = filled(&[
        item(1, "document", "other", &[("text", "river and more")]),
        item(2, "document", "river", &[("text", "other and more")]),
        item(3, "document", "other", &[("text", "river and more")]),
        item(4, "document", "unlike", &[("text", "nothing")]),
        item(5, "document", "unlike", &[("text", "nothing")]),
        item(6, "document", "unlike", &[("text", "nothing")]),
        item(7, "document", "unlike", &[("text", "nothing")]),
    ]);
    let ids: Vec<u8> = search(&index, "river").iter().map(|hit| hit.id.as_bytes()[0]).collect();
    assert_eq!(ids, [2, 3, 1]);
}

#[test]
fn a_query_that_cannot_be_understood_is_answered_with_a_sentence() {
    for (query, said) in [
        ("", "nothing to look for"),
        ("— …", "nothing to look for"),
        ("-word", "only says what to leave out (at 0)"),
        ("a OR -b", "only says what to leave out (at 5)"),
        ("headline:x", "no field `headline` (at 0): the fields are title, name, key, author"),
        ("kind:book", "no kind `book` (at 5): the kinds are source, document"),
        ("x date:soon", "`soon` (at 7) is no date"),
        ("x date:2020..2019", "is no date"),
        ("x date:2019-13", "is no date"),
        ("x language:1", "is no language"),
        ("(x kind:note)", "`kind:` (at 3) narrows the whole query"),
        ("x OR date:2019", "`date:` (at 5) narrows the whole query"),
        ("x NOT date:2019", "`date:` (at 6) narrows the whole query"),
        ("date:2019 date:2020", "`date:` (at 10) narrows the whole query"),
        ("in*fix", "a * (at 2) stands only at the end"),
        ("a*", "after at least 2 letters"),
        ("*", "a * (at 0)"),
        ("OR x", "`OR` (at 0) has nothing to join"),
        ("x OR", "`OR` (at 2) has nothing to join"),
        ("AND x", "`AND` (at 0) has nothing to join"),
        ("x AND", "`AND` (at 2) has nothing to join"),
        ("x AND AND y", "`AND` (at 6) has nothing to join"),
        ("x NOT", "`NOT` (at 2) has nothing to join"),
        ("(x", "`(` at 0 has no other half"),
        ("x)", "`)` at 1 has no other half"),
        ("\"x", "`\"` at 0 has no other half"),
    ] {
        let error = Query::parse(query).expect_err(query);
        assert!(error.to_string().contains(said), "{query}: {error}");
    }
    let (deep, long) = (format!("{}x", "(".repeat(99)), "word ".repeat(99));
    assert_eq!(Query::parse(&deep), Err(QueryError::TooLong));
    assert_eq!(Query::parse(&long), Err(QueryError::TooLong));
}

#[test]
fn a_colon_in_plain_writing_makes_no_field() {
    for query in ["https://example.org/a", "12:30", "note: smith", "گفت:سلام", "smith:"] {
        assert!(Query::parse(query).is_ok(), "{query}");
    }
}

#[test]
fn no_query_reaches_sqlite_as_syntax() {
    let (_folder, index) = filled(&library());
    let pieces = [
        "\"",
        "'",
        "(",
        ")",
        "*",
        "-",
        "^",
        "+",
        ":",
        "{",
        "}",
        "NEAR",
        "NEAR(a b, 2)",
        "AND",
        "OR",
        "NOT",
        "title",
        "mark:y2019",
        "words_note",
        ";",
        "--",
        "\0",
        "\u{fffc}",
        "\u{200c}",
        "می",
        "é",
        "字",
        "deaths",
        " ",
        " ",
        "date:2019",
        "kind:note",
        "\\",
        "%",
        "_",
        "\u{10ffff}",
        "«",
        "»",
    ];
    let (mut state, mut understood) = (1_u64, 0);
    for _ in 0..10_000 {
        let mut query = String::new();
        for _ in 0..=(state >> 33) % 7 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            query.push_str(pieces[usize::try_from(state >> 33).unwrap() % pieces.len()]);
        }
        if let Ok(read) = Query::parse(&query) {
            understood += 1;
            index.search(&read, 5, 0).unwrap_or_else(|error| panic!("{query:?}: {error:?}"));
        }
    }
    assert!(understood > 2_000, "only {understood} could be read");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ranges_are_exact_in_any_text(text in "(\\PC{0,12}[ \u{200c}\n]){0,60}",
        word in "[a-z]{1,6}|[بپتچدرسشکگلمنوهی]{1,6}"
    ) {
        let text = format!("{text} {word} {text}");
        let (_folder, index) = filled(&[item(1, "document", "", &[("text", &text)])]);
        let hits = search(&index, &format!("\"{word}\""));
        prop_assert_eq!(hits.len(), 1);
        prop_assert!(!hits[0].ranges.is_empty());
        let wanted = vouchsafe_anchor::fold(&word).text().to_owned();
        for mark in marked(&hits[0]) {
            let folded = vouchsafe_anchor::fold(&mark).text().to_owned();
            prop_assert_eq!(folded, wanted.clone());
        }
        prop_assert!(hits[0].snippet.chars().count() <= 162);
    }
}

#[test]
fn a_snippet_shows_the_words_together_and_ends_at_words() {
    let filler = "lorem ipsum dolor ".repeat(400);
    let text = format!("alpha {filler}alpha beta {filler}beta");
    let (_folder, index) = filled(&[item(1, "document", "alpha", &[("text", &text)])]);
    let hit = &search(&index, "alpha beta")[0];
    assert_eq!((hit.field.as_str(), marked(hit)), ("text", vec!["alpha".into(), "beta".into()]));
    let inner = hit.snippet.trim_matches('…');
    assert!(hit.snippet.starts_with('…') && hit.snippet.ends_with('…'));
    for word in inner.split_whitespace() {
        assert!(["lorem", "ipsum", "dolor", "alpha", "beta"].contains(&word), "{inner}");
    }
    let at = 6 + filler.chars().count() as u64;
    assert_eq!(hit.place, Some((at, at + 5)));
}

#[test]
fn an_item_put_again_is_found_by_its_new_words_only() {
    let (_folder, mut index) = filled(&[item(1, "note", "old", &[("note", "words of old")])]);
    put(&mut index, &[item(1, "note", "new", &[("note", "words of new")])]);
    assert_eq!((found(&index, "old"), found(&index, "words new")), (vec![], vec![1]));
}

#[test]
fn a_writer_that_is_cut_off_leaves_nothing_and_a_second_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut index = SearchIndex::open(&place(&folder, None)).unwrap();
    let mut writer = index.begin().unwrap();
    writer.put(&item(1, "note", "first", &[])).unwrap();
    writer.set_mark(LOG, mark(5)).unwrap();
    writer.commit().unwrap();
    let mut writer = index.begin().unwrap();
    writer.put(&item(2, "note", "second", &[])).unwrap();
    writer.set_mark(LOG, mark(9)).unwrap();
    let mut other = SearchIndex::open(&place(&folder, None)).unwrap();
    other.connection.busy_timeout(std::time::Duration::from_millis(1)).unwrap();
    assert_eq!(found(&other, "first OR second"), [1], "readers go on");
    assert!(matches!(other.begin(), Err(IndexError::Busy(_))));
    drop(writer);
    let reopened = SearchIndex::open(&place(&folder, None)).unwrap();
    assert!(!reopened.is_fresh());
    assert_eq!(found(&reopened, "first OR second"), [1]);
    assert_eq!(reopened.marks().unwrap()[&LOG], mark(5));
}

fn bytes_of(folder: &Path) -> Vec<u8> {
    let files = std::fs::read_dir(folder).unwrap();
    files.flat_map(|file| std::fs::read(file.unwrap().path()).unwrap()).collect()
}

fn holds(folder: &Path, word: &str) -> bool {
    bytes_of(folder).windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn an_encrypted_archives_index_shows_none_of_its_words() {
    for (page_key, shown) in [(None, true), (Some("5a".repeat(48).parse().unwrap()), false)] {
        let folder = tempfile::tempdir().unwrap();
        let place = place(&folder, page_key);
        let mut index = SearchIndex::open(&place).unwrap();
        put(&mut index, &[item(1, "note", "xyzzyplugh", &[("note", "quuxfoo")])]);
        assert_eq!(found(&index, "xyzzyplugh"), [1]);
        assert_eq!(holds(folder.path(), "xyzzyplugh"), shown, "beside an open index");
        assert!(index.scrub().unwrap());
        drop(index);
        assert_eq!(holds(folder.path(), "quuxfoo"), shown);
        let start = std::fs::read(&place.path).unwrap();
        assert_eq!(start.starts_with(b"SQLite format 3\0"), shown);
        assert!(!start.starts_with(&[0x5a; 16]), "a salt of its own");
    }
}

#[test]
fn nothing_of_what_is_taken_out_stays_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let mut index = SearchIndex::open(&place(&folder, None)).unwrap();
    // Enough words beside the planted ones that they begin pages and stand in page keys.
    let text = |number: u32, planted: &str| -> String {
        (0..400)
            .map(|word| {
                format!(
                    "w{:07} {planted}{:06} ",
                    (number * 7919 + word * 104_729) % 9_999_991,
                    number * 400 + word
                )
            })
            .collect()
    };
    for batch in 0..4 {
        let mut writer = index.begin().unwrap();
        for number in batch * 25..batch * 25 + 25 {
            let planted = if number % 4 == 0 { "planted" } else { "kept" };
            let mut item = item(1, "document", planted, &[("text", &text(number, planted))]);
            item.id = RecordId::from_bytes(u128::from(number).to_be_bytes());
            writer.put(&item).unwrap();
            let content = ContentId::from_bytes(u128::from(number).to_be_bytes());
            writer.put_thumbnail(content, format!("thumb{planted}").as_bytes()).unwrap();
        }
        writer.commit().unwrap();
    }
    assert!(index.scrub().unwrap());
    assert!(holds(folder.path(), "planted0") && holds(folder.path(), "thumbplanted"));
    let mut writer = index.begin().unwrap();
    for number in (0..100_u128).step_by(4) {
        writer.drop("document", RecordId::from_bytes(number.to_be_bytes())).unwrap();
        writer.drop_thumbnail(ContentId::from_bytes(number.to_be_bytes())).unwrap();
    }
    writer.commit().unwrap();
    assert!(index.scrub().unwrap());
    assert!(!holds(folder.path(), "planted"), "a planted word is still there");
    assert_eq!(search(&index, "kept").len(), 75);
    assert_eq!(search(&index, "kept000401").len(), 1);
}

#[test]
fn an_index_of_another_archive_version_key_or_a_damaged_one_is_made_again() {
    type Spoil = fn(&IndexPlace) -> IndexPlace;
    let rows: [(&str, Spoil); 6] = [
        ("archive", |place| IndexPlace {
            archive: ArchiveId::from_bytes([9; 16]),
            ..place.clone()
        }),
        ("key", |place| IndexPlace {
            page_key: Some("5a".repeat(48).parse().unwrap()),
            ..place.clone()
        }),
        ("version", |place| {
            let connection = rusqlite::Connection::open(&place.path).unwrap();
            connection.pragma_update(None, "user_version", 0).unwrap();
            place.clone()
        }),
        ("garbage", |place| {
            std::fs::write(&place.path, [0x55; 40_000]).unwrap();
            place.clone()
        }),
        ("cut off", |place| {
            std::fs::File::options().write(true).open(&place.path).unwrap().set_len(9000).unwrap();
            place.clone()
        }),
        ("empty", |place| {
            std::fs::write(&place.path, []).unwrap();
            place.clone()
        }),
    ];
    for (what, spoil) in rows {
        let (folder, mut index) = filled(&[item(1, "note", "here", &[])]);
        index.scrub().unwrap();
        drop(index);
        assert!(!SearchIndex::open(&place(&folder, None)).unwrap().is_fresh(), "{what}");
        let place = spoil(&place(&folder, None));
        let mut index = SearchIndex::open(&place).unwrap();
        assert!(index.is_fresh(), "{what}");
        assert!(found(&index, "here").is_empty(), "{what}");
        put(&mut index, &[item(1, "note", "here", &[])]);
        assert_eq!(found(&index, "here"), [1], "{what}");
    }
}

#[test]
fn thumbnails_come_and_go() {
    let (_folder, mut index) = filled(&[]);
    let content = ContentId::from_bytes([3; 16]);
    let mut writer = index.begin().unwrap();
    writer.put_thumbnail(content, b"png").unwrap();
    writer.commit().unwrap();
    assert_eq!(index.thumbnail(content).unwrap().as_deref(), Some(&b"png"[..]));
    let mut writer = index.begin().unwrap();
    writer.drop_thumbnail(content).unwrap();
    writer.commit().unwrap();
    assert_eq!(index.thumbnail(content).unwrap(), None);
}

#[test]
fn a_match_in_a_text_with_pages_is_told_with_its_page() {
    let text = "cover\n\nsix were sentenced\n\nan appeal of six";
    let paged =
        IndexItem { pages: vec![0, 7, 27], ..item(1, "document", "paged", &[("text", text)]) };
    let (_folder, index) = filled(&[paged]);
    for (query, page) in [("cover", 1), ("sentenced", 2), ("appeal", 3)] {
        let hits = index.search(&Query::parse(query).unwrap(), 10, 0).unwrap().hits;
        assert_eq!(hits[0].page_number, Some(page), "{query}");
    }
}

#[test]
fn names_of_subjects_are_found_with_subjects_and_kinds_can_be_asked_for_beside_the_query() {
    let items = [
        item(1, "subject", "Heron", &[]),
        item(2, "name", "Heron Black", &[]),
        item(3, "note", "Heron", &[]),
    ];
    let (_folder, index) = filled(&items);
    assert_eq!(found(&index, "heron kind:subject").len(), 2);
    assert_eq!(found(&index, "heron -kind:subject"), [3]);
    let kinds = |text: &str, kinds: &[&str]| {
        let kinds: Vec<String> = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        let query = Query::parse(text).unwrap().of_kinds(&kinds);
        index.search(&query.unwrap(), 10, 0).unwrap().hits.len()
    };
    assert_eq!(kinds("heron", &["subject"]), 2);
    assert_eq!(kinds("heron kind:note", &["subject", "notes"]), 1);
    assert_eq!(kinds("heron kind:note", &["subject"]), 0);
    assert!(Query::parse("heron").unwrap().of_kinds(&["bird".to_owned()]).is_err());
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_an_index() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, _index) = filled(&[item(1, "note", "first", &[])]);
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        let mode = file.metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{:?}", file.path());
    }
}
