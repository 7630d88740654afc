//! The items of `items.json` in four styles: `styles.txt` has style and item, entry, citation.
//!
//! Written by the program and read through; not held against the manuals. `-` is an entry the style
//! leaves out, such as an interview in APA: it is cited in the text only.

use super::*;

#[test]
fn the_commonest_types_read_as_their_styles_want_them() {
    let works = items(serde_json::from_str(ITEMS).unwrap());
    let rows: Vec<Vec<&str>> = include_str!("styles.txt")
        .split("\n\n")
        .map(|row| row.trim().lines().collect::<Vec<_>>())
        .filter(|row| !row.is_empty())
        .collect();
    assert_eq!(rows.len(), 4 * works.len());
    for style in ["apa", "chicago-author-date", "chicago-notes", "mla"] {
        let of_style = |row: &&Vec<&str>| row[0].starts_with(&format!("{style} "));
        let rows: Vec<&Vec<&str>> = rows.iter().filter(of_style).collect();
        let id = |row: &Vec<&str>| row[0][style.len() + 1..].to_owned();
        let citations =
            rows.iter().map(|row| vec![Cite { id: id(row), ..Cite::default() }]).collect();
        let asked = CiteRequest { citations, ..request(style, Markup::Text, works.clone()) };
        let cited = cite(&asked).unwrap();
        for (row, citation) in rows.iter().zip(&cited.citations) {
            let listed = cited.bibliography.iter().find(|listed| listed.id == id(row));
            assert_eq!(listed.map_or("-", |listed| &listed.text), row[1], "{}", row[0]);
            assert_eq!(citation, row[2], "{}", row[0]);
        }
    }
}
