// A working day by mouse: a text, a PDF, the picture of a post, a recording and a Persian page are
// taken in, catalogued, quoted, related, traced and verified, and a citation is copied.
import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { clipboard } from './clipboard.mjs'
import { openApp } from './driver.mjs'
import { goTo, inspector, openDocument, paper, quoteCard, row } from './people.mjs'
import { AGENT, ask, documents, reload, work } from './sample.mjs'
import { atRest } from './views.mjs'

const FILES = {
  'ena-wire-2024-03-07.txt': ['Talmeran court sentences canal protesters', '2024-03-07'],
  'registry-extract-41-1402.pdf': ['Extract from the Register of Judgments', '2024-03-12'],
  'rookery-post-screenshot.png': ['The list is up on the board', '2024-03-06'],
  'statement-w3.ogg': ['Statement of W-3', '2024-03-18'],
  'گزارش-دادگاه.html': ['نُه نفر محکوم شدند', '2024-03-06'],
}
const CLAIM = 'Seven people were sentenced'
const RELATES = 'به گفتهٔ یکی از بستگان متهمان'
const PERSIAN = 'در این پرونده ۹ نفر محکوم شده‌اند'

let folder
let app
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vouchsafe-day-'))
  const files = Object.keys(FILES).map((name) => {
    copyFileSync(join(documents, name), join(folder, name))
    return join(folder, name)
  })
  app = await openApp({ pick: [files] })
  await ask(app, 'archive_new', { path: join(folder, 'day.vouch'), agent_name: AGENT })
  await reload(app)
})
after(async () => {
  await app?.quit()
  if (folder) rmSync(folder, { recursive: true })
})

/** The document that has this title. */
async function known(title) {
  const { rows } = await ask(app, 'document_rows', { limit: 10 })
  return rows.find((one) => one.title === title)
}

/** Clicks what a selection stands for, types and chooses the claim, and presses the button. */
async function hold(stance, button, more = () => {}) {
  await app.click({ role: 'button', name: new RegExp(`^${stance}`, 'u'), within: quoteCard })
  await app.type(CLAIM, { role: 'combobox', name: 'Claim', within: quoteCard })
  await app.click({ role: 'option', name: new RegExp(CLAIM, 'u'), within: quoteCard })
  await more()
  await app.click({ role: 'button', name: button, within: quoteCard })
  await app.gone(quoteCard)
}

test('taken in and catalogued', async (t) => {
  await app.click({ role: 'button', name: 'Take in', nth: 0 })
  await app.click({ role: 'button', name: 'Files …' })
  await app.click({ role: 'button', name: /^Take in 5 files/u })
  await app.click({ role: 'button', name: 'Show all documents' })
  for (const [file, [title, date]] of Object.entries(FILES)) {
    await app.click(row(file))
    await app.wait(async () => (await app.text({ role: 'heading', within: inspector, nth: 0 }))
      .includes(file), `${file} in the inspector`)
    await app.fill({ role: 'textbox', name: 'Title', within: inspector }, title)
    await app.fill({ role: 'textbox', name: 'Date', within: inspector }, date)
    await app.press('Tab')
    await app.find(row(title))
  }
  const { rows } = await ask(app, 'document_rows', { limit: 10 })
  assert.deepEqual(Object.fromEntries(rows.map(({ name, title, date }) =>
    [name, [title, date?.edtf]])), FILES)
  t.diagnostic(`${app.count()} acts for five documents`)
})

test('words of a text are held for a claim', async () => {
  await openDocument(app, 'Talmeran court sentences')
  const from = app.acts.length
  await app.selectText(await paper(app), 'pump-station mechanic')
  await hold('Supports', 'Hold as support')
  assert.ok(app.count(from) <= 6, `${app.count(from)} acts`)
})

test('words of a page of a PDF are held, as their places on the page say', async () => {
  await openDocument(app, 'Extract from the Register')
  const { id } = await known('Extract from the Register of Judgments')
  const { pages } = await ask(app, 'document_reading', { document: id })
  const { words } = await ask(app, 'page_words', { document: id, page_number: 1 })
  await atRest(app)
  const sheet = await app.find({ role: 'region', name: 'Page 1' })
  const box = await app.box(sheet)
  const at = (word) => [
    box.x + box.width * (word.x + word.width / 2) / pages[0].width,
    box.y + box.height * (word.y + word.height / 2) / pages[0].height,
  ]
  const [first, last] = [words[0], words[2]]
  await app.drag(at(first), at(last))
  await hold('Supports', 'Hold as support')
  const { passages } = await ask(app, 'document_reading', { document: id })
  const { text, start } = await ask(app, 'document_text', { document: id })
  const from = [...text].slice(first.start - start, last.end - start).join('')
  assert.equal(passages[0].exact, from)
})

test('a region of the picture of a post is held, with what is to be seen there', async () => {
  await openDocument(app, 'The list is up')
  await atRest(app)
  const picture = await app.find({ role: 'img' })
  const { x, y, width } = await app.box(picture)
  await app.drag([x + width * 0.2, y + 60], [x + width * 0.6, y + 160])
  await hold('Contradicts', 'Hold against it', () => app.type('A list of eight lines',
    { role: 'textbox', name: 'What is to be seen or heard there', within: quoteCard }))
  const { id } = await known('The list is up on the board')
  const { passages } = await ask(app, 'document_reading', { document: id })
  assert.match(passages[0].region, /\d/u)
  assert.equal(passages[0].described, 'A list of eight lines')
})

test('a stretch of a recording is held by its times', async () => {
  await openDocument(app, 'Statement of W-3')
  await atRest(app)
  const { x, y, width, height } = await app.box({ role: 'slider', name: 'Place in the recording' })
  await app.drag([x + width * 0.4, y + height / 2], [x + width * 0.55, y + height / 2])
  await hold('Supports', 'Hold as support')
  const { id } = await known('Statement of W-3')
  const { passages } = await ask(app, 'document_reading', { document: id })
  const { time_from_ms: from, time_to_ms: to } = passages[0]
  assert.ok(from > 8_000 && to > from + 2_000 && to < 20_000, `${from} to ${to}`)
})

test('Persian words are held, and their source related to the agency: three acts', async () => {
  await openDocument(app, 'نُه نفر محکوم شدند')
  await app.selectText(await paper(app), PERSIAN)
  await hold('Contradicts', 'Hold against it')
  await app.selectText(await paper(app), RELATES)
  const from = app.acts.length
  await app.press('5')
  await app.find({ role: 'combobox', name: 'another source', within: quoteCard })
  await app.type('Talmeran court sentences canal protesters')
  await app.press('Enter')
  await app.gone(quoteCard)
  assert.equal(app.count(from), 3)
  const { cross_references: links } = await ask(app, 'cross_reference_list', {})
  assert.equal(links.length, 1)
  assert.match(links[0].to.label, /ena|Talmeran/iu)
})

test('the claim is traced through all five, and everything is verified', async () => {
  await goTo(app, 'Claims')
  await app.wait(async () => (await app.text('main')).includes(CLAIM), 'the claim')
  const { claims } = await ask(app, 'claim_list', {})
  assert.equal(claims.length, 1)
  assert.deepEqual([claims[0].standing.supports, claims[0].standing.contradicts], [3, 2])
  await app.click({ role: 'button', name: 'Trace', within: 'main' })
  await atRest(app)
  const words = await app.text('main')
  for (const [title] of Object.values(FILES)) assert.ok(words.includes(title.slice(0, 15)), title)
  await goTo(app, 'Integrity')
  await app.click({ role: 'button', name: 'Check everything' })
  await app.wait(async () => /Nothing has changed since it was taken in/u.test(
    await app.text('main')), 'the answer', 60_000)
  assert.equal((await work(app, 'verify', {})).verdict, 'intact')
})

test('a quotation is copied with its reference, as another program reads it', async () => {
  await openDocument(app, 'نُه نفر محکوم شدند')
  await app.click({ role: 'button', name: 'Copy quotation and reference' })
  const copied = await app.wait(() => clipboard(app), 'something on the clipboard')
  assert.ok(copied.includes(RELATES), copied)
  assert.match(copied, /2024|۱۴۰۲/u)
  const { sha256 } = await known('نُه نفر محکوم شدند')
  assert.ok(copied.replace(/\s/gu, '').includes(sha256.slice(0, 8)), copied)
})
