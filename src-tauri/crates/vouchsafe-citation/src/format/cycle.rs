//! Macros of a style that call themselves, or too many others: the renderer would follow them until
//! its stack or its time is over.

use std::collections::HashMap;

use citationberg::{IndependentStyle, LayoutRenderingElement, NamesChild, TextTarget};

/// Macros called by one citation, counted through all calls, beyond which a style is refused. The
/// largest real ones stay below a hundred thousand.
const MOST_CALLS: u64 = 2_000_000;
/// Calls within calls; real styles have at most ten or so.
const DEEPEST_CALLS: usize = 64;

/// How many macros one calls in all, and how deep.
type Size = (u64, usize);

/// Returns the name of a macro that calls itself, directly or through others, or that calls so many
/// that it comes to the same.
pub(super) fn of_macros(style: &IndependentStyle) -> Option<String> {
    let mut calls: HashMap<&str, Vec<&str>> = HashMap::new();
    for one in &style.macros {
        let called = calls.entry(&one.name).or_default();
        one.children.iter().for_each(|child| collect(child, called));
    }
    let mut known: HashMap<&str, Option<Size>> = HashMap::new();
    let guilty = style.macros.iter().find(|one| count(&one.name, &calls, &mut known, 0).is_none());
    guilty.map(|one| one.name.clone())
}

/// Returns how large a call of `name` is; `None` if it comes back to itself or is beyond a limit.
fn count<'style>(
    name: &'style str,
    calls: &HashMap<&'style str, Vec<&'style str>>,
    known: &mut HashMap<&'style str, Option<Size>>,
    above: usize,
) -> Option<Size> {
    if let Some(known) = known.get(name) {
        return *known;
    }
    if above > DEEPEST_CALLS {
        return None;
    }
    // While it is being counted it counts as calling itself.
    known.insert(name, None);
    let (mut sum, mut deepest): Size = (1, 0);
    for called in calls.get(name).into_iter().flatten() {
        let (more, deep) = count(called, calls, known, above + 1)?;
        sum = sum.checked_add(more).filter(|sum| *sum <= MOST_CALLS)?;
        deepest = deepest.max(deep + 1);
    }
    let size = Some((sum, deepest)).filter(|_| deepest <= DEEPEST_CALLS);
    known.insert(name, size);
    size
}

fn collect<'style>(element: &'style LayoutRenderingElement, into: &mut Vec<&'style str>) {
    let mut all = |children: &'style [LayoutRenderingElement]| {
        children.iter().for_each(|child| collect(child, into));
    };
    match element {
        LayoutRenderingElement::Text(text) => {
            if let TextTarget::Macro { name } = &text.target {
                into.push(name);
            }
        }
        LayoutRenderingElement::Group(group) => all(&group.children),
        LayoutRenderingElement::Choose(choose) => {
            all(&choose.if_.children);
            choose.else_if.iter().for_each(|branch| all(&branch.children));
            choose.otherwise.iter().for_each(|otherwise| all(&otherwise.children));
        }
        LayoutRenderingElement::Names(names) => {
            for child in &names.children {
                if let NamesChild::Substitute(substitute) = child {
                    all(&substitute.children);
                }
            }
        }
        _ => {}
    }
}
