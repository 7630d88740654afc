// Hits in the order of their first appearance, together with the others of the same document.
import type { HitItem } from '../../ipc/generated';

export interface HitGroup {
  /** The document's id, or the kind of record. */
  key: string;
  kind: string;
  /** The document they are of; null for groups of one kind. */
  document: string | null;
  title: string;
  hits: HitItem[];
}

/** Groups of one document each, and one group for every other kind. */
export function grouped(hits: readonly HitItem[]): HitGroup[] {
  const groups = new Map<string, HitGroup>();
  for (const hit of hits) {
    const document = hit.kind === 'document' ? hit.id : hit.document;
    const key = document ?? hit.kind;
    const group = groups.get(key);
    if (group) group.hits.push(hit);
    else {
      const kind = document ? 'document' : hit.kind;
      groups.set(key, { key, kind, document, title: hit.title, hits: [hit] });
    }
  }
  return [...groups.values()];
}

const OPERATORS = /^(AND|OR|NOT)$/;

/** Looser queries to offer where one finds nothing, closest first; never the query itself. */
export function looser(query: string): string[] {
  const plain = query.replace(/["“”«»()]/g, ' ').trim();
  const terms = plain.split(/\s+/).filter((term) => term !== '' && !OPERATORS.test(term));
  const words = terms.map((term) => term.replace(/^-|^[a-z]+:|\*$/g, '')).filter(Boolean);
  const beginnings = words.map((word) => `${word}*`).join(' ');
  const shorter = words.map((word) => (word.length > 4 ? `${word.slice(0, -2)}*` : word)).join(' ');
  const offers = [terms.join(' '), words.join(' '), beginnings, words.join(' OR '), shorter];
  return [...new Set(offers)].filter((offer) => offer !== '' && offer !== query.trim());
}
