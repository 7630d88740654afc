// The pseudo-locale for tests: English grown by 40 %, so that cramped places show themselves.

const ACCENTS: Record<string, string> = {
  a: 'á',
  e: 'é',
  i: 'í',
  o: 'ó',
  u: 'ú',
  n: 'ñ',
  c: 'ç',
  y: 'ý',
  A: 'Á',
  E: 'É',
  I: 'Í',
  O: 'Ó',
  U: 'Ú',
  N: 'Ñ',
  C: 'Ç',
  Y: 'Ý',
};

/** One message, accented and lengthened. */
export function pseudoText(text: string): string {
  const accented = [...text].map((letter) => ACCENTS[letter] ?? letter).join('');
  return `⟦${accented}${'·'.repeat(Math.ceil(text.length * 0.4))}⟧`;
}

/** Every message of a tree, also those that are functions of something. */
export function pseudo<Tree>(tree: Tree): Tree {
  if (typeof tree === 'string') return pseudoText(tree) as Tree;
  if (typeof tree === 'function') {
    return ((...given: unknown[]) => pseudo(tree(...given) as unknown)) as Tree;
  }
  if (typeof tree === 'object' && tree !== null) {
    const entries = Object.entries(tree).map(([key, value]) => [key, pseudo(value as unknown)]);
    return Object.fromEntries(entries) as Tree;
  }
  return tree;
}
