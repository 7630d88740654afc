// Two wordings beside each other: which words of the second are not in the first.

/** Words with what stands between them, so that the pieces joined are the text again. */
function pieces(text: string): string[] {
  return text.match(/\s+|[^\s]+/g) ?? [];
}

const bare = (word: string) => word.toLocaleLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

const MOST = 400;

/** The pieces of `other`, each with whether `text` has it at its place (longest common words). */
export function differing(text: string, other: string): { text: string; differs: boolean }[] {
  const [a, b] = [pieces(text).map(bare).filter(Boolean), pieces(other)];
  const words = b.map(bare);
  // Beyond some hundreds of words the table grows large and the difference tells nothing.
  if (a.length > MOST || b.length > 2 * MOST) return [{ text: other, differs: false }];
  const table = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      table[i]![j] =
        a[i] === words[j]
          ? table[i + 1]![j + 1]! + 1
          : Math.max(table[i + 1]![j]!, table[i]![j + 1]!);
    }
  }
  const marked: { text: string; differs: boolean }[] = [];
  let i = 0;
  for (let j = 0; j < b.length; j += 1) {
    while (i < a.length && a[i] !== words[j] && table[i + 1]![j]! >= table[i]![j + 1]!) i += 1;
    const same = words[j] === '' || a[i] === words[j];
    if (words[j] !== '' && same) i += 1;
    marked.push({ text: b[j]!, differs: !same });
  }
  return marked;
}
