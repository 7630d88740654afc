// The commands of the reader: each is there while a document is open, by menu, palette and key.
import { num, t } from '../../i18n';
import { ask } from '../../ipc/api';
import type { Command } from '../../state/commands.svelte';
import { jobs } from '../../state/jobs.svelte';
import { navigation } from '../../state/navigation.svelte';
import { isRtl } from '../../state/settings.svelte';
import { toast } from '../../state/toasts.svelte';
import { archive } from '../../state/archive.svelte';
import { deeds, type Target } from './deeds.svelte';
import { players } from './players.svelte';
import { copyWithReference, keep } from './quoting';
import { saveCopy } from './saving.svelte';
import { open, type Act, type Reading } from './reading.svelte';

const reading = () => (navigation.place.view === 'reader' ? open.now : null);

/** A command of the open reader; `when` may ask for more than that one is open. */
function own(
  command: Omit<Command, 'run' | 'when'> & {
    run: (reading: Reading) => void | Promise<void>;
    when?: (reading: Reading) => boolean;
  },
): Command {
  const { run, when } = command;
  return {
    ...command,
    when: () => {
      const now = reading();
      return now !== null && now.report !== null && (when?.(now) ?? true);
    },
    run: () => {
      const now = reading();
      if (now) return run(now);
    },
  };
}

/** The passage that is looked at: in the reader, or the row in the list of all evidence. */
function passage(): Target | null {
  if (navigation.place.view === 'evidence') return deeds.listed;
  const now = reading();
  const active = now?.passage(now.active);
  return now && active ? { ...active, document: now.document } : null;
}

/** A command about that passage; `can` may ask for more than that there is one. */
function ofPassage(
  command: Omit<Command, 'run' | 'when' | 'group'> & {
    can?: (passage: Target) => boolean;
    run: (passage: Target) => void;
  },
): Command {
  const { can, run, ...rest } = command;
  return {
    ...rest,
    group: 4,
    when: () => {
      const now = passage();
      return archive.writable && now !== null && (can?.(now) ?? true);
    },
    run: () => {
      const now = passage();
      if (now) run(now);
    },
  };
}

const isRead = (now: Reading) => now.mode === 'reading';
const canQuote = (now: Reading) =>
  isRead(now) && now.chosen !== null && now.writable && deeds.placing === null;

/** One of the five acts with what is selected. */
function quote(act: Act, command: Omit<Command, 'when' | 'run' | 'group'>): Command {
  return own({
    ...command,
    group: 3,
    when: (now) => canQuote(now) && now.act === null,
    run: async (now) => {
      if (act !== 'keep' || now.chosen?.kind !== 'words') return void (now.act = act);
      await keep(now, now.chosen);
      now.clear();
    },
  });
}

const stepping: Command[] = [
  own({
    id: 'reader.next-passage',
    title: () => t.reader.commands.nextPassage,
    menu: 'go',
    group: 6,
    keys: ['j'],
    when: isRead,
    cli: 'passage list',
    run: (now) => now.step(1),
  }),
  own({
    id: 'reader.previous-passage',
    title: () => t.reader.commands.previousPassage,
    menu: 'go',
    group: 6,
    keys: ['k'],
    when: isRead,
    run: (now) => now.step(-1),
  }),
  own({
    id: 'reader.next-page',
    title: () => t.reader.nextPage,
    menu: 'go',
    group: 6,
    keys: ['n'],
    when: (now) => isRead(now) && now.hasPages,
    run: (now) => now.goToPage(now.page + 1),
  }),
  own({
    id: 'reader.previous-page',
    title: () => t.reader.previousPage,
    menu: 'go',
    group: 6,
    keys: ['p'],
    when: (now) => isRead(now) && now.hasPages,
    run: (now) => now.goToPage(now.page - 1),
  }),
];

const looking: Command[] = [
  own({
    id: 'reader.find',
    title: () => t.reader.commands.find,
    menu: 'edit',
    group: 7,
    keys: ['Ctrl+F'],
    when: (now) => isRead(now) && now.hasText,
    run: (now) => void (now.finding = true),
  }),
  own({
    id: 'reader.caret',
    title: () => t.reader.caret,
    menu: 'edit',
    group: 7,
    keys: ['v'],
    when: (now) => isRead(now) && now.hasText && !now.isSound,
    run: (now) => {
      now.pictures = false;
      now.caret = !now.caret;
    },
  }),
  own({
    id: 'reader.direction',
    title: () => t.reader.commands.turnDirection,
    menu: 'view',
    group: 5,
    keys: ['d'],
    when: (now) => isRead(now) && now.hasText,
    run: (now) => {
      now.turnDirection();
      toast(t.reader.directions[now.direction]);
    },
  }),
  own({
    id: 'reader.turn',
    title: () => t.reader.commands.turn,
    menu: 'view',
    group: 5,
    keys: ['r'],
    when: (now) => now.hasPages || now.mode !== 'reading',
    cli: 'document text',
    run: (now) => {
      if (now.mode !== 'reading') now.mode = 'reading';
      else now.pictures = !now.pictures;
    },
  }),
  own({
    id: 'reader.captured',
    title: () => t.reader.commands.asCaptured,
    menu: 'view',
    group: 5,
    run: (now) => void (now.mode = 'captured'),
  }),
  own({
    id: 'reader.file',
    title: () => t.reader.commands.file,
    menu: 'view',
    cli: 'document show',
    group: 5,
    run: (now) => void (now.mode = 'file'),
  }),
  own({
    id: 'reader.save',
    title: () => t.reader.commands.save,
    menu: 'view',
    cli: 'document get',
    group: 5,
    when: (now) => now.facts !== null && now.facts.state !== 'purged',
    run: async (now) => {
      now.mode = 'file';
      await saveCopy(now.facts!);
    },
  }),
  own({
    id: 'reader.beside',
    title: () => t.reader.commands.beside,
    menu: 'view',
    group: 5,
    when: (now) => isRead(now) && (now.report?.beside.length ?? 0) > 0,
    run: (now) => {
      now.pictures = false;
      now.beside = now.beside === null ? now.report!.beside[0]!.document : null;
    },
  }),
  ...(['larger', 'smaller', 'asItWas'] as const).map((way) =>
    own({
      id: `reader.${way}`,
      title: () => t.reader[way],
      menu: 'view',
      group: 5,
      keys: { larger: ['+', '='], smaller: ['-'], asItWas: ['0'] }[way],
      when: isRead,
      run: (now) => now.scale(way === 'larger' ? 1 : way === 'smaller' ? -1 : 0),
    }),
  ),
];

const quoting: Command[] = [
  quote('supports', {
    id: 'reader.supports',
    title: () => t.reader.commands.supports,
    menu: 'record',
    cli: 'evidence add',
    keys: ['1'],
  }),
  quote('contradicts', {
    id: 'reader.contradicts',
    title: () => t.reader.commands.contradicts,
    menu: 'record',
    cli: 'evidence add',
    keys: ['2'],
  }),
  quote('context', {
    id: 'reader.context',
    title: () => t.reader.commands.context,
    menu: 'record',
    cli: 'evidence add',
    keys: ['3'],
  }),
  quote('keep', {
    id: 'reader.keep',
    title: () => t.reader.commands.keep,
    menu: 'record',
    cli: 'passage add',
    keys: ['4'],
  }),
  quote('relate', {
    id: 'reader.relate',
    title: () => t.reader.commands.relate,
    menu: 'record',
    cli: 'relate',
    keys: ['5'],
  }),
  own({
    id: 'reader.let-go',
    title: () => t.reader.quote.letGo,
    menu: 'edit',
    group: 7,
    keys: ['Escape'],
    when: (now) => now.chosen !== null && now.act === null,
    run: (now) => now.clear(),
  }),
  own({
    id: 'reader.copy-quotation',
    title: () => t.reader.card.copy,
    menu: 'edit',
    group: 7,
    keys: ['Ctrl+Shift+C'],
    cli: 'passage show',
    when: (now) => now.active !== null,
    run: (now) => copyWithReference(now.active!, isRtl()),
  }),
  ofPassage({
    id: 'passages.edit',
    title: () => t.reader.commands.edit,
    menu: 'record',
    cli: 'passage edit',
    run: (passage) => deeds.edit(passage),
  }),
  ofPassage({
    id: 'passages.move',
    title: () => t.reader.commands.move,
    menu: 'record',
    cli: 'passage move',
    can: (passage) => !['exact', 'not_checked'].includes(passage.state),
    run: (passage) => deeds.reattach(passage),
  }),
  ofPassage({
    id: 'passages.withdraw',
    title: () => t.reader.commands.withdraw,
    menu: 'record',
    cli: 'evidence withdraw',
    can: (passage) => passage.evidence.some((one) => !one.withdrawn),
    run: (passage) => deeds.withdraw(passage),
  }),
  own({
    id: 'reader.align',
    title: () => t.reader.commands.align,
    menu: 'record',
    cli: 'document align',
    group: 4,
    when: (now) => now.writable && now.hasText && now.facts?.source !== null,
    run: (now) => void (now.aligning = true),
  }),
  own({
    id: 'reader.reread',
    title: () => t.reader.commands.reread,
    menu: 'record',
    group: 4,
    cli: 'document extract',
    when: (now) => now.writable,
    run: async (now) => {
      const request = { documents: [now.document], again: true };
      await jobs.start('document_extract', request, t.reader.noText.reading).done;
    },
  }),
  {
    id: 'passages.check',
    title: () => t.reader.commands.check,
    menu: 'integrity',
    group: 3,
    cli: 'passage check',
    when: () => archive.isOpen,
    run: async () => {
      const report = await ask('passage_check', { passages: [] });
      const rest = report.items.length - report.exact;
      toast(t.reader.commands.checked(num(report.exact), num(rest)), {
        tone: rest === 0 ? 'ok' : 'warn',
      });
    },
  },
];

const player = (id: string, title: () => string, keys: string[], run: () => void): Command =>
  own({ id, title, menu: 'go', group: 7, keys, when: () => players.now !== null, run });

const playing: Command[] = [
  player(
    'reader.play',
    () => t.reader.commands.playPause,
    ['Ctrl+Space'],
    () => players.now?.toggle(),
  ),
  player(
    'reader.back',
    () => t.reader.media.back5,
    ['['],
    () => players.now?.by(-5000),
  ),
  player(
    'reader.ahead',
    () => t.reader.media.ahead5,
    [']'],
    () => players.now?.by(5000),
  ),
  player(
    'reader.in',
    () => t.reader.commands.markIn,
    ['i'],
    () => players.now?.markIn(),
  ),
  player(
    'reader.out',
    () => t.reader.commands.markOut,
    ['o'],
    () => players.now?.markOut(),
  ),
];

export const commands: Command[] = [...stepping, ...looking, ...quoting, ...playing];
