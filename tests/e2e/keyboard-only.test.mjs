// The essentials of a working day without a pointer: take in, open, read, quote, trace, verify,
// copy. Focus can always be seen, Escape leads back, and a Persian keyboard reaches the same.
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { clipboard } from './clipboard.mjs'
import { App } from './driver.mjs'
import { openDocument, paper, quoteCard } from './people.mjs'
import { ask, documents, sample } from './sample.mjs'
import { atRest } from './views.mjs'

/** A window whose person has no pointer: what would move one fails. */
class Keyboard extends App {
  click() { throw new Error('there is no pointer') }
  drag() { throw new Error('there is no pointer') }
  hover() { throw new Error('there is no pointer') }
}

const CLAIM = 'A wire agency reported the sentences first'

let copy
let app
before(async () => {
  copy = await sample()
  app = await copy.open({ pick: [join(documents, 'notice-board.jpg')] }, Keyboard)
})
after(async () => {
  await app?.quit()
  copy?.remove()
})

/** Runs a command by its name in the palette. */
async function run(name, as = app) {
  await as.press('Control+k')
  await as.find('dialog[open], [role=dialog]')
  await as.type(name)
  await as.find({ role: 'option', name: new RegExp(name, 'u') })
  await as.press('Enter')
  await as.gone('dialog[open], [role=dialog]')
}

/** Presses Tab until what is meant has the focus, as somebody without a pointer must. */
async function reach(target) {
  const element = await app.find(target)
  for (let turn = 0; turn < 80; turn++) {
    if (await app.execute((node) => document.activeElement === node, element)) return
    await app.press('Tab')
  }
  throw new Error(`Tab does not lead to ${target.role ?? target} ${target.name ?? ''}`)
}

/** What has the focus, and whether that can be seen. */
function focus() {
  return app.execute(() => {
    const node = document.activeElement
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(node)
    const seen = outlineStyle !== 'none' && parseFloat(outlineWidth) > 0 || boxShadow !== 'none'
    return { tag: node.tagName, role: node.getAttribute('role'), seen }
  })
}

test('every entry of the menu bar is reached by arrows, and Escape leads back', async () => {
  await app.press('Tab', 'Tab') // past “Skip to the main part”
  const names = []
  for (let turn = 0; turn < 7; turn++) {
    names.push(await app.execute(() => document.activeElement.textContent.trim()))
    await app.press('ArrowRight')
  }
  assert.deepEqual(names, ['File', 'Edit', 'View', 'Go', 'Record', 'Integrity', 'Help'])
  await app.press('ArrowDown')
  await app.find({ role: 'menu' })
  await app.press('Escape')
  await app.gone({ role: 'menu' })
})

test('F6 walks through the parts of the window, and the focus is always seen', async () => {
  const seen = new Set()
  for (let turn = 0; turn < 5; turn++) {
    await app.press('F6')
    await app.settle()
    const part = await app.execute(() => {
      const pane = document.activeElement.closest('[data-pane]')
      return pane?.getAttribute('aria-label') ?? pane?.tagName ?? ''
    })
    seen.add(part)
  }
  assert.ok(seen.size >= 4, [...seen].join(', '))
  await app.press('Tab')
  const { tag, role, seen: visible } = await focus()
  assert.ok(visible, `${tag} ${role} shows no focus`)
})

test('a document is found in the list by arrows, and opened', async () => {
  await run('Go to Documents')
  await atRest(app)
  await reach({ role: 'grid' })
  await app.press('Home')
  for (let turn = 0; turn < 3; turn++) await app.press('ArrowDown')
  await app.press('Enter')
  await app.find({ role: 'toolbar', name: 'How it is shown' })
  await paper(app)
})

test('words are selected by the caret, held with one key, and the caret is where it was',
  async () => {
    await reach(await paper(app))
    await app.press('v', 'Control+Home', 'Control+Shift+ArrowRight', 'Control+Shift+ArrowRight')
    await app.find(quoteCard)
    await app.press('1')
    await app.find({ role: 'combobox', name: 'Claim', within: quoteCard })
    await app.type(CLAIM)
    await app.press('Enter')
    await app.gone(quoteCard)
    const { claims } = await ask(app, 'claim_list', {})
    const claim = claims.find(({ statement }) => statement === CLAIM)
    assert.deepEqual([claim.standing.supports, claim.standing.contradicts], [1, 0])
    assert.equal((await focus()).tag, 'ARTICLE')
    await app.press('Escape')
  })

test('the quotation is copied with its reference by keys', async () => {
  await app.press('j', 'Control+Shift+C')
  const copied = await app.wait(() => clipboard(app), 'something on the clipboard')
  assert.match(copied, /\[sha256 [0-9a-f]{8,}/u)
})

test('the claim is traced, and the tree is walked by arrows', async () => {
  await run('Go to Claims')
  await atRest(app)
  await reach({ role: 'button', name: 'Trace', within: 'main' })
  await app.press('Enter')
  await app.find({ role: 'tab', name: 'Tree' })
  await atRest(app)
  await reach({ role: 'tab', name: 'Picture' })
  await app.press('ArrowRight')
  await reach('[role=tree][tabindex="0"], [role=treeitem][tabindex="0"]')
  const at = () => app.execute(() => document.activeElement.getAttribute('aria-activedescendant')
    ?? document.activeElement.textContent)
  const before = await at()
  await app.press('ArrowDown')
  assert.notEqual(await at(), before)
})

test('everything is checked by a command of the palette', async () => {
  await run('Check everything')
  await app.press('Control+6')
  await app.wait(async () => /Nothing has changed since it was taken in/u.test(
    await app.text('main')), 'the answer', 60_000)
})

test('a file is taken in by keys alone', async () => {
  await app.press('Control+i')
  await reach({ role: 'button', name: 'Files …' })
  await app.press('Enter')
  const start = await app.find({ role: 'button', name: /^Take in 1 file|^Nothing chosen/u })
  assert.match(await app.text('main'), /Same bytes|Already here/u)
  assert.ok(await app.text(start))
  assert.equal(app.acts.filter(({ kind }) => !['press', 'type'].includes(kind)).length, 0)
})

test('with a Persian keyboard the same chords open the palette and the find bar', async () => {
  const other = await copy.open({ layout: 'ir', env: { VOUCHSAFE_CONFIG_DIR: copy.config } })
  try {
    await other.press('Control+ن')
    await other.find('dialog[open], [role=dialog]')
    await other.press('Escape')
    await other.gone('dialog[open], [role=dialog]')
    await openDocument(other, 'Notice 417')
    await other.press('Control+ب')
    await other.find({ role: 'search', name: 'Find in this document' })
  } finally {
    await other.quit()
  }
})
