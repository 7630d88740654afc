// How each answer about a quotation or a citation looks, and whether a person should look at it.
import type { CitationState, QuotationState } from '../../ipc/generated';

type Look = { tone: 'ok' | 'warn' | 'danger' | 'plain'; glyph: string; attention: boolean };

const OK: Look = { tone: 'ok', glyph: '✓', attention: false };
const DIFFERENT: Look = { tone: 'warn', glyph: '≠', attention: true };
const MISSING: Look = { tone: 'danger', glyph: '✕', attention: true };

export const QUOTATION_LOOKS: Record<QuotationState, Look> = {
  exact: OK,
  elsewhere: DIFFERENT,
  changed: DIFFERENT,
  absent: MISSING,
  too_short: { tone: 'plain', glyph: '○', attention: false },
};

export const CITATION_LOOKS: Record<CitationState, Look> = {
  held: OK,
  not_held: { tone: 'plain', glyph: '○', attention: false },
  sealed: { tone: 'danger', glyph: '■', attention: true },
  unknown: MISSING,
  ambiguous: DIFFERENT,
};
