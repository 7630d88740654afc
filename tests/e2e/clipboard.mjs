// The clipboard of a desk's display, read as another program would.
import { spawnSync } from 'node:child_process'

/** The text on the clipboard; `kind` asks for another form of it, such as `text/html`. */
export function clipboard(app, kind = 'UTF8_STRING') {
  const { status, stdout, error } = spawnSync('xclip', [
    '-selection', 'clipboard', '-out', '-target', kind,
  ], { env: app.desk.env, encoding: 'utf8', timeout: 5_000 })
  if (error) throw new Error(`xclip is needed to read the clipboard: ${error.message}`)
  return status === 0 ? stdout : ''
}
