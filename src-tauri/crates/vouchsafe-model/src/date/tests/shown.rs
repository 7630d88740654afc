//! Dates in words.

use super::*;

#[test]
fn a_date_is_shown_in_english_words() {
    let rows = [
        ("2019-11-13", "13 November 2019"),
        ("2019-11", "November 2019"),
        ("2019", "2019"),
        ("1931~", "about 1931"),
        ("1931-05?", "May 1931?"),
        ("1931%", "about 1931?"),
        ("193X", "1930s"),
        ("2019-24", "Winter 2019"),
        ("-0043-03-15", "15 March 0044 BC"),
        ("2019-11-13/2020", "13 November 2019 to 2020"),
        ("-9998", "9999 BC"),
        ("-9999", "-9999"),
        ("2019/..", "2019/.."),
        ("[1667,1668]", "[1667,1668]"),
        ("2004-?06-11", "2004-?06-11"),
    ];
    for (edtf, words) in rows {
        assert_eq!(Date::from_edtf(edtf.parse().unwrap()).to_string(), words);
    }
}

#[test]
fn a_gregorian_day_is_shown_in_the_hijri_calendars() {
    let rows = [
        ("2023-08-03", SolarHijri, "12 Mordad 1402", "۱۲ مرداد ۱۴۰۲"),
        ("2023-08-03", LunarHijri, "16 Muharram 1445", "۱۶ محرم ۱۴۴۵"),
        ("2023-08-03", Gregorian, "3 August 2023", "۳ اوت ۲۰۲۳"),
        ("2023-07-23/2023-08-22", SolarHijri, "Mordad 1402", "مرداد ۱۴۰۲"),
        ("2023-03-21/2024-03-19", SolarHijri, "1402 solar Hijri", "۱۴۰۲ خورشیدی"),
        ("2023-03-21~/2024-03-19~", SolarHijri, "about 1402 solar Hijri", "حدود ۱۴۰۲ خورشیدی"),
        ("2023-03-21/2023-06-21", SolarHijri, "Farvardin 1402 to Khordad 1402", {
            "فروردین ۱۴۰۲ تا خرداد ۱۴۰۲"
        }),
        ("2023-08", SolarHijri, "10 Mordad 1402 to 9 Shahrivar 1402", {
            "۱۰ مرداد ۱۴۰۲ تا ۹ شهریور ۱۴۰۲"
        }),
        ("2024-03-11?", LunarHijri, "1 Ramadan 1445?", "۱ رمضان ۱۴۴۵؟"),
    ];
    for (edtf, calendar, english, persian) in rows {
        let date = Date::from_edtf(edtf.parse().unwrap());
        let shown = |language| date.in_calendar(calendar, language).unwrap();
        assert_eq!(shown(Language::English), english);
        assert_eq!(shown(Language::Persian), persian);
    }
}

#[test]
fn what_has_no_days_in_a_calendar_is_not_shown_in_it() {
    for edtf in [
        "2019/..",
        "[1667,1668]",
        "0100",
        "2500",
        "9999",
        "-9999",
        "Y17E7",
        "2019-?11",
        "2019~/2020",
    ] {
        let date = Date::from_edtf(edtf.parse().unwrap());
        assert_eq!(date.in_calendar(SolarHijri, Language::English), None, "{edtf}");
    }
}
