// The desk a window is put on: its own X display, D-Bus session, home and folders, and nothing
// left over afterwards. Every process of a desk carries MARK in its environment, so what
// escapes the process groups (bubblewrap, activated D-Bus services) is still found and ended.
import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync,
  symlinkSync, writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const MARK = 'VOUCHSAFE_E2E_DESK'
const FOLDER = 'vouchsafe-e2e-'
const SERVICES = '/usr/share/dbus-1/services'
const desks = new Set()

/** Variables of the caller that must not reach the window: they would tie it to a real desktop. */
const FOREIGN = /^(DISPLAY|WAYLAND_|XDG_|DBUS_|GTK_|GDK_|WEBKIT_|TAURI_|VOUCHSAFE_|NO_AT_BRIDGE)/

export class Desk {
  /** `layout`: an X keyboard layout such as `ir`, whose chords carry Persian keys. */
  constructor({ screen = '1280x800x24', layout } = {}) {
    Object.assign(this, { screen, layout })
    this.id = randomUUID()
    sweep()
    this.home = mkdtempSync(join(tmpdir(), `${FOLDER}${process.pid}-`))
    this.children = []
    desks.add(this)
  }

  /** Starts the display and the D-Bus session; `env` is then the environment of a window. */
  async open() {
    const folder = (name) => {
      const path = join(this.home, name)
      mkdirSync(path, { mode: 0o700 })
      return path
    }
    this.frames = folder('frames')
    this.log = openSync(join(this.home, 'log.txt'), 'a')
    this.env = {
      ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !FOREIGN.test(name))),
      [MARK]: this.id,
      HOME: folder('home'),
      TMPDIR: folder('tmp'),
      XDG_CONFIG_HOME: folder('config'),
      XDG_CACHE_HOME: folder('cache'),
      XDG_DATA_HOME: folder('share'),
      XDG_STATE_HOME: folder('state'),
      XDG_RUNTIME_DIR: folder('run'),
      VOUCHSAFE_CONFIG_DIR: folder('vouchsafe-config'),
      VOUCHSAFE_CACHE_DIR: folder('vouchsafe-cache'),
      GTK_USE_PORTAL: '0',
      GSETTINGS_BACKEND: 'memory',
      GDK_BACKEND: 'x11',
      LIBGL_ALWAYS_SOFTWARE: '1',
    }
    const [display, bus] = await Promise.all([this.#display(), this.#bus()])
    this.env.DISPLAY = `:${display}`
    if (this.layout) spawnSync('setxkbmap', ['-layout', this.layout], { env: this.env })
    this.env.DBUS_SESSION_BUS_ADDRESS = bus
    return this
  }

  async #display() {
    // The server picks a free number itself and tells it on file descriptor 3.
    const child = this.start('Xvfb', [
      '-displayfd', '3', '-screen', '0', this.screen, '-fbdir', this.frames,
      '-nolisten', 'tcp', '-noreset', '-nocursor',
    ], { pipe: 3 })
    return firstLine(child.stdio[3], 'Xvfb')
  }

  async #bus() {
    // Only the accessibility bus can be activated: a portal or a settings daemon of the machine
    // would slow the start and has no display here.
    const services = join(this.home, 'services')
    mkdirSync(services)
    const a11y = 'org.a11y.Bus.service'
    if (existsSync(`${SERVICES}/${a11y}`)) symlinkSync(`${SERVICES}/${a11y}`, join(services, a11y))
    const config = join(this.home, 'bus.conf')
    writeFileSync(config, `<busconfig>
      <type>session</type>
      <listen>unix:dir=${this.env.XDG_RUNTIME_DIR}</listen>
      <servicedir>${services}</servicedir>
      <policy context="default">
        <allow send_destination="*" eavesdrop="true"/>
        <allow eavesdrop="true"/>
        <allow own="*"/>
      </policy>
    </busconfig>`)
    const child = this.start('dbus-daemon', [
      `--config-file=${config}`, '--nofork', '--nopidfile', '--print-address=3',
    ], { pipe: 3 })
    return firstLine(child.stdio[3], 'dbus-daemon')
  }

  /** Starts a program in a process group of its own; it dies with this process at the latest. */
  start(program, args, { pipe } = {}) {
    const stdio = ['ignore', this.log, this.log]
    if (pipe) stdio[pipe] = 'pipe'
    const child = spawn('setpriv', ['--pdeathsig', 'TERM', program, ...args], {
      env: this.env, stdio, detached: true, cwd: this.home,
    })
    child.on('error', (error) => { child.failed = error })
    this.children.push(child)
    return child
  }

  /** Everything the programs of this desk wrote. */
  logText() {
    return readFileSync(join(this.home, 'log.txt'), 'utf8')
  }

  /** Process ids that belong to this desk, whoever started them. */
  processes() {
    const mark = `${MARK}=${this.id}`
    const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map(Number)
    const own = new Set(all.filter((pid) => look(pid, 'environ').includes(mark)))
    // Programs that clear their environment are known by who started them.
    const parentOf = (pid) => Number(/^PPid:\s*(\d+)/mu.exec(look(pid, 'status'))?.[1])
    const parents = all.map((pid) => [pid, parentOf(pid)])
    for (let size = -1; size < own.size;) {
      size = own.size
      for (const [pid, parent] of parents) if (own.has(parent)) own.add(pid)
    }
    return [...own]
  }

  /** Ends every process of the desk and removes its folders. Synchronous: it also runs at exit. */
  close({ keep = false } = {}) {
    if (!desks.delete(this)) return
    for (const signal of ['SIGTERM', 'SIGKILL']) {
      for (const child of [...this.children].reverse()) send(-child.pid, signal)
      for (const pid of this.processes()) send(pid, signal)
      for (let turn = 0; turn < 20 && this.processes().length > 0; turn++) rest(25)
    }
    closeSync(this.log)
    if (!keep) rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 })
  }
}

/** A file of /proc about a process; empty if it is gone meanwhile, or not ours to look at. */
function look(pid, name) {
  try {
    return readFileSync(`/proc/${pid}/${name}`, 'latin1')
  } catch {
    return ''
  }
}

/** A port nobody listens on at this moment. */
export async function freePort() {
  const server = createServer()
  await new Promise((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address()
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** Removes the folders of runs that were killed before they could do so themselves. */
function sweep() {
  for (const name of readdirSync(tmpdir()).filter((name) => name.startsWith(FOLDER))) {
    const pid = Number(/^\d+/u.exec(name.slice(FOLDER.length))?.[0])
    const ended = pid && !existsSync(`/proc/${pid}`)
    if (ended) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}

function firstLine(stream, program) {
  return new Promise((resolve, reject) => {
    let text = ''
    const timer = setTimeout(() => reject(new Error(`${program} did not start in 20 s`)), 20_000)
    stream.on('data', (chunk) => {
      text += chunk
      if (!text.includes('\n')) return
      clearTimeout(timer)
      stream.destroy()
      resolve(text.split('\n')[0])
    })
    stream.on('close', () => {
      clearTimeout(timer)
      reject(new Error(`${program} ended before it said where it listens`))
    })
  })
}

function send(pid, signal) {
  try {
    process.kill(pid, signal)
  } catch {
    // already gone
  }
}

function rest(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds)
}

function closeAll() {
  for (const desk of desks) desk.close()
}
process.on('exit', closeAll)
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]]) {
  process.on(signal, () => process.exit(code))
}
