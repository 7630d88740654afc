// Every view of the window, and how to come to it in any language: by the place of its entry in
// the rail, or from there.
import { ask, reload } from './sample.mjs'

const rail = { role: 'navigation', nth: 0 }

/** Changes settings of the window, and loads it with them. */
export async function withSettings(app, values) {
  const { values: kept } = await ask(app, 'preferences_get')
  await ask(app, 'preferences_set', { values: { ...kept, ...values } })
  await reload(app)
}

/** Waits until the view has come to rest: nothing is fetched, drawn or moved any more. */
export async function atRest(app) {
  let before
  await app.wait(async () => {
    await app.settle()
    const [now, busy] = await app.execute(() => [
      document.body.innerText.length + document.querySelectorAll('*').length,
      document.querySelectorAll('main [aria-busy=true]').length
        + [...document.images].filter((image) => !image.complete).length,
    ])
    const rests = now === before && busy === 0
    before = now
    return rests
  }, 'the view to come to rest', 20_000)
}

/** Names of the views of the rail, in its order and in the language of the window. */
export function railNames(app) {
  return app.execute(() => [...document.querySelectorAll('nav li button')]
    .map((button) => button.querySelector('.name').textContent))
}

/**
 * Goes through all views, and calls `look(name)` in each: those of the rail in their order, then
 * the three sides of a document that was captured, pages, a picture, sound, custody and a trace.
 */
export async function everyView(app, look) {
  const names = await railNames(app)
  for (const [nth, name] of names.entries()) {
    await app.click({ role: 'button', within: rail, nth })
    await atRest(app)
    await look(name)
  }
  const { rows } = await ask(app, 'document_rows', { limit: 50, sort: 'added' })
  const documents = 0
  for (const type of ['text/html', 'application/pdf', 'image/jpeg', 'audio/ogg', 'text/plain']) {
    const at = rows.findIndex(({ media_type: media }) => media === type)
    await app.click({ role: 'button', within: rail, nth: documents })
    await openRow(app, at)
    await atRest(app)
    await look(`reader of ${type}`)
    if (type !== 'text/html') continue
    for (const [nth, side] of [[1, 'as captured'], [2, 'file']]) {
      await app.click({ role: 'radio', nth })
      await atRest(app)
      await look(`reader, ${side}`)
    }
  }
  await app.click({ role: 'button', name: /^(Claims|گزاره‌ها)/u, within: rail })
  await app.click({ role: 'button', name: /^(Trace|ردیابی)$/u, within: 'main' })
  await atRest(app)
  await look('trace')
  await app.click({ role: 'tab', nth: 1 })
  await atRest(app)
  await look('trace as a tree')
}

/** Opens the row of a grid at `index`, by keys. */
export async function openRow(app, index) {
  await atRest(app)
  await app.execute((grid) => grid.focus(), await app.find({ role: 'grid' }))
  await app.press('Home', ...Array.from({ length: index }, () => 'ArrowDown'), 'Enter')
  await app.find({ role: 'toolbar' })
}
