// Between places in the window's own DOM and units of the text: only elements with `data-at`
// (leaves) hold text of the document, and each holds its text unchanged.
import { visibleRuns } from '../../domain/direction';

/** Puts the text of a leaf into its element; hidden control characters get a mark beside them. */
export function fill(element: HTMLElement, text: string): void {
  element.replaceChildren(
    ...visibleRuns(text).map((run) => {
      if (run.hidden === undefined) return document.createTextNode(run.text);
      // The character itself stays in the text; its name is drawn by CSS, outside of it.
      const mark = document.createElement('span');
      mark.className = 'hidden-mark';
      mark.dataset.name = run.hidden;
      mark.textContent = run.text;
      return mark;
    }),
  );
}

/** The leaves that are in the window, in the order of the text. */
export const leavesOf = (root: Element) => [...root.querySelectorAll<HTMLElement>('[data-at]')];
const atOf = (leaf: HTMLElement) => Number(leaf.dataset.at);

function textNodes(leaf: Node): Text[] {
  const walker = document.createTreeWalker(leaf, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  return nodes;
}

/** The unit of the text at a place of the DOM under `root`; null if it holds no text at all. */
export function unitAt(root: Element, node: Node, offset: number): number | null {
  const element = node instanceof Element ? node : node.parentElement;
  const leaf = element?.closest<HTMLElement>('[data-at]');
  if (leaf && root.contains(leaf)) {
    const before = document.createRange();
    before.setStart(leaf, 0);
    before.setEnd(node, offset);
    return atOf(leaf) + before.toString().length;
  }
  // Between leaves: the end of the last one before the place, else the start of the first.
  const place = document.createRange();
  place.setStart(node, offset);
  place.collapse(true);
  let found: number | null = null;
  for (const candidate of leavesOf(root)) {
    const isBefore = place.comparePoint(candidate, candidate.childNodes.length) < 0;
    if (!isBefore) return found ?? atOf(candidate);
    found = atOf(candidate) + (candidate.textContent ?? '').length;
  }
  return found;
}

/** The place in the DOM of a unit of the text; null if its chunk is not in the window. */
export function pointAt(
  root: Element,
  unit: number,
  leaves = leavesOf(root),
): { node: Node; offset: number } | null {
  let low = 0;
  let high = leaves.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (atOf(leaves[middle]!) <= unit) low = middle + 1;
    else high = middle;
  }
  const leaf = leaves[low - 1];
  if (!leaf) return null;
  let rest = unit - atOf(leaf);
  const nodes = textNodes(leaf);
  for (const node of nodes) {
    if (rest <= node.length) return { node, offset: rest };
    rest -= node.length;
  }
  const last = nodes.at(-1);
  return last ? { node: last, offset: last.length } : { node: leaf, offset: 0 };
}

/** A range over the units from `start` up to `end`, as far as they are in the window. */
export function rangeOf(
  root: Element,
  start: number,
  end: number,
  leaves = leavesOf(root),
): Range | null {
  const from = pointAt(root, start, leaves);
  const to = pointAt(root, end, leaves);
  if (!from || !to) return null;
  const range = document.createRange();
  range.setStart(from.node, from.offset);
  range.setEnd(to.node, to.offset);
  return range.collapsed && start !== end ? null : range;
}
