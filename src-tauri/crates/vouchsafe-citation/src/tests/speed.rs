//! How long a large library takes. Prints, and asserts only that nothing is lost.

use std::fmt::Write;
use std::time::Instant;

use crate::{ReferenceFormat, export, import};

#[test]
fn a_large_library_goes_in_and_out() {
    let count = if cfg!(debug_assertions) { 200 } else { 10_000 };
    let mut text = String::new();
    for at in 0..count {
        writeln!(
            text,
            "@article{{key{at},\n  title = {{Rights, {{NATO}}: \\emph{{long}} road}},\n  \
             author = {{Doe, Jane and M{{\\\"u}}ller, Jan and {{Human Rights Watch}}}},\n  \
             journal = {{Journal of {{\\'E}}tudes}},\n  year = {{2020}},\n  month = mar,\n  \
             pages = {{12--34}},\n  doi = {{10.1000/{at}}},\n  keywords = {{rights, history}},\n  \
             abstract = {{{}}},\n  file = {{PDF:files/{at}/a.pdf:application/pdf}},\n}}\n",
            "Some words of an abstract. ".repeat(30),
        )
        .expect("writing to a string does not fail");
    }
    let begin = Instant::now();
    let found = import(text.as_bytes(), None).expect("it is BibTeX");
    println!("{} bytes of BibTeX read in {:?}", text.len(), begin.elapsed());
    assert_eq!(found.references.len(), count);
    for format in ReferenceFormat::ALL {
        let begin = Instant::now();
        let written = export(&found.references, format);
        println!("{format} written in {:?}", begin.elapsed());
        let begin = Instant::now();
        let back = import(written.text.as_bytes(), Some(format)).expect("the format is given");
        println!("{format} read in {:?}", begin.elapsed());
        assert_eq!(back.references.len(), count);
    }
}
