// The sample archive for tests: made by the window itself once for each build of the program,
// kept under target/, and copied for each test, with the keys and settings that go with it.
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync }
  from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openApp, program } from './driver.mjs'

const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..')

/** The documents of the sample, as they lie in the source. */
export const documents = join(project, 'assets/sample')

/** The name that signs in the archives of tests. */
export const AGENT = 'A. Reader'

/** The command line program beside the window's. */
export const commandLine = join(dirname(program), 'vouchsafe')

/** Asks the program one thing, as the page does. */
export function ask(app, command, request = {}) {
  return app.executeAsync((name, asked) =>
    window.__TAURI_INTERNALS__.invoke(name, { request: asked }), command, request)
}

/** Runs a long command to its end, as the page does. */
export function work(app, command, request = {}) {
  return app.executeAsync((name, asked) => {
    const { invoke, transformCallback } = window.__TAURI_INTERNALS__
    const progress = `__CHANNEL__:${transformCallback(() => {})}`
    return invoke(name, { request: asked, job: `test-${Math.random()}`, progress })
  }, command, request)
}

/** Loads the page anew, as after a crash of the web process, and waits until it stands. */
export async function reload(app) {
  await app.execute(() => {
    window.before = true
    setTimeout(() => location.reload(), 0)
  })
  await app.wait(() => app.execute(() => !window.before
    && document.documentElement.dataset.ready === 'yes'), 'the page to stand again', 20_000)
}

/**
 * A copy of the sample archive: `{ folder, archive, config, remove() }`, and `open(options)`,
 * which opens the window on it.
 */
export async function sample() {
  const made = await made_()
  const folder = mkdtempSync(join(tmpdir(), 'vouchsafe-sample-'))
  cpSync(made, folder, { recursive: true })
  const copy = {
    folder,
    archive: join(folder, 'sample.vouch'),
    config: join(folder, 'config'),
    open: ({ env, ...options } = {}, kind) => openApp({
      archive: copy.archive, env: { VOUCHSAFE_CONFIG_DIR: copy.config, ...env }, ...options,
    }, kind),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
  process.on('exit', copy.remove)
  return copy
}

/** Where the sample of this build is; makes it if need be, also when two tests ask at once. */
async function made_() {
  const state = createHash('sha256').update(readFileSync(join(documents, 'story.json')))
    .update(`${statSync(program).mtimeMs}`).digest('hex').slice(0, 12)
  const shelf = join(project, 'target/e2e-sample')
  const place = join(shelf, state)
  if (existsSync(place)) return place
  mkdirSync(shelf, { recursive: true })
  const making = mkdtempSync(join(shelf, 'making-'))
  const config = join(making, 'config')
  mkdirSync(config, { mode: 0o700 })
  const app = await openApp({ env: { VOUCHSAFE_CONFIG_DIR: config } })
  try {
    await work(app, 'sample_open', {
      path: join(making, 'sample.vouch'), title: 'Sample archive', agent_name: AGENT,
    })
    await ask(app, 'archive_close')
  } finally {
    await app.quit()
  }
  try {
    renameSync(making, place)
  } catch (error) {
    // Another test was faster; its sample is as good.
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(place)) throw error
  }
  return place
}
