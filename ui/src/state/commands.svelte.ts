// The registry of commands: menus, palette, shortcuts and the help view are all made from it.
import { untrack } from 'svelte';
import { settings } from './settings.svelte';

export type MenuName = 'file' | 'edit' | 'view' | 'go' | 'record' | 'integrity' | 'help';

export interface Command {
  /** Stable and unique: `claims.new`. */
  id: string;
  title(): string;
  /** The menu it stands in; without one it is in the palette only. */
  menu?: MenuName;
  /** Items of one group stand together; groups ascend. */
  group?: number;
  /** `Ctrl+Shift+F`, `F6`, `Alt+ArrowLeft`, or a single key: `t`. */
  keys?: string[];
  /** For a choice that is on or off: whether it is on. */
  checked?(): boolean;
  /** Whether it can be carried out now; asked at each showing. */
  when?(): boolean;
  run(): void | Promise<void>;
  /** The command of the command line that does the same: `claim add`. */
  cli?: string;
}

class Registry {
  #all: Command[] = $state.raw([]);
  /** Called with what a command threw, so that no failure stays silent. */
  onFailure: (thrown: unknown) => void = () => undefined;

  get all(): Command[] {
    return this.#all;
  }

  /** Adds commands; the answer takes them away again (for a view's own commands). */
  add(commands: Command[]): () => void {
    const ids = new Set(commands.map((command) => command.id));
    // Untracked: an effect that adds commands must not run again because they were added.
    const known = untrack(() => this.#all);
    this.#all = [...known.filter((command) => !ids.has(command.id)), ...commands];
    return () => {
      this.#all = untrack(() => this.#all).filter((command) => !commands.includes(command));
    };
  }

  async run(command: Command): Promise<void> {
    if (command.when && !command.when()) return;
    try {
      await command.run();
    } catch (thrown) {
      this.onFailure(thrown);
    }
  }

  runById(id: string): void {
    const command = this.#all.find((known) => known.id === id);
    if (command) void this.run(command);
  }
}

export const commands = new Registry();

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * The name of the key as shortcuts write it. A letter that is not Latin (Persian layout) is
 * taken by its place on the keyboard, so that Ctrl+K works on every layout.
 */
export function keyName(press: Pick<KeyPress, 'key' | 'code'>): string {
  const { key, code } = press;
  if (key === ' ') return 'Space';
  if (key.length > 1) return key;
  if (/^[\x21-\x7e]$/.test(key)) return key.toUpperCase();
  if (/^Key[A-Z]$/.test(code)) return code.slice(3);
  if (/^(Digit|Numpad)[0-9]$/.test(code)) return code.slice(-1);
  return { BracketLeft: '[', BracketRight: ']', Slash: '/', Comma: ',' }[code] ?? key;
}

/** Whether `press` is the shortcut `keys`. */
export function isShortcut(press: KeyPress, keys: string): boolean {
  const parts = keys === '+' ? ['+'] : keys.split(/(?<=.)\+/);
  const wanted = parts.at(-1)!;
  const name = keyName(press);
  if (name !== (wanted.length === 1 ? wanted.toUpperCase() : wanted)) return false;
  const ctrl = press.ctrlKey || press.metaKey;
  if (ctrl !== parts.includes('Ctrl') || press.altKey !== parts.includes('Alt')) return false;
  // Shift is part of typing `?` or `+`, so it only counts with letters and named keys.
  return !/^[A-Z]$|.{2,}/.test(name) || press.shiftKey === parts.includes('Shift');
}

/** A single key types text in a field; there it must not be a command. */
export function isSingleKey(keys: string): boolean {
  return keys.length === 1;
}

/** Undo, Delete and their like in a field are the field's own. */
export function isEditing(keys: string): boolean {
  return /^Ctrl\+(Shift\+)?[ZACVX]$|^((Ctrl|Shift)\+)?(Delete|Backspace)$/.test(keys);
}

function isInField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return (
    target.isContentEditable ||
    target.matches('input:not([type=checkbox], [type=radio]), textarea, select, [role=combobox]')
  );
}

/** Carries out the command of a key press; true if there was one. Later ones come first. */
export function pressKey(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  const inField = isInField(event.target);
  const inDialog =
    document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null;
  for (const command of [...commands.all].reverse()) {
    for (const keys of command.keys ?? []) {
      if (isSingleKey(keys) && (inField || inDialog || !settings.single_keys)) continue;
      if (inDialog && command.id !== 'palette.open') continue;
      if (inField && isEditing(keys)) continue;
      if (!isShortcut(event, keys) || (command.when && !command.when())) continue;
      event.preventDefault();
      void commands.run(command);
      return true;
    }
  }
  return false;
}
