// How a test gives the program what a person would give it: an archive as its argument, and the
// answers of the file chooser of GTK. For those, debug builds read VOUCHSAFE_E2E_PICK: a line for
// each dialog, in the order in which they open, tabs between the paths of one answer, and an empty
// line for a dialog that is cancelled. After the last line the real dialogs open.
import { isAbsolute, resolve } from 'node:path'

/** The environment for `{ pick, ui }`: `pick` holds a path, or a list of paths, for each dialog. */
export function environment({ pick = [], ui }) {
  const answers = pick.map((answer) => [answer].flat().map(absolute).join('\t'))
  return {
    ...(answers.length > 0 ? { VOUCHSAFE_E2E_PICK: `${answers.join('\n')}\n` } : {}),
    ...(ui ? { VOUCHSAFE_UI_DIR: absolute(ui) } : {}),
  }
}

/** The arguments of the program that shows `archive` when it starts. */
export function starting({ archive, args = [] }) {
  return archive ? [absolute(archive), ...args] : args
}

function absolute(path) {
  if (/[\n\t]/u.test(path)) throw new Error('a picked path cannot hold a tab or a line break')
  return isAbsolute(path) ? path : resolve(path)
}
