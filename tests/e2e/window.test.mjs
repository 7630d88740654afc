// The window before any archive: it opens, says it is ready, complains of nothing, and has no
// way out to the network, even when its own page is told to look for one.
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import { inWords, violations } from './axe.mjs'
import { complaints } from './console.mjs'
import { openApp } from './driver.mjs'
import { listener, outsideSockets } from './network.mjs'

let app
let ear
before(async () => {
  ear = await listener()
  app = await openApp({ listen: true })
})
beforeEach(() => ear.calls.splice(0))
after(async () => {
  await app?.quit()
  ear?.close()
})

test('the window opens, is painted, and says that it is ready', async () => {
  assert.ok(await app.isReady())
  await app.screenshot('window')
  assert.ok((await app.execute(() => document.body.innerText)).trim().length > 0)
})

test('nothing is complained of on the console', async () => {
  assert.deepEqual(await complaints(app), [])
})

test('the page has no serious accessibility fault', async () => {
  const found = await violations(app)
  assert.equal(found.length, 0, inWords(found))
})

test('the page gets no Tauri object of its own', async () => {
  assert.equal(await app.execute(() => typeof window.__TAURI__), 'undefined')
})

test('the content security policy denies by default and allows no code from text', async () => {
  const policy = await app.executeAsync(() => new Promise((done) => {
    document.addEventListener('securitypolicyviolation', (event) => done(event.originalPolicy), {
      once: true,
    })
    new Image().src = 'https://example.invalid/forbidden.png'
    setTimeout(() => done(''), 3000)
  }))
  assert.match(policy, /default-src 'none'/u)
  const scripts = /script-src ([^;]*)/u.exec(policy)?.[1] ?? ''
  assert.match(scripts, /'self'/u)
  assert.doesNotMatch(scripts, /unsafe-inline|unsafe-eval|https?:|\*/u)
  assert.doesNotMatch(policy, /connect-src[^;]*(\*|https:)/u)
  const evaluated = await app.execute(() => {
    try {
      return `ran: ${window.eval('1 + 1')}`
    } catch (error) {
      return error.name
    }
  })
  assert.equal(evaluated, 'EvalError')
})

test('leaving the page for the web is denied', async () => {
  const before = await app.execute(() => window.location.href)
  for (const address of [`http://127.0.0.1:${ear.port}/left`, 'https://example.invalid/left']) {
    await app.execute((to) => {
      setTimeout(() => { window.location.href = to }, 0)
    }, address)
    await pause(300)
    assert.equal(await app.execute(() => window.location.href), before)
    assert.ok(await app.isReady())
  }
  assert.deepEqual(ear.calls, [])
})

test('opening another window is denied', async () => {
  await app.execute((to) => {
    window.open(to)
    const link = document.createElement('a')
    Object.assign(link, { href: to, target: '_blank' })
    document.body.append(link)
    link.click()
    link.remove()
  }, `http://127.0.0.1:${ear.port}/opened`)
  await pause(300)
  assert.equal((await app.wire.get('/window/handles')).length, 1)
  assert.deepEqual(ear.calls, [])
})

test('no request of the page reaches a listener', async () => {
  const tried = await app.executeAsync(askEverywhere, ear.port)
  assert.ok(tried >= 15, `only ${tried} ways were tried`)
  await pause(1000)
  assert.deepEqual(ear.calls, [])
})

test('no process of the app has a connection to anywhere', () => {
  const pids = app.desk.processes()
  assert.ok(pids.length >= 3, 'the processes of the app were found')
  assert.deepEqual(outsideSockets(pids), [])
})

/** Runs in the page: asks the port in every way a page knows; gives how many did not throw. */
async function askEverywhere(port) {
  const to = (path) => `http://127.0.0.1:${port}/${path}`
  const add = (tag, attributes) => {
    const element = document.createElement(tag)
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
    document.body.append(element)
    setTimeout(() => element.remove(), 700)
    return element
  }
  const ways = [
    () => void fetch(to('fetch'), { mode: 'no-cors' }).catch(() => {}),
    () => {
      const request = new XMLHttpRequest()
      request.open('GET', to('xhr'))
      request.send()
    },
    () => navigator.sendBeacon(to('beacon'), 'x'),
    () => new WebSocket(`ws://127.0.0.1:${port}/socket`),
    () => new EventSource(to('events')),
    () => add('img', { src: to('img') }),
    () => add('img', { srcset: `${to('srcset')} 2x` }),
    () => add('audio', { src: to('audio'), preload: 'auto' }),
    () => add('video', { src: to('video'), poster: to('poster'), preload: 'auto' }),
    () => add('iframe', { src: to('frame') }),
    () => add('object', { data: to('object') }),
    () => add('embed', { src: to('embed') }),
    () => add('script', { async: '' }).setAttribute('src', to('script')),
    () => add('link', { rel: 'stylesheet', href: to('style') }),
    () => add('link', { rel: 'preload', as: 'image', href: to('preload') }),
    () => add('link', { rel: 'prefetch', href: to('prefetch') }),
    () => add('link', { rel: 'preconnect', href: to('preconnect') }),
    () => add('link', { rel: 'dns-prefetch', href: 'http://leak.example.invalid/' }),
    () => add('div', { style: `background-image: url(${to('background')})` }),
    () => new FontFace('leak', `url(${to('font')})`).load().catch(() => {}),
    () => {
      const target = add('iframe', { name: 'sink' })
      const form = add('form', { action: to('form'), method: 'post', target: target.name })
      form.submit()
    },
    () => new Worker(to('worker')),
    () => add('a', { href: to('link'), ping: to('ping') }).click(),
  ]
  let tried = 0
  for (const way of ways) {
    try {
      way()
      tried++
    } catch {
      // refused at once, for instance by Trusted Types
    }
  }
  return tried
}

function pause(milliseconds) {
  return new Promise((done) => setTimeout(done, milliseconds))
}
