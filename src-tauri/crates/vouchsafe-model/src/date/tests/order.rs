//! Comparison and the order of lists.

use super::*;

fn edtf(text: &str) -> Date {
    Date::from_edtf(text.parse().unwrap())
}

#[test]
fn dates_are_compared_by_the_days_they_can_mean() {
    let rows = [
        ("2019-11-13", "2019-11-14", Order::Before),
        ("2020", "2019-12", Order::After),
        ("2019-11-13", "2019-11-13", Order::SameDay),
        ("2019-11", "2019-11", Order::SamePeriod),
        ("2019", "2019-01-01/2019-12-31", Order::SamePeriod),
        ("2019-11", "2019-11-13", Order::Overlapping),
        ("2023-1X", "2023-09", Order::After),
        ("2023-1X", "2023-11", Order::Overlapping),
        ("2023-1X", "2024", Order::Before),
        ("1931?", "1932", Order::Before),
        ("2019/..", "2018", Order::After),
        ("2019/..", "2030", Order::Overlapping),
        ("../2019", "2020", Order::Before),
        ("2019/", "2018", Order::After),
        ("2019/", "2030", Order::Unknown),
        ("/2019", "2030", Order::Before),
        ("/2019", "2001", Order::Unknown),
        ("[2001,2010]", "2005", Order::Overlapping),
        ("[2001,2010]", "[2001,2010]", Order::SamePeriod),
        ("[2001,2010]", "2001/2010", Order::Overlapping),
        ("Y-170000002", "-9999", Order::Before),
        ("Y17E7", "9999", Order::After),
    ];
    for (first, second, order) in rows {
        assert_eq!(edtf(first).compare(&edtf(second)).order, order, "{first} and {second}");
    }
}

#[test]
fn doubt_is_told_and_widens_nothing() {
    let doubtful = |date: &Date| date.compare(&edtf("1900")).is_doubtful;
    for text in ["1931?", "1931~", "1931-05%", "2004-?06-11", "2019-24"] {
        assert!(doubtful(&edtf(text)), "{text}");
    }
    for text in ["1931", "193X", "2019/..", "[1667,1668]"] {
        assert!(!doubtful(&edtf(text)), "{text}");
    }
    assert!(doubtful(&read("1 Ramadan 1445", None)));
    assert!(!doubtful(&read("12 Mordad 1402", None)));
    assert!(doubtful(&edtf("1931").with_inferred(Inferred::new(Part::Year, "so").unwrap())));
}

#[test]
fn a_screen_says_uncertain_of_what_is_left_open() {
    for text in ["2023-1X", "193X", "[1667,1668]", "2019/", "1931?", "1950S2", "2019-21"] {
        assert!(edtf(text).is_uncertain(), "{text}");
    }
    for text in ["2023", "2019/2020", "2019/..", "{1667,1668}", "2019-34"] {
        assert!(!edtf(text).is_uncertain(), "{text}");
    }
}

#[test]
fn a_list_sorts_uncertain_dates_sensibly() {
    let sorted = [
        "../2030",
        "/2019",
        "Y-170000002",
        "-1740",
        "-0043-03-15",
        "0000",
        "1931",
        "2023-01-01",
        "2023-01",
        "2023-XX",
        "2023",
        "2023-01-01/2024-06",
        "2023/",
        "2023/..",
        "2023-09-30",
        "2023-10",
        "2023-1X",
        "2023-11",
        "2024",
        "[2024,2030]",
        "9999",
        "Y17E7",
    ];
    let mut shuffled = sorted;
    shuffled.reverse();
    shuffled.sort_by_key(|text| edtf(text).sort_key());
    assert_eq!(shuffled, sorted);
}

#[test]
fn only_a_known_order_is_an_answer() {
    let answers = [Order::Before, Order::SameDay, Order::SamePeriod, Order::Unknown];
    let known = answers.map(Order::is_before);
    assert_eq!(known, [Some(true), Some(false), None, None]);
}
