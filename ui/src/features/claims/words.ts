// Words of a passage as they are shown in a card, where the lines of the document mean nothing.

export function onOneLine<Words extends string | null>(words: Words): Words {
  return (words?.replace(/\s+/g, ' ') ?? null) as Words;
}
