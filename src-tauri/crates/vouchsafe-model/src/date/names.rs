//! The words of dates in English, Persian (Iran and Afghanistan), Pashto and Arabic.
//!
//! Tables only, in folded spelling (see `fold`): no spaces, no vowel signs, ی and ک for all their
//! variants. A name of several words stands joined: `ربیعالاول`, `dhualhijjah`.

use super::Calendar;

/// What a word of a date means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A month, 1 to 12, which says the calendar too.
    Month(Calendar, u8),
    /// A weekday: 0 is Monday.
    Weekday(u8),
    /// An EDTF season or part of a year, 21 to 41; `persian` if the word is.
    Season { code: u8, persian: bool },
    /// A named calendar.
    Era(Calendar),
    /// "Hijri", which can be either.
    EitherHijri,
    /// Before the common era.
    BeforeChrist,
    /// "circa".
    About,
    /// "perhaps".
    Perhaps,
    /// "the decade of".
    Decade,
    /// "to", between two dates.
    Until,
    /// A word that says nothing: "of", "year".
    Filler,
    /// A word for two months; the text says which.
    Unclear(&'static str),
}

use Calendar::{Gregorian, LunarHijri, SolarHijri};

/// One line a month.
const MONTHS: [(Calendar, [&str; 12]); 3] = [
    (
        Gregorian,
        [
            "january jan ژانویه جنوری ینایر کانونالثانی جانفی",
            "february feb فوریه فبروری فبرایر شباط فیفری",
            "march mar مارس مارچ اذار",
            "april apr اوریل اپریل ابریل نیسان افریل",
            "may می مه مای مایو ایار",
            "june jun ژوین جون یونیو یونیه حزیران جوان",
            "july jul ژوییه جولای ژولای یولیو یولیه یولیوز تموز جویلیه",
            "august aug اوت اگوست اگست اغسطس اب غشت",
            "september sep sept سپتامبر سپتمبر سبتمبر ایلول شتنبر",
            "october oct اکتبر اکتوبر تشرینالاول",
            "november nov نوامبر نومبر نوفمبر تشرینالثانی نونبر",
            "december dec دسامبر دسمبر دیسمبر کانونالاول دجنبر",
        ],
    ),
    (
        SolarHijri,
        [
            "farvardin فروردین hamal حمل وری",
            "ordibehesht اردیبهشت sawr saur thawr ثور غویی",
            "khordad خرداد jawza jauza جوزا غبرگولی",
            "tir تیر saratan سرطان چنگاښ",
            "mordad amordad مرداد امرداد asad اسد زمری",
            "shahrivar شهریور sonbola sunbula sonboleh سنبله وږی",
            "mehr مهر mizan میزان تله",
            "aban ابان aqrab عقرب لړم",
            "azar اذر qaws qaus قوس لیندی",
            "dey dei دی jadi jady جدی مرغومی",
            "bahman بهمن dalw دلو سلواغه",
            "esfand اسفند hut hout حوت کب",
        ],
    ),
    (
        LunarHijri,
        [
            "muharram moharram محرم محرمالحرام",
            "safar صفر صفرالمظفر",
            "rabialawwal rabialawal rabiulawwal rabiulawal rabialavval rabii ربیعالاول",
            "rabialthani rabiaththani rabiulthani rabialakhir rabiulakhir rabialsani rabiii \
             ربیعالثانی ربیعالاخر",
            "jumadaalula jumadaalawwal jumadaalawal jumadalula jumadalawwal jumadai \
             jamadiulawwal jamadialavval جمادیالاول جمادیالاولی",
            "jumadaalthani jumadaalthaniya jumadaalthaniyah jumadaaththaniyah jumadaalakhira \
             jumadaalakhirah jumadathani jumadaii jamadiulthani jamadiulakhir jamadialsani \
             جمادیالثانی جمادیالثانیه جمادیالاخر جمادیالاخره",
            "rajab رجب رجبالمرجب",
            "shaban shaaban شعبان شعبانالمعظم",
            "ramadan ramadhan ramazan رمضان رمضانالمبارک",
            "shawwal shawal shavval شوال شوالالمکرم",
            "dhualqada dhualqadah dhualqida dhualqidah dhulqada dhulqadah dhulqida dhulqidah \
             dualqadah zulqada zulqadah zilqadeh ziqadeh ذوالقعده ذیالقعده ذیقعده",
            "dhualhijja dhualhijjah dhulhijja dhulhijjah dualhijjah zulhijja zulhijjah \
             zilhajjeh zihajjeh ذوالحجه ذیالحجه ذیحجه",
        ],
    ),
];

const WEEKDAYS: [&str; 7] = [
    "monday mon دوشنبه اثنین الاثنین",
    "tuesday tue tues سهشنبه ثلاثا الثلاثا",
    "wednesday wed چهارشنبه اربعا الاربعا",
    "thursday thu thur thurs پنجشنبه خمیس الخمیس",
    "friday fri جمعه ادینه الجمعه",
    "saturday sat شنبه سبت السبت",
    "sunday sun یکشنبه احد الاحد",
];

const SEASONS: [(&str, &str); 4] = [
    ("spring ربیع الربیع", "بهار"),
    ("summer صیف الصیف", "تابستان"),
    ("autumn fall خریف الخریف", "پاییز خزان"),
    ("winter شتا الشتا", "زمستان"),
];

/// The other parts of a year that EDTF has a code for, 25 to 41, as they are shown.
const YEAR_PARTS: [&str; 17] = [
    "Northern spring",
    "Northern summer",
    "Northern autumn",
    "Northern winter",
    "Southern spring",
    "Southern summer",
    "Southern autumn",
    "Southern winter",
    "First quarter",
    "Second quarter",
    "Third quarter",
    "Fourth quarter",
    "First third",
    "Second third",
    "Last third",
    "First half",
    "Second half",
];

const OTHERS: [(&str, Meaning); 11] = [
    ("ad ce میلادی م", Meaning::Era(Gregorian)),
    ("sh ahs shamsi khorshidi solarhijri hijrishamsi ap", Meaning::Era(SolarHijri)),
    ("ش هش شمسی خورشیدی هجریشمسی هجریخورشیدی", Meaning::Era(SolarHijri)),
    ("qamari lunarhijri hijriqamari ق هق قمری هجریقمری", Meaning::Era(LunarHijri)),
    ("ah hijri ه هجری", Meaning::EitherHijri),
    ("bc bce قم پیشازمیلاد قبلازمیلاد قبلالمیلاد", Meaning::BeforeChrist),
    (
        "c ca cca circa about around approx approximately \
         حدود درحدود حدودا حوالی درحوالی تقریبا نحو",
        Meaning::About,
    ),
    ("perhaps probably possibly maybe احتمالا شاید ربما", Meaning::Perhaps),
    ("دهه", Meaning::Decade),
    ("to until تا الی", Meaning::Until),
    ("of the on in from year day از سال ماه روز مورخ مورخه تاریخ یوم سنه عام شهر", Meaning::Filler),
];

const UNCLEAR: [(&str, &str); 2] =
    [("تشرین", "تشرین is October or November"), ("کانون", "کانون is December or January")];

/// Returns what a folded word, or several joined, means.
pub(super) fn meaning(word: &str) -> Option<Meaning> {
    let month = |word: &str| {
        MONTHS.iter().find_map(|(calendar, months)| {
            let number = (1..).zip(months).find(|(_, names)| holds(names, word))?.0;
            Some(Meaning::Month(*calendar, number))
        })
    };
    let season = |word: &str| {
        (21..).zip(SEASONS).find_map(|(code, (names, persian))| {
            let persian = holds(persian, word);
            (persian || holds(names, word)).then_some(Meaning::Season { code, persian })
        })
    };
    let year_part = |word: &str| {
        let is_part = |name: &str| name.to_lowercase().replace(' ', "") == word;
        let code = (25..).zip(YEAR_PARTS).find(|(_, name)| is_part(name))?.0;
        Some(Meaning::Season { code, persian: false })
    };
    let weekday = |word: &str| {
        let number = (0..).zip(WEEKDAYS).find(|(_, names)| holds(names, word))?.0;
        Some(Meaning::Weekday(number))
    };
    let other = |word: &str| OTHERS.iter().find(|(names, _)| holds(names, word)).map(|row| row.1);
    let unclear = |word: &str| UNCLEAR.iter().find(|row| row.0 == word).map(|row| row.1);
    month(word)
        // "مرداد ماه" is often one word.
        .or_else(|| word.strip_suffix("ماه").and_then(month))
        .or_else(|| season(word))
        .or_else(|| year_part(word))
        .or_else(|| weekday(word))
        .or_else(|| other(word))
        .or_else(|| unclear(word).map(Meaning::Unclear))
}

fn holds(names: &str, word: &str) -> bool {
    names.split_whitespace().any(|name| name == word)
}

/// Returns the English name of a weekday: 0 is Monday.
pub(super) fn weekday(number: u8) -> &'static str {
    const NAMES: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES[usize::from(number % 7)]
}

/// Returns the English name of a part of a year, 25 to 41.
pub(super) fn year_part(code: u8) -> Option<&'static str> {
    YEAR_PARTS.get(usize::from(code.checked_sub(25)?)).copied()
}

/// Returns the English name of a month, 1 to 12.
pub(super) fn english(calendar: Calendar, month: u8) -> &'static str {
    shown(&ENGLISH, calendar, month)
}

/// Returns the Persian name of a month, 1 to 12.
pub(super) fn persian(calendar: Calendar, month: u8) -> &'static str {
    shown(&PERSIAN, calendar, month)
}

fn shown(names: &[[&'static str; 12]; 3], calendar: Calendar, month: u8) -> &'static str {
    let row = match calendar {
        Gregorian => 0,
        SolarHijri => 1,
        LunarHijri => 2,
    };
    names[row][usize::from(month.clamp(1, 12)) - 1]
}

#[rustfmt::skip]
const ENGLISH: [[&str; 12]; 3] = [
    ["January", "February", "March", "April", "May", "June",
     "July", "August", "September", "October", "November", "December"],
    ["Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
     "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand"],
    ["Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Akhira",
     "Rajab", "Shaban", "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah"],
];

#[rustfmt::skip]
const PERSIAN: [[&str; 12]; 3] = [
    ["ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن",
     "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"],
    ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
     "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"],
    ["محرم", "صفر", "ربیع‌الاول", "ربیع‌الثانی", "جمادی‌الاول", "جمادی‌الثانی",
     "رجب", "شعبان", "رمضان", "شوال", "ذی‌القعده", "ذی‌الحجه"],
];

#[cfg(test)]
mod tests {
    use super::super::fold;
    use super::*;

    #[test]
    fn every_name_in_the_tables_stands_as_a_typed_one_is_folded() {
        let months = MONTHS.iter().flat_map(|(_, months)| months.iter().copied());
        let seasons = SEASONS.iter().flat_map(|(names, persian)| [*names, *persian]);
        let others = OTHERS.iter().map(|row| row.0).chain(UNCLEAR.iter().map(|row| row.0));
        for names in months.chain(seasons).chain(WEEKDAYS).chain(others) {
            for name in names.split_whitespace() {
                assert_eq!(fold::word(name), name, "in {names}");
            }
        }
    }

    #[test]
    fn no_name_means_two_things() {
        let months = MONTHS.iter().flat_map(|(_, months)| months.iter().copied());
        let seasons = SEASONS.iter().flat_map(|(names, persian)| [*names, *persian]);
        let others = OTHERS.iter().map(|row| row.0).chain(UNCLEAR.iter().map(|row| row.0));
        let mut seen = std::collections::HashSet::new();
        for names in months.chain(seasons).chain(WEEKDAYS).chain(others) {
            for name in names.split_whitespace() {
                assert!(seen.insert(name), "{name} stands twice");
            }
        }
    }

    #[test]
    fn every_shown_name_is_read_as_its_month() {
        for calendar in Calendar::ALL {
            for month in 1..=12 {
                for name in [english(calendar, month), persian(calendar, month)] {
                    let joined = fold::word(&name.replace([' ', '-'], ""));
                    assert_eq!(meaning(&joined), Some(Meaning::Month(calendar, month)), "{name}");
                }
            }
        }
    }
}
