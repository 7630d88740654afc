// Functions that run inside the page. Each is sent as its own text, so it may use nothing from
// outside itself.

/**
 * Visible elements of a role whose accessible name is `wanted` (text, or a regular expression as
 * `{ source, flags }`, or null for any), in document order, inside `scope` or the whole page.
 *
 * The name is a short form of the accname algorithm; `App.computed` asks the engine itself.
 */
export function findByRole(role, wanted, scope) {
  const native = {
    button: 'button, input[type=button], input[type=submit], summary',
    link: 'a[href]',
    textbox: 'input:not([type]), input[type=text], input[type=email], input[type=url],'
      + ' input[type=password], input[type=tel], textarea, [contenteditable=true]',
    searchbox: 'input[type=search]',
    checkbox: 'input[type=checkbox]',
    radio: 'input[type=radio]',
    combobox: 'select:not([multiple])',
    listbox: 'select[multiple]',
    option: 'option',
    slider: 'input[type=range]',
    spinbutton: 'input[type=number]',
    heading: 'h1, h2, h3, h4, h5, h6',
    img: 'img, svg[aria-label]',
    list: 'ul, ol',
    listitem: 'li',
    table: 'table',
    row: 'tr',
    cell: 'td',
    columnheader: 'th',
    dialog: 'dialog[open]',
    article: 'article',
    navigation: 'nav',
    main: 'main',
    complementary: 'aside',
    banner: 'header',
    contentinfo: 'footer',
    form: 'form',
    region: 'section[aria-label], section[aria-labelledby]',
    group: 'fieldset, details',
    status: 'output',
    progressbar: 'progress',
  }[role]
  const squeeze = (text) => (text ?? '').replace(/\s+/gu, ' ').trim()
  const content = (node) => {
    if (node.nodeType === Node.TEXT_NODE) return node.data
    if (node.nodeType !== Node.ELEMENT_NODE) return ''
    if (node.getAttribute('aria-hidden') === 'true') return ''
    if (node.hasAttribute('aria-label')) return node.getAttribute('aria-label')
    if (node.tagName === 'IMG') return node.alt
    if (!node.checkVisibility?.({ visibilityProperty: true })) return ''
    const inner = [...node.childNodes].map(content).join('')
    return getComputedStyle(node).display === 'inline' ? inner : ` ${inner} `
  }
  const nameOf = (node) => {
    const by = node.getAttribute('aria-labelledby')
    if (by) {
      return squeeze(by.split(/\s+/u).map((id) => {
        const label = document.getElementById(id)
        return label ? label.getAttribute('aria-label') ?? label.textContent : ''
      }).join(' '))
    }
    const direct = squeeze(node.getAttribute('aria-label'))
    if (direct) return direct
    if (node.labels?.length) return squeeze([...node.labels].map(content).join(' '))
    if (node.tagName === 'IMG') return squeeze(node.alt)
    if (node.matches('input[type=button], input[type=submit]')) return node.value
    if (node.matches('fieldset')) return squeeze(node.querySelector('legend')?.textContent)
    const namedByContent = ['button', 'link', 'option', 'heading', 'listitem', 'row', 'cell',
      'gridcell', 'columnheader', 'rowheader', 'tab', 'treeitem', 'menuitem', 'menuitemcheckbox',
      'menuitemradio', 'checkbox', 'radio', 'switch', 'tooltip', 'status', 'alert']
    if (namedByContent.includes(role) && !node.matches('input, textarea, select')) {
      const text = squeeze(content(node))
      if (text) return text
    }
    return squeeze(node.getAttribute('title') ?? node.getAttribute('placeholder'))
  }
  const matches = (name) => {
    if (wanted === null) return true
    if (typeof wanted === 'string') return name === squeeze(wanted)
    return new RegExp(wanted.source, wanted.flags).test(name)
  }
  const css = native ? `[role="${role}"], :is(${native}):not([role])` : `[role="${role}"]`
  return [...(scope ?? document).querySelectorAll(css)].filter((node) =>
    node.checkVisibility({ visibilityProperty: true })
      && !node.closest('[aria-hidden=true], [inert]') && matches(nameOf(node)))
}

/** Where `node` can be hit with the pointer, or the reason why it cannot (now). */
export async function pointAt(node) {
  node.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' })
  const before = node.getBoundingClientRect()
  const box = [...node.getClientRects()].find((rect) => rect.width > 0 && rect.height > 0)
  if (!box) return { reason: 'it has no box' }
  const outside = before.bottom < 0 || before.top > innerHeight
    || before.right < 0 || before.left > innerWidth
  if (outside) return { reason: 'it is out of view' }
  const inside = (low, high, limit) => (Math.max(low, 0) + Math.min(high, limit - 1)) / 2
  const x = Math.round(inside(box.left, box.right, innerWidth))
  const y = Math.round(inside(box.top, box.bottom, innerHeight))
  const hit = document.elementFromPoint(x, y)
  const label = hit?.closest('label')
  if (hit && (node.contains(hit) || hit.contains(node) && hit.tagName !== 'BODY'
    || label?.control === node)) return { point: [x, y] }
  return { reason: `covered by ${hit ? hit.outerHTML.slice(0, 120) : 'nothing'}` }
}

/**
 * Viewport points from which to which a drag selects characters `start`..`end` of `node`.
 *
 * `start` may be the text to select. A boundary has up to four places (both edges of the
 * character before and after it; which one depends on the direction of the text), so each is
 * tried against the engine's own caret until one gives the boundary wanted.
 */
export function selectionPoints(node, start, end) {
  const text = node.textContent
  if (typeof start === 'string') {
    const at = text.indexOf(start)
    if (at < 0) return { reason: `the element does not hold "${start}"` }
    end = at + start.length
    start = at
  }
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT)
  const parts = []
  for (let at = 0; walker.nextNode(); at += walker.currentNode.length) {
    parts.push({ text: walker.currentNode, at })
  }
  const place = (offset) => {
    const part = parts.find(({ text, at }) => offset >= at && offset < at + text.length)
    return part && { text: part.text, offset: offset - part.at }
  }
  const rectOf = (offset) => {
    const found = offset >= 0 && place(offset)
    if (!found) return null
    const range = document.createRange()
    range.setStart(found.text, found.offset)
    range.setEnd(found.text, found.offset + 1)
    return [...range.getClientRects()].find((rect) => rect.width > 0) ?? null
  }
  const offsetAt = (x, y) => {
    const caret = document.caretRangeFromPoint(x, y)
    const part = caret && parts.find((entry) => entry.text === caret.startContainer)
    return part ? part.at + caret.startOffset : -1
  }
  const first = place(start)
  if (!first || end > text.length) return { reason: 'the offsets lie outside the element' }
  first.text.parentElement.scrollIntoView({ block: 'nearest', behavior: 'instant' })
  const pointOf = (offset, order) => {
    for (const rect of order.map(rectOf).filter(Boolean)) {
      const y = Math.round(rect.top + rect.height / 2)
      for (const x of [rect.left + 1, rect.right - 1, rect.left, rect.right]) {
        if (offsetAt(Math.round(x), y) === offset) return [Math.round(x), y]
      }
    }
    return null
  }
  const from = pointOf(start, [start, start - 1])
  const to = pointOf(end, [end - 1, end])
  if (!from || !to) return { reason: `no point of the page lies at offset ${from ? end : start}` }
  return { points: [from, to] }
}
