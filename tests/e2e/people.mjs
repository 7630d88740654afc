// What a person does in the window, in steps larger than a click: things are found by role and
// English name, so each of these also says that a screen reader finds them.
import { atRest } from './views.mjs'

const searchbox = { role: 'searchbox', name: 'Filter by title, key or file name' }

/** Goes to a view by its entry in the rail. */
export async function goTo(app, view) {
  const rail = { role: 'navigation', name: 'Sections' }
  await app.click({ role: 'button', name: new RegExp(`^${view}(, \\d+)?$`, 'u'), within: rail })
  await app.find({ role: 'heading', name: view })
}

/** A row of the grid of documents. */
export function row(title) {
  return { role: 'row', name: title instanceof RegExp ? title : new RegExp(escaped(title), 'u') }
}

/** Opens a document of the list in the reader and waits for its text, pages or picture. */
export async function openDocument(app, title) {
  await goTo(app, 'Documents')
  await atRest(app)
  await app.fill(searchbox, title)
  await app.find({ role: 'status', name: /^1 of \d+ documents$/u })
  await atRest(app)
  await app.doubleClick(row(title))
  await app.find({ role: 'toolbar', name: 'How it is shown' })
}

/** The text of the document that is open. */
export async function paper(app) {
  return app.find({ role: 'article', name: /^Text of /u })
}

/** The pane at the end of the window. */
export const inspector = { role: 'complementary', name: 'Inspector' }

/** The place where a quotation is turned into evidence. */
export const quoteCard = { role: 'group', name: 'What to do with what is selected' }

/** Quotes what is selected for a claim: one key, the statement, Enter. */
export async function quoteFor(app, statement, key = '1') {
  await app.find(quoteCard)
  await app.press(key)
  await app.find({ role: 'combobox', name: 'Claim', within: quoteCard })
  await app.type(statement)
  await app.press('Enter')
  await app.gone(quoteCard)
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/gu, '\\$&')
}
