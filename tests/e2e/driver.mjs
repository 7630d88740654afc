// The window under test as a person has it: opens the real program on a desk of its own, finds
// things by role and name, clicks, types, drags, looks. Each act of the person is counted, so
// that a test can say how many a task takes. Windows on different desks run side by side.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { environment, starting } from './backend.mjs'
import { listeningCopy } from './console.mjs'
import { Desk, freePort } from './desk.mjs'
import { MODIFIERS } from './keys.mjs'
import { findByRole, pointAt, selectionPoints } from './page.mjs'
import { realClick } from './pointer.mjs'
import { colours, crop, png, readDisplay } from './picture.mjs'
import { Wire } from './wire.mjs'

const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf'
const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** The program under test: VOUCHSAFE_E2E_APP, else the debug build of this tree. */
export const program = process.env.VOUCHSAFE_E2E_APP
  ?? join(project, 'target/debug/vouchsafe-desktop')

/**
 * Opens the app and waits until its first view is there; a kind of App may open something else.
 *
 * `ui` (or VOUCHSAFE_E2E_UI): folder with a built UI in place of the built-in one (debug builds);
 * `archive`: what it opens at start; `pick`: what file dialogs answer (backend.mjs); `env`, `args`:
 * more for the program; `listen`: note what the page complains of (console.mjs); `ready: false`:
 * do not wait; `layout`: of the keyboard (desk.mjs).
 */
export async function openApp(options = {}, kind = App) {
  const app = new kind(options)
  try {
    await app.start()
  } catch (error) {
    const log = app.desk.frames ? app.desk.logText().trim().split('\n').slice(-15).join('\n') : ''
    app.kill()
    throw new Error(`the app did not open: ${error.message}\n${log}`, { cause: error })
  }
  return app
}

export class App {
  constructor({ screen, layout, shots = process.env.VOUCHSAFE_E2E_SHOTS, ...options }) {
    this.desk = new Desk({ screen, layout })
    this.options = { ui: process.env.VOUCHSAFE_E2E_UI, ...options }
    this.shots = shots
    this.acts = []
  }

  async start() {
    const { desk, options } = this
    const begun = performance.now()
    await desk.open()
    const ui = options.listen
      ? listeningCopy(options.ui ?? join(project, 'ui/dist'), join(desk.home, 'ui')) : options.ui
    Object.assign(desk.env, environment({ ...options, ui }), options.env)
    await this.attach()
    this.openedIn = performance.now() - begun
    if (options.ready !== false) {
      await this.wait(() => this.isReady(), 'the first view', 20_000)
    }
    this.readyIn = performance.now() - begun
  }

  /** Starts the drivers and, through them, the program. */
  async attach() {
    if (!existsSync(program)) throw new Error(`${program} is not built`)
    const [port, native] = [await freePort(), await freePort()]
    const driver = process.env.VOUCHSAFE_E2E_DRIVER ?? 'tauri-driver'
    this.desk.start(driver, ['--port', String(port), '--native-port', String(native)])
    await this.connect(port, {
      'tauri:options': { application: program, args: starting(this.options) },
    })
  }

  async connect(port, capabilities) {
    this.wire = new Wire(`http://127.0.0.1:${port}`)
    await listening(this.wire)
    await this.wire.open(capabilities)
  }

  // ---- what the page says

  title() {
    return this.wire.get('/title')
  }

  /** Whether the first view stands there with its content. */
  isReady() {
    return this.execute(() => document.documentElement.dataset.ready === 'yes')
  }

  execute(script, ...args) {
    return this.wire.execute(script, ...args)
  }

  executeAsync(script, ...args) {
    return this.wire.executeAsync(script, ...args)
  }

  /** Waits until `check` gives something truthy, and gives that; an error means "not yet". */
  async wait(check, what = String(check), timeout = 10_000) {
    const until = performance.now() + timeout
    for (;;) {
      let last
      try {
        const value = await check()
        if (value) return value
      } catch (error) {
        last = error
      }
      if (performance.now() > until) {
        const seen = timeout >= 5_000 && this.shots ? this.#picture() : ''
        throw new Error(`waited ${timeout} ms for ${what}${last ? `; ${last.message}` : ''}${seen}`)
      }
      await new Promise((done) => setTimeout(done, 25))
    }
  }

  /** What the display shows when a wait was in vain, as a file. */
  #picture() {
    const path = resolve(this.shots, `failed-${process.pid}-${this.acts.length}.png`)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, png(readDisplay(this.desk.frames)))
    return `; see ${path}`
  }

  /** Elements a selector matches now, visible or not. */
  all(css) {
    return this.wire.post('/elements', { using: 'css selector', value: css })
  }

  /** The element meant: a selector, `{ role, name, within, nth }`, or an element; waits. */
  async find(target, timeout = 10_000) {
    if (target?.[ELEMENT]) return target
    if (typeof target === 'string') {
      return this.wait(async () => (await this.all(target))[0], target, timeout)
    }
    const { role, name, within = null, nth = 0 } = target
    const pattern = name instanceof RegExp && { source: name.source, flags: name.flags }
    const wanted = pattern || (name ?? null)
    const scope = within ? await this.find(within, timeout) : null
    return this.wait(async () => {
      const found = await this.execute(findByRole, role, wanted, scope)
      return found[nth]
    }, `${role} "${name ?? ''}"`, timeout)
  }

  /** Whether the element is there and visible at this moment. */
  async has(target) {
    try {
      const element = await this.find(target, 0)
      return await this.execute((node) => node.checkVisibility(), element)
    } catch {
      return false
    }
  }

  async gone(target, timeout) {
    const what = `${inWords(target)} to go`
    await this.wait(async () => !(await this.has(target)), what, timeout)
  }

  async text(target) {
    return this.execute((node) => node.innerText, await this.find(target))
  }

  async value(target) {
    return this.execute((node) => node.value, await this.find(target))
  }

  /** Role and name as the engine computes them for assistive technology. */
  async computed(target) {
    const path = `/element/${(await this.find(target))[ELEMENT]}`
    const [role, name] = [`${path}/computedrole`, `${path}/computedlabel`]
    return { role: await this.wire.get(role), name: await this.wire.get(name) }
  }

  async box(target) {
    return this.execute((node) => node.getBoundingClientRect().toJSON(), await this.find(target))
  }

  // ---- what the person does; each is one act

  async #act(kind, what, perform) {
    const at = performance.now()
    const result = await perform()
    const words = typeof what === 'string' ? what : what?.name ?? what?.role ?? 'element'
    this.acts.push({ kind, what: String(words), at, ms: performance.now() - at })
    return result
  }

  /** Clicks the middle of an element, with real pointer events; fails if something covers it. */
  click(target, { count = 1, hold = [] } = {}) {
    return this.#act('click', target, async () => {
      const [x, y] = await this.point(target)
      const press = Array.from({ length: count }, () => [
        { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 },
      ]).flat()
      const move = { type: 'pointerMove', duration: 0, origin: 'viewport', x, y }
      await this.#holding(hold, () => this.wire.mouse([move, ...press]))
    })
  }

  doubleClick(target) {
    return this.click(target, { count: 2 })
  }

  /** Where on the display an element can be hit: the window lies at its origin, unframed. */
  toDisplay(target) {
    return this.point(target)
  }

  /** Clicks the right button of a real mouse. */
  rightClick(target) {
    return this.#act('right click', target, async () => {
      await realClick(this.desk.env.DISPLAY, await this.toDisplay(target), 3)
      await this.settle()
    })
  }

  async hover(target) {
    const [x, y] = await this.point(target)
    await this.wire.mouse([{ type: 'pointerMove', duration: 0, origin: 'viewport', x, y }])
  }

  async #holding(keys, perform) {
    const press = (type) => this.wire.actions({
      type: 'key', id: 'keyboard', actions: keys.map((key) => ({ type, value: MODIFIERS[key] })),
    })
    if (keys.length > 0) await press('keyDown')
    await perform()
    if (keys.length > 0) await press('keyUp')
  }

  /** Where an element can be hit: scrolled into view, not covered, not moving. */
  async point(target) {
    return this.wait(async () => {
      const element = await this.find(target, 0)
      const answer = await this.execute(pointAt, element)
      if (answer.reason) throw new Error(answer.reason)
      return answer.point
    }, `a place to click ${inWords(target)}`)
  }

  /** Types into what has the focus, or first clicks `target`; one act for the whole text. */
  async type(text, target) {
    if (target) await this.click(target)
    return this.#act('type', text, () => this.wire.keystrokes(text))
  }

  /** Replaces what a field holds: focus it, select all, type. Two acts: the click and the text. */
  async fill(target, text) {
    await this.click(target)
    return this.#act('type', text, async () => {
      await this.wire.chord('Control+a')
      await (text === '' ? this.wire.chord('Delete') : this.wire.keystrokes(text))
    })
  }

  /** Presses chords one after the other, each one act. */
  async press(...chords) {
    for (const chord of chords) await this.#act('press', chord, () => this.wire.chord(chord))
  }

  /** Drags through viewport points, or from the middle of one element to that of another. */
  drag(...stops) {
    return this.#act('drag', 'pointer', async () => {
      const points = []
      for (const stop of stops) points.push(Array.isArray(stop) ? stop : await this.point(stop))
      await this.wire.stroke(thick(points))
    })
  }

  wheel(target, deltaY, deltaX = 0) {
    return this.#act('wheel', target, async () => {
      const [x, y] = await this.point(target)
      const scroll = { type: 'scroll', origin: 'viewport', x, y, deltaX, deltaY, duration: 0 }
      await this.wire.actions({ type: 'wheel', id: 'wheel', actions: [scroll] })
    })
  }

  /**
   * Selects text of an element by a real drag, from `start` to `end` (UTF-16 offsets in its
   * textContent, or one string to select its first occurrence), and gives the selected text.
   */
  selectText(target, start, end) {
    return this.#act('select', target, async () => {
      const element = await this.find(target)
      const answer = await this.execute(selectionPoints, element, start, end ?? null)
      if (answer.reason) throw new Error(answer.reason)
      await this.wire.stroke(thick(answer.points))
      return this.execute(() => getSelection().toString())
    })
  }

  /** Counts the acts done since `from` (an earlier `acts.length`). */
  count(from = 0) {
    return this.acts.length - from
  }

  // ---- looking

  /** The display as pixels, after everything asked for so far is painted. */
  async look() {
    await this.settle()
    return readDisplay(this.desk.frames)
  }

  /** Two frames later: style, layout and paint of the last act are on the display. */
  async settle() {
    await this.executeAsync(() => new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))
    }))
  }

  /** Writes a picture of the display (or of one element) as `NAME.png`; gives its path. */
  async screenshot(name, target) {
    const box = target ? await this.box(target) : null
    const whole = await this.look()
    const picture = box ? crop(whole, box) : whole
    if (!box && colours(picture) < 2) throw new Error(`nothing is painted (${name})`)
    const path = resolve(this.shots ?? join(project, 'target/e2e-shots'), `${name}.png`)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, png(picture))
    return path
  }

  /** Resizes the window; the display is as large as it was opened, so stay below that. */
  async resize(width, height) {
    await this.wire.post('/window/rect', { x: 0, y: 0, width, height })
    await this.wait(async () => {
      const [w, h] = await this.execute(() => [innerWidth, innerHeight])
      return w === width && h <= height
    }, `the window to be ${width}×${height}`)
  }

  // ---- the end

  /** Closes the window and ends everything belonging to it. */
  async quit() {
    try {
      await this.wire?.quit(5_000)
    } catch {
      // closing without an answer is common; the desk ends what is left
    }
    this.kill()
  }

  /** Ends it without asking, as a crash would; `keep` leaves the folders for a look. */
  kill(options) {
    this.desk.close(options)
  }
}

/** A target as the message of an error names it. */
function inWords(target) {
  if (typeof target === 'string') return target
  return `${target?.role ?? 'element'} "${target?.name ?? ''}"`
}

/** Adds stops between points: a real drag has many moves, and drag code waits for some. */
function thick(points) {
  return points.flatMap((point, index) => {
    if (index === 0) return [point]
    const [x, y] = points[index - 1]
    return [0.1, 0.5, 0.9, 1].map((part) => [x + (point[0] - x) * part, y + (point[1] - y) * part])
  })
}

async function listening(wire) {
  for (let turn = 0; ; turn++) {
    try {
      await wire.send('GET', '/status', undefined, 2_000)
      return
    } catch (error) {
      if (turn >= 200) throw error
      await new Promise((done) => setTimeout(done, 25))
    }
  }
}
