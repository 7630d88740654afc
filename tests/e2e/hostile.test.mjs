// A hostile page, taken in and looked at in every view there is: it runs nothing, calls nobody,
// adds nothing to the window, and reaches no command. What it wanted is told instead.
import assert from 'node:assert/strict'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, afterEach, before, test } from 'node:test'
import { COLOUR, FOREIGN, hostilePage, NAME, WORDS } from './hostile.mjs'
import { listener, outsideSockets, programs } from './network.mjs'
import { goTo, openDocument, paper, row } from './people.mjs'
import { ask, reload, sample, work } from './sample.mjs'

let copy
let ear
let app
let document
before(async () => {
  ear = await listener()
  copy = await sample()
  const file = join(copy.folder, NAME)
  writeFileSync(file, hostilePage(ear.port))
  app = await copy.open()
  const report = await work(app, 'add', { paths: [file] })
  document = report.items[0].document
  await work(app, 'document_extract', { documents: [document] })
  await ask(app, 'document_accept', { document, proposals: null }).catch(() => {})
  await reload(app)
})
afterEach(async () => {
  await app.settle()
  assert.deepEqual(await traces(), { pwn: null, foreign: [], calling: [] })
  assert.deepEqual(ear.calls, [])
  assert.deepEqual(outsideSockets(app.desk.processes()), [])
})
after(async () => {
  await app?.quit()
  ear?.close()
  copy?.remove()
})

/** What the page would have left in the window. */
function traces() {
  return app.execute((foreign, port) => ({
    pwn: window.__pwn ?? null,
    foreign: [...window.document.querySelectorAll(foreign)].map((node) => node.outerHTML),
    calling: [...window.document.querySelectorAll('*')].filter((node) =>
      [...node.attributes].some(({ name, value }) => /^on/u.test(name)
        || /^(src|srcset|href|action|data|poster|background|ping|style)$/u.test(name)
          && (value.includes(`:${port}`) || /javascript:/iu.test(value))))
      .map((node) => node.outerHTML),
  }), FOREIGN.join(','), ear.port)
}

test('in the list of documents and in the inspector its title and name are words', async () => {
  await goTo(app, 'Documents')
  await app.fill({ role: 'searchbox', name: /^Filter by/u }, 'hostile')
  await app.find({ role: 'status', name: /^1 of / })
  await app.click(row('hostile'))
  const inspector = await app.find({ role: 'complementary', name: 'Inspector' })
  await app.wait(async () => /onerror/u.test(await app.text(inspector)), 'its words as they are')
})

test('what it says of itself is accepted as words, too', async () => {
  const open = async () => {
    const { proposals } = await ask(app, 'document_proposals', { name: document })
    return proposals.filter(({ state }) => state === 'new').length
  }
  for (const field of ['author', 'abstract']) {
    const before = await open()
    await app.click({ role: 'button', name: /^Accept: <img src=x.*<x-pwned>$/u })
    await app.wait(async () => await open() < before, `the ${field} to be taken`)
  }
  await goTo(app, 'References')
  await app.wait(async () => /onerror/u.test(await app.text('main')), 'the reference')
})

test('read, it is text: no script, no address, no frame', async () => {
  await openDocument(app, 'hostile')
  const text = await app.text(await paper(app))
  assert.match(text, new RegExp(WORDS, 'u'))
  assert.match(text, /<x-pwned>/u)
  await app.selectText(await paper(app), WORDS)
  await app.find({ role: 'group', name: 'What to do with what is selected' })
  await app.press('Escape')
})

test('its file and its custody show the name as words', async () => {
  await app.click({ role: 'radio', name: 'File' })
  await app.wait(async () => (await app.text('main')).includes(NAME), 'the name as received')
  await app.click({ role: 'button', name: 'Custody' })
  await app.find({ role: 'heading', name: /Custody/u })
})

test('a hit of the search shows its words, marked, and nothing of its markup', async () => {
  await app.fill({ role: 'textbox', name: 'Search' }, WORDS)
  await app.press('Enter')
  await app.wait(async () => (await app.text('main')).includes('onerror'), 'the hit')
})

test('in the history of the archive it is words', async () => {
  await goTo(app, 'History')
  await app.wait(async () => /x-pwned|hostile/u.test(await app.text('main')), 'what was done')
})

test('as captured it opens in a program of its own, and says what it wanted', async () => {
  await openDocument(app, 'hostile')
  await app.click({ role: 'radio', name: 'As captured' })
  const told = await app.wait(async () =>
    /Scripts taken out\s+(\d+)[\s\S]*loaded or called\s+(\d+)/u.exec(await app.text('main')),
    'what was taken out')
  assert.ok(Number(told[1]) >= 10, `${told[1]} scripts`)
  assert.ok(Number(told[2]) >= 20, `${told[2]} addresses`)
  await app.click({ role: 'button', name: 'Show as captured' })
  await app.wait(async () => shows(await app.look(), COLOUR), 'the page on the display', 20_000)
  assert.ok(programs(app.desk.processes()).includes('vouchsafe-view'))
})

test('a command that is none, and a forged message, have no effect', async () => {
  for (const command of ['shell_execute', 'plugin:fs|read_text_file', 'plugin:shell|open',
    'plugin:dialog|open', 'plugin:webview|create_webview', 'plugin:app|app_hide',
    'plugin:event|emit_to', 'plugin:window|create', 'plugin:opener|open_url', 'quit']) {
    await assert.rejects(ask(app, command, {}), `${command} was not refused`)
  }
  await app.executeAsync(async () => {
    const forged = { cmd: 'archive_close', callback: 1, error: 2, payload: { request: {} } }
    for (const key of ['', 'x'.repeat(20)]) {
      window.webkit.messageHandlers.ipc.postMessage(JSON.stringify({
        ...forged, __TAURI_INVOKE_KEY__: key, invokeKey: key,
      }))
      await fetch('ipc://localhost/archive_close', {
        method: 'POST',
        headers: { 'Tauri-Invoke-Key': key, 'Content-Type': 'application/json' },
        body: JSON.stringify(forged.payload),
      }).catch(() => {})
    }
  })
  assert.equal((await ask(app, 'archive_state')).state, 'open')
})

test('nothing can be written but to a place that a person picked', async () => {
  const path = join(copy.folder, 'written.txt')
  await assert.rejects(ask(app, 'save_text', { path, text: 'x' }), /no dialog has asked/u)
  await assert.rejects(ask(app, 'save_bytes', { path, base64: 'eA==' }), /no dialog has asked/u)
  assert.ok(!readdirSync(copy.folder).includes('written.txt'))
})

test('leaving the page, another window and a download are denied', async () => {
  const home = () => readdirSync(app.desk.env.HOME, { recursive: true }).map(String)
    .filter((name) => !name.startsWith('.'))
  const [address, files] = [await app.execute(() => location.href), home()]
  const windows = (await app.wire.get('/window/handles')).length
  await app.execute((port) => {
    const go = (attributes) => {
      const link = Object.assign(window.document.createElement('a'), attributes)
      window.document.body.append(link)
      link.click()
      link.remove()
    }
    const to = `http://127.0.0.1:${port}/left`
    window.open(to)
    go({ href: to })
    go({ href: to, target: '_blank' })
    go({ href: 'data:application/octet-stream,hello', download: 'hello.bin' })
    go({ href: 'vpage://localhost/x/1', download: 'page.png' })
    go({ href: 'file:///etc/passwd' })
    go({ href: 'javascript:window.__pwn=20' })
  }, ear.port)
  await app.settle()
  assert.equal(await app.execute(() => location.href), address)
  assert.equal((await app.wire.get('/window/handles')).length, windows)
  assert.deepEqual(home(), files)
})

test('what the engine itself would still call ends at the proxy, which counts it', async () => {
  const before = (await ask(app, 'requests_refused')).refused
  await app.execute((port) => {
    const link = Object.assign(window.document.createElement('link'), {
      rel: 'preconnect', href: `http://127.0.0.1:${port}/`,
    })
    window.document.head.append(link)
    const audio = new Audio('http://media.localhost/nobody-gave-this-address')
    audio.addEventListener('error', () => link.remove())
  }, ear.port)
  await app.gone('link[rel=preconnect]')
  assert.ok((await ask(app, 'requests_refused')).refused > before)
})

test('the listener would have heard a call', async () => {
  await fetch(`http://127.0.0.1:${ear.port}/control`)
  assert.deepEqual(ear.calls.splice(0), ['GET /control HTTP/1.1'])
})

/** Whether a good part of the picture has this colour. */
function shows({ rgb }, [red, green, blue]) {
  let found = 0
  for (let at = 0; at < rgb.length; at += 3) {
    if (rgb[at] === red && rgb[at + 1] === green && rgb[at + 2] === blue) found++
  }
  return found > 10_000
}
