//! Where a walk over numbered places can end: at places that lead nowhere, and in circles that
//! nothing leads out of.

/// Returns the ends of a graph, each as the places in it: single ones without a next, and sets of
/// places that lead to each other and to no other.
///
/// `next` holds, for each place, where it leads to.
///
/// Source: Tarjan 1972, strongly connected components; here without recursion, since a chain can be
/// longer than a stack is deep.
pub(super) fn ends(next: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut found = Components {
        order: vec![UNSEEN; next.len()],
        low: vec![0; next.len()],
        of: vec![UNSEEN; next.len()],
        all: Vec::new(),
        open: Vec::new(),
        seen: 0,
    };
    for place in 0..next.len() {
        if found.order[place] == UNSEEN {
            found.explore(place, next);
        }
    }
    let Components { of, all, .. } = found;
    let leads_out = |places: &Vec<usize>| {
        let own = of[places[0]];
        places.iter().flat_map(|place| &next[*place]).any(|to| of[*to] != own)
    };
    all.into_iter().filter(|places| !leads_out(places)).collect()
}

/// No number yet.
const UNSEEN: usize = usize::MAX;

struct Components {
    /// When each place was first seen.
    order: Vec<usize>,
    /// The first seen of the open places that each place leads back to.
    low: Vec<usize>,
    /// The component of each place.
    of: Vec<usize>,
    all: Vec<Vec<usize>>,
    /// Places whose component is not known yet.
    open: Vec<usize>,
    seen: usize,
}

impl Components {
    fn explore(&mut self, start: usize, next: &[Vec<usize>]) {
        self.see(start);
        // Each place under way, and how many of its next ones were looked at.
        let mut way = vec![(start, 0)];
        while let Some((place, looked)) = way.last_mut() {
            let place = *place;
            let Some(to) = next[place].get(*looked).copied() else {
                way.pop();
                self.close(place);
                if let Some((before, _)) = way.last() {
                    self.low[*before] = self.low[*before].min(self.low[place]);
                }
                continue;
            };
            *looked += 1;
            if self.order[to] == UNSEEN {
                self.see(to);
                way.push((to, 0));
            } else if self.of[to] == UNSEEN {
                self.low[place] = self.low[place].min(self.order[to]);
            }
        }
    }

    fn see(&mut self, place: usize) {
        (self.order[place], self.low[place]) = (self.seen, self.seen);
        self.seen += 1;
        self.open.push(place);
    }

    /// Takes a component out once all of it was seen.
    fn close(&mut self, place: usize) {
        if self.low[place] != self.order[place] {
            return;
        }
        let from = self.open.iter().rposition(|open| *open == place).unwrap_or(0);
        let places = self.open.split_off(from);
        places.iter().for_each(|place| self.of[*place] = self.all.len());
        self.all.push(places);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where each place leads to, and the ends.
    type Row<'a> = (&'a [&'a [usize]], &'a [&'a [usize]]);

    #[test]
    fn ends_are_places_that_lead_nowhere_and_circles_that_nothing_leads_out_of() {
        let rows: &[Row<'_>] = &[
            (&[&[]], &[&[0]]),
            (&[&[1], &[2], &[]], &[&[2]]),
            (&[&[1], &[0]], &[&[0, 1]]),
            (&[&[0]], &[&[0]]),
            // Led into a circle; a circle that leads out; an end beside a circle.
            (&[&[1], &[2], &[1]], &[&[1, 2]]),
            (&[&[1], &[0, 2], &[]], &[&[2]]),
            (&[&[1, 3], &[2], &[1], &[]], &[&[1, 2], &[3]]),
            // Two circles, of which one leads to the other.
            (&[&[1], &[0, 2], &[3], &[2]], &[&[2, 3]]),
        ];
        for (next, expected) in rows {
            let next: Vec<Vec<usize>> = next.iter().map(|to| to.to_vec()).collect();
            let mut found = ends(&next);
            found.iter_mut().for_each(|places| places.sort_unstable());
            found.sort();
            assert_eq!(found, *expected, "{next:?}");
        }
    }

    #[test]
    fn a_chain_longer_than_a_stack_is_deep_has_one_end() {
        let length = 200_000;
        let chain = (1..length).map(|to| vec![to]).chain([Vec::new()]);
        assert_eq!(ends(&chain.collect::<Vec<_>>()), [[length - 1]]);
    }
}
