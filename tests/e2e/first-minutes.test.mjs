// The first minutes of somebody who has never seen the program: an archive of their own, six
// files in it with title and date, and a first passage held as evidence. What they do is counted
// and compared with DESIGN.md 12; how long the window takes is told, as it is the machine's.
import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { openApp } from './driver.mjs'
import { inspector, openDocument, paper, quoteFor } from './people.mjs'
import { AGENT, ask, documents } from './sample.mjs'

const PASSPHRASE = 'correct horse battery staple'
const FILES = {
  'court-notice-417.html': ['Notice 417: the Sluice House case', '2024-03-07'],
  'ena-wire-2024-03-07.txt': ['Talmeran court sentences canal protesters', '7 March 2024'],
  'registry-extract-41-1402.pdf': ['Extract from the Register of Judgments', '2024-03-12'],
  'rookery-post-screenshot.png': ['The list is up on the board by the court gate', '2024-03-06'],
  'statement-w3.ogg': ['Statement of W-3', '2024-03-18'],
  'گزارش-دادگاه.html': ['نُه نفر در پروندهٔ دریچه‌خانه محکوم شدند', '۱۶ اسفند ۱۴۰۲'],
}
// A person needs about this long for an act: to look, move there, press (keystroke-level model).
const SECONDS_AN_ACT = 1.5

let folder
let app
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vouchsafe-first-'))
  const files = Object.keys(FILES).map((name) => {
    copyFileSync(join(documents, name), join(folder, name))
    return join(folder, name)
  })
  app = await openApp({ pick: [join(folder, 'canal.vouch'), files] })
})
after(async () => {
  await app?.quit()
  if (folder) rmSync(folder, { recursive: true })
})

/** Tells acts and seconds since a mark, and gives the acts. */
function since(t, mark, what) {
  const acts = app.count(mark.acts)
  const window = (performance.now() - mark.at) / 1000
  const typed = app.acts.slice(mark.acts).filter(({ kind }) => kind === 'type')
    .reduce((sum, act) => sum + act.what.length, 0)
  const person = acts * SECONDS_AN_ACT + typed * 0.25
  t.diagnostic(`${what}: ${acts} acts, ${typed} letters; window ${window.toFixed(1)} s, `
    + `a person about ${(person + window).toFixed(0)} s`)
  return acts
}

const now = () => ({ acts: app.acts.length, at: performance.now() })
let start

test('from Welcome to an encrypted archive of one’s own: one screen and the sheet', async (t) => {
  start = now()
  await app.click({ role: 'button', name: /New archive One file/u })
  await app.type('The canal case', { role: 'textbox', name: 'Title' })
  await app.click({ role: 'button', name: /^Choose a place/u })
  await app.type(AGENT, { role: 'textbox', name: 'Name to sign with' })
  await app.type(PASSPHRASE, { role: 'textbox', name: 'Passphrase' })
  await app.type(PASSPHRASE, { role: 'textbox', name: 'The same again' })
  await app.click({ role: 'button', name: 'Make the archive' })
  await app.find({ role: 'heading', name: 'Recovery sheet' }, 30_000)
  assert.match(await app.text('pre'), /([0-9a-f]{8}\s+){12}/u)
  await app.click({ role: 'checkbox', name: 'I have it on paper' })
  await app.click({ role: 'button', name: 'Go to the archive' })
  await app.find({ role: 'heading', name: 'Documents' })
  assert.ok(since(t, start, 'an archive') <= 13)
  const state = await ask(app, 'archive_state')
  assert.deepEqual([state.encrypted, state.writable, state.title], [true, true, 'The canal case'])
})

test('six files are taken in, asked once where they are from', async (t) => {
  const mark = now()
  await app.click({ role: 'button', name: 'Take in' })
  await app.click({ role: 'button', name: 'Files …' })
  await app.type('a relative', { role: 'textbox', name: 'Received from' })
  await app.click({ role: 'button', name: /^Take in 6 files/u })
  await app.find({ role: 'button', name: 'Catalogue these' }, 60_000)
  assert.ok(since(t, mark, 'six files taken in') <= 5)
  const { rows, total } = await ask(app, 'document_rows', { limit: 10 })
  assert.equal(total, 6)
  const shown = await ask(app, 'document_show', { name: rows[0].id })
  assert.equal(shown.accessions[0].received_from, 'a relative')
})

test('each gets its own title and date; the list goes on by itself', async (t) => {
  const mark = now()
  await app.click({ role: 'button', name: 'Catalogue these' })
  const seen = new Set()
  for (let turn = 0; turn < 6; turn++) {
    const file = await app.wait(async () => {
      const heading = { role: 'heading', within: inspector, nth: 0 }
      const named = (await app.text(heading)).trim()
      return named in FILES && !seen.has(named) && named
    }, 'the next file to be catalogued')
    seen.add(file)
    const [title, date] = FILES[file]
    await app.fill({ role: 'textbox', name: 'Title', within: inspector }, title)
    await app.fill({ role: 'textbox', name: 'Date', within: inspector }, date)
    await app.press('Control+Enter')
  }
  const rows = await app.wait(async () => {
    const { rows } = await ask(app, 'document_rows', { limit: 10 })
    return rows.every(({ needs }) => !needs.includes('title') && !needs.includes('date')) && rows
  }, 'all six to have a title and a date', 5_000)
  assert.deepEqual(
    Object.fromEntries(rows.map(({ name, title, date }) => [name, [title, date.written]])), FILES,
  )
  assert.ok(since(t, mark, 'six titles and dates') <= 31)
  since(t, start, 'six files catalogued (DESIGN 12: 4 minutes)')
})

test('the first passage: select, a key, the claim, Enter', async (t) => {
  const mark = now()
  await openDocument(app, 'Talmeran court sentences')
  const reached = now()
  const words = await app.selectText(await paper(app), 'TALMERAN')
  await quoteFor(app, 'The court passed sentence on 5 March 2024')
  assert.equal(since(t, reached, 'quote and claim'), 4)
  since(t, mark, 'the first passage from the list')
  const { claims } = await ask(app, 'claim_list', {})
  assert.deepEqual(claims.map(({ statement }) => statement),
    ['The court passed sentence on 5 March 2024'])
  const { evidence } = await ask(app, 'evidence_list', { of: claims[0].id })
  assert.equal(evidence[0].passage.selector.exact, words)
})
