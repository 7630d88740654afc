// What the page complains about. WebKitWebDriver tells nothing of the console, so the window gets
// a copy of the built interface whose first script, from a file as the policy demands, listens.
import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const LISTENER = `'use strict'
window.complaints = []
const complain = (kind, ...words) => window.complaints.push(kind + ': ' + words.map((word) =>
  word instanceof Error ? word.stack || word.message : String(word)).join(' '))
for (const kind of ['error', 'warn']) {
  const before = console[kind]
  console[kind] = (...words) => {
    complain('console.' + kind, ...words)
    before.apply(console, words)
  }
}
addEventListener('error', (event) => complain('error', event.error || event.message
  || (event.target && event.target.outerHTML) || event.type), true)
addEventListener('unhandledrejection', (event) => complain('rejection', event.reason))
document.addEventListener('securitypolicyviolation', (event) =>
  complain('policy', event.violatedDirective, event.blockedURI, event.sourceFile))
`

/** Copies the interface in `ui` to `to`, with the listener as its first script. */
export function listeningCopy(ui, to) {
  cpSync(ui, to, { recursive: true })
  const index = join(to, 'index.html')
  if (!existsSync(index)) throw new Error(`${ui} has no index.html: build the interface first`)
  const page = readFileSync(index, 'utf8')
  const at = page.search(/<script\b|<link\b|<\/head>/u)
  if (at < 0) throw new Error('index.html has no place for a script')
  const tag = '<script src="/complaints.js"></script>'
  writeFileSync(index, page.slice(0, at) + tag + page.slice(at))
  writeFileSync(join(to, 'complaints.js'), LISTENER)
  return to
}

/** Complaints of the page since it was loaded. */
export async function complaints(app) {
  const found = await app.execute(() => window.complaints ?? null)
  if (!found) throw new Error('the listener did not run: open the app with `listen: true`')
  return found
}
