//! What is read, as rows: a text, a calendar given with it, and the EDTF or the refusal.

use super::*;

mod csl;
mod laws;
mod order;
mod shown;

use Calendar::{Gregorian, LunarHijri, SolarHijri};

/// Reads a date that must be readable.
fn read(text: &str, calendar: Option<Calendar>) -> Date {
    Date::read(text, calendar).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Each row: the text, the calendar given, the EDTF, the calendar found.
fn check(rows: &[(&str, Option<Calendar>, &str, Calendar)]) {
    for (text, given, edtf, calendar) in rows {
        let date = read(text, *given);
        assert_eq!(date.edtf().as_str(), *edtf, "{text}");
        assert_eq!(date.calendar(), *calendar, "{text}");
        assert_eq!(date.written(), Some(text.trim()), "{text}");
        assert_eq!(Date::from_json(&date.to_json()), Ok(date), "{text}");
    }
}

#[test]
fn edtf_is_read_in_all_its_levels() {
    for text in [
        "1985-04-12",
        "1985-04",
        "1985",
        "1985-04-12T23:20:30Z",
        "1964/2008",
        "2004-06/2006-08",
        "Y170000002",
        "Y-170000002",
        "2001-21",
        "1984?",
        "2004-06~",
        "2004-06-11%",
        "201X",
        "20XX",
        "2004-XX",
        "1985-04-XX",
        "1985-XX-XX",
        "1985-04-12/..",
        "../1985-04",
        "1985/",
        "/1985",
        "1984~/2004-06",
        "-1985",
        "-1740/-1690",
        "Y-17E7",
        "Y171010000S3",
        "2001-34",
        "2001-41",
        "[1667,1668,1670..1672]",
        "[..1760-12-03]",
        "{1960,1961-12}",
        "156X-12-25",
        "19XX-12-XX",
        "2004-06~-11",
        "2004-?06-11",
        "2004?-06-~11",
        "2004-06-~01/2004-06-~20",
        "2004-1X",
    ] {
        let date = read(text, Some(Gregorian));
        assert_eq!(date.edtf().as_str(), text);
        assert_eq!(read(&format!(" {text} "), None).edtf().as_str(), text, "without a calendar");
    }
    assert_eq!(read("?2004-?06-?11", None).edtf().as_str(), "2004-06-11?");
}

#[test]
fn gregorian_dates_are_read_as_people_type_them() {
    let rows = [
        ("2019-11-13", "2019-11-13"),
        ("2019/11/13", "2019-11-13"),
        ("2019.11.13", "2019-11-13"),
        ("2019-1-5", "2019-01-05"),
        ("20191113", "2019-11-13"),
        ("2019/11", "2019-11"),
        ("11/2019", "2019-11"),
        ("13 November 2019", "2019-11-13"),
        ("13th of November, 2019", "2019-11-13"),
        ("November 13, 2019", "2019-11-13"),
        ("NOV. 13 2019", "2019-11-13"),
        ("13-Nov-2019", "2019-11-13"),
        ("Nov 2019", "2019-11"),
        ("13.11.2019", "2019-11-13"),
        ("11/13/2019", "2019-11-13"),
        ("4/4/2019", "2019-04-04"),
        ("Wednesday, November 13, 2019", "2019-11-13"),
        ("c. 1931", "1931~"),
        ("ca 1931", "1931~"),
        ("circa Nov 1931", "1931-11~"),
        ("~1931", "1931~"),
        ("1931 (?)", "1931?"),
        ("perhaps about 1931", "1931%"),
        ("November 2019?", "2019-11?"),
        ("1930s", "193X"),
        ("the 1930s", "193X"),
        ("autumn 2019", "2019-23"),
        ("Fall 2019", "2019-23"),
        ("second half of 1939", "1939-41"),
        ("third quarter 2001", "2001-35"),
        ("44 BC", "-0043"),
        ("15 March 0044 BC", "-0043-03-15"),
        ("1 BC", "0000"),
        ("AD 79", "0079"),
        ("1066 CE", "1066"),
        ("13 November 1402", "1402-11-13"),
        ("2019–11–13", "2019-11-13"),
        ("from 2019 to about 2020", "2019/2020~"),
        ("13 November 2019 to January 2020", "2019-11-13/2020-01"),
        ("۲۰۱۹/۱۱/۱۳", "2019-11-13"),
        ("٢٠١٩-١١-١٣", "2019-11-13"),
        ("۱۳ نوامبر ۲۰۱۹", "2019-11-13"),
        ("۳ ژوئیهٔ ۲۰۱۹", "2019-07-03"),
        ("١٣ نوفمبر ٢٠١٩", "2019-11-13"),
        ("١٣ تشرين الثاني ٢٠١٩", "2019-11-13"),
        ("1 تشرين الأول 2019", "2019-10-01"),
        ("الأربعاء 13 نوفمبر 2019", "2019-11-13"),
        ("آب 2019", "2019-08"),
        ("۲۰۱۹ میلادی", "2019"),
        ("حدود ۱۹۳۱", "1931~"),
        ("بهار ۲۰۱۹", "2019-21"),
        ("\u{200f}۲۰۱۹-۱۱\u{200e}", "2019-11"),
    ];
    for (text, edtf) in rows {
        check(&[(text, None, edtf, Gregorian)]);
    }
}

#[test]
fn solar_hijri_dates_become_their_gregorian_days() {
    let solar = Some(SolarHijri);
    check(&[
        ("۱۲ مرداد ۱۴۰۲", None, "2023-08-03", SolarHijri),
        ("12 Mordad 1402", None, "2023-08-03", SolarHijri),
        ("Mordad 12, 1402", None, "2023-08-03", SolarHijri),
        ("۱۴۰۲/۵/۱۲", solar, "2023-08-03", SolarHijri),
        ("1402-05-12", solar, "2023-08-03", SolarHijri),
        ("۱۲ مردادماه ۱۴۰۲", None, "2023-08-03", SolarHijri),
        ("۱۲ مرداد ماه سال ۱۴۰۲ هجری شمسی", None, "2023-08-03", SolarHijri),
        ("۱۲ مرداد ۱۴۰۲ ه.ش.", None, "2023-08-03", SolarHijri),
        ("۱۴۰۲/۰۵/۱۲ هـ.ش", None, "2023-08-03", SolarHijri),
        ("پنج‌شنبه ۱۲ مرداد ۱۴۰۲", None, "2023-08-03", SolarHijri),
        ("پنج شنبه، ۱۲ مرداد ۱۴۰۲", None, "2023-08-03", SolarHijri),
        ("۱۲ اسد ۱۴۰۲", None, "2023-08-03", SolarHijri),
        ("12 Asad 1402 AH", None, "2023-08-03", SolarHijri),
        ("۱ حمل ۱۴۰۳", None, "2024-03-20", SolarHijri),
        ("۲۰ اسفند ۱۴۰۲", None, "2024-03-10", SolarHijri),
        ("۳۰ اسفند ۱۴۰۳", None, "2025-03-20", SolarHijri),
        ("31 Ordibehesht 1402", None, "2023-05-21", SolarHijri),
        ("1402-02-31", solar, "2023-05-21", SolarHijri),
        ("مرداد ۱۴۰۲", None, "2023-07-23/2023-08-22", SolarHijri),
        ("1402-05", solar, "2023-07-23/2023-08-22", SolarHijri),
        ("1402", solar, "2023-03-21/2024-03-19", SolarHijri),
        ("1402~", solar, "2023-03-21~/2024-03-19~", SolarHijri),
        ("c. 1402", solar, "2023-03-21~/2024-03-19~", SolarHijri),
        ("1402-05?", solar, "2023-07-23?/2023-08-22?", SolarHijri),
        ("1402-?05-12", solar, "2023-08-03?", SolarHijri),
        ("۱۴۰۲ خورشیدی", None, "2023-03-21/2024-03-19", SolarHijri),
        ("دههٔ ۱۳۶۰", solar, "1981-03-21/1991-03-20", SolarHijri),
        ("136X", solar, "1981-03-21/1991-03-20", SolarHijri),
        ("1402-0X", solar, "2023-03-21/2023-12-21", SolarHijri),
        ("1402-05-1X", solar, "2023-08-01/2023-08-10", SolarHijri),
        ("1402-05-XX", solar, "2023-07-23/2023-08-22", SolarHijri),
        ("1402-X1-2X", solar, "[2023-04-09..2023-04-18,2024-02-09..2024-02-18]", SolarHijri),
        ("۳۰ اسفند ۱۳۹۹", None, "2021-03-20", SolarHijri),
        ("۳۰ اسفند ۱۴۰۸", None, "2030-03-20", SolarHijri),
        ("1402-XX-01", solar, ELEVEN_FIRSTS, SolarHijri),
        ("14X2-05-12", solar, EVERY_TENTH, SolarHijri),
        ("1402-06-31/..", solar, "2023-09-22/..", SolarHijri),
        ("1402-05/1402-07", solar, "2023-07-23/2023-10-22", SolarHijri),
        ("1402-05-12/1402-07-01", solar, "2023-08-03/2023-09-23", SolarHijri),
        ("1402/..", solar, "2023-03-21/..", SolarHijri),
        ("/1402", solar, "/2024-03-19", SolarHijri),
        ("[1402-05-12,1402-06]", solar, "[2023-08-03,2023-08-23..2023-09-22]", SolarHijri),
        ("{..1402-05-12}", solar, "{..2023-08-03}", SolarHijri),
        ("1402-21", solar, "2023-03-21/2023-06-21", SolarHijri),
        ("زمستان ۱۴۰۲", solar, "2023-12-22/2024-03-19", SolarHijri),
        ("۱ مهر ۱۴۰۲ تا ۳۰ مهر ۱۴۰۲", None, "2023-09-23/2023-10-22", SolarHijri),
    ]);
}

const ELEVEN_FIRSTS: &str = "[2023-03-21,2023-04-21,2023-05-22,2023-06-22,2023-07-23,2023-08-23,\
                             2023-09-23,2023-10-23,2023-11-22,2023-12-22,2024-01-21,2024-02-20]";
const EVERY_TENTH: &str = "[2023-08-03,2033-08-02,2043-08-03,2053-08-02,2063-08-03,2073-08-02,\
                           2083-08-03,2093-08-02,2103-08-03,2113-08-03]";

#[test]
fn lunar_hijri_dates_become_their_days_by_umm_al_qura() {
    check(&[
        ("1 Ramadan 1445", None, "2024-03-11", LunarHijri),
        ("۱ رمضان ۱۴۴۵", None, "2024-03-11", LunarHijri),
        ("1 رمضان المبارك 1445 هـ", None, "2024-03-11", LunarHijri),
        ("10 Muharram 1446 AH", None, "2024-07-16", LunarHijri),
        ("1 Muḥarram 1446", None, "2024-07-07", LunarHijri),
        ("۱۲ ربیع‌الاول ۱۴۴۵", None, "2023-09-27", LunarHijri),
        ("12 ربيع الأوّل 1445", None, "2023-09-27", LunarHijri),
        ("12 Rabīʿ al-ʾAwwal 1445", None, "2023-09-27", LunarHijri),
        ("12 Rabi I 1445", None, "2023-09-27", LunarHijri),
        ("1 جمادى الآخرة 1445", None, "2023-12-14", LunarHijri),
        ("1 Jumada II 1445", None, "2023-12-14", LunarHijri),
        ("10 Dhu al-Hijjah 1445", None, "2024-06-16", LunarHijri),
        ("10 ذي الحجة 1445", None, "2024-06-16", LunarHijri),
        ("۱۰ ذی‌الحجه ۱۴۴۵", None, "2024-06-16", LunarHijri),
        ("ذو القعدة 1445", None, "2024-05-09/2024-06-06", LunarHijri),
        ("1445-09-01", Some(LunarHijri), "2024-03-11", LunarHijri),
        ("۱۴۴۵ قمری", None, "2023-07-19/2024-07-06", LunarHijri),
        ("950 AH", None, "1543-04-16/1544-04-03", LunarHijri),
    ]);
}

#[test]
fn a_weekday_decides_between_two_sightings_of_the_moon_and_is_marked() {
    let date = read("Tuesday 1 Ramadan 1445", None);
    assert_eq!(date.edtf().as_str(), "2024-03-12");
    assert_eq!(date.inferred()[0].part(), Part::Day);
    assert!(matches!(
        Date::read("Saturday 1 Ramadan 1445", None),
        Err(DateError::WeekdayContradicts { is: "Monday", .. })
    ));
}

#[test]
fn a_year_of_several_calendars_is_asked_about() {
    let all = vec![Gregorian, SolarHijri, LunarHijri];
    let rows = [
        ("1402~", all.clone()),
        ("1402", all.clone()),
        ("ca 1402", all.clone()),
        ("1402-05-12", all.clone()),
        ("۱۴۰۲/۵/۱۲", all.clone()),
        ("1402-02-31", all.clone()),
        ("14020512", all.clone()),
        ("1402/1403", all.clone()),
        ("14XX", all.clone()),
        ("[1402,1404]", all),
        ("1066", vec![Gregorian, LunarHijri]),
        ("spring 1402", vec![Gregorian, SolarHijri]),
        ("۱۴۰۲ هجری", vec![SolarHijri, LunarHijri]),
        ("1402 AH", vec![SolarHijri, LunarHijri]),
    ];
    for (text, candidates) in rows {
        let asked = DateError::WhichCalendar { text: text.to_owned(), candidates };
        assert_eq!(Date::read(text, None), Err(asked));
    }
    // Years no source in another calendar can have are not asked about.
    for text in ["1600", "1931", "-0044", "0000", "1402/2019", "20XX"] {
        assert_eq!(read(text, None).calendar(), Gregorian, "{text}");
    }
}

#[test]
fn a_persian_season_says_the_calendar_and_is_marked() {
    let date = read("بهار ۱۴۰۲", None);
    assert_eq!(date.edtf().as_str(), "2023-03-21/2023-06-21");
    assert_eq!(date.inferred()[0].part(), Part::Calendar);
}

#[test]
fn a_missing_year_is_asked_for_and_marked_when_supplied() {
    let supplied = Supplied { year: 2019, because: "the article is of 2019".to_owned() };
    let rows = [
        ("Wednesday, November 13", None, 2019, "2019-11-13"),
        ("November", None, 2019, "2019-11"),
        ("13/11", None, 2019, "2019-11-13"),
        ("چهارشنبه ۲۲ آبان", None, 1398, "2019-11-13"),
        ("spring", Some(SolarHijri), 1402, "2023-03-21/2023-06-21"),
    ];
    for (text, calendar, year, edtf) in rows {
        let asked = DateError::NoYear { text: text.to_owned() };
        assert_eq!(Date::read(text, calendar), Err(asked));
        let supplied = Supplied { year, ..supplied.clone() };
        let date = Date::read_with(text, calendar, &supplied).unwrap();
        assert_eq!(date.edtf().as_str(), edtf, "{text}");
        assert_eq!(date.inferred(), [Inferred::new(Part::Year, &supplied.because).unwrap()]);
    }
    let wrong = Supplied { year: 2020, ..supplied.clone() };
    assert!(matches!(
        Date::read_with("Wednesday, November 13", None, &wrong),
        Err(DateError::WeekdayContradicts { named: "Wednesday", is: "Friday", .. })
    ));
    for text in ["November 2019", "2019-11"] {
        let error = Date::read_with(text, None, &supplied);
        assert_eq!(error, Err(DateError::YearNotMissing { text: text.to_owned() }));
    }
    let unexplained = Supplied { year: 2019, because: " ".to_owned() };
    assert!(Date::read_with("November", None, &unexplained).is_err());
}

const RANGE: &str =
    "is not read as a date: a range of years is written 2019/2020, the earlier first";

#[test]
fn what_is_no_date_is_refused_with_the_reason() {
    let rows = [
        ("03/04/2019", None, "can be 2019-04-03 or 2019-03-04: write the year first"),
        ("3/4", None, "can be 04-03 or 03-04: write the year first"),
        ("2019-02-29", None, "does not exist: February 2019 has 28 days"),
        ("31 November 2019", None, "does not exist: November 2019 has 30 days"),
        ("2019-13-01", None, "does not exist: there is no month 13"),
        ("2019/00/10", None, "does not exist: there is no month 0"),
        ("0 May 2019", None, "does not exist: there is no day 0"),
        ("30 Esfand 1402", None, "does not exist: Esfand 1402 has 29 days"),
        ("1402-12-30", Some(SolarHijri), "does not exist: Esfand 1402 has 29 days"),
        ("31 Mehr 1402", None, "does not exist: Mehr 1402 has 30 days"),
        ("30 Shaban 1445", None, "does not exist: Shaban 1445 has 29 days"),
        ("Friday, 13 November 2019", None, "says Friday, but that date is a Wednesday"),
        (
            "12 Mordad 1402",
            Some(Gregorian),
            "is a date of the solar Hijri calendar, not of the Gregorian",
        ),
        ("12 Mordad 1402 AD", None, "is a date of the solar Hijri calendar, not of the Gregorian"),
        ("13 Nov 19", None, "has a shortened year: write all its digits"),
        ("13/11/19", None, "has a shortened year: write all its digits"),
        ("May 68", None, "has a shortened year: write all its digits"),
        ("۱۲ تشرین ۲۰۱۹", None, "is not read as a date: تشرین is October or November"),
        ("", None, "is not read as a date: it is empty"),
        ("Wednesday", None, "is not read as a date: it has no number and no month"),
        ("last week", None, "is not read as a date: `last` is not a word of dates known here"),
        ("1931-", None, "is not read as a date: a date is missing beside its first or last sign"),
        ("Nov--2019", None, "is not read as a date: `-` is no part of one"),
        ("November 2019 -", None, {
            "is not read as a date: a date is missing beside its first or last sign"
        }),
        ("2019 to 2020 to 2021", None, "is not read as a date: it has more than two ends"),
        ("2019-2020", None, RANGE),
        ("2020/2019", None, RANGE),
        ("2020~/2019", None, "is not read as a date: interval end precedes interval start"),
        ("دههٔ ۶۰", None, "has a shortened year: write all its digits"),
        (
            "1402-21",
            Some(LunarHijri),
            "does not exist: the lunar Hijri calendar does not have that season",
        ),
        (
            "2019-11-13",
            Some(SolarHijri),
            "cannot be kept as a date: years of the solar Hijri calendar are taken from 1 to 1600",
        ),
        (
            "0000",
            Some(LunarHijri),
            "cannot be kept as a date: years of the lunar Hijri calendar are taken from 1 to 1600",
        ),
        (
            "1XXX",
            Some(SolarHijri),
            "cannot be kept as a date: it can be of more than a hundred years",
        ),
        ("Y5E99", None, "cannot be kept as a date: its year is beyond what is computed with"),
        (
            "1402~",
            None,
            "does not say which calendar it is in: Gregorian or solar Hijri or lunar Hijri",
        ),
    ];
    for (text, calendar, reason) in rows {
        let error = Date::read(text, calendar).expect_err(text);
        assert_eq!(error.to_string(), format!("`{text}` {reason}"));
    }
}

#[test]
fn the_stored_form_is_strict_and_in_one_order() {
    let date = read("۲۰ اسفند ۱۴۰۲", None);
    let date = date.with_inferred(Inferred::new(Part::Year, "the page says so").unwrap());
    let text = "{\"edtf\":\"2024-03-10\",\"written\":\"۲۰ اسفند ۱۴۰۲\",\
                \"calendar\":\"solar-hijri\",\
                \"inferred\":[{\"part\":\"year\",\"because\":\"the page says so\"}]}";
    assert_eq!(date.to_json(), text);
    assert_eq!(Date::from_json(text), Ok(date));
    let plain = Date::from_edtf("2019".parse().unwrap());
    assert_eq!(plain.to_json(), r#"{"edtf":"2019","calendar":"gregorian"}"#);
    let empty = r#"{"inferred":[],"calendar":"gregorian","edtf":"2019"}"#;
    assert_eq!(Date::from_json(empty), Ok(plain));
    for refused in [
        "2019",
        r#"["2019",null,"gregorian",[]]"#,
        r#"{"edtf":"2019"}"#,
        r#"{"edtf":"2019","calendar":"julian"}"#,
        r#"{"edtf":"2019-13","calendar":"gregorian"}"#,
        r#"{"edtf":"?2004-?06","calendar":"gregorian"}"#,
        r#"{"edtf":"2019","calendar":"gregorian","more":1}"#,
        r#"{"edtf":"2019","edtf":"2019","calendar":"gregorian"}"#,
        r#"{"edtf":"2019","written":null,"calendar":"gregorian"}"#,
        r#"{"edtf":"2019","written":" ","calendar":"gregorian"}"#,
        r#"{"edtf":"2019","calendar":"gregorian","inferred":[{"part":"year","because":""}]}"#,
        r#"{"edtf":"2019","calendar":"gregorian","inferred":[["year","so"]]}"#,
        r#"{"edtf":"2019","calendar":"gregorian","inferred":[{"part":"hour","because":"so"}]}"#,
    ] {
        assert!(Date::from_json(refused).is_err(), "{refused}");
    }
}
