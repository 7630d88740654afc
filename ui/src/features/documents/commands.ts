// The commands about documents: in menus and palette everywhere, with keys while the list is shown.
import {
  BookMarked,
  ClipboardCheck,
  FileOutput,
  FolderPlus,
  Link,
  ListChecks,
  Pencil,
  RefreshCw,
  Scale,
  ShieldCheck,
  Tag,
  Trash2,
} from '@lucide/svelte';
import type { MenuEntry } from '../../components/menu';
import { t } from '../../i18n';
import { archive } from '../../state/archive.svelte';
import type { Command } from '../../state/commands.svelte';
import { navigate } from '../../state/navigation.svelte';
import { settings, changeSettings } from '../../state/settings.svelte';
import type { DocumentRow } from '../../ipc/generated';
import { acceptAll, checkBytes, readAgain, saveCopy } from './deeds';
import { shelf, type Deed } from './shelf.svelte';

const some = () => shelf.shown && (shelf.active !== null || shelf.chosenCount > 0);
const someWritable = () => archive.writable && some();
const one = () => shelf.shown && shelf.active !== null;
const oneWritable = () => archive.writable && one();

function deed(id: Deed, title: () => string, rest: Partial<Command>): Command {
  return {
    id: `documents.${id}`,
    title,
    menu: 'record',
    group: 3,
    when: someWritable,
    run: () => shelf.begin(id),
    ...rest,
  };
}

const words = () => t.documents.actions;

/** What acts on the documents chosen in the list. */
export const deedCommands: Command[] = [
  {
    id: 'documents.show',
    title: () => words().show,
    menu: 'record',
    group: 2,
    when: one,
    run: () => changeSettings({ inspector_open: true }),
    cli: 'document show',
  },
  deed('rename', () => words().rename, { keys: ['F2'], when: oneWritable, cli: 'source set' }),
  deed('tag', () => words().tag, { keys: ['t'], cli: 'tag add' }),
  deed('collection', () => words().collection, { keys: ['c'], cli: 'collection add' }),
  deed('remove', () => words().remove, { keys: ['Delete'], cli: 'remove' }),
  deed('derive', () => words().derive, { group: 4, when: oneWritable, cli: 'document derive' }),
  deed('align', () => words().align, { group: 4, when: oneWritable, cli: 'document align' }),
  deed('relate', () => words().relate, { group: 4, when: oneWritable, cli: 'relate' }),
  deed('appraise', () => words().appraise, { group: 4, when: oneWritable, cli: 'appraise' }),
  deed('cite', () => words().cite, { group: 5, when: some, cli: 'cite' }),
  {
    id: 'documents.get',
    title: () => words().save,
    menu: 'record',
    group: 5,
    when: one,
    run: () => (shelf.active ? saveCopy(shelf.active) : undefined),
    cli: 'document get',
  },
  {
    id: 'documents.extract',
    title: () => words().extract,
    menu: 'record',
    group: 5,
    when: someWritable,
    run: async () => readAgain(await shelf.chosen()),
    cli: 'document extract',
  },
  {
    id: 'documents.verify',
    title: () => words().verify,
    menu: 'integrity',
    group: 2,
    when: some,
    run: async () => checkBytes(await shelf.chosen()),
    cli: 'verify',
  },
  {
    id: 'documents.proposals',
    title: () => words().proposals,
    menu: 'record',
    group: 6,
    when: one,
    run: () => changeSettings({ inspector_open: true }),
    cli: 'document proposals',
  },
  {
    id: 'documents.accept',
    title: () => words().accept,
    menu: 'record',
    group: 6,
    when: oneWritable,
    run: () => (shelf.active ? acceptAll(shelf.active) : undefined),
    cli: 'document accept',
  },
];

/** What only makes sense while the list is on screen. */
export function listCommands(view: { focusFilter(): void; next(): void }): Command[] {
  return [
    {
      id: 'documents.filter',
      title: () => t.documents.filter,
      menu: 'edit',
      group: 7,
      keys: ['Ctrl+F'],
      run: view.focusFilter,
    },
    {
      id: 'documents.next',
      title: () => words().next,
      menu: 'record',
      group: 1,
      keys: ['n'],
      when: () => shelf.total > 0,
      run: view.next,
    },
  ];
}

/** The menu of one document. */
export function deedEntries(row: DocumentRow): MenuEntry[] {
  const readOnly = !archive.writable;
  const begin = (id: Deed) => () => {
    shelf.targets = [row];
    shelf.deed = id;
  };
  const source = row.source;
  const noSource = readOnly || source === null;
  const quick = settings.single_keys;
  return [
    { label: words().rename, icon: Pencil, keys: 'F2', disabled: noSource, run: begin('rename') },
    {
      label: words().tag,
      icon: Tag,
      keys: quick ? 'T' : undefined,
      disabled: readOnly,
      run: begin('tag'),
    },
    {
      label: words().collection,
      icon: FolderPlus,
      keys: quick ? 'C' : undefined,
      disabled: readOnly,
      run: begin('collection'),
    },
    'separator',
    { label: words().save, icon: FileOutput, disabled: !row.held, run: () => void saveCopy(row) },
    { label: words().derive, disabled: readOnly, run: begin('derive') },
    { label: words().align, disabled: readOnly, run: begin('align') },
    {
      label: words().extract,
      icon: RefreshCw,
      disabled: readOnly,
      run: () => void readAgain([row]),
    },
    'separator',
    {
      label: words().custody,
      icon: ClipboardCheck,
      run: () => navigate({ view: 'custody', document: row.id }),
    },
    { label: words().verify, icon: ShieldCheck, run: () => void checkBytes([row]) },
    'separator',
    {
      label: words().source,
      icon: BookMarked,
      disabled: source === null,
      run: () => navigate({ view: 'references', source: source ?? undefined }),
    },
    { label: words().cite, icon: ListChecks, disabled: source === null, run: begin('cite') },
    { label: words().relate, icon: Link, disabled: noSource, run: begin('relate') },
    { label: words().appraise, icon: Scale, disabled: noSource, run: begin('appraise') },
    'separator',
    {
      label: words().remove,
      icon: Trash2,
      keys: 'Delete',
      disabled: readOnly,
      danger: true,
      run: begin('remove'),
    },
  ];
}
