// Passages to choose from: the first of all, or those that the search finds by what was typed.
import { ask } from '../../ipc/api';

export interface Choice {
  id: string;
  /** Null if they are sealed. */
  words: string | null;
  /** Where it stands and who speaks. */
  about: string;
}

export interface Choices {
  passages: Choice[];
  total: number;
  /** How many entries of the log the search has not read. */
  notIndexed: number;
}

export async function passagesFor(wanted: string, limit: number): Promise<Choices> {
  const query = queryOf(wanted);
  if (query === '') {
    const { rows, total } = await ask('passage_overview', { limit });
    const passages = rows.map(({ id, exact, described, document_label, speaker }) => ({
      id,
      words: exact ?? described,
      about: [document_label, speaker].filter(Boolean).join(' · '),
    }));
    return { passages, total, notIndexed: 0 };
  }
  const report = await ask('search', { query, kinds: ['passage'], limit });
  const passages = await Promise.all(
    report.hits.map(async ({ id, field, snippet, title, sensitivity }) => {
      if (sensitivity === 'sealed') return { id, words: null, about: title };
      if (field === 'quote') return { id, words: snippet, about: title };
      // Found by who speaks or by what was said of it: its own words are asked for.
      const passage = await ask('passage_show', { name: id });
      const speaker = passage.attributed_to?.label;
      const about = [title, speaker].filter(Boolean).join(' · ');
      return { id, words: passage.selector.exact ?? passage.described ?? null, about };
    }),
  );
  return { passages, total: report.total, notIndexed: report.not_indexed };
}

/** Each word as the start of one; nothing of it is taken as an operator. */
export function queryOf(wanted: string): string {
  const words = wanted.toLocaleLowerCase().match(/[\p{L}\p{M}\p{N}\u200c]+/gu) ?? [];
  return words.map((word) => ([...word].length < 2 ? word : `${word}*`)).join(' ');
}
