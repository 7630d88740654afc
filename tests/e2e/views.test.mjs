// Every view, light and dark, left to right and right to left: no serious accessibility fault, no
// text cut without its whole being told, none smaller than 12 px; and with text at 200 percent.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inWords, violations } from './axe.mjs'
import { sample } from './sample.mjs'
import { everyView, withSettings } from './views.mjs'

const WAYS = [
  { language: 'en', theme: 'light', text_size: 100, calendar: 'gregorian', digits: 'latin' },
  { language: 'fa', theme: 'dark', text_size: 100, calendar: 'jalali', digits: 'persian' },
  { language: 'en', theme: 'dark', text_size: 100, calendar: 'gregorian', digits: 'latin' },
  { language: 'fa', theme: 'light', text_size: 100, calendar: 'jalali', digits: 'persian' },
]

let copy
let app
before(async () => {
  copy = await sample()
  app = await copy.open()
})
after(async () => {
  await app?.quit()
  copy?.remove()
})

for (const [index, way] of WAYS.entries()) {
  test(`every view, ${way.language}, ${way.theme}`, async (t) => {
    await withSettings(app, way)
    const faults = []
    let views = 0
    await everyView(app, async (name) => {
      views++
      // Only colours differ in the second half.
      const only = index < 2 ? {} : { only: ['color-contrast'] }
      const found = await violations(app, only)
      if (found.length > 0) faults.push(`${name}: ${inWords(found)}`)
      if (index >= 2) return
      for (const fault of await app.execute(badlySet)) faults.push(`${name}: ${fault}`)
    })
    t.diagnostic(`${views} views`)
    assert.ok(views >= 26, `only ${views} views were seen`)
    assert.deepEqual(faults, [], faults.join('\n'))
  })
}

/** Views whose lists still cut words at 200 percent. It may only grow shorter. */
const CUT_AT_200 = ['Claims', 'Documents', 'References']

test('every view with text at 200 percent: nothing more is cut than is known', async () => {
  await withSettings(app, { ...WAYS[0], text_size: 200 })
  const faults = []
  await everyView(app, async (name) => {
    for (const fault of await app.execute(badlySet)) faults.push(`${name}: ${fault}`)
  })
  const views = [...new Set(faults.map((fault) => fault.split(':')[0]))].sort()
  assert.deepEqual(views, CUT_AT_200, faults.join('\n'))
})

/** Runs in the page: text that is cut without a title, or too small, as lines. */
function badlySet() {
  const faults = []
  const words = (node) => node.textContent.replace(/\s+/gu, ' ').trim().slice(0, 50)
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].some((child) =>
      child.nodeType === Node.TEXT_NODE && child.data.trim() !== '')
    if (!own || !node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
    const style = getComputedStyle(node)
    const box = node.getBoundingClientRect()
    if (box.width <= 1 || box.height <= 1 || style.clipPath !== 'none') continue
    const where = `${node.tagName.toLowerCase()}.${[...node.classList].filter((one) =>
      !one.startsWith('svelte')).join('.')} "${words(node)}"`
    if (parseFloat(style.fontSize) < 12 && !node.closest('kbd')) {
      faults.push(`${where} is set in ${style.fontSize}`)
    }
    if (node.closest('svg')) continue
    const hides = (value) => value === 'hidden' || value === 'clip'
    const told = node.closest('[title]') || style.webkitLineClamp !== 'none' && node.title !== ''
    const wide = style.display !== 'inline' && node.scrollWidth > node.clientWidth + 1
    if (wide && hides(style.overflowX) && !(style.textOverflow === 'ellipsis' && told)) {
      faults.push(`${where} is cut: ${node.scrollWidth} px in ${node.clientWidth}`)
    }
    const text = document.createRange()
    text.selectNodeContents(node)
    const run = text.getBoundingClientRect()
    for (let up = node.parentElement; up && up !== document.body; up = up.parentElement) {
      const around = getComputedStyle(up)
      if (/auto|scroll/u.test(around.overflowX)) break
      const edge = up.getBoundingClientRect()
      const beyond = run.right > edge.right + 2 || run.left < edge.left - 2
      if (!hides(around.overflowX) || !beyond) continue
      const ends = around.textOverflow === 'ellipsis' && up.closest('[title]')
      if (!ends && !told) faults.push(`${where} is cut by what holds it`)
    }
    const high = node.scrollHeight > node.clientHeight + 3
    if (style.display !== 'inline' && high && hides(style.overflowY) && !told) {
      faults.push(`${where} is cut: ${node.scrollHeight} px high in ${node.clientHeight}`)
    }
    const reach = box.right > innerWidth + 1 || box.left < -1
    const scrolls = (up) => up && (/auto|scroll/u.test(getComputedStyle(up).overflowX)
      || scrolls(up.parentElement))
    if (reach && !scrolls(node.parentElement)) faults.push(`${where} leaves the window`)
  }
  return [...new Set(faults)]
}
