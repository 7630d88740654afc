//! What is written is what is read, or the writer says that it is not.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::vec;
use proptest::prelude::*;

use super::strategy::reference;
use super::{anywhere, read_back};
use crate::{Reference, ReferenceFormat, export, rest};

fn some() -> ProptestConfig {
    ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }
}

/// Writes references and reads them again: nothing is lost, and nothing is said to be.
fn check_whole(references: &[Reference], format: ReferenceFormat) {
    let written = export(references, format);
    assert_eq!(written.losses, [], "{}", written.text);
    assert_eq!(read_back(&written.text, format), references, "{}", written.text);
}

/// What comes back differs from what was written in just the variables that were named.
fn check_stated(references: &[Reference], format: ReferenceFormat) {
    let written = export(references, format);
    let back = read_back(&written.text, format);
    assert_eq!(back.len(), references.len(), "{}", written.text);
    let mut stated: BTreeMap<usize, BTreeSet<String>> = BTreeMap::new();
    let mut found = stated.clone();
    let mut losses = written.losses.iter();
    for (at, (one, other)) in references.iter().zip(&back).enumerate() {
        let names: BTreeSet<String> = rest::names(&rest::between(one, other)).into_iter().collect();
        stated.insert(at, losses.by_ref().take(names.len()).map(|l| l.variable.clone()).collect());
        found.insert(at, names);
    }
    assert_eq!(stated, found, "{}", written.text);
    assert_eq!(losses.next(), None);
}

proptest! {
    #![proptest_config(some())]

    #[test]
    fn csl_json_gives_back_every_reference(references in vec(reference(), 0..3)) {
        let free = |reference: &Reference| match reference.item.get("custom") {
            None => true,
            Some(custom) => custom.is_object() && custom.get("vouchsafe").is_none(),
        };
        if references.iter().all(free) {
            check_whole(&references, ReferenceFormat::CslJson);
        } else {
            // The schema wants an object there, and one name in it is this program's.
            check_stated(&references, ReferenceFormat::CslJson);
        }
    }

    #[test]
    fn bibtex_gives_back_every_reference(references in vec(reference(), 0..3)) {
        check_whole(&references, ReferenceFormat::BibTex);
    }

    #[test]
    fn biblatex_gives_back_every_reference(references in vec(reference(), 0..3)) {
        check_whole(&references, ReferenceFormat::BibLatex);
    }

    #[test]
    fn ris_gives_back_what_it_does_not_report_as_lost(references in vec(reference(), 0..3)) {
        check_stated(&references, ReferenceFormat::Ris);
    }

    #[test]
    fn what_ris_could_say_once_it_can_say_again(references in vec(reference(), 0..3)) {
        let once = read_back(&export(&references, ReferenceFormat::Ris).text, ReferenceFormat::Ris);
        check_whole(&anywhere(&once), ReferenceFormat::Ris);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..some() })]

    /// Another program's reader finds the same entries in what is written.
    #[test]
    fn the_biblatex_crate_reads_what_is_written(references in vec(reference(), 0..3)) {
        for format in [ReferenceFormat::BibTex, ReferenceFormat::BibLatex] {
            let text = export(&references, format).text;
            let raw = biblatex::RawBibliography::parse(&text).expect(&text);
            prop_assert_eq!(raw.entries.len(), references.len(), "{}", text);
            // Whoever names himself as his parent brings that crate down.
            if !text.contains("crossref") {
                let read = biblatex::Bibliography::from_raw(raw).expect(&text);
                prop_assert_eq!(read.len(), references.len(), "{}", text);
            }
        }
    }
}
