//! What holds for every date.

use proptest::prelude::*;

use super::*;

/// Expressions of every shape; some are not valid and are passed over.
fn expression() -> impl Strategy<Value = Date> {
    let mark = "[?~%]?";
    let date = prop_oneof![
        "[0-2][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])",
        "-?[0-9]{4}(-[?~]?(0[1-9]|1[0-2]|2[1-9]|3[0-9]|4[01]))?",
        "[0-2][0-9][0-9X]X(-(0X|1X|XX))?",
        "[0-9]{4}S[1-4]",
        "Y-?[1-9][0-9]{4,9}(E[1-3])?",
    ];
    let date = (date, mark).prop_map(|(date, mark)| date + &mark).boxed();
    let pair = (date.clone(), date.clone());
    let text = prop_oneof![
        4 => date.clone(),
        2 => pair.clone().prop_map(|(first, last)| format!("{first}/{last}")),
        1 => date.clone().prop_map(|date| format!("{date}/..")),
        1 => date.clone().prop_map(|date| format!("/{date}")),
        1 => pair.prop_map(|(first, last)| format!("[{first},{last}]")),
        1 => date.prop_map(|date| format!("{{..{date}}}")),
    ];
    text.prop_filter_map("not valid", |text| Some(Date::from_edtf(text.parse().ok()?)))
}

fn opposite(order: Order) -> Order {
    match order {
        Order::Before => Order::After,
        Order::After => Order::Before,
        other => other,
    }
}

proptest! {
    #[test]
    fn what_is_shown_is_read_as_the_same(date in expression()) {
        let shown = date.to_string();
        let back = Date::read(&shown, Some(Gregorian));
        prop_assert_eq!(back.as_ref().map(Date::edtf), Ok(date.edtf()), "{}", shown);
        let persian = date.in_calendar(Gregorian, Language::Persian).unwrap();
        let back = Date::read(&persian, Some(Gregorian));
        prop_assert_eq!(back.as_ref().map(Date::edtf), Ok(date.edtf()), "{}", persian);
    }

    #[test]
    fn what_is_stored_is_read_as_the_same(date in expression()) {
        prop_assert_eq!(Date::from_json(&date.to_json()), Ok(date));
    }

    #[test]
    fn what_csl_says_is_read_as_the_same(date in expression()) {
        let csl = date.to_csl();
        let (back, unread) = Date::from_csl(&csl.value, Some(Gregorian)).unwrap();
        prop_assert_eq!((back.edtf(), unread), (date.edtf(), Vec::new()));
    }

    #[test]
    fn two_dates_compare_oppositely_from_either_side(a in expression(), b in expression()) {
        let (forth, back) = (a.compare(&b), b.compare(&a));
        prop_assert_eq!(forth.order, opposite(back.order));
        prop_assert_eq!(forth.is_doubtful, back.is_doubtful);
    }

    #[test]
    fn lists_never_contradict_a_known_order(a in expression(), b in expression()) {
        match a.compare(&b).order {
            Order::Before => prop_assert!(a.sort_key() < b.sort_key()),
            Order::After => prop_assert!(a.sort_key() > b.sort_key()),
            _ => {}
        }
        prop_assert_eq!(a.sort_key() == b.sort_key(), a == b);
    }

    #[test]
    fn a_day_shown_in_any_calendar_is_read_as_that_day(
        number in -400_000i64..900_000,
        calendar in prop::sample::select(&Calendar::ALL),
        language in prop::sample::select(&[Language::English, Language::Persian][..]),
    ) {
        // From the year 900 on, more or less, to beyond 2100.
        let day = calendar::civil(number + 730_000 - 400_000 / 2);
        let date = Date::from_edtf(day.to_string().parse().unwrap());
        if let Some(shown) = date.in_calendar(calendar, language) {
            let back = Date::read(&shown, Some(calendar));
            prop_assert_eq!(back.as_ref().map(Date::edtf), Ok(date.edtf()), "{}", shown);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(
        text in "[0-9XYESTZ/.,?~%{}\\[\\] a-z۰-۹مردا-]{0,24}|\\PC{0,20}",
        calendar in prop::option::of(prop::sample::select(&Calendar::ALL)),
    ) {
        if let Ok(date) = Date::read(&text, calendar) {
            prop_assert_eq!(Date::from_json(&date.to_json()), Ok(date));
        }
    }
}
