// Messages of the program in words that fit the window: what speaks of options and of commands to
// be typed is left out.

const TYPED = /(^|[\s`(])--[a-z]|`vouchsafe |in a terminal/;

/** The message without the parts that are for the command line; empty if nothing is left. */
export function withoutOptions(message: string): string {
  const bare = message.replaceAll(/\s*\([^()]*--[a-z][^()]*\)/g, '');
  if (!TYPED.test(bare)) return bare;
  const parts = bare.split(/(?<=[;:]|\.(?=\s))\s+/);
  const kept = parts.filter((part) => !TYPED.test(part));
  return kept.join(' ').replace(/[;:,]$/, '');
}
