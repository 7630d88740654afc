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
import { accept, checkBytes, readAgain, saveCopy } from './deeds';
import { shelf, type Deed } from './shelf.svelte';

const some = () => shelf.shown && (shelf.active !== null || shelf.chosenCount > 0);
const someWritable = () => archive.writable && some();
const one = () => shelf.shown && shelf.active !== null;
const oneWritable = () => archive.writable && one();

const words = () => t.documents.actions;

/** What acts on the documents chosen in the list. */
export const deedCommands: Command[] = [
  {
    id: 'documents.show',
    title: () => t.documents.actions.show,
    menu: 'record',
    group: 2,
    when: one,
    run: () => changeSettings({ inspector_open: true }),
    cli: 'document show',
  },
  {
    id: 'documents.rename',
    title: () => t.documents.actions.rename,
    menu: 'record',
    group: 3,
    keys: ['F2'],
    when: oneWritable,
    run: () => shelf.begin('rename'),
    cli: 'source set',
  },
  {
    id: 'documents.tag',
    title: () => t.documents.actions.tag,
    menu: 'record',
    group: 3,
    keys: ['t'],
    when: someWritable,
    run: () => shelf.begin('tag'),
    cli: 'tag add',
  },
  {
    id: 'documents.collection',
    title: () => t.documents.actions.collection,
    menu: 'record',
    group: 3,
    keys: ['c'],
    when: someWritable,
    run: () => shelf.begin('collection'),
    cli: 'collection add',
  },
  {
    id: 'documents.remove',
    title: () => t.documents.actions.remove,
    menu: 'record',
    group: 3,
    keys: ['Delete'],
    when: someWritable,
    run: () => shelf.begin('remove'),
    cli: 'remove',
  },
  {
    id: 'documents.derive',
    title: () => t.documents.actions.derive,
    menu: 'record',
    group: 4,
    when: oneWritable,
    run: () => shelf.begin('derive'),
    cli: 'document derive',
  },
  {
    id: 'documents.align',
    title: () => t.documents.actions.align,
    menu: 'record',
    group: 4,
    when: oneWritable,
    run: () => shelf.begin('align'),
    cli: 'document align',
  },
  {
    id: 'documents.relate',
    title: () => t.documents.actions.relate,
    menu: 'record',
    group: 4,
    when: oneWritable,
    run: () => shelf.begin('relate'),
    cli: 'relate',
  },
  {
    id: 'documents.appraise',
    title: () => t.documents.actions.appraise,
    menu: 'record',
    group: 4,
    when: oneWritable,
    run: () => shelf.begin('appraise'),
    cli: 'appraise',
  },
  {
    id: 'documents.cite',
    title: () => t.documents.actions.cite,
    menu: 'record',
    group: 5,
    when: some,
    run: () => shelf.begin('cite'),
    cli: 'cite',
  },
  {
    id: 'documents.get',
    title: () => t.documents.actions.save,
    menu: 'record',
    group: 5,
    when: one,
    run: () => (shelf.active ? saveCopy(shelf.active) : undefined),
    cli: 'document get',
  },
  {
    id: 'documents.extract',
    title: () => t.documents.actions.extract,
    menu: 'record',
    group: 5,
    when: someWritable,
    run: async () => readAgain(await shelf.chosen()),
    cli: 'document extract',
  },
  {
    id: 'documents.verify',
    title: () => t.documents.actions.verify,
    menu: 'integrity',
    group: 2,
    when: some,
    run: async () => checkBytes(await shelf.chosen()),
    cli: 'verify',
  },
  {
    id: 'documents.proposals',
    title: () => t.documents.actions.proposals,
    menu: 'record',
    group: 6,
    when: one,
    run: () => changeSettings({ inspector_open: true }),
    cli: 'document proposals',
  },
  {
    id: 'documents.accept',
    title: () => t.documents.actions.accept,
    menu: 'record',
    group: 6,
    when: oneWritable,
    run: () => (shelf.active ? accept(shelf.active.id) : undefined),
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
      title: () => t.documents.actions.next,
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
