//! Long work says how far it is, and stops when asked.

use std::cell::Cell;

use vouchsafe_app::{AddRequest, Error, Progress, Purpose, add};

use crate::support::{Desk, noise};

/// Counts what it is told, and wants to stop after so many bytes.
struct Patience {
    expected: Cell<u64>,
    done: Cell<u64>,
    stops_after: u64,
}

impl Patience {
    fn of(stops_after: u64) -> Self {
        Self { expected: Cell::new(0), done: Cell::new(0), stops_after }
    }
}

impl Progress for Patience {
    fn begin(&self, total_bytes: u64) {
        self.expected.set(total_bytes);
    }

    fn item(&self, _: &str) {}

    fn advance(&self, bytes: u64) {
        self.done.set(self.done.get() + bytes);
    }

    fn is_cancelled(&self) -> bool {
        self.done.get() >= self.stops_after
    }
}

fn take_in(desk: &Desk, patience: &Patience) -> Result<(), Error> {
    let paths = ["small", "large"].map(|name| desk.path(name)).to_vec();
    let request = AddRequest { paths, ..AddRequest::default() };
    add(&mut desk.session(Purpose::Write), &request, patience, &mut |_| ()).map(drop)
}

#[test]
fn what_is_told_adds_up_to_what_was_expected_also_the_second_time() {
    let desk = Desk::new();
    desk.file("small", b"Six");
    desk.file("large", &noise(5 << 20));
    for _ in 0..2 {
        let patience = Patience::of(u64::MAX);
        take_in(&desk, &patience).expect("both files");
        assert_eq!(patience.done, patience.expected);
    }
}

#[test]
fn a_large_file_is_stopped_in_the_middle_and_leaves_nothing_behind() {
    let desk = Desk::new();
    desk.file("small", b"Six");
    desk.file("large", &noise(5 << 20));
    let patience = Patience::of(2 << 20);
    assert!(matches!(take_in(&desk, &patience), Err(Error::Cancelled)));
    assert!(patience.done.get() < 4 << 20, "it went on");
    let states = "SELECT group_concat(state) FROM content";
    assert_eq!(desk.query::<String>(states), "held", "the small one, and no more");
}
