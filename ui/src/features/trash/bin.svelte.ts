// What was removed, what of it is chosen, and bringing it back.
import { GridSelection } from '../../components/grid.svelte';
import { t } from '../../i18n';
import { ask } from '../../ipc/api';
import type { TrashItem } from '../../ipc/generated';
import { toast } from '../../state/toasts.svelte';
import { write } from '../../state/writes';

const PAGE = 500;

class Bin {
  selection = new GridSelection();
  active: TrashItem | null = $state.raw(null);
  total = $state(0);
  shown = $state(false);
  /** What is about to be purged; null while nothing is. */
  purging: TrashItem[] | null = $state.raw(null);

  get count(): number {
    return this.selection.count(this.total) || (this.active ? 1 : 0);
  }

  async fetch(offset: number, limit: number): Promise<TrashItem[]> {
    const report = await ask('trash_list', { offset, limit });
    this.total = report.total;
    return report.records;
  }

  /** What is chosen, else the record the cursor is on. */
  async chosen(): Promise<TrashItem[]> {
    if (this.selection.count(this.total) === 0) return this.active ? [this.active] : [];
    const found: TrashItem[] = [];
    for (let offset = 0; offset < this.total; offset += PAGE) {
      const page = await this.fetch(offset, PAGE);
      found.push(...page.filter((record) => this.selection.has(record.id)));
    }
    return found;
  }

  async restore(): Promise<void> {
    const records = (await this.chosen()).map((record) => record.id);
    if (records.length === 0) return;
    const report = await write('restore', { records });
    this.selection.clear();
    toast(t.trash.restored(report.restored.length), { tone: 'ok' });
  }

  async beginPurge(): Promise<void> {
    const records = await this.chosen();
    if (records.length > 0) this.purging = records;
  }
}

export const bin = new Bin();
