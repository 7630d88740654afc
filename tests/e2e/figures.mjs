// Figures of the window on a large archive, as one JSON document: how long it takes to open and to
// show its first row, how evenly it scrolls, how soon a letter in the filter is answered, and how
// much memory its web process holds. Run by `cargo xtask bench window`:
//
//     node tests/e2e/figures.mjs ARCHIVE CONFIG_DIR

import { readFileSync } from 'node:fs'
import { openApp } from './driver.mjs'

const FRAMES = 240
const STEP_PX = 160
const LETTERS = 'a report of the court'

const [archive, config] = process.argv.slice(2)
const ticks = 100 // USER_HZ: how Linux tells the age of a process, on every machine

const app = await openApp({ archive, env: { VOUCHSAFE_CONFIG_DIR: config } })
try {
  await app.find({ role: 'grid' }, 60_000)
  const shell = app.desk.processes().find((pid) => command(pid).startsWith('vouchsafe-deskt'))
  const since = async (name) => {
    const at = await app.execute((name) => {
      const [mark] = performance.getEntriesByName(name)
      return mark ? performance.timeOrigin + mark.startTime : null
    }, name)
    return at === null ? null : Math.round(at - startedAt(shell))
  }
  const report = {
    first_row_ms: await since('first-row'),
    ready_ms: await since('ready'),
    rows: await app.execute(() => Number(document.querySelector('[role=grid]').ariaRowCount)),
    scroll_ms: await scroll(),
    rows_in_page: await app.execute(() => document.querySelectorAll('[role=row]').length),
    filter_ms: await filter(),
    web_process_mib: memory(),
  }
  console.log(JSON.stringify(report))
} finally {
  app.kill()
}

/** The time between frames while the grid is scrolled, step by step. */
async function scroll() {
  const gaps = await app.executeAsync(async (frames, step) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    const scrolls = (node) => node.scrollHeight > node.clientHeight + step
    const grid = document.querySelector('[role=grid]')
    const box = [grid, ...grid.querySelectorAll('*')].find(scrolls)
    const found = []
    let last = await frame()
    for (let done = 0; done < frames; done += 1) {
      box.scrollTop += step
      const now = await frame()
      found.push(now - last)
      last = now
    }
    return found
  }, FRAMES, STEP_PX)
  return { p50: share(gaps, 0.5), p95: share(gaps, 0.95) }
}

/** The time from a key in the filter to the frame that shows other rows, or says there are none. */
async function filter() {
  const field = await app.find({ role: 'searchbox', name: /filter/i }, 2_000)
    .catch(() => app.find({ role: 'textbox', name: /filter/i }))
  await app.click(field)
  await app.execute(() => {
    window.answered = []
    let pressed = null
    document.addEventListener('keydown', (event) => (pressed = event.timeStamp), true)
    const seen = () => {
      if (pressed === null) return
      const from = pressed
      pressed = null
      requestAnimationFrame(() => window.answered.push(performance.now() - from))
    }
    const grid = document.querySelector('[role=grid]')
    new MutationObserver(seen).observe(grid.closest('section') ?? grid,
      { subtree: true, childList: true, characterData: true, attributes: true })
  })
  for (let end = 0; end < LETTERS.length; end += 1) {
    const before = await app.execute(() => window.answered.length)
    await app.type(LETTERS[end])
    await app.wait(async () => (await app.execute(() => window.answered.length)) > before,
      `an answer to ${LETTERS[end]}`, 5_000).catch(() => undefined)
    await app.settle()
  }
  const answered = await app.execute(() => window.answered)
  return { count: answered.length, p50: share(answered, 0.5), p95: share(answered, 0.95) }
}

/** The memory of the web process that is its own share (PSS), in MiB. */
function memory() {
  const web = app.desk.processes().filter((pid) => command(pid).startsWith('WebKitWebProces'))
  const pss = (pid) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`))?.[1])
  return Math.round(Math.max(...web.map(pss)) / 1024)
}

function command(pid) {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim()
  } catch {
    return ''
  }
}

/** When a process was started, in milliseconds since 1970. */
function startedAt(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  const boot = Number(/^btime (\d+)/m.exec(readFileSync('/proc/stat', 'utf8'))[1])
  const now = Date.now() / 1000
  const up = Number(readFileSync('/proc/uptime', 'utf8').split(' ')[0])
  // `btime` counts whole seconds; the time since boot is finer.
  const start = Math.abs(now - up - boot) < 2 ? now - up : boot
  return (start + Number(fields[19]) / ticks) * 1000
}

function share(values, part) {
  const sorted = [...values].sort((one, other) => one - other)
  return Math.round(10 * (sorted[Math.floor(sorted.length * part)] ?? NaN)) / 10
}
