// The columns the list of documents can have, and which of them a person wants to see.
import type { GridColumn } from '../../components/grid.svelte';
import { t } from '../../i18n';
import type { DocumentRow } from '../../ipc/generated';
import { remember, remembered } from '../../state/settings.svelte';
import {
  addedCell,
  checkedCell,
  dateCell,
  evidenceCell,
  otherCell,
  roleCell,
  sizeCell,
  sourceCell,
  tagsCell,
  titleCell,
  typeCell,
} from './Cells.svelte';

const SHOWN_AT_FIRST = ['title', 'date', 'source', 'type', 'integrity', 'evidence'];

/** Every column, in order. */
export function allColumns(): GridColumn<DocumentRow>[] {
  const words = t.documents.columns;
  return [
    {
      id: 'title',
      label: words.title,
      width: 'minmax(180px, 6fr)',
      sortable: true,
      cell: titleCell,
    },
    { id: 'other', label: words.other, width: 'minmax(100px, 2fr)', cell: otherCell },
    { id: 'date', label: words.date, width: 'minmax(132px, 1fr)', sortable: true, cell: dateCell },
    { id: 'source', label: words.source, width: 'minmax(70px, 1.2fr)', cell: sourceCell },
    { id: 'type', label: words.type, width: '60px', sortable: true, cell: typeCell },
    { id: 'role', label: words.role, width: 'minmax(84px, 1fr)', cell: roleCell },
    { id: 'size', label: words.size, width: '82px', sortable: true, cell: sizeCell },
    { id: 'integrity', label: words.integrity, width: 'minmax(112px, 1fr)', cell: checkedCell },
    { id: 'evidence', label: words.evidence, width: '78px', sortable: true, cell: evidenceCell },
    { id: 'tags', label: words.tags, width: 'minmax(80px, 1fr)', cell: tagsCell },
    {
      id: 'added',
      label: words.added,
      width: 'minmax(128px, 1fr)',
      sortable: true,
      cell: addedCell,
    },
  ];
}

export function shownColumns(): string[] {
  return remembered('documents.columns', SHOWN_AT_FIRST);
}

/** Shows or hides a column; the title always stays. */
export function toggleColumn(id: string): void {
  if (id === 'title') return;
  const shown = shownColumns();
  remember(
    'documents.columns',
    shown.includes(id) ? shown.filter((known) => known !== id) : [...shown, id],
  );
}
