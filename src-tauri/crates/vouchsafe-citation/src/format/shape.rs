//! A style cut down to one type of item: what it asks of the type is answered beforehand.
//!
//! Large styles are mostly questions of type, asked again for every item and every part of it.

use std::str::FromStr;

use citationberg::taxonomy::Kind;
use citationberg::{
    Choose, ChooseBranch, ChooseMatch, ElseBranch, IndependentStyle, LayoutRenderingElement,
    NamesChild, json,
};

/// Returns the type of an item, if CSL knows it.
pub(super) fn kind(item: &json::Item) -> Option<Kind> {
    Kind::from_str(item.0.get("type")?.to_str()?.as_ref()).ok()
}

/// Returns `style` as it is for items of one type: it renders those as before, and no other.
pub(super) fn cut(style: &IndependentStyle, kind: Option<Kind>) -> IndependentStyle {
    let mut style = style.clone();
    let layouts =
        [Some(&mut style.citation.layout), style.bibliography.as_mut().map(|b| &mut b.layout)];
    for layout in layouts.into_iter().flatten() {
        layout.elements = all(std::mem::take(&mut layout.elements), kind);
    }
    for one in &mut style.macros {
        one.children = all(std::mem::take(&mut one.children), kind);
    }
    style
}

fn all(elements: Vec<LayoutRenderingElement>, kind: Option<Kind>) -> Vec<LayoutRenderingElement> {
    elements.into_iter().flat_map(|element| one(element, kind)).collect()
}

fn one(element: LayoutRenderingElement, kind: Option<Kind>) -> Vec<LayoutRenderingElement> {
    match element {
        LayoutRenderingElement::Group(mut group) => {
            group.children = all(group.children, kind);
            vec![LayoutRenderingElement::Group(group)]
        }
        LayoutRenderingElement::Names(mut names) => {
            for child in &mut names.children {
                if let NamesChild::Substitute(substitute) = child {
                    let children = std::mem::take(&mut substitute.children);
                    // The first that prints wins: a question must not become two answers.
                    substitute.children = children
                        .into_iter()
                        .flat_map(|child| {
                            let answered = one(child.clone(), kind);
                            if answered.len() > 1 { vec![child] } else { answered }
                        })
                        .collect();
                }
            }
            vec![LayoutRenderingElement::Names(names)]
        }
        LayoutRenderingElement::Choose(choose) => answered(choose, kind),
        other => vec![other],
    }
}

/// Answers what can be answered of a question; what remains of it, or its answer.
fn answered(choose: Choose, kind: Option<Kind>) -> Vec<LayoutRenderingElement> {
    let mut open: Vec<ChooseBranch> = Vec::new();
    let mut last = choose.otherwise.map(|otherwise| otherwise.children);
    for mut branch in std::iter::once(choose.if_).chain(choose.else_if) {
        match test(&branch, kind) {
            Some(false) => {}
            Some(true) => {
                last = Some(branch.children);
                break;
            }
            None => {
                branch.type_ = None;
                branch.children = all(branch.children, kind);
                open.push(branch);
            }
        }
    }
    let last = last.map(|children| all(children, kind));
    if open.is_empty() {
        return last.unwrap_or_default();
    }
    let if_ = open.remove(0);
    let otherwise = last.map(|children| ElseBranch { children });
    vec![LayoutRenderingElement::Choose(Choose { if_, else_if: open, otherwise })]
}

/// Returns whether a branch is taken, where the type alone decides it.
fn test(branch: &ChooseBranch, kind: Option<Kind>) -> Option<bool> {
    let types = branch.type_.as_deref().unwrap_or_default();
    let more = branch.disambiguate.is_some()
        || branch.is_numeric.is_some()
        || branch.is_uncertain_date.is_some()
        || branch.locator.is_some()
        || branch.position.is_some()
        || branch.variable.is_some();
    let is = |wanted: &Kind| Some(*wanted) == kind;
    match branch.match_ {
        ChooseMatch::All if !types.iter().all(is) => Some(false),
        ChooseMatch::Any if types.iter().any(is) => Some(true),
        ChooseMatch::None if types.iter().any(is) => Some(false),
        ChooseMatch::All | ChooseMatch::None => Some(true).filter(|_| !more),
        ChooseMatch::Any => Some(false).filter(|_| !more),
    }
}
