// The W3C WebDriver wire: one session, its commands as methods, nothing about Vouchsafe.
// Elements travel as the objects of the standard; `execute` takes and gives them as they are.
import { keyCode, MODIFIERS } from './keys.mjs'

export class WireError extends Error {
  constructor(kind, message) {
    super(`${kind}: ${message}`)
    this.kind = kind
  }
}

export class Wire {
  constructor(base) {
    this.base = base
  }

  /** Sends one command; `timeout` in milliseconds, after which the command is given up. */
  async send(method, path, body, timeout = 60_000) {
    const response = await fetch(this.base + path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
      signal: AbortSignal.timeout(timeout),
    })
    const { value } = JSON.parse(await response.text())
    if (!response.ok) throw new WireError(value?.error ?? response.status, value?.message ?? '')
    return value
  }

  async open(capabilities) {
    const answer = await this.send('POST', '/session', {
      capabilities: { alwaysMatch: capabilities },
    }, 30_000)
    this.capabilities = answer.capabilities
    this.session = `/session/${answer.sessionId}`
    await this.post('/timeouts', { script: 30_000, pageLoad: 30_000, implicit: 0 })
  }

  post(path, body, timeout) {
    return this.send('POST', this.session + path, body, timeout)
  }

  get(path) {
    return this.send('GET', this.session + path)
  }

  quit(timeout) {
    return this.send('DELETE', this.session, undefined, timeout)
  }

  /** Runs `script` (a function, or a body as text) in the page and gives what it returns. */
  execute(script, ...args) {
    const body = typeof script === 'function'
      ? `return (${script}).apply(null, arguments)` : script
    return this.post('/execute/sync', { script: body, args })
  }

  /** The same for a function that returns a promise; a rejection becomes an error here. */
  async executeAsync(script, ...args) {
    const answer = await this.post('/execute/async', {
      args,
      script: `const done = arguments[arguments.length - 1]
        Promise.resolve().then(() => (${script})(...[...arguments].slice(0, -1))).then(
          (value) => done({ value: value === undefined ? null : value }),
          (error) => done({
            error: error instanceof Error ? error.message : JSON.stringify(error) || 'nothing said',
          }))`,
    }, 90_000)
    if ('error' in answer) throw new WireError('script rejected', answer.error)
    return answer.value
  }

  actions(...sources) {
    return this.post('/actions', { actions: sources })
  }

  releaseActions() {
    return this.send('DELETE', `${this.session}/actions`)
  }

  /** Key actions for a chord such as `Control+Shift+F`, `Alt+ArrowLeft`, `Control+ن`, `Escape`. */
  chord(text) {
    const parts = text === '+' ? ['+'] : text.split(/(?<=.)\+(?=.)/u)
    const keys = parts.map((part, index) =>
      index < parts.length - 1 ? MODIFIERS[part] ?? unknown(part) : keyCode(part))
    return this.actions({
      type: 'key',
      id: 'keyboard',
      actions: [
        ...keys.map((value) => ({ type: 'keyDown', value })),
        ...keys.reverse().map((value) => ({ type: 'keyUp', value })),
      ],
    })
  }

  /** Types text with key actions, one press a character. */
  keystrokes(text) {
    const actions = [...text].flatMap((value) => [
      { type: 'keyDown', value: value === '\n' ? keyCode('Enter') : value },
      { type: 'keyUp', value: value === '\n' ? keyCode('Enter') : value },
    ])
    return this.actions({ type: 'key', id: 'keyboard', actions })
  }

  /** Moves the mouse through `points` ([x, y] of the viewport) with the button held between. */
  stroke(points, hold = 20) {
    const move = ([x, y]) => ({
      type: 'pointerMove', duration: 0, origin: 'viewport', x: Math.round(x), y: Math.round(y),
    })
    const pause = { type: 'pause', duration: hold }
    return this.mouse([
      move(points[0]),
      { type: 'pointerDown', button: 0 },
      ...points.slice(1).flatMap((point) => [move(point), pause]),
      { type: 'pointerUp', button: 0 },
    ])
  }

  mouse(actions) {
    const parameters = { pointerType: 'mouse' }
    return this.actions({ type: 'pointer', id: 'mouse', parameters, actions })
  }
}

function unknown(part) {
  throw new Error(`no such modifier: ${part}`)
}
