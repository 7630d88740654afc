// Pictures of the window's views and states, for the README and for whoever looks for faults:
// `node tests/e2e/pictures.mjs ARCHIVE CONFIG_DIR [FOLDER]` drives the window through them on a
// copy of the archive, and writes them to assets/screenshots/ or to FOLDER.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync }
  from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openApp } from './driver.mjs'
import { goTo, openDocument, paper, quoteCard } from './people.mjs'
import { AGENT, documents } from './sample.mjs'
import { atRest, openRow, withSettings } from './views.mjs'

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..')
const [archive, config, to = join(project, 'assets/screenshots')] = process.argv.slice(2)
if (!archive || !config) {
  console.error('usage: node tests/e2e/pictures.mjs ARCHIVE CONFIG_DIR [FOLDER]')
  process.exit(2)
}

const LATIN = { language: 'en', calendar: 'gregorian', digits: 'latin' }
const PERSIAN = { language: 'fa', calendar: 'jalali', digits: 'persian' }
// In the empty part of the status bar: a tip of what was clicked last would cover the view.
const ASIDE = { x: 500, y: 786 }
const MOST_BYTES = 250_000

const folder = mkdtempSync(join(tmpdir(), 'vouchsafe-pictures-'))
let taken = 0
let failed = 0

/** A copy of the archive with its settings, open in a window; ends with `run`. */
async function onCopy(name, prepare, options, run) {
  const place = join(folder, name)
  mkdirSync(place)
  const copy = join(place, 'sample.vouch')
  cpSync(archive, copy)
  cpSync(config, join(place, 'config'), { recursive: true })
  prepare?.(copy)
  const app = await openApp({
    archive: copy, env: { VOUCHSAFE_CONFIG_DIR: join(place, 'config') }, shots: to, ...options,
  })
  try {
    await run(app)
  } finally {
    await app.quit()
  }
}

/** Takes one picture when the view has come to rest; what cannot be shown is told at the end. */
async function take(app, name, reach) {
  try {
    await reach?.()
    await app.wire.mouse([{ type: 'pointerMove', duration: 0, origin: 'viewport', ...ASIDE }])
    await atRest(app)
    const path = await app.screenshot(name)
    const size = statSync(path).size
    if (size > MOST_BYTES) throw new Error(`${size} bytes are too many`)
    taken++
    console.log(`  ${name}.png, ${Math.round(size / 1024)} KB`)
  } catch (error) {
    failed++
    console.error(`  ${name}: ${error.message}`)
  }
}

/** The view of a rail entry, as a picture. */
const view = (app, entry, name) => take(app, name, () => goTo(app, entry))

async function welcome(app) {
  await take(app, 'welcome')
  await take(app, 'new-archive', async () => {
    await app.click({ role: 'button', name: /New archive One file/u })
    await app.fill({ role: 'textbox', name: 'Title' }, 'The canal case')
    await app.fill({ role: 'textbox', name: 'Name to sign with' }, AGENT)
    await app.fill({ role: 'textbox', name: 'Passphrase' }, 'correct horse battery staple')
    await app.fill({ role: 'textbox', name: 'The same again' }, 'correct horse battery staple')
    await app.click({ role: 'button', name: /^Choose a place/u })
  })
  await take(app, 'recovery-sheet', async () => {
    await app.click({ role: 'button', name: 'Make the archive' })
    await app.find({ role: 'heading', name: 'Recovery sheet' }, 60_000)
  })
  await take(app, 'documents-empty', async () => {
    await app.click({ role: 'checkbox', name: 'I have it on paper' })
    await app.click({ role: 'button', name: 'Go to the archive' })
    await app.find({ role: 'heading', name: 'Documents' })
  })
  await view(app, 'Claims', 'claims-empty')
  await take(app, 'take-in', async () => {
    await goTo(app, 'Take in')
    await app.click({ role: 'button', name: 'Files …' })
    await app.find({ role: 'heading', name: 'Where is this from?' })
  })
  await take(app, 'take-in-done', async () => {
    await app.click({ role: 'button', name: /^Take in \d+ files/u })
    await app.find({ role: 'button', name: 'Catalogue these' }, 60_000)
  })
  await take(app, 'cataloguing', () => app.click({ role: 'button', name: 'Catalogue these' }))
  await take(app, 'locked', () => app.click({ role: 'button', name: 'Lock the archive' }))
}

async function library(app) {
  await take(app, 'documents')
  for (const [entry, name] of [['References', 'references'], ['Collections', 'collections'],
    ['Evidence', 'evidence'], ['Claims', 'claims'], ['Contradictions', 'contradictions'],
    ['Subjects', 'subjects'], ['Timeline', 'timeline'], ['Notes', 'notes'],
    ['History', 'history'], ['Keys and logs', 'keys'], ['Sensitivity', 'sensitivity'],
    ['Check a draft', 'draft-check'], ['Settings', 'settings'], ['Help', 'help']]) {
    await view(app, entry, name)
  }
  await take(app, 'search', async () => {
    await app.fill({ role: 'textbox', name: 'Search' }, 'Sluice House')
    await app.press('Enter')
  })
  await take(app, 'palette', async () => {
    await app.press('Control+k')
    await app.type('verify')
  })
  await app.press('Escape')
}

async function reading(app) {
  await take(app, 'reader', () => openDocument(app, 'Nine years for mechanic'))
  await take(app, 'quote', async () => {
    await app.selectText(await paper(app), 'the Sluice House')
    await app.find(quoteCard)
    await app.press('1')
    await app.find({ role: 'combobox', name: 'Claim', within: quoteCard })
  })
  await app.press('Escape', 'Escape')
  await take(app, 'as-captured', () => app.click({ role: 'radio', name: 'As captured' }))
  await take(app, 'file', () => app.click({ role: 'radio', name: 'File' }))
  await take(app, 'custody', () => app.click({ role: 'button', name: 'Custody' }))
  await take(app, 'reader-persian', () => openDocument(app, 'نُه نفر در پرونده'))
  await take(app, 'reader-pages', () => openDocument(app, 'Extract from the Register'))
  await take(app, 'reader-image', () => openDocument(app, 'برگ ابلاغیه'))
  await take(app, 'reader-audio', async () => {
    await goTo(app, 'Documents')
    const { rows } = await app.executeAsync(() => window.__TAURI_INTERNALS__
      .invoke('document_rows', { request: { limit: 50 } }))
    await openRow(app, rows.findIndex(({ media_type: type }) => type === 'audio/ogg'))
  })
}

async function argument(app) {
  await take(app, 'trace', async () => {
    await goTo(app, 'Claims')
    await app.click({ role: 'button', name: 'Trace', within: 'main' })
  })
  await take(app, 'trace-tree', () => app.click({ role: 'tab', name: 'Tree' }))
  await take(app, 'trace-read', async () => {
    await app.click({ role: 'tab', name: 'Picture' })
    await app.click({ role: 'button', name: 'Read the bytes again' })
    await app.gone({ role: 'button', name: /^Reading/u }, 60_000)
  })
  await take(app, 'integrity', async () => {
    await goTo(app, 'Integrity')
    await app.click({ role: 'button', name: 'Check everything' })
    await app.wait(async () => /Just now/u.test(await app.text('main')), 'the answer', 60_000)
  })
}

/** The same views from right to left and in the dark; entries of the rail by their place. */
async function persianAndDark(app) {
  const rail = { role: 'navigation', nth: 0 }
  const entry = (name) => ({ role: 'button', name: new RegExp(`^${name}`, 'u'), within: rail })
  await withSettings(app, { ...PERSIAN, theme: 'dark' })
  await take(app, 'documents-fa-dark')
  await take(app, 'claims-fa-dark', () => app.click(entry('گزاره‌ها')))
  await take(app, 'trace-fa-dark', () =>
    app.click({ role: 'button', name: /^ردیابی$/u, within: 'main' }))
  await withSettings(app, { ...PERSIAN, theme: 'light' })
  await take(app, 'documents-fa')
  await withSettings(app, { ...LATIN, theme: 'dark' })
  await take(app, 'claims-dark', () => goTo(app, 'Claims'))
  await take(app, 'reader-dark', () => openDocument(app, 'نُه نفر در پرونده'))
  await withSettings(app, { ...LATIN, theme: 'light', contrast: 'more' })
  await take(app, 'claims-contrast', () => goTo(app, 'Claims'))
  await withSettings(app, { ...LATIN, contrast: 'system', text_size: 200 })
  await take(app, 'documents-200')
}

/** One byte of a captured page changed. */
function changeOneByte(copy) {
  const file = readFileSync(copy)
  const at = file.indexOf('<meta name="citation_author" content="Herald')
  file[at + 40] ^= 1
  writeFileSync(copy, file)
}

async function damaged(app) {
  await take(app, 'integrity-damaged', async () => {
    await goTo(app, 'Integrity')
    await app.click({ role: 'button', name: 'Check everything' })
    const finding = { role: 'button', name: /The bytes of a document have changed/u }
    await app.find(finding, 60_000)
    await app.click(finding)
  })
}

const files = ['court-notice-417.html', 'ena-wire-2024-03-07.txt', 'registry-extract-41-1402.pdf',
  'rookery-post-screenshot.png', 'statement-w3.ogg', 'گزارش-دادگاه.html'].map((name) => {
  cpSync(join(documents, name), join(folder, name))
  return join(folder, name)
})
const empty = join(folder, 'empty')
mkdirSync(empty, { mode: 0o700 })
try {
  const first = await openApp({ shots: to, pick: [join(folder, 'canal.vouch'), files] })
  await welcome(first).finally(() => first.quit())
  await onCopy('sound', null, {}, async (app) => {
    await withSettings(app, { ...LATIN, theme: 'light' })
    for (const part of [library, reading, argument, persianAndDark]) await part(app)
  })
  await onCopy('changed', changeOneByte, {}, damaged)
  await onCopy('half', (copy) => truncateSync(copy, 400_000), {}, (app) => take(app, 'damaged'))
  await onCopy('foreign', null, { env: { VOUCHSAFE_CONFIG_DIR: empty } }, (app) =>
    take(app, 'read-only'))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
console.log(`${taken} pictures in ${to}${failed > 0 ? `, ${failed} could not be taken` : ''}`)
process.exit(failed > 0 ? 1 : 0)
