// What a verification says in the end: one answer and five counts, of a report or of the log.
import type { Finding, VerificationRun, VerifyReport } from '../../ipc/generated';

export interface Tally {
  unchanged: number;
  changed: number;
  missing: number;
  unreadable: number;
  unchecked: number;
}

export type Answer =
  | 'never'
  | 'unchanged'
  | 'changed'
  | 'missing'
  | 'unreadable'
  | 'several'
  | 'damaged'
  | 'chosen'
  | 'quick'
  | 'interrupted'
  | 'older'
  | 'unsettled'
  | 'incomplete';

export interface Outcome {
  answer: Answer;
  tally: Tally | null;
  documents: number;
}

type Fault = 'changed' | 'missing' | 'unreadable';

/** What a damaged content is, by the code of its finding. */
const FAULTS: Record<string, Fault> = {
  V001: 'unreadable',
  V050: 'missing',
  V051: 'changed',
  V052: 'changed',
  V053: 'missing',
  V054: 'changed',
};

/** The documents that a finding speaks of. */
export function documentsOf(finding: Pick<Finding, 'record' | 'detail'>): string[] {
  const text = `${finding.record} ${finding.detail}`;
  return [...new Set([...text.matchAll(/\bdocument ([0-9a-f]{32})\b/g)].map((match) => match[1]!))];
}

/** Counts what is at fault: each thing once, by its gravest finding. */
function faultsOf(found: { code: string; things: string[] }[]): Record<Fault, number> {
  const order: Fault[] = ['missing', 'unreadable', 'changed'];
  const worst = new Map<string, Fault>();
  for (const { code, things } of found) {
    const fault = FAULTS[code];
    if (!fault) continue;
    for (const thing of things) {
      const known = worst.get(thing);
      if (!known || order.indexOf(fault) < order.indexOf(known)) worst.set(thing, fault);
    }
  }
  const counts = { changed: 0, missing: 0, unreadable: 0 };
  for (const fault of worst.values()) counts[fault] += 1;
  return counts;
}

function damageOf(tally: Tally): Answer {
  const kinds = (['changed', 'missing', 'unreadable'] as const).filter((kind) => tally[kind] > 0);
  if (kinds.length === 0) return 'damaged';
  return kinds.length === 1 ? kinds[0]! : 'several';
}

/** Every document is as it was; what is open is about the log. */
function openOf(codes: string[]): Answer {
  return codes.includes('V030') ? 'older' : 'unsettled';
}

/** The outcome of a run that has just ended. */
export function outcomeOf(report: VerifyReport, asked: { quick: boolean; documents: string[] }) {
  const faults = faultsOf(
    report.findings.map((finding) => ({ code: finding.code, things: documentsOf(finding) })),
  );
  const failed = report.failed.documents;
  const named = faults.missing + faults.unreadable;
  const tally: Tally = {
    ...faults,
    changed: Math.max(failed - named, faults.changed),
    unchanged: Math.max(report.checked.documents - failed, 0),
    unchecked: report.unknown.documents,
  };
  let answer: Answer = 'incomplete';
  if (report.verdict === 'damaged') answer = damageOf(tally);
  else if (report.interrupted) answer = 'interrupted';
  else if (report.verdict === 'intact') answer = 'unchanged';
  else if (asked.quick) answer = 'quick';
  else if (asked.documents.length > 0) answer = 'chosen';
  else if (tally.unchecked === 0) answer = openOf(report.findings.map((found) => found.code));
  return { answer, tally, documents: report.expected.documents } satisfies Outcome;
}

/** The outcome of a run that the log remembers: it keeps codes and contents, not documents. */
export function outcomeOfRun(run: VerificationRun | null): Outcome {
  if (run === null) return { answer: 'never', tally: null, documents: 0 };
  const expected = run.expected.documents;
  const checked = run.checked.documents;
  const found = run.findings.map((finding) => {
    const [code = '', ...record] = finding.split(' ');
    return { code, things: record[0] === 'content' ? [record.join(' ')] : [] };
  });
  const faults = faultsOf(found);
  const failed = faults.changed + faults.missing + faults.unreadable;
  const tally =
    expected === null || checked === null
      ? null
      : {
          ...faults,
          unchanged: Math.max(checked - failed, 0),
          unchecked: Math.max(expected - checked, 0),
        };
  let answer: Answer = 'incomplete';
  if (run.verdict === 'damaged') answer = tally ? damageOf(tally) : 'damaged';
  else if (run.verdict === 'intact') answer = 'unchanged';
  else if (run.scope === 'documents') answer = 'chosen';
  else if (checked === 0 && (expected ?? 0) > 0) answer = 'quick';
  else if (tally?.unchecked === 0) answer = openOf(found.map((one) => one.code));
  return { answer, tally, documents: expected ?? 0 };
}

export type Tone = 'ok' | 'danger' | 'warn' | 'plain';

export function toneOf(answer: Answer): Tone {
  if (answer === 'unchanged' || answer === 'chosen') return 'ok';
  if (answer === 'never' || answer === 'quick') return 'plain';
  const open: Answer[] = ['interrupted', 'incomplete', 'older', 'unsettled'];
  return open.includes(answer) ? 'warn' : 'danger';
}
