// What an act did, from the program's English summary ("1 claim (…), 2 passages (…)"): the nouns
// in the words of the screen, labels that are only ids left out, labels that repeat said once.

const COUNTED = /(^|, )(\d+) ([a-z][a-z_ -]*?)(?= \(|, \d+ [a-z]|$)/g;
const ONLY_IDS = / \([0-9a-f]{32}(, [0-9a-f]{32})*\)/g;
const LABELS = / \(([^()]*)\)/g;

const singularOf = (noun: string) =>
  noun
    .replace(/ies$/, 'y')
    .replace(/(x|ch|sh)es$/, '$1')
    .replace(/s$/, '');

/** The key under which a noun's words are kept: `cross-references` → `cross-reference`. */
export function nounKey(noun: string): string {
  const plain = noun.replaceAll('_', '-').trim();
  return plain.endsWith('evidence') ? plain : singularOf(plain);
}

/** `words` says a count and a noun; `comma` parts them. */
export function inWords(
  summary: string,
  words: (count: number, noun: string) => string,
  comma: string,
): string {
  return (
    summary
      .replace(ONLY_IDS, '')
      .replace(LABELS, (_, labels: string) => ` (${[...new Set(labels.split(', '))].join(', ')})`)
      // Each label keeps its own direction inside the sentence (FSI … PDI).
      .replace(/ \((.*?)\)(?=, \d+ [a-z]|$)/g, ' (\u2068$1\u2069)')
      .replace(COUNTED, (_, before: string, count: string, noun: string) => {
        return `${before === '' ? '' : comma}${words(Number(count), nounKey(noun))}`;
      })
  );
}
