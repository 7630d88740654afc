// Puts the focus into a field as soon as it is there: `<TextInput {@attach focus} />`.

/**
 * In place of the attribute `autofocus`, which is honoured once a page, and only while nothing
 * else has the focus.
 */
export function focus(element: HTMLElement): void {
  element.focus();
}
