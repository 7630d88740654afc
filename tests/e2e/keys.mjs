// Names of keys as a person writes them, and the code points WebDriver gives them.

/** Modifier keys, held while the last part of a chord is pressed. */
export const MODIFIERS = {
  Shift: '\uE008', Control: '\uE009', Ctrl: '\uE009', Alt: '\uE00A', Meta: '\uE03D',
}

const NAMED = {
  Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Escape: '\uE00C', Space: ' ',
  PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011',
  ArrowLeft: '\uE012', ArrowUp: '\uE013', ArrowRight: '\uE014', ArrowDown: '\uE015',
  Insert: '\uE016', Delete: '\uE017',
  F1: '\uE031', F2: '\uE032', F3: '\uE033', F4: '\uE034', F5: '\uE035', F6: '\uE036',
  F7: '\uE037', F8: '\uE038', F9: '\uE039', F10: '\uE03A', F11: '\uE03B', F12: '\uE03C',
}

/** The WebDriver value of one key: a name above, or a single character. */
export function keyCode(name) {
  const value = NAMED[name] ?? MODIFIERS[name]
  if (value) return value
  if ([...name].length !== 1) throw new Error(`no such key: ${name}`)
  return name
}
