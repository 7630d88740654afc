//! Works and what is said about them: keys, changes, pages.

use vouchsafe_app::{
    Error, Purpose, SourceAddReport, SourceAddRequest, SourceListRequest, SourceSetReport,
    SourceSetRequest, remove, source_add, source_list, source_set, source_show,
};

use crate::support::Desk;

fn add(
    desk: &Desk,
    key: Option<&str>,
    variables: &[(&str, &str)],
) -> Result<SourceAddReport, Error> {
    let typed = variables.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    let key = key.map(str::to_owned);
    let request = SourceAddRequest { key, csl_json: None, variables: typed.collect() };
    source_add(&mut desk.session(Purpose::Write), &request)
}

fn set(desk: &Desk, name: &str, field: &str, text: &str) -> Result<SourceSetReport, Error> {
    let request = SourceSetRequest {
        name: name.to_owned(),
        assignments: vec![(field.to_owned(), text.to_owned())],
        csl_json: None,
    };
    source_set(&mut desk.session(Purpose::Write), &request)
}

fn entries(desk: &Desk) -> i64 {
    desk.query("SELECT count(*) FROM entry")
}

#[test]
fn a_key_is_made_from_author_and_year_else_from_the_title() {
    let desk = Desk::new();
    let written = [("author", "Talebi, Sara; ENA"), ("issued", "2019-11-13")];
    assert_eq!(add(&desk, None, &written).unwrap().key, "talebi2019");
    assert_eq!(add(&desk, None, &[("title", "Six. And one")]).unwrap().key, "six-and-one");
    let again = add(&desk, None, &written).unwrap().key;
    assert!(again.starts_with("talebi2019-"), "{again}");
}

#[test]
fn a_key_in_use_is_refused_with_the_source_that_has_it() {
    let desk = Desk::new();
    let first = add(&desk, Some("talebi2019"), &[]).unwrap();
    let before = entries(&desk);
    let error = add(&desk, Some("talebi2019"), &[]).unwrap_err().to_string();
    assert!(error.contains(&first.source), "{error}");
    add(&desk, Some("other"), &[]).unwrap();
    let error = set(&desk, "other", "key", "talebi2019").unwrap_err().to_string();
    assert!(error.contains(&first.source), "{error}");
    assert_eq!(entries(&desk), before + 1);
}

#[test]
fn the_key_of_a_removed_source_is_free() {
    let desk = Desk::new();
    add(&desk, Some("talebi2019"), &[]).unwrap();
    remove(&mut desk.session(Purpose::Write), &["talebi2019".to_owned()], "twice").unwrap();
    assert!(add(&desk, Some("talebi2019"), &[]).is_ok());
}

#[test]
fn a_source_of_which_nothing_is_said_is_not_made() {
    let desk = Desk::new();
    let error = add(&desk, None, &[]).unwrap_err().to_string();
    assert!(error.contains("nothing was said"), "{error}");
}

#[test]
fn what_is_typed_is_kept_as_csl_json_text() {
    let desk = Desk::new();
    add(&desk, Some("k"), &[("title", "Old")]).unwrap();
    assert_eq!(set(&desk, "k", "csl.title", "New").unwrap().changed, ["csl.title"]);
    let report = source_show(&desk.session(Purpose::Read), "k", false).unwrap();
    assert_eq!(report.item.csl["title"], "New");
    let title = report.fields.iter().find(|field| field.field == "csl.title").unwrap();
    assert_eq!(title.shown.value, "\"New\"");
    assert_eq!(title.shown.agent.as_deref(), Some("Shirin"));
}

#[test]
fn a_value_that_stands_there_already_is_not_written_again() {
    let desk = Desk::new();
    add(&desk, Some("k"), &[("title", "Six")]).unwrap();
    let before = entries(&desk);
    assert!(set(&desk, "k", "csl.title", "Six").unwrap().changed.is_empty());
    assert_eq!(entries(&desk), before);
}

#[test]
fn an_empty_value_clears_a_variable() {
    let desk = Desk::new();
    add(&desk, Some("k"), &[("title", "Six"), ("publisher", "ENA")]).unwrap();
    set(&desk, "k", "csl.publisher", "").unwrap();
    let report = source_show(&desk.session(Purpose::Read), "k", false).unwrap();
    assert!(!report.item.csl.contains_key("publisher"), "{:?}", report.item.csl);
    assert!(report.fields.iter().all(|field| field.field != "csl.publisher"));
}

#[test]
fn fields_that_a_source_has_not_are_refused() {
    let desk = Desk::new();
    add(&desk, Some("k"), &[("title", "Six")]).unwrap();
    for (field, text) in [("title", "x"), ("removed", "true"), ("csl.", "x"), ("key", "a b")] {
        assert!(set(&desk, "k", field, text).is_err(), "{field}");
    }
}

#[test]
fn sources_are_listed_page_by_page_without_the_removed() {
    let desk = Desk::new();
    for key in ["a", "b", "c", "d", "e"] {
        add(&desk, Some(key), &[]).unwrap();
    }
    remove(&mut desk.session(Purpose::Write), &["b".to_owned()], "twice").unwrap();
    let session = desk.session(Purpose::Read);
    let (mut keys, mut after) = (Vec::new(), None);
    loop {
        let request = SourceListRequest { after, limit: Some(2), ..Default::default() };
        let page = source_list(&session, &request).unwrap();
        keys.extend(page.sources.into_iter().filter_map(|source| source.key));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(keys, ["a", "c", "d", "e"]);
}

#[test]
fn a_list_is_filtered_by_key_and_by_any_variable() {
    let desk = Desk::with_documents();
    add(&desk, None, &[("title", "Sentenced"), ("author", "Talebi, Sara")]).unwrap();
    let session = desk.session(Purpose::Read);
    for (text, expected) in [("TALEBI", "talebi"), ("film", "film"), ("sentenced", "talebi")] {
        let text = Some(text.to_owned());
        let request = SourceListRequest { text, ..SourceListRequest::default() };
        let found = source_list(&session, &request).unwrap().sources;
        let keys: Vec<&str> = found.iter().filter_map(|source| source.key.as_deref()).collect();
        assert_eq!(keys, [expected]);
    }
}
