//! Traces: from a claim to the words, the bytes and the earliest known source; what is broken,
//! circular or missing on the way.

use vouchsafe_app::{
    PassageRequest, PathState, Purpose, RelateRequest, TraceReport, TraceRequest,
    cross_reference_list, relate, trace, undo,
};
use vouchsafe_archive::SetDraft;
use vouchsafe_model::{Kind, RecordId};

use crate::support::{Desk, quotation};

fn traced(desk: &Desk, start: &str) -> TraceReport {
    let request = TraceRequest { start: start.to_owned(), read_again: true, show_sealed: false };
    trace(&desk.session(Purpose::Read), &request).expect("it can be traced")
}

/// A desk with a claim that an article supports.
fn claimed() -> (Desk, String, String) {
    let desk = Desk::new();
    let article = desk.text_document("article.txt", "Six people, says a tweet. Others differ.");
    let claim = desk.claim("Six.");
    desk.hold(&claim, &article, "Six people", "supports");
    (desk, claim, article)
}

fn states(report: &TraceReport) -> Vec<PathState> {
    report.paths.iter().map(|path| path.state).collect()
}

fn labels(report: &TraceReport, path: usize) -> Vec<String> {
    report.paths[path].steps.iter().map(|step| format!("{}: {}", step.kind, step.label)).collect()
}

#[test]
fn a_claim_leads_to_the_words_their_digest_and_the_earliest_known() {
    let (desk, claim, article) = claimed();
    let found = traced(&desk, &claim);
    assert_eq!(
        labels(&found, 0),
        [
            "claim: Six.",
            "evidence: supports",
            "passage: Six people",
            "document: article (original)",
            "source: article",
        ]
    );
    let document = &found.paths[0].steps[3];
    assert_eq!((document.id.as_ref(), document.state), (Some(&article), Some("unchanged")));
    assert_eq!(document.sha256.as_ref().map(String::len), Some(64));
    assert_eq!((states(&found), found.is_well()), (vec![PathState::Unchanged], true));
    assert_eq!(
        (found.origins[0].kind, &found.origins[0].stances[..]),
        ("source", &["supports".to_owned()][..])
    );
}

#[test]
fn a_work_that_was_never_taken_in_is_missing_with_who_refers_to_it() {
    let (desk, claim, _) = claimed();
    desk.source("tweet");
    desk.source("photo");
    let other = desk.text_document("other.txt", "Six people, we hear.");
    desk.hold(&claim, &other, "Six people", "supports");
    desk.relate("article", "quotes", "tweet");
    desk.relate("other", "cites", "tweet");
    desk.relate("other", "cites", "photo");
    let found = traced(&desk, &claim);
    assert_eq!(states(&found), [PathState::NotHeld; 3]);
    let missing: Vec<_> = found.missing.iter().map(|one| (&one.label[..], one.cited_by)).collect();
    assert_eq!(missing, [("tweet", 2), ("photo", 1)]);
    assert_eq!(found.origins.len(), 2);
    desk.later_capture("tweet", "tweet.txt", "Six.");
    assert_eq!(traced(&desk, &claim).missing.len(), 1);
}

#[test]
fn a_document_purged_on_the_way_breaks_the_path() {
    let (desk, claim, _) = claimed();
    let agency = desk.text_document("agency.txt", "Six people, the agency learned.");
    desk.source("tweet");
    desk.relate("article", "republishes", "agency");
    desk.relate("agency", "quotes", "tweet");
    assert_eq!(states(&traced(&desk, &claim)), [PathState::NotHeld]);
    desk.purge(&agency);
    let found = traced(&desk, &claim);
    assert_eq!((states(&found), found.is_well()), (vec![PathState::Broken], false));
    let reason = found.paths[0].reason.as_deref().unwrap_or_default();
    assert!(reason.contains("agency") && reason.contains("purged"), "{reason}");
    desk.is_intact();
}

#[test]
fn bytes_that_are_not_as_received_break_the_path_where_they_are_read_again() {
    let (desk, claim, _) = claimed();
    desk.tamper(
        "UPDATE chunk SET data = CAST('Sex people, says a tweet. Others differ.' AS BLOB)
        WHERE data = CAST('Six people, says a tweet. Others differ.' AS BLOB)",
    );
    let found = traced(&desk, &claim);
    assert_eq!(states(&found), [PathState::Broken]);
    assert_eq!(found.paths[0].steps[3].state, Some("changed"));
    let quick = TraceRequest { start: claim, read_again: false, show_sealed: false };
    let found = trace(&desk.session(Purpose::Read), &quick).unwrap();
    assert_eq!(states(&found), [PathState::Held], "it says that it did not look");
}

#[test]
fn the_passage_s_own_document_counts_not_another_capture_of_its_source() {
    let (desk, claim, article) = claimed();
    let first = desk.text_document("agency.txt", "Six people, the agency learned.");
    desk.later_capture("agency", "later.txt", "Five people, the agency learned.");
    let request = RelateRequest {
        from: "article".to_owned(),
        to: "agency".to_owned(),
        relation: "quotes".to_owned(),
        from_passage: Some(desk.passage(&article, "Six people")),
        to_passage: Some(desk.passage(&first, "Six people")),
        comment: None,
    };
    desk.write(|session| relate(session, &request));
    let found = traced(&desk, &claim);
    assert_eq!(states(&found), [PathState::Unchanged]);
    let end = found.paths[0].steps.last().unwrap();
    assert_eq!(
        (end.kind, end.id.as_ref(), end.state),
        ("document", Some(&first), Some("unchanged"))
    );
    desk.remove(&first);
    assert_eq!(states(&traced(&desk, &claim)), [PathState::Broken]);
}

#[test]
fn works_that_refer_to_each_other_are_a_circle_named_once() {
    let (desk, claim, _) = claimed();
    let second = desk.text_document("second.txt", "Six people, it is said.");
    desk.hold(&claim, &second, "Six people", "supports");
    desk.sources(&["a", "b", "c"]);
    for (from, to) in [("article", "a"), ("second", "c"), ("a", "b"), ("b", "c"), ("c", "a")] {
        desk.relate(from, "cites", to);
    }
    let found = traced(&desk, &claim);
    assert_eq!(states(&found), [PathState::Circular; 2]);
    assert_eq!(found.cycles, [["a", "b", "c"]]);
    assert_eq!((found.origins.len(), found.origins[0].kind), (1, "circle"), "{:?}", found.origins);
    assert!(["a", "b", "c"].contains(&&found.origins[0].label[..]), "{:?}", found.origins);
    assert!(!found.is_well());
}

#[test]
fn a_circle_beside_an_origin_is_an_origin_too() {
    let (desk, claim, _) = claimed();
    desk.sources(&["a", "b", "tweet"]);
    for (from, to) in [("article", "a"), ("a", "b"), ("b", "a"), ("article", "tweet")] {
        desk.relate(from, "cites", to);
    }
    let mut kinds: Vec<_> = traced(&desk, &claim).origins.iter().map(|one| one.kind).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["circle", "source"]);
}

#[test]
fn a_response_is_not_upstream() {
    let (desk, claim, _) = claimed();
    desk.source("statement");
    desk.relate("article", "responds to", "statement");
    let found = traced(&desk, &claim);
    assert_eq!((states(&found), found.missing.len()), (vec![PathState::Unchanged], 0));
}

#[test]
fn a_relation_of_a_passage_holds_for_that_passage() {
    let (desk, claim, article) = claimed();
    let other = desk.claim("Others differ.");
    desk.hold(&other, &article, "Others differ", "supports");
    desk.sources(&["tweet", "letter", "archive"]);
    desk.relate("article", "cites", "archive");
    let within = desk.passage(&article, "people");
    desk.relate_from("article", "quotes", "tweet", Some(&within));
    let ends = |found: TraceReport| -> Vec<String> {
        found.origins.into_iter().map(|origin| origin.label).collect()
    };
    assert_eq!(ends(traced(&desk, &claim)), ["tweet"], "its words overlap those that quote");
    assert_eq!(
        ends(traced(&desk, &other)),
        ["archive"],
        "no passage is named, so it holds for all"
    );
    assert_eq!(ends(traced(&desk, "article")).len(), 2);
}

#[test]
fn through_whom_a_passage_is_known_is_upstream() {
    let (desk, _, article) = claimed();
    desk.source("tweet");
    let known_through = Some("tweet".to_owned());
    let request = PassageRequest { known_through, ..quotation(&article, "Others differ") };
    let passage = desk.quote(&request).passage.unwrap();
    let found = traced(&desk, &passage);
    assert_eq!(labels(&found, 0).last().map(String::as_str), Some("source: tweet"));
    assert_eq!((states(&found), &found.origins[0].label[..]), (vec![PathState::NotHeld], "tweet"));
}

#[test]
fn the_speaker_furthest_upstream_is_the_origin() {
    let (desk, claim, article) = claimed();
    let tweet = desk.text_document("tweet.txt", "Six people were taken, I saw it.");
    let spoken = PassageRequest {
        attributed_to: Some("@witness".to_owned()),
        ..quotation(&tweet, "Six people were taken")
    };
    let request = RelateRequest {
        from: "article".to_owned(),
        to: "tweet".to_owned(),
        relation: "quotes".to_owned(),
        from_passage: Some(desk.passage(&article, "Six people")),
        to_passage: desk.quote(&spoken).passage,
        comment: None,
    };
    desk.write(|session| relate(session, &request));
    let found = traced(&desk, &claim);
    assert_eq!(found.paths[0].speaker.as_deref(), Some("@witness"));
    assert_eq!((found.origins[0].kind, &found.origins[0].label[..]), ("name", "@witness"));
}

#[test]
fn a_relation_to_itself_to_nothing_or_of_another_s_passage_is_refused() {
    let (desk, _, article) = claimed();
    desk.source("tweet");
    let passage = desk.passage(&article, "Others differ");
    let request = |from: &str, relation: &str, to: &str| RelateRequest {
        from: from.to_owned(),
        to: to.to_owned(),
        relation: relation.to_owned(),
        ..RelateRequest::default()
    };
    let of_tweet =
        RelateRequest { from_passage: Some(passage), ..request("tweet", "quotes", "article") };
    for (request, reason) in [
        (request("article", "quotes", "article"), "not related to itself"),
        (request("article", "copies", "tweet"), "is none of"),
        (request("article", "quotes", "nothing"), "there is no source"),
        (of_tweet, "is not in a document of tweet"),
    ] {
        let why = desk.refuses(|session| relate(session, &request));
        assert!(why.contains(reason), "{why}");
    }
}

#[test]
fn a_relation_is_made_once_listed_and_undone() {
    let (desk, claim, _) = claimed();
    desk.source("tweet");
    let first = desk.relate("article", "is_based-on", "tweet");
    let before = desk.entries();
    assert_eq!((desk.relate("article", "is based on", "tweet"), desk.entries()), (first, before));
    let listed = |source: Option<&str>| {
        cross_reference_list(&desk.session(Purpose::Read), source).unwrap().cross_references.len()
    };
    assert_eq!((listed(None), listed(Some("tweet"))), (1, 1));
    desk.write(|session| undo(session, None));
    assert_eq!((listed(None), states(&traced(&desk, &claim))), (0, vec![PathState::Unchanged]));
    desk.is_intact();
}

/// Puts works in that are known by their keys, and says which cites which.
fn works(desk: &Desk, count: usize, cites: &[(usize, usize)]) {
    desk.append(|append| {
        let ids: Vec<RecordId> = (0..count).map(|_| append.new_id()).collect();
        for (at, id) in ids.iter().enumerate() {
            let draft = SetDraft::new(Kind::Source, *id).with("key", format!("work{at}"));
            append.set(draft).expect("a source");
        }
        for (from, to) in cites {
            let id: RecordId = append.new_id();
            let draft = SetDraft::new(Kind::CrossReference, id)
                .with("from", ids[*from].to_string())
                .with("to", ids[*to].to_string())
                .with("relation", "cites");
            append.set(draft).expect("a cross-reference");
        }
    });
}

#[test]
fn a_long_chain_is_cut_and_its_origin_is_told_all_the_same() {
    let desk = Desk::new();
    let mut cites: Vec<(usize, usize)> = (0..300).map(|at| (at, at + 1)).collect();
    cites.extend([(0, 301), (301, 302)]);
    works(&desk, 303, &cites);
    let found = traced(&desk, "work0");
    assert!(found.truncated && !found.is_well(), "what is cut is not called well");
    assert_eq!((states(&found), found.missing.len()), (vec![PathState::NotHeld], 303));
    let origins: Vec<&str> = found.origins.iter().map(|origin| &origin.label[..]).collect();
    assert!(origins.contains(&"work300") && origins.contains(&"work302"), "{origins:?}");
}

#[test]
fn works_that_all_cite_each_other_end_the_walk() {
    for both_ways in [false, true] {
        let desk = Desk::new();
        let pairs = (0..30).flat_map(|from| (0..30).map(move |to| (from, to)));
        let cites: Vec<_> =
            pairs.filter(|(from, to)| from < to || (both_ways && from != to)).collect();
        works(&desk, 30, &cites);
        let found = traced(&desk, "work0");
        assert!(found.truncated && found.paths.len() <= 500, "{}", found.paths.len());
        assert_eq!((found.origins.len(), found.missing.len()), (1, 30));
        let kind = if both_ways { "circle" } else { "source" };
        assert_eq!(found.origins[0].kind, kind);
    }
}

#[test]
fn on_the_command_line_a_broken_trace_ends_in_one() {
    let (desk, claim, article) = claimed();
    assert_eq!(desk.cli(&["trace", &claim]).status.code(), Some(0));
    desk.remove(&article);
    let output = desk.cli(&["trace", &claim]);
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("BROKEN: the document was removed"), "{told}");
}
