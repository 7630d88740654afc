//! Citation keys by patterns.

use serde_json::{Value, json};

use crate::{DEFAULT_PATTERN, Item, PatternError, citation_key};

fn item(value: &Value) -> Item {
    value.as_object().expect("the sample is an object").clone()
}

fn article() -> Item {
    item(&json!({
        "type": "article-journal",
        "title": "The <i>Rights</i> of the Displaced: A Short History",
        "author": [
            { "family": "Müller-Lüdenscheidt", "given": "Anna", "non-dropping-particle": "von" },
            { "family": "Okafor", "given": "Ben" },
            { "literal": "Human Rights Watch" },
        ],
        "issued": { "date-parts": [[2007, 3]] },
        "container-title": "Journal of Modern History",
        "page": "12-34",
        "issue": "4",
    }))
}

#[test]
fn markers_and_modifiers_make_keys() {
    let rows = [
        (DEFAULT_PATTERN, "vonmüllerlüdenscheidt2007rights"),
        ("[auth][year]", "vonMüllerLüdenscheidt2007"),
        ("[auth3:upper]-[shortyear]", "VON-07"),
        ("[auth:ascii]", "vonMullerLudenscheidt"),
        ("[authors2]", "vonMüllerLüdenscheidtOkaforEtAl"),
        ("[authEtAl]:[month]", "vonMüllerLüdenscheidtEtAl:03"),
        ("[authorIni]", "vOH"),
        ("[shorttitle][year]", "RightsDisplacedShort2007"),
        ("[title:abbr]", "TRotDASH"),
        ("[camel:8]", "RightsDi"),
        ("[journal:abbr:lower]_[firstpage]_[number]", "jomh_12_4"),
        ("[editor:(noeditor)][day]", "noeditor"),
    ];
    for (pattern, key) in rows {
        assert_eq!(citation_key(pattern, &article()).as_deref(), Ok(key), "{pattern}");
    }
}

#[test]
fn persian_names_and_titles_keep_their_letters() {
    let book = item(&json!({
        "type": "book",
        "title": "گزارشی از زندان‌های ایران",
        "author": [{ "family": "عبدالرحمان برومند", "given": "رؤیا" }],
        "issued": { "date-parts": [[2009]] },
    }));
    assert_eq!(citation_key("[auth][year]", &book).as_deref(), Ok("عبدالرحمانبرومند2009"));
    assert_eq!(citation_key("[shorttitle]", &book).as_deref(), Ok("گزارشیزندانهایایران"));
}

#[test]
fn an_item_that_says_nothing_gets_its_type() {
    let empty = item(&json!({ "type": "post-weblog" }));
    assert_eq!(citation_key("[auth][year]", &empty).as_deref(), Ok("postweblog"));
    assert_eq!(citation_key("[auth][year]", &Item::new()).as_deref(), Ok("reference"));
}

#[test]
fn a_wrong_pattern_is_named() {
    let unknown = |marker: &str| PatternError::UnknownMarker { marker: marker.to_owned() };
    let rows = [
        ("[auth][yaer]", unknown("yaer")),
        ("[title3]", unknown("title3")),
        ("[]", unknown("")),
        ("ab[auth", PatternError::Open { at: 3 }),
        ("a b[auth]", PatternError::Letter { letter: ' ' }),
        ("{[auth]}", PatternError::Letter { letter: '{' }),
        ("plain", PatternError::NoMarker),
        (
            "[auth:loud]",
            PatternError::UnknownModifier {
                marker: "auth".to_owned(),
                modifier: "loud".to_owned(),
            },
        ),
    ];
    for (pattern, error) in rows {
        assert_eq!(citation_key(pattern, &article()), Err(error), "{pattern}");
    }
}
