// Words in two directions, quoted to the character: what a drag or the caret selects, what the
// archive stores, and what is marked again after a reload are the same characters.
import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openDocument, paper, quoteCard, quoteFor } from './people.mjs'
import { ask, reload, sample, work } from './sample.mjs'

// Zero-width non-joiners, a decomposed letter, a character beyond the first plane, Latin and
// digits of two kinds inside a Persian sentence, and a sentence that begins in Latin.
const FIRST = 'او نوشت: «گزارش ENA0412 می‌گوید ۹ نفر (nine) محکوم شده‌اند؛ 𝐖-3 این را رد می‌کند.» '
  + 'آن‌ها کتاب‌های re\u0301sume\u0301 را ندیده‌اند.'
const SECOND = 'ENA reported «نُه نفر» on 6 March, ۱۶ اسفند ۱۴۰۲.'
const MIXED = '«گزارش ENA0412 می‌گوید ۹ نفر (nine) محکوم شده‌اند؛ 𝐖-3 این را رد می‌کند.»'

let copy
let app
let document
before(async () => {
  copy = await sample()
  const file = join(copy.folder, 'dotted.txt')
  writeFileSync(file, `${FIRST}\n\n${SECOND}\n`)
  app = await copy.open()
  const report = await work(app, 'add', { paths: [file] })
  document = report.items[0].document
  await work(app, 'document_extract', { documents: [document] })
  await reload(app)
  await openDocument(app, 'dotted')
})
after(async () => {
  await app?.quit()
  copy?.remove()
})

/** The passages of the document, with the slice of its stored text that each points to. */
async function stored() {
  const { text, start } = await ask(app, 'document_text', { document })
  const { passages } = await ask(app, 'document_reading', { document })
  const characters = [...text]
  return Promise.all(passages.map(async ({ id }) => {
    const shown = await ask(app, 'passage_show', { name: id })
    const [from, to] = [shown.selector.start - start, shown.selector.end - start]
    return { id, quote: shown.selector.exact, slice: characters.slice(from, to).join('') }
  }))
}

/** What is marked as support on the page: the text under each range, and where it is painted. */
function marked() {
  return app.execute(() => [...CSS.highlights.get('vs-supports') ?? []].map((range) => ({
    text: range.toString(),
    boxes: [...range.getClientRects()].map(({ x, y, width, height }) =>
      [x, y, width, height].map(Math.round)),
  })))
}

test('a drag over Persian and Latin selects what the archive then holds, byte for byte',
  async () => {
    assert.equal(await app.selectText(await paper(app), MIXED), MIXED)
    await quoteFor(app, 'شمار محکومان در گزارش نخست نُه نفر است')
    const [passage, ...others] = await stored()
    assert.deepEqual(others, [])
    assert.equal(Buffer.compare(Buffer.from(passage.quote), Buffer.from(MIXED)), 0)
    assert.equal(passage.slice, MIXED)
  })

test('after a reload the mark covers the same characters at the same place', async () => {
  const before = await app.wait(async () => (await marked())[0], 'the mark')
  assert.equal(before.text, MIXED)
  await reload(app)
  await openDocument(app, 'dotted')
  const after = await app.wait(async () => (await marked())[0], 'the mark after a reload')
  assert.deepEqual(after, before)
})

test('the caret selects by keys alone, and what it selects is what is stored', async () => {
  await app.execute((node) => node.focus(), await paper(app))
  await app.press('v', 'Control+Home')
  // From a sentence in Persian into one in Latin: two ends, two directions.
  await app.press('Control+ArrowDown', 'Shift+End')
  await app.find(quoteCard)
  await quoteFor(app, 'The agency gave both dates')
  const passages = await stored()
  assert.equal(passages.length, 2)
  const own = passages.find(({ quote }) => quote !== MIXED)
  assert.equal(own.quote, SECOND)
  assert.equal(own.slice, SECOND)
})
