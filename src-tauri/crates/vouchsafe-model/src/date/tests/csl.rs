//! CSL-JSON date variables.

use serde_json::{Value, json};

use super::*;

#[test]
fn what_csl_can_say_goes_there_and_back() {
    let rows = [
        ("2019-11-13", json!({"date-parts": [[2019, 11, 13]]})),
        ("2019-11", json!({"date-parts": [[2019, 11]]})),
        ("2019~", json!({"date-parts": [[2019]], "circa": true})),
        ("2019-22", json!({"date-parts": [[2019]], "season": 2})),
        ("2019-11/2020-02-03", json!({"date-parts": [[2019, 11], [2020, 2, 3]]})),
        ("-0043", json!({"date-parts": [[-44]]})),
        ("0000", json!({"date-parts": [[-1]]})),
        ("Y17000", json!({"date-parts": [[17000]]})),
    ];
    for (edtf, value) in rows {
        let date = Date::from_edtf(edtf.parse().unwrap());
        let csl = date.to_csl();
        assert_eq!((csl.value, csl.lost), (value.clone(), Vec::new()), "{edtf}");
        assert_eq!(Date::from_csl(&value, Some(Gregorian)), Ok((date, Vec::new())), "{edtf}");
    }
}

#[test]
fn what_csl_cannot_say_stands_as_text_and_is_told() {
    let rows = [
        ("2019?", "2019?"),
        ("193X", "1930s"),
        ("2019/..", "2019/.."),
        ("[1667,1668]", "[1667,1668]"),
        ("2019~/2020", "about 2019 to 2020"),
    ];
    for (edtf, literal) in rows {
        let date = Date::from_edtf(edtf.parse().unwrap());
        let csl = date.to_csl();
        assert_eq!(csl.value, json!({ "literal": literal }));
        assert_eq!(csl.lost, [CslLoss::Structure]);
        let (back, unread) = Date::from_csl(&csl.value, Some(Gregorian)).unwrap();
        assert_eq!((back.edtf(), unread), (date.edtf(), Vec::new()));
    }
    let csl = read("مرداد ۱۴۰۲", None).to_csl();
    assert_eq!(csl.value, json!({"date-parts": [[2023, 7, 23], [2023, 8, 22]]}));
    assert_eq!(csl.lost, [CslLoss::Written, CslLoss::Calendar]);
    let csl = read("2019-11-13T08:12:00Z", None).to_csl();
    assert_eq!(csl.lost, [CslLoss::TimeOfDay]);
}

#[test]
fn the_spellings_of_other_programs_are_read() {
    let rows = [
        (json!({"date-parts": [["2019", "11", 13]]}), "2019-11-13"),
        (json!({"date-parts": [[2019, 0, 0]]}), "2019"),
        (json!({"date-parts": [[2019], [0, 0, 0]]}), "2019/.."),
        (json!({"date-parts": [[2019, 14]]}), "2019-22"),
        (json!({"date-parts": [[2019, 5, 14]]}), "2019-05-14"),
        (json!({"date-parts": [[2019]], "season": "Autumn"}), "2019-23"),
        (json!({"date-parts": [[2019]], "circa": 1}), "2019~"),
        (json!({"date-parts": [[2019]], "circa": "0"}), "2019"),
        (json!({"raw": "2019-11-13"}), "2019-11-13"),
        (json!({"literal": "13 Nov 2019"}), "2019-11-13"),
        (json!({"edtf": "2019-11-13?"}), "2019-11-13?"),
        (json!("2019/2020"), "2019/2020"),
    ];
    for (value, edtf) in rows {
        let (date, unread) = Date::from_csl(&value, None).unwrap();
        assert_eq!((date.edtf().as_str(), unread), (edtf, Vec::new()), "{value}");
    }
}

#[test]
fn a_calendar_can_be_given_for_date_parts_and_is_asked_for_if_not() {
    let value = json!({"date-parts": [[1402, 5, 12]], "literal": "۱۲ مرداد ۱۴۰۲"});
    let (date, _) = Date::from_csl(&value, Some(SolarHijri)).unwrap();
    assert_eq!(date, read("۱۲ مرداد ۱۴۰۲", None));
    assert!(matches!(Date::from_csl(&value, None), Err(DateError::WhichCalendar { .. })));
}

#[test]
fn what_is_not_read_is_named() {
    let value = json!({"date-parts": [[2019, 11]], "season": 2, "timestamp": 1, "literal": "x"});
    let (date, unread) = Date::from_csl(&value, None).unwrap();
    assert_eq!((date.edtf().as_str(), date.written()), ("2019-11", Some("x")));
    assert_eq!(unread, ["season", "timestamp"]);
}

#[test]
fn what_is_no_date_variable_is_refused() {
    let rows = [
        json!(2019),
        json!({}),
        json!({"date-parts": []}),
        json!({"date-parts": [[]]}),
        json!({"date-parts": [[null]]}),
        json!({"date-parts": [[0]]}),
        json!({"date-parts": [[2019, 2, 29]]}),
        json!({"date-parts": [[2019, -2]]}),
        json!({"date-parts": [[2019], [2018]]}),
        json!({"date-parts": [[2019, 1, 1, 1]]}),
        json!({"literal": "n.d."}),
        Value::Null,
    ];
    for value in rows {
        assert!(Date::from_csl(&value, None).is_err(), "{value}");
    }
}
