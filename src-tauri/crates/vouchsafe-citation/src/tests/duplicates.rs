//! Items that seem to be one work.

use serde_json::{Value, json};

use crate::{Item, Likeness, duplicates};

fn check(one: &Value, other: &Value, because: Option<Likeness>) {
    let items: Vec<Item> = [one, other]
        .map(|value| value.as_object().expect("the sample is an object").clone())
        .to_vec();
    let found = duplicates(&[("a", &items[0]), ("b", &items[1])]);
    let found: Vec<Likeness> = found.iter().map(|found| found.because).collect();
    assert_eq!(found, because.into_iter().collect::<Vec<_>>(), "{one} {other}");
}

#[test]
fn each_reason_is_seen_through_its_spellings() {
    let rows = [
        ("DOI", "10.1000/ABC", "https://doi.org/10.1000/abc", Likeness::Doi),
        (
            "URL",
            "https://www.example.org/a/?utm_source=x&id=1#top",
            "http://example.org/a?id=1",
            Likeness::Url,
        ),
        ("ISBN", "0-306-40615-2", "978-0-306-40615-7", Likeness::Isbn),
    ];
    for (variable, one, other, because) in rows {
        check(&json!({ variable: one }), &json!({ variable: other }), Some(because));
    }
}

#[test]
fn titles_are_compared_without_case_marks_and_look_alike_letters() {
    let year = json!({ "date-parts": [[2019, 11]] });
    let rows = [
        ("The <i>Massacre</i> at Mahshahr!", "the massacre at mahshahr"),
        ("گزارش كشتار آبان در ماهشهر", "گزارش کشتار ابان، در ماهشهر"),
        ("Ｆｕｌｌ width letters ﬁt", "Full Width Letters Fit"),
    ];
    for (one, other) in rows {
        let item = |title: &str| json!({ "title": title, "issued": year });
        check(&item(one), &item(other), Some(Likeness::Title));
        check(&item(one), &json!({ "title": other, "issued": { "date-parts": [[2018]] } }), None);
    }
}

#[test]
fn what_only_looks_alike_is_not_proposed() {
    let year = json!({ "date-parts": [[2019]] });
    check(
        &json!({ "title": "Introduction", "issued": year }),
        &json!({ "title": "Introduction", "issued": year }),
        None,
    );
    let chapter =
        |title: &str| json!({ "type": "chapter", "title": title, "ISBN": "9780306406157" });
    check(&chapter("One"), &chapter("Two"), None);
    check(&json!({ "DOI": "" , "URL": "" }), &json!({ "DOI": "", "URL": "" }), None);
    check(&json!({ "URL": "https://x.org/?id=1" }), &json!({ "URL": "https://x.org/?id=2" }), None);
}

#[test]
fn three_of_a_kind_are_one_proposal_with_the_strongest_reason() {
    let item = json!({ "DOI": "10.1/x", "URL": "https://x.org/1" });
    let item = item.as_object().expect("the sample is an object");
    let found = duplicates(&[("a", item), ("b", item), ("c", item)]);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].ids.len(), found[0].because), (3, Likeness::Doi));
}
