//! Our side of `cargo xtask bench citations`: references read from CSL-JSON and formatted.
//!
//! `… --example citations -- make FOLDER COUNT` writes `references.json`, the same every time;
//! `… -- run FOLDER` reads it and `apa.csl` there, formats all and writes `ours.html`.

use std::path::Path;
use std::{env, fs};

use serde_json::{Value, json};
use vouchsafe_citation::Item;
use vouchsafe_citation::format::{CiteRequest, Markup, StyleChoice, cite, document};

const FAMILIES: &str = "Smith Jones Brown Taylor Garcia Müller Ivanova Chen Okafor Haddad Rossi \
    Dubois Novak Larsen Silva Kim Tanaka Ahmadi Karimi Lund";
const GIVEN: &str = "Anna Ben Carla David Elena Farid Greta Hassan Ines Jamal Karin Luis Mona Nils";
const WORDS: &str = "court record river evidence claim archive witness trial report state history \
    people law city water memory source figure death voice";
const TYPES: &str = "article-journal book chapter article-newspaper webpage report thesis \
    paper-conference legal_case motion_picture dataset post";

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["make", folder, count] => {
            let count = count.parse().expect("COUNT is a number");
            let references = Value::Array((0..count).map(reference).collect()).to_string();
            fs::write(Path::new(folder).join("references.json"), references)
                .expect("the references can be written");
        }
        ["run", folder] => run(Path::new(folder)),
        _ => panic!("usage: citations make FOLDER COUNT | citations run FOLDER"),
    }
}

fn run(folder: &Path) {
    let references = fs::read(folder.join("references.json")).expect("the references were made");
    let items: Vec<Item> =
        serde_json::from_slice(&references).expect("the references are CSL-JSON");
    let count = items.len();
    let style = fs::read_to_string(folder.join("apa.csl")).expect("the style was put there");
    let request = CiteRequest {
        style: StyleChoice::Xml(style),
        locale: Some("en-US".to_owned()),
        markup: Markup::Html,
        items,
        citations: Vec::new(),
        bibliography: true,
    };
    let cited = cite(&request).expect("the style is CSL");
    assert_eq!(cited.bibliography.len(), count, "an entry is missing");
    fs::write(folder.join("ours.html"), document(&cited, Markup::Html)).expect("can be written");
}

/// Returns the reference of that number: one type after another, the rest as if by chance.
fn reference(number: u64) -> Value {
    let mut chance = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ 0xD1B5_4A32_D192_ED03;
    let mut below = |limit: u64| {
        chance =
            chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % limit
    };
    let mut word = |words: &'static str| -> &'static str {
        let words: Vec<&str> = words.split_whitespace().collect();
        words[usize::try_from(below(words.len() as u64)).expect("few words")]
    };
    let title: Vec<&str> = (0..5).map(|_| word(WORDS)).collect();
    let names: Vec<Value> = (0..1 + number % 4)
        .map(|_| {
            let given = format!("{} {}.", word(GIVEN), &word(GIVEN)[..1]);
            json!({ "family": word(FAMILIES), "given": given })
        })
        .collect();
    let container = format!("{} {}", word(WORDS), word(WORDS));
    let publisher = format!("Press of {}", word(WORDS));
    let kinds: Vec<&str> = TYPES.split_whitespace().collect();
    json!({
        "id": format!("r{number}"),
        "type": kinds[usize::try_from(number % 12).expect("below 12")],
        "title": format!("The {}", title.join(" ")),
        "author": names,
        "issued": { "date-parts": [[1950 + below(75), 1 + below(12), 1 + below(28)]] },
        "container-title": container,
        "publisher": publisher,
        "volume": 1 + below(90),
        "page": format!("{}-{}", 1 + below(400), 401 + below(90)),
        "URL": format!("https://example.org/{number}"),
    })
}
