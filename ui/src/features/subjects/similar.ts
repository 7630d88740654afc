// Subjects whose names look alike: shown beside each other, never merged. Pure.
import type { SubjectItem } from '../../ipc/generated';

/** A name without what spellings differ in: case, vowel signs, letter variants, joiners. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKD')
    .toLocaleLowerCase()
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .replaceAll('ة', 'ه')
    .replace(/[\p{M}\p{P}\p{Z}\u200b-\u200f\u0640]/gu, '');
}

/** Those with a name that is at most one letter (in long names two) from one of `subject`'s. */
export function similarTo(subject: SubjectItem, all: readonly SubjectItem[]): SubjectItem[] {
  const keys = keysOf(subject);
  return all.filter(
    (other) =>
      other.id !== subject.id && keysOf(other).some((key) => keys.some((own) => isNear(own, key))),
  );
}

function keysOf({ names, label }: SubjectItem): string[] {
  const texts = names.length > 0 ? names.map((name) => name.text) : [label];
  return texts.map(nameKey).filter((key) => key.length > 2);
}

function isNear(one: string, other: string): boolean {
  const allowed = Math.min(one.length, other.length) > 11 ? 2 : 1;
  if (Math.abs(one.length - other.length) > allowed) return false;
  return distance(one, other) <= allowed;
}

/** How many letters to put in, take out or change (Levenshtein). */
export function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const changed = row[j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      next.push(Math.min(changed, row[j]! + 1, next[j - 1]! + 1));
    }
    row = next;
  }
  return row.at(-1)!;
}
