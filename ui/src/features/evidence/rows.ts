// The rows of the evidence table: asked for in windows, or all at once where a filter needs that.
import { ask } from '../../ipc/api';
import type { AnchorState, PassageOverviewReport, PassageRow } from '../../ipc/generated';

export type StanceFilter = '' | 'supports' | 'contradicts' | 'context' | 'unused';

export interface Filters {
  claim: string;
  document: string;
  state: AnchorState | '';
  stance: StanceFilter;
}

const STEP = 500;
/** The program knows no filter by stance: beyond so many rows, the rest is not looked at. */
const MOST = 20_000;

export function overview(
  filters: Filters,
  offset: number,
  limit: number,
): Promise<PassageOverviewReport> {
  return ask('passage_overview', {
    claim: filters.claim || null,
    document: filters.document || null,
    state: filters.state || null,
    offset,
    limit,
  });
}

export function isWanted(row: PassageRow, stance: StanceFilter): boolean {
  const held = row.evidence.filter((one) => !one.withdrawn);
  if (stance === '') return true;
  return stance === 'unused' ? held.length === 0 : held.some((one) => one.stance === stance);
}

/** All rows of one stance. */
export async function rowsOf(filters: Filters): Promise<PassageRow[]> {
  const rows: PassageRow[] = [];
  for (let offset = 0; offset < MOST; offset += STEP) {
    const report = await overview(filters, offset, STEP);
    rows.push(...report.rows.filter((row) => isWanted(row, filters.stance)));
    if (offset + report.rows.length >= report.total || report.rows.length === 0) break;
  }
  return rows;
}
