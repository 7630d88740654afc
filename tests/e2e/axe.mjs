// Accessibility of the page as it stands: axe-core, run inside the real window. WebDriver scripts
// run outside the content security policy and Trusted Types of the page, so neither is loosened.
import { readFileSync } from 'node:fs'

const source = readFileSync(
  new URL('../../ui/node_modules/axe-core/axe.min.js', import.meta.url), 'utf8',
)

/** Impacts that fail a test; the lesser ones are looked at by hand. */
const FAILING = ['serious', 'critical']

/**
 * Serious and critical violations of the page, or of the part a selector names, each as
 * `{ rule, impact, help, nodes: [{ target, html, why }] }`; empty means none was found. `only`
 * names the rules to look at.
 */
export async function violations(app, { within, rules = {}, only } = {}) {
  if (!(await app.execute(() => typeof window.axe === 'object'))) await app.execute(source)
  const found = await app.executeAsync((scope, wanted, chosen) =>
    // Frames hold documents, not our interface, and have no script to answer axe.
    window.axe.run(scope ?? document, {
      resultTypes: ['violations'], iframes: false, rules: wanted,
      ...(chosen ? { runOnly: chosen } : {}),
    }).then((result) => result.violations.map(({ id, impact, help, nodes }) => ({
      rule: id,
      impact,
      help,
      nodes: nodes.slice(0, 10).map(({ target, html, failureSummary }) => ({
        target: target.flat().join(' '), html: html.slice(0, 160), why: failureSummary,
      })),
    }))), within ?? null, rules, only ?? null)
  return found.filter(({ impact }) => FAILING.includes(impact))
}

/** The same as readable lines, for the message of a failing test. */
export function inWords(found) {
  return found.map(({ rule, impact, help, nodes }) => [
    `${impact} ${rule}: ${help}`, ...nodes.map(({ target, why }) => `  ${target}\n    ${why}`),
  ].join('\n')).join('\n')
}
