// What has a date: claims, works and figures, in order of time.
import { issuedOf } from '../../domain/csl';
import { spanOf, type Span } from '../../domain/spans';
import type { ClaimListReport, FigureListReport, SourceListReport } from '../../ipc/generated';

export type EventKind = 'claim' | 'source' | 'figure';

export interface TimelineEvent {
  kind: EventKind;
  id: string;
  /** Null where its words are sealed. */
  label: string | null;
  edtf: string;
  written: string | null;
  span: Span;
  /** What is opened: of a figure, the record that states it. */
  opens: { kind: string; id: string };
}

export interface Dated {
  events: TimelineEvent[];
  undated: number;
}

type Found = Omit<TimelineEvent, 'edtf' | 'span'> & { edtf: string | null };

/** All of them that have a date that can be read, and how many have none. */
export function dated(
  claims: ClaimListReport,
  sources: SourceListReport,
  figures: FigureListReport,
): Dated {
  const found: Found[] = [
    ...claims.claims.map(({ id, statement, date }) => ({
      kind: 'claim' as const,
      id,
      label: statement,
      edtf: date?.edtf ?? null,
      written: date?.written ?? null,
      opens: { kind: 'claim', id },
    })),
    ...sources.sources.map(({ id, key, csl }) => ({
      kind: 'source' as const,
      id,
      label: typeof csl.title === 'string' ? csl.title : key,
      edtf: issuedOf(csl),
      written: null,
      opens: { kind: 'source', id },
    })),
    // A figure without a period counts nothing over time; it is not missing here.
    ...figures.figures
      .filter(({ period }) => period !== null)
      .map(({ id, label, period, on }) => ({
        kind: 'figure' as const,
        id,
        label,
        edtf: period?.edtf ?? null,
        written: period?.written ?? null,
        opens: on ?? { kind: 'figure', id },
      })),
  ];
  const events = found.flatMap((event) => {
    const span = event.edtf === null ? null : spanOf(event.edtf);
    return span ? [{ ...event, edtf: event.edtf ?? '', span }] : [];
  });
  events.sort((a, b) => a.span.from - b.span.from || a.span.to - b.span.to);
  return { events, undated: found.length - events.length };
}
