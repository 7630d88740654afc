//! The items of `items.json` in four styles: entry and citation, as text.
//!
//! Written by the program and read by a person, against the manuals. Known to differ from them:
//! none of an interview in APA (it is cited in the text only, as the manual has it), `forthcoming`
//! small after a full stop.

use super::*;

type Row = (&'static str, &'static str, &'static str);

fn check(style: &str, rows: &[Row]) {
    let works = items(serde_json::from_str(ITEMS).unwrap());
    let each = rows.iter().map(|(id, _, _)| vec![Cite { id: (*id).to_owned(), ..Cite::default() }]);
    let citations: Vec<_> = each.collect();
    assert_eq!(citations.len(), works.len());
    let cited = cite(&CiteRequest { citations, ..request(style, Markup::Text, works) }).unwrap();
    for ((id, entry, citation), found) in rows.iter().zip(&cited.citations) {
        let listed = cited.bibliography.iter().find(|listed| listed.id == *id);
        assert_eq!(listed.map_or("", |listed| &listed.text), *entry, "{id} in {style}");
        assert_eq!(found, citation, "{id} in {style}");
    }
}

#[test]
fn the_commonest_types_in_apa() {
    #[rustfmt::skip]
    check("apa", &[
        ("article",
         "Doe, J. A., & Roe, R. (2019). The river and the court. Journal of Evidence, 12(3), 45–67. https://doi.org/10.1000/xyz",
         "(Doe & Roe, 2019)"),
        ("book",
         "Smith, A. (2001). A history of silence (2nd ed.). Veldmoor Press.",
         "(Smith, 2001)"),
        ("chapter",
         "Okafor, B. (2010). Counting the missing. In L. Haddad & C. Rossi (Eds.), Numbers and people (pp. 10–20). Veldmoor Press.",
         "(Okafor, 2010)"),
        ("newspaper",
         "Lund, P. (2024, March 8). Six sentenced. Veldmoor Herald. https://example.org/six",
         "(Lund, 2024)"),
        ("webpage",
         "Ena Court. (2024, March 6). Court notice 417. https://example.org/417",
         "(Ena Court, 2024)"),
        ("report",
         "Reedbank Association. (2023). Water users (Report No. 14). Reedbank.",
         "(Reedbank Association, 2023)"),
        ("thesis",
         "Novak, E. (2015). Archives of fear [PhD thesis]. University of Ena.",
         "(Novak, 2015)"),
        ("conference",
         "Chen, L. (2018). Proof by hash. Proceedings of Fixity, 1–9.",
         "(Chen, 2018)"),
        ("case",
         "Brown v. Board of Education, 347 U.S. 483 (U.S. Supreme Court 1954).",
         "(Brown v. Board of Education, 1954)"),
        ("film",
         "Silva, R. (Director). (2007). The canal [Video recording]. Nimbar Films.",
         "(Silva, 2007)"),
        ("interview",
         "",
         "(W. W3, personal communication, March 10, 2024)"),
        ("post",
         "@rookery. (2024, March 7). They took six [Online post]. Rookery. https://example.org/post/1",
         "(@rookery, 2024)"),
        ("fa",
         "احمدی, ع. ر. (2005). تاریخ سکوت. نشر نی.",
         "(احمدی, 2005)"),
        ("range",
         "Zed, A. (2001–2003). Letters.",
         "(Zed, 2001–2003)"),
        ("forth",
         "Zed, B. (forthcoming). To come.",
         "(Zed, forthcoming)"),
    ]);
}

#[test]
fn the_commonest_types_in_chicago_author_date() {
    #[rustfmt::skip]
    check("chicago-author-date", &[
        ("article",
         "Doe, Jane Ann, and Richard Roe. 2019. “The River and the Court.” Journal of Evidence 12 (3): 45–67. https://doi.org/10.1000/xyz.",
         "(Doe and Roe 2019)"),
        ("book",
         "Smith, Ann. 2001. A History of Silence. 2nd ed. Veldmoor Press.",
         "(Smith 2001)"),
        ("chapter",
         "Okafor, Ben. 2010. “Counting the Missing.” In Numbers and People, edited by Lina Haddad and Carla Rossi. Veldmoor Press.",
         "(Okafor 2010)"),
        ("newspaper",
         "Lund, Per. 2024. “Six Sentenced.” Veldmoor Herald, March 8. https://example.org/six.",
         "(Lund 2024)"),
        ("webpage",
         "Ena Court. 2024. “Court Notice 417.” March 6. https://example.org/417.",
         "(Ena Court 2024)"),
        ("report",
         "Reedbank Association. 2023. Water Users. Report No. 14. Reedbank.",
         "(Reedbank Association 2023)"),
        ("thesis",
         "Novak, Eva. 2015. “Archives of Fear.” PhD thesis, University of Ena.",
         "(Novak 2015)"),
        ("conference",
         "Chen, Li. 2018. “Proof by Hash.” Proceedings of Fixity, 1–9.",
         "(Chen 2018)"),
        ("case",
         "Brown v. Board of Education, 347 U.S. 483 (U.S. Supreme Court 1954).",
         "(Brown v. Board of Education 1954)"),
        ("film",
         "Silva, Rui, dir. 2007. The Canal. Nimbar Films.",
         "(R. Silva 2007)"),
        ("interview",
         "",
         "(Witness W3, “Statement of W3,” March 10, 2024)"),
        ("post",
         "@rookery. 2024. “They took six.” Rookery, March 7. https://example.org/post/1.",
         "(@rookery 2024)"),
        ("fa",
         "احمدی, علی رضا. 2005. تاریخ سکوت. نشر نی.",
         "(احمدی 2005)"),
        ("range",
         "Zed, A. 2001–2003. Letters.",
         "(Zed 2001–2003)"),
        ("forth",
         "Zed, B. forthcoming. To Come.",
         "(Zed forthcoming)"),
    ]);
}

#[test]
fn the_commonest_types_in_chicago_notes() {
    #[rustfmt::skip]
    check("chicago-notes", &[
        ("article",
         "Doe, Jane Ann, and Richard Roe. “The River and the Court.” Journal of Evidence 12, no. 3 (2019): 45–67. https://doi.org/10.1000/xyz.",
         "Jane Ann Doe and Richard Roe, “The River and the Court,” Journal of Evidence 12, no. 3 (2019): 45–67, https://doi.org/10.1000/xyz."),
        ("book",
         "Smith, Ann. A History of Silence. 2nd ed. Veldmoor Press, 2001.",
         "Ann Smith, A History of Silence, 2nd ed. (Veldmoor Press, 2001)."),
        ("chapter",
         "Okafor, Ben. “Counting the Missing.” In Numbers and People, edited by Lina Haddad and Carla Rossi. Veldmoor Press, 2010.",
         "Ben Okafor, “Counting the Missing,” in Numbers and People, ed. Lina Haddad and Carla Rossi (Veldmoor Press, 2010)."),
        ("newspaper",
         "Lund, Per. “Six Sentenced.” Veldmoor Herald, March 8, 2024. https://example.org/six.",
         "Per Lund, “Six Sentenced,” Veldmoor Herald, March 8, 2024, https://example.org/six."),
        ("webpage",
         "Ena Court. “Court Notice 417.” March 6, 2024. https://example.org/417.",
         "Ena Court, “Court Notice 417,” March 6, 2024, https://example.org/417."),
        ("report",
         "Reedbank Association. Water Users. Report No. 14. Reedbank, 2023.",
         "Reedbank Association, Water Users, Report no. 14 (Reedbank, 2023)."),
        ("thesis",
         "Novak, Eva. “Archives of Fear.” PhD thesis, University of Ena, 2015.",
         "Eva Novak, “Archives of Fear” (PhD thesis, University of Ena, 2015)."),
        ("conference",
         "Chen, Li. “Proof by Hash.” Proceedings of Fixity, 2018, 1–9.",
         "Li Chen, “Proof by Hash,” Proceedings of Fixity, 2018, 1–9."),
        ("case",
         "Brown v. Board of Education, 347 U.S. 483 (U.S. Supreme Court 1954).",
         "Brown v. Board of Education, 347 U.S. 483 (U.S. Supreme Court 1954)."),
        ("film",
         "Silva, Rui, dir. The Canal. Nimbar Films, 2007.",
         "The Canal, directed by Rui Silva (Nimbar Films, 2007)."),
        ("interview",
         "",
         "Witness W3, “Statement of W3,” March 10, 2024."),
        ("post",
         "",
         "@rookery, “They took six,” Rookery, March 7, 2024, https://example.org/post/1."),
        ("fa",
         "احمدی, علی رضا. تاریخ سکوت. نشر نی, 2005.",
         "علی رضا احمدی, تاریخ سکوت (نشر نی, 2005)."),
        ("range",
         "Zed, A. Letters. 2001–2003.",
         "A. Zed, Letters (2001–2003)."),
        ("forth",
         "Zed, B. To Come. forthcoming.",
         "B. Zed, To Come (forthcoming)."),
    ]);
}

#[test]
fn the_commonest_types_in_mla() {
    #[rustfmt::skip]
    check("mla", &[
        ("article",
         "Doe, Jane Ann, and Richard Roe. “The River and the Court.” Journal of Evidence, vol. 12, no. 3, Apr. 2019, pp. 45–67, https://doi.org/10.1000/xyz.",
         "(Doe and Roe)"),
        ("book",
         "Smith, Ann. A History of Silence. 2nd ed., Veldmoor Press, 2001.",
         "(Smith)"),
        ("chapter",
         "Okafor, Ben. “Counting the Missing.” Numbers and People, edited by Lina Haddad and Carla Rossi, Veldmoor Press, 2010, pp. 10–20.",
         "(Okafor)"),
        ("newspaper",
         "Lund, Per. “Six Sentenced.” Veldmoor Herald, 8 Mar. 2024, https://example.org/six.",
         "(Lund)"),
        ("webpage",
         "Ena Court. Court Notice 417. 6 Mar. 2024, https://example.org/417.",
         "(Ena Court)"),
        ("report",
         "Reedbank Association. Water Users. Report no. 14, Reedbank, 2023.",
         "(Reedbank Association)"),
        ("thesis",
         "Novak, Eva. Archives of Fear. 2015. University of Ena, PhD thesis.",
         "(Novak)"),
        ("conference",
         "Chen, Li. “Proof by Hash.” Proceedings of Fixity, 2018, pp. 1–9.",
         "(Chen)"),
        ("case",
         "Brown v. Board of Education. U.S., vol. 347, 1954, p. 483.",
         "(Brown v. Board of Education)"),
        ("film",
         "The Canal. Directed by Rui Silva, Nimbar Films, 2007.",
         "(The Canal)"),
        ("interview",
         "W3, Witness. “Statement of W3.” 10 Mar. 2024.",
         "(W3)"),
        ("post",
         "@rookery. “They took six.” Rookery, 7 Mar. 2024, https://example.org/post/1.",
         "(@rookery)"),
        ("fa",
         "احمدی, علی رضا. تاریخ سکوت. نشر نی, 2005.",
         "(احمدی)"),
        ("range",
         "Zed, A. Letters. 2001–2003.",
         "(A. Zed)"),
        ("forth",
         "Zed, B. To Come. forthcoming.",
         "(B. Zed)"),
    ]);
}
