// A trace in sentences: the summary on top of the picture, and the whole as plain text.
import { t } from '../../i18n';
import type { TraceReport } from '../../ipc/generated';
import { dayOf } from '../claims/checks';
import type { Details } from './details';
import type { TraceGraph } from './graph';

/** How many origins the summary names before it counts the rest. */
const NAMED = 3;

/** Marks that keep a foreign name's direction to itself in a line of plain text. */
export const isolated = (text: string): string => `\u2068${text}\u2069`;

export interface Summary {
  main: string;
  rest: string[];
  /** Bad news of bytes on the way, each a sentence. */
  alarms: string[];
}

export function summaryOf(report: TraceReport, graph: TraceGraph, details: Details): Summary {
  const words = t.trace.summary;
  const isFrom = (stance: string | null) => report.paths.filter((path) => path.stance === stance);
  const passagesOf = (stance: string | null) =>
    new Set(isFrom(stance).map((path) => path.steps.find((s) => s.kind === 'passage')?.id)).size;
  const nameOf = (id: string, label: string) => isolated(details.works.get(id)?.title ?? label);
  const originsOf = (stance: string | null) =>
    report.origins.filter((origin) => stance === null || origin.stances.includes(stance));
  const named = (stance: string | null) => {
    const all = originsOf(stance);
    const names = all.slice(0, NAMED).map(({ id, label }) => nameOf(id, label));
    const more = all.length > NAMED ? [words.and(all.length - NAMED)] : [];
    return [...names, ...more].join(words.separator);
  };
  const main: string[] = [];
  const rest: string[] = [];
  if (report.claim === null) {
    const works = graph.nodes.filter((node) => node.kind === 'work').length;
    const back = words.backPlain(report.origins.length, named(null));
    main.push(words.startsAt(works) + words.then + back + words.end);
  } else if (report.paths.length === 0) main.push(words.nothing);
  else if (isFrom('supports').length === 0) main.push(words.noSupport);
  else {
    const sources = isFrom('supports').map(firstWork);
    const back = words.back(originsOf('supports').length, named('supports'));
    const rests = words.rests(passagesOf('supports'), new Set(sources).size);
    main.push(rests + words.then + back + words.end);
  }
  const against = passagesOf('contradicts');
  if (against > 0) rest.push(words.against(against, originsOf('contradicts').length));
  if (passagesOf('context') > 0) rest.push(words.context(passagesOf('context')));
  if (report.missing.length > 0) rest.push(words.missing(report.missing.length));
  const heldAs = (state: string) => graph.nodes.filter((node) => node.held === state).length;
  const alarms: string[] = [];
  const through = (state: string) =>
    new Set(graph.nodes.filter((node) => node.held === state).flatMap((node) => node.paths)).size;
  if (heldAs('changed') > 0) alarms.push(words.changed(heldAs('changed'), through('changed')));
  if (heldAs('missing') > 0) alarms.push(words.gone(heldAs('missing'), through('missing')));
  if (heldAs('unchanged') > 0) rest.push(words.unchanged(heldAs('unchanged')));
  return { main: main.join(' '), rest, alarms };
}

function firstWork(path: TraceReport['paths'][number]): string | undefined {
  const step = path.steps.find(({ kind }) => kind === 'source');
  return step?.id ?? path.steps.find(({ kind }) => kind === 'document')?.id ?? undefined;
}

/** The whole trace as text for a message or a footnote; foreign words keep their direction. */
export function traceAsText(report: TraceReport, summary: Summary, { checks }: Details): string {
  const lines = [t.trace.textTitle(isolated(report.label)), summary.main, ...summary.rest];
  lines.push(...summary.alarms);
  report.paths.forEach((path, index) => {
    const stances = t.words.stances as Record<string, string>;
    const head = [t.trace.textPath(index + 1), path.stance && stances[path.stance]];
    lines.push('', head.filter(Boolean).join(' · '));
    for (const step of path.steps) {
      if (step.kind === 'claim' || step.kind === 'evidence') continue;
      if (step.kind === 'cross-reference') {
        lines.push(`    ↓ ${t.trace.relations[step.label] ?? step.label}`);
        continue;
      }
      const digest = step.sha256 ? ` · sha256:${step.sha256}` : '';
      const check = step.kind === 'document' && step.state === 'held' && checks.get(step.id ?? '');
      const found = check ? ` · ${t.words.integrity[check.result]}, ` : '';
      const when = check ? t.trace.checked(dayOf(check.time)) : '';
      lines.push(`  ${isolated(step.label)}${digest}${found}${when}`);
    }
    if (path.speaker) lines.push(`  ${t.trace.speaks}: ${isolated(path.speaker)}`);
    // Of bytes that were not read just now, each document says what was found of it last.
    const wasChecked = path.steps.some(
      ({ kind, id }) => kind === 'document' && checks.has(id ?? ''),
    );
    if (path.state === 'held' && wasChecked) return;
    const state = t.trace.states[path.state] ?? path.state;
    const reason = path.reason ? ` – ${t.trace.reasons[path.reason] ?? path.reason}` : '';
    lines.push(`  ${state}${reason}`);
  });
  if (report.origins.length > 0) {
    lines.push('', t.trace.textOrigins);
    lines.push(...report.origins.map((origin) => `  ${isolated(origin.label)}`));
  }
  if (report.missing.length > 0) {
    lines.push('', t.trace.textMissing);
    lines.push(...report.missing.map((work) => `  ${isolated(work.label)}`));
  }
  lines.push(...report.cycles.map((cycle) => t.trace.cycle(cycle.map(isolated))));
  return `${lines.join('\n')}\n`;
}
