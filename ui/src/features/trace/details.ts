// What a trace does not tell but its picture shows: titles and dates of works, who speaks where.
import { ask } from '../../ipc/api';
import type { SourceShowReport, TraceReport } from '../../ipc/generated';
import { checksOf, type Checks } from '../claims/checks';
import type { Speakers } from './graph';

export interface Work {
  title: string | null;
  /** EDTF of its publication. */
  date: string | null;
  key: string | null;
  sealed: boolean;
}

export interface Details {
  works: ReadonlyMap<string, Work>;
  speakers: Speakers;
  /** What the last recorded check found of the documents on the way. */
  checks: Checks;
}

/** Beyond so many, keys and ids have to do: the picture is drawn by origin then anyway. */
const MOST = 150;

export async function detailsOf(report: TraceReport): Promise<Details> {
  const steps = report.paths.flatMap((path) => path.steps);
  const allOf = (kind: string) => {
    const ids = steps.filter((step) => step.kind === kind).map((step) => step.id ?? '');
    return [...new Set(ids)].filter(Boolean);
  };
  const idsOf = (kind: string) => allOf(kind).slice(0, MOST);
  const works = new Map<string, Work>();
  const speakers = new Map<string, { speaker: string | null; through: string | null }>();
  // What cannot be read (purged meanwhile) only lacks its title; the trace itself stands.
  const sources = idsOf('source').map(async (id) => {
    const source = await ask('source_show', { name: id }).catch(() => null);
    if (source) works.set(id, workOf(source));
  });
  const passages = idsOf('passage').map(async (id) => {
    const passage = await ask('passage_show', { name: id }).catch(() => null);
    const speaker = passage?.attributed_to?.label ?? null;
    if (passage) speakers.set(id, { speaker, through: passage.known_through ?? null });
  });
  const [checks] = await Promise.all([checksOf(allOf('document')), ...sources, ...passages]);
  return { works, speakers, checks };
}

function workOf(source: SourceShowReport): Work {
  const { title, issued } = source.csl as { title?: unknown; issued?: CslDate };
  const parts = issued?.['date-parts']?.[0];
  return {
    title: typeof title === 'string' ? title : null,
    date: parts ? parts.map((part, i) => String(part).padStart(i ? 2 : 4, '0')).join('-') : null,
    key: source.key,
    sealed: source.sensitivity === 'sealed',
  };
}

interface CslDate {
  'date-parts'?: (number | string)[][];
}
