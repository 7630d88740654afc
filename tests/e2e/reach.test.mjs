// Every command of the command line is found by its name in the palette of the real window: those
// of docs/reach.md, looked for in each view where they make sense.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { paper } from './people.mjs'
import { ask, sample } from './sample.mjs'
import { atRest, openRow, railNames } from './views.mjs'

const table = new URL('../../src-tauri/docs/reach.md', import.meta.url)
const rail = { role: 'navigation', nth: 0 }

/** What the sample cannot show, and why. */
const ELSEWHERE = {
  'log continue': 'only in an archive that this machine does not write to',
  'passage add': 'only with words selected in a document; reading is tested for it',
  'passage move': 'only where a passage is lost',
  'passage show': 'only with a passage in hand in the reader; reading is tested for it',
  'passphrase remove': 'only in an encrypted archive',
  'passphrase sheet': 'only in an encrypted archive',
}

/** The rows of the table: `[command, ['Menu › Name', …]]`. */
function rows() {
  return [...readFileSync(table, 'utf8').matchAll(/^\| `(.+?)` \| (.+) \|$/gmu)]
    .map(([, command, ways]) => [command, ways.split('; ')])
}

let copy
let app
before(async () => {
  copy = await sample()
  app = await copy.open()
})
after(async () => {
  await app?.quit()
  copy?.remove()
})

/** What the palette offers here: `Menu › Name`. */
async function offered() {
  await atRest(app)
  await app.press('Control+k')
  await app.find('.palette-item')
  const names = await app.execute(() => [...document.querySelectorAll('.palette-item')]
    .map((item) => [...item.querySelectorAll('span')].map((part) => part.textContent.trim()))
    .map(([name, menu]) => `${menu ?? 'Palette'} › ${name}`))
  await app.press('Escape')
  await app.gone('.palette-item')
  return names
}

/** Chooses the first row of the grid or list, as far as the view has one. */
async function chooseFirst() {
  if (await app.has({ role: 'grid' })) {
    await app.execute((grid) => grid.focus(), await app.find({ role: 'grid' }))
    await app.press('Home')
  }
}

test('every row of reach.md is found in the palette', async (t) => {
  const wanted = rows()
  assert.ok(wanted.length > 70, `only ${wanted.length} rows were read`)
  const seen = new Map()
  const look = async (where) => {
    for (const name of await offered()) if (!seen.has(name)) seen.set(name, where)
  }
  // Something to restore and to purge.
  const { rows: documents } = await ask(app, 'document_rows', { limit: 50, sort: 'added' })
  await ask(app, 'remove', { records: [documents.at(-1).id], reason: 'taken in twice' })

  for (const [nth, name] of (await railNames(app)).entries()) {
    await app.click({ role: 'button', within: rail, nth })
    await atRest(app)
    await chooseFirst()
    await look(name)
  }
  for (const type of ['text/html', 'application/pdf', 'text/plain']) {
    await app.click({ role: 'button', within: rail, nth: 0 })
    await openRow(app, documents.findIndex(({ media_type: media }) => media === type))
    await look(`reader of ${type}`)
  }
  // In the last one, with some words chosen.
  await app.selectText(await paper(app), 0, 12)
  await look('reader with a selection')
  await app.click({ role: 'button', name: /^Claims/u, within: rail })
  await app.click({ role: 'button', name: /^Trace$/u, within: 'main' })
  await look('trace')

  for (const [command, reason] of Object.entries(ELSEWHERE)) {
    const ways = wanted.find(([name]) => name === command)?.[1] ?? []
    assert.ok(!ways.some((way) => seen.has(way)), `${command} is found: not ${reason}`)
  }
  const unseen = wanted.filter(([command, ways]) =>
    !(command in ELSEWHERE) && !ways.some((way) => seen.has(way)))
  t.diagnostic(`${wanted.length - unseen.length} of ${wanted.length} in ${seen.size} commands`)
  assert.deepEqual(unseen.map(([command, ways]) => `${command}: ${ways.join('; ')}`), [])
})
