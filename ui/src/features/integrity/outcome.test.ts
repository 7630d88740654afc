// One answer and five counts.
import { expect, it } from 'vitest';
import type { VerificationRun, VerifyReport } from '../../ipc/generated';
import { documentsOf, outcomeOf, outcomeOfRun } from './outcome';

const DOCUMENT = '707cfab252768096364dd62c56be30c8';
const counts = (documents: number) => ({ documents, bytes: 0, entries: 0, passages: 0 });
const everything = { quick: false, documents: [] };

const report = (change: Partial<VerifyReport>): VerifyReport => ({
  archive: null,
  verdict: 'intact',
  expected: counts(20),
  checked: counts(20),
  failed: counts(0),
  unknown: counts(0),
  read_before_bytes: 0,
  heads: [],
  compared_heads: 0,
  findings: [],
  passes: [],
  not_checked: [],
  recorded: true,
  not_recorded_because: null,
  interrupted: false,
  ...change,
});

const finding = (code: string) => ({
  code,
  severity: 'damage' as const,
  record: 'content d2e3',
  expected: null,
  found: null,
  detail: `its bytes are not those committed; it is the content of document ${DOCUMENT}`,
  advice: '',
});

it('a finding names the documents it is about', () => {
  expect(documentsOf(finding('V052'))).toEqual([DOCUMENT]);
});

it('nothing changed', () => {
  const outcome = outcomeOf(report({}), everything);
  expect(outcome.answer).toBe('unchanged');
  expect(outcome.tally.unchanged).toBe(20);
});

it('a document with two findings is counted once, by the graver one', () => {
  const findings = [finding('V052'), finding('V053')];
  const damaged = report({ verdict: 'damaged', failed: counts(1), findings });
  const outcome = outcomeOf(damaged, everything);
  expect(outcome.answer).toBe('missing');
  expect(outcome.tally).toMatchObject({ unchanged: 19, missing: 1, changed: 0 });
});

it('a quick run never says that documents are unchanged', () => {
  const quick = report({ verdict: 'incomplete', checked: counts(0), unknown: counts(20) });
  const outcome = outcomeOf(quick, { quick: true, documents: [] });
  expect(outcome.answer).toBe('quick');
  expect(outcome.tally).toMatchObject({ unchanged: 0, unchecked: 20 });
});

it('damage that is of no document is told as damage of the archive', () => {
  const damaged = report({ verdict: 'damaged', findings: [{ ...finding('V020'), detail: '' }] });
  expect(outcomeOf(damaged, everything).answer).toBe('damaged');
});

it('an older file whose documents are all unchanged is said to be just that', () => {
  const gap = { ...finding('V030'), severity: 'gap' as const, detail: '' };
  const older = report({ verdict: 'incomplete', findings: [gap] });
  expect(outcomeOf(older, everything).answer).toBe('older');
});

it('a run of the log counts contents by their codes', () => {
  const run: VerificationRun = {
    entry: 'a/1',
    time: null,
    agent: null,
    verdict: 'damaged',
    scope: 'full',
    expected: counts(20),
    checked: counts(20),
    findings: ['V052 content d2e3', 'V041 claim 1'],
  };
  expect(outcomeOfRun(run)).toMatchObject({
    answer: 'changed',
    tally: { changed: 1, unchanged: 19 },
  });
  expect(outcomeOfRun(null).answer).toBe('never');
});
