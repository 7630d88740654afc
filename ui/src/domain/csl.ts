// Citation metadata as CSL-JSON has it: what a person types, which fields a kind of work needs.

export type CslItem = Record<string, unknown>;

/** Kinds of works, those met most in archives first. */
export const CSL_TYPES = [
  'document',
  'webpage',
  'article-newspaper',
  'article-magazine',
  'article-journal',
  'post',
  'report',
  'book',
  'chapter',
  'interview',
  'personal_communication',
  'broadcast',
  'motion_picture',
  'song',
  'speech',
  'graphic',
  'map',
  'legal_case',
  'legislation',
  'hearing',
  'treaty',
  'manuscript',
  'pamphlet',
  'thesis',
  'dataset',
] as const;

export const NAME_VARIABLES = [
  'author',
  'editor',
  'translator',
  'interviewer',
  'recipient',
  'director',
  'contributor',
  'collection-editor',
  'container-author',
  'composer',
];

export const DATE_VARIABLES = [
  'issued',
  'accessed',
  'event-date',
  'original-date',
  'submitted',
  'available-date',
];

const FIRST = ['title', 'author', 'issued'];
const LAST = ['URL', 'accessed', 'language'];

const BETWEEN: Record<string, string[]> = {
  webpage: ['container-title'],
  post: ['container-title', 'genre'],
  'article-newspaper': ['container-title', 'section', 'page', 'publisher-place'],
  'article-magazine': ['container-title', 'volume', 'issue', 'page'],
  'article-journal': ['container-title', 'volume', 'issue', 'page', 'DOI'],
  report: ['genre', 'number', 'publisher', 'publisher-place'],
  book: ['editor', 'translator', 'edition', 'publisher', 'publisher-place', 'ISBN'],
  chapter: ['container-title', 'editor', 'page', 'publisher', 'publisher-place'],
  interview: ['interviewer', 'medium', 'event-place'],
  personal_communication: ['recipient', 'genre'],
  broadcast: ['container-title', 'publisher', 'medium'],
  motion_picture: ['director', 'publisher', 'medium'],
  song: ['genre', 'medium', 'publisher'],
  speech: ['event-title', 'event-place', 'genre'],
  graphic: ['medium', 'archive', 'archive_location'],
  map: ['publisher', 'scale', 'archive'],
  legal_case: ['authority', 'number', 'container-title'],
  legislation: ['authority', 'number', 'container-title'],
  hearing: ['authority', 'number', 'event-place'],
  treaty: ['number', 'container-title'],
  manuscript: ['genre', 'archive', 'archive_location'],
  pamphlet: ['publisher', 'publisher-place'],
  thesis: ['genre', 'publisher', 'publisher-place'],
  dataset: ['publisher', 'version', 'DOI'],
  document: ['genre', 'publisher'],
};

/** What can be added to any work besides what its kind asks for. */
export const MORE_VARIABLES = [
  'abstract',
  'archive',
  'archive_location',
  'authority',
  'collection-title',
  'container-title',
  'director',
  'DOI',
  'edition',
  'editor',
  'event-date',
  'event-place',
  'event-title',
  'genre',
  'interviewer',
  'ISBN',
  'ISSN',
  'issue',
  'medium',
  'note',
  'number',
  'original-date',
  'original-title',
  'page',
  'publisher',
  'publisher-place',
  'recipient',
  'scale',
  'section',
  'source',
  'status',
  'translator',
  'version',
  'volume',
];

/** The fields of a form for `item`: what its kind asks for, then whatever else it has. */
export function fieldsOf(item: CslItem, added: readonly string[] = []): string[] {
  const asked = [...FIRST, ...(BETWEEN[String(item.type)] ?? BETWEEN.document!), ...LAST];
  const others = [...Object.keys(item), ...added].filter(
    (variable) => !['id', 'type', 'custom', ...asked].includes(variable),
  );
  return [...asked, ...new Set(others)];
}

interface CslName {
  family?: string;
  given?: string;
  literal?: string;
  'non-dropping-particle'?: string;
  'dropping-particle'?: string;
  suffix?: string;
}

function nameTyped(name: CslName): string {
  if (name.literal) return name.literal;
  const family = [name['non-dropping-particle'], name.family].filter(Boolean).join(' ');
  const given = [name.given, name['dropping-particle']].filter(Boolean).join(' ');
  return given === '' ? family : `${family}, ${given}`;
}

function dateTyped(value: { 'date-parts'?: (number | string)[][]; literal?: string }): string {
  const two = (part: number | string) => String(part).padStart(2, '0');
  const parts = value['date-parts'] ?? [];
  if (parts.length === 0) return value.literal ?? '';
  return parts.map(([year, ...rest]) => [String(year), ...rest.map(two)].join('-')).join('/');
}

/** A CSL value as a person would type it: `Family, Given; Body` · `2019-11-13` · text. */
export function typedOf(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) {
    return value
      .map((one) => (typeof one === 'object' && one !== null ? nameTyped(one) : String(one)))
      .join('; ');
  }
  if (typeof value === 'object') return dateTyped(value);
  return String(value);
}

/** The family names for a list: `Hart`, `Hart and Rosen`, `Hart and 3 others`. */
export function authorsOf(item: CslItem): string[] {
  const names = (item.author ?? item.editor ?? item.director ?? []) as CslName[];
  if (!Array.isArray(names)) return [];
  return names.map((name) => name.family ?? name.literal ?? '').filter((name) => name !== '');
}

/** The date of publication as EDTF, for showing. */
export function issuedOf(item: CslItem): string | null {
  const typed = typedOf(item.issued);
  return typed === '' ? null : typed;
}
