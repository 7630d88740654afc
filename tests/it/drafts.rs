//! Manuscripts against the archive: quotations and citations, found or not.

use vouchsafe_app::{
    CheckReport, CheckRequest, CitationState, ExtractRequest, Purpose, QuotationState, Silent,
    SourceAddRequest, check, document_extract, source_add,
};

use crate::support::Desk;

/// A desk with two reports, each of a source of its own.
fn reporting_desk() -> Desk {
    let desk = Desk::new();
    let report = "Kenarjui is one of six people sentenced on Wednesday. He and six others \
                  appealed. Both lawyers spoke on condition that they not be named.";
    desk.text_document("report.txt", report);
    desk.text_document("notice.txt", "Five persons were given terms of imprisonment.");
    desk.text_document("خبر.txt", "در این پرونده ۹ نفر محکوم شده‌اند.");
    desk.write(|session| document_extract(session, &ExtractRequest::default(), &Silent));
    desk
}

fn checked(desk: &Desk, manuscript: &str) -> CheckReport {
    let path = desk.file("chapter.md", manuscript.as_bytes());
    let mut session = desk.session(Purpose::Read);
    let request = CheckRequest { path, show_sealed: false };
    check(&mut session, &request, &Silent).expect("a manuscript")
}

#[test]
fn each_quotation_is_told_apart() {
    let desk = reporting_desk();
    for (words, state) in [
        ("“one of six people sentenced” [@report, p. 1]", QuotationState::Exact),
        ("“one of six people sentenced” without a citation", QuotationState::Exact),
        ("\"one of six people sentenced\" [@notice]", QuotationState::Elsewhere),
        ("“He and seven others appealed” [@report]", QuotationState::Changed),
        ("“Nothing of the kind was ever said” [@report]", QuotationState::Absent),
        ("“lawyers”", QuotationState::TooShort),
        ("«در اين پرونده 9 نفر محكوم شده‌اند» [@خبر]", QuotationState::Exact),
        ("“Both lawyers spoke … not be named” [@report]", QuotationState::Exact),
        ("“not be named … Both lawyers spoke” [@report]", QuotationState::Absent),
    ] {
        let report = checked(&desk, words);
        assert_eq!(report.quotations.len(), 1, "{words}");
        assert_eq!(report.quotations[0].state, state, "{words}: {report:?}");
    }
}

#[test]
fn each_citation_is_looked_up() {
    let desk = reporting_desk();
    let told = SourceAddRequest { key: Some("call2024".to_owned()), ..SourceAddRequest::default() };
    desk.write(|session| source_add(session, &told));
    desk.seal("notice");
    let report = checked(&desk, "As [@report; @call2024] say, and @nobody2020, and @notice.");
    let states: Vec<CitationState> = report.citations.iter().map(|found| found.state).collect();
    let expected = [
        CitationState::Held,
        CitationState::NotHeld,
        CitationState::Unknown,
        CitationState::Sealed,
    ];
    assert_eq!(states, expected);
    assert!(!report.is_well());
}

#[test]
fn lines_are_those_of_the_file_and_the_nearest_words_are_told() {
    let desk = reporting_desk();
    let report = checked(&desk, "# Title\r\n\r\n\r\nHe wrote “He and seven others appealed”.\r\n");
    let found = &report.quotations[0];
    assert_eq!(found.line, 4);
    assert_eq!(found.nearest.as_deref(), Some("He and six others appealed"));
}

#[test]
fn words_of_a_sealed_document_are_not_found_unless_asked_for() {
    let desk = reporting_desk();
    desk.seal("report");
    let report = checked(&desk, "“one of six people sentenced”");
    assert_eq!(report.quotations[0].state, QuotationState::Absent);
}

#[test]
fn what_is_no_manuscript_is_refused_and_the_command_tells_bad_news() {
    let desk = reporting_desk();
    desk.file("picture.png", b"\x89PNG\r\n\x1a\nnothing");
    let refused = desk.cli(&["check", &desk.path("picture.png").to_string_lossy()]);
    assert_eq!(refused.status.code(), Some(2));
    let path = desk.file("chapter.md", "“He and seven others appealed”".as_bytes());
    let bad = desk.cli(&["check", &path.to_string_lossy()]);
    assert_eq!(bad.status.code(), Some(1));
    let shown = String::from_utf8_lossy(&bad.stdout).into_owned();
    assert!(shown.contains("CHANGED") && shown.contains("He and six others appealed"), "{shown}");
}
