// The standing of a claim in the window's own language. The program computes it; here it is worded.
import { t } from '../../i18n';
import type { StandingItem } from '../../ipc/generated';

export function standingInWords(standing: StandingItem): string {
  return t.claims.standingWords[standing.word](standing);
}

export type Tone = 'plain' | 'ok' | 'warn' | 'danger';

/** Glyph and tone beside the words; support is not praised in green where it is contested. */
export const LOOK: Record<StandingItem['word'], { glyph: string; tone: Tone }> = {
  no_evidence_yet: { glyph: '○', tone: 'plain' },
  only_context: { glyph: '○', tone: 'plain' },
  has_support: { glyph: '✓', tone: 'ok' },
  contradicted: { glyph: '✕', tone: 'danger' },
  disputed: { glyph: '⇄', tone: 'warn' },
};

const REASONS: [RegExp, (n: number) => string][] = [
  [/^all that supports it goes back to one origin$/, () => t.claims.reasons.oneOrigin],
  [/^what supports it shows only that it was said$/, () => t.claims.reasons.onlySaid],
  [/^(\d+) of it shows only that it was said$/, (n) => t.claims.reasons.someSaid(n)],
  [/^it is not stated of (\d+) whether/, (n) => t.claims.reasons.unstated(n)],
  [/^withdrawn: (\d+)$/, (n) => t.claims.reasons.withdrawn(n)],
  [/^evidence whose passage was removed: (\d+)$/, (n) => t.claims.reasons.lost(n)],
  [/^searches that found nothing: (\d+)$/, (n) => t.claims.reasons.notFound(n)],
  [/^signed off in another wording: (\d+)$/, (n) => t.claims.reasons.outdated(n)],
];

/** A reason as the program gives it, in the window's language; unknown ones stay as they are. */
export function reasonInWords(reason: string): string {
  for (const [pattern, words] of REASONS) {
    const found = pattern.exec(reason);
    if (found) return words(Number(found[1] ?? 0));
  }
  return reason;
}
