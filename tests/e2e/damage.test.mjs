// When something is wrong with the file: one byte changed, half of it gone, the wrong passphrase,
// the file taken away, no key, another process writing, a kill in the middle. Each is said as it
// is, with what is safe and what to do, and nothing that was acknowledged is lost.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openApp } from './driver.mjs'
import { goTo, openDocument, paper, quoteFor, row } from './people.mjs'
import { AGENT, ask, commandLine, sample, work } from './sample.mjs'
import { atRest } from './views.mjs'

/** Runs a test with a copy of the sample; the window that it opens is ended with it. */
function damaged(name, run) {
  test(name, async (t) => {
    const copy = await sample()
    const apps = []
    const open = async (...options) => {
      apps.push(await copy.open(...options))
      return apps.at(-1)
    }
    try {
      await run(copy, open, t)
    } finally {
      for (const app of apps) await app.quit()
      copy.remove()
    }
  })
}

/** Changes one byte of the bytes of a captured page, and nothing else of the archive. */
function changeOneByte(archive) {
  const file = readFileSync(archive)
  const words = Buffer.from('<meta name="citation_author" content="Herald')
  const at = file.indexOf(words)
  assert.ok(at > 0 && file.indexOf(words, at + 1) < 0, 'the page stands in the file once')
  file[at + words.length - 1] ^= 1
  writeFileSync(archive, file)
}

/** The words of the error screen, as soon as it is there. */
async function errorScreen(app) {
  const alert = await app.find({ role: 'alert' })
  const words = await app.text(alert)
  for (const part of ['What happened', 'What is safe', 'What to do']) {
    assert.ok(words.includes(part), `${part} in: ${words}`)
  }
  return words
}

damaged('one byte changed: named with both digests, in the list, by the claim, at the end of a trace',
  async (copy, open) => {
    changeOneByte(copy.archive)
    const app = await open()
    await goTo(app, 'Integrity')
    await app.click({ role: 'button', name: 'Check everything' })
    await app.find({ role: 'button', name: /The bytes of a document have changed/u }, 60_000)
    assert.match(await app.text('main'), /1 document has changed/u)
    await app.click({ role: 'button', name: /The bytes of a document have changed/u })
    const words = await app.text('main')
    assert.match(words, /veldmoor2024nine/u)
    const { rows } = await ask(app, 'document_rows', { limit: 50 })
    const [changed, ...others] = rows.filter(({ last_result: result }) => result === 'changed')
    assert.equal(others.length, 0)
    assert.ok(words.replace(/\s/gu, '').includes(`Recorded${changed.sha256}`))
    const now = /Found now\s+((?:[0-9a-f]{4}\s+){16})/u.exec(words)[1].replace(/\s/gu, '')
    assert.notEqual(now, changed.sha256)

    await goTo(app, 'Documents')
    await app.find({ role: 'row', name: /Nine years for mechanic.*Changed/u })
    await goTo(app, 'Claims')
    await app.wait(async () => /rests on 1 document that was found changed/u.test(
      await app.text('main')), 'the claim to say so')
    await atRest(app)
    await app.click({ role: 'button', name: 'Trace' })
    await app.click({ role: 'button', name: 'Read the bytes again' })
    await app.wait(async () => /Nine years for mechanic[\s\S]*?✕\s*Changed/u.test(
      await app.text('main')), 'the changed document in the trace', 30_000)
  })

damaged('half of the file: what happened, what is safe, what to do', async (copy, open) => {
  truncateSync(copy.archive, 400_000)
  const app = await open()
  assert.match(await errorScreen(app), /The archive is damaged/u)
  await app.find({ role: 'button', name: /^Repair from a copy/u })
  await app.click({ role: 'button', name: 'Back to the start' })
  await app.find({ role: 'heading', name: 'Vouchsafe' })
})

damaged('no archive at all: it is not opened, and nothing is written to it', async (copy, open) => {
  const text = Buffer.from('A letter, renamed by mistake.\n')
  writeFileSync(copy.archive, text)
  const app = await open()
  await app.wait(async () => /not an archive|Passphrase of the archive/iu.test(
    await app.text('#app')), 'a word on it')
  assert.deepEqual(readFileSync(copy.archive), text)
})

test('the wrong passphrase is said beside the field; the right one opens', async () => {
  const copy = await sample()
  const archive = join(copy.folder, 'locked.vouch')
  const first = await openApp({ env: { VOUCHSAFE_CONFIG_DIR: copy.config } })
  await ask(first, 'archive_new', { path: archive, agent_name: AGENT, passphrase: 'five words' })
  await ask(first, 'archive_close')
  await first.quit()
  const app = await openApp({ archive, env: { VOUCHSAFE_CONFIG_DIR: copy.config } })
  try {
    const field = { role: 'textbox', name: 'Passphrase of the archive' }
    await app.fill(field, 'six words')
    await app.press('Enter')
    await app.wait(async () => /Wrong passphrase/u.test(await app.text('main, #app')), 'the word')
    assert.equal((await ask(app, 'archive_state')).state, 'none')
    await app.fill(field, 'five words')
    await app.press('Enter')
    await app.find({ role: 'heading', name: 'Documents' })
  } finally {
    await app.quit()
    copy.remove()
  }
})

damaged('the file is taken away while it is open, and comes back', async (copy, open) => {
  const app = await open()
  renameSync(copy.archive, `${copy.archive}.away`)
  await app.doubleClick(row('Notice 417'))
  await app.wait(async () => /there is no such file/u.test(await app.text('#app')), 'what happened')
  renameSync(`${copy.archive}.away`, copy.archive)
  await goTo(app, 'Documents')
  await openDocument(app, 'Notice 417')
  await app.selectText(await paper(app), 'Nimbar')
  await quoteFor(app, 'Written after the file had come back')
  assert.equal((await work(app, 'verify', {})).verdict, 'intact')
})

damaged('without its key it is open for reading only, and says so where one would write',
  async (copy, open) => {
    const stranger = join(copy.folder, 'stranger')
    mkdirSync(stranger, { mode: 0o700 })
    const before = readFileSync(copy.archive)
    const app = await open({ env: { VOUCHSAFE_CONFIG_DIR: stranger } })
    await app.wait(async () => /This machine holds no key/u.test(await app.text('#app')), 'why')
    await openDocument(app, 'Notice 417')
    await app.selectText(await paper(app), 'Nimbar')
    await app.wait(async () => /open for reading only: nothing can be quoted/u.test(
      await app.text('#app')), 'why nothing can be quoted')
    await app.quit()
    assert.deepEqual(readFileSync(copy.archive), before)
  })

damaged('another process takes files in while one reads and quotes here', async (copy, open, t) => {
  const app = await open()
  const files = Array.from({ length: 8 }, (_, n) => {
    const path = join(copy.folder, `other-${n}.txt`)
    writeFileSync(path, `Taken in by another process, number ${n}.\n`)
    return path
  })
  const env = { ...process.env, VOUCHSAFE_CONFIG_DIR: copy.config }
  const other = (async () => {
    for (const path of files) {
      const child = spawn(commandLine, ['--archive', copy.archive, 'add', path], {
        env, stdio: ['ignore', 'ignore', 'pipe'],
      })
      let said = ''
      child.stderr.on('data', (bytes) => { said += bytes })
      const code = await new Promise((done) => child.on('close', done))
      assert.equal(code, 0, said)
    }
  })()
  await openDocument(app, 'Talmeran court sentences canal protesters')
  for (const [n, words] of ['pump-station mechanic', 'spoke', 'court'].entries()) {
    await app.selectText(await paper(app), words)
    await quoteFor(app, `Said while the other writes, number ${n}`)
  }
  await other
  const { claims } = await ask(app, 'claim_list', {})
  assert.equal(claims.filter(({ statement }) => /^Said while/u.test(statement)).length, 3)
  const { total } = await ask(app, 'document_rows', { limit: 1 })
  assert.equal(total, 28)
  const verified = await work(app, 'verify', {})
  assert.equal(verified.verdict, 'intact')
  t.diagnostic(`${verified.checked.entries} entries of both processes checked`)
})

damaged('killed while files are taken in: nothing half, and the rest goes in again',
  async (copy, open) => {
    const folder = join(copy.folder, 'many')
    mkdirSync(folder)
    const count = 40
    for (let n = 0; n < count; n++) writeFileSync(join(folder, `${n}.bin`), randomBytes(4 << 20))
    let app = await open({ pick: [folder] })
    await app.click({ role: 'button', name: 'Take in', nth: 0 })
    await app.click({ role: 'button', name: 'Folder …' })
    await app.click({ role: 'button', name: /^Take in 40 files/u })
    const isUnderWay = () => statSync(copy.archive).size > 40 << 20
    await app.wait(isUnderWay, 'the first files to be in', 30_000)
    app.kill()
    app = await open({ pick: [folder] })
    const { total } = await ask(app, 'document_rows', { limit: 1 })
    assert.ok(total < 20 + count, `${total} documents after the kill`)
    assert.equal((await work(app, 'verify', {})).verdict, 'intact')
    await app.click({ role: 'button', name: 'Take in', nth: 0 })
    await app.click({ role: 'button', name: 'Folder …' })
    await app.click({ role: 'button', name: /^Take in \d+ files?/u })
    await app.find({ role: 'button', name: 'Show all documents' }, 90_000)
    const { rows } = await ask(app, 'document_rows', { limit: 500 })
    assert.equal(new Set(rows.map(({ sha256 }) => sha256)).size, 20 + count)
    assert.ok(rows.every(({ held }) => held))
  })
