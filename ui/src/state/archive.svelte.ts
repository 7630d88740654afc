// The archive that is open in this window, and when what was read from it has grown stale.
import { ask, reportOf } from '../ipc/api';
import type { ArchiveState, ErrorReport } from '../ipc/generated';
import { trouble } from './trouble.svelte';

export type OpenArchive = Extract<ArchiveState, { state: 'open' }>;

type State =
  | { state: 'none' }
  | { state: 'opening'; path: string }
  | { state: 'locked'; path: string; error: ErrorReport | null }
  | OpenArchive
  | { state: 'error'; path: string; error: ErrorReport };

class Archive {
  now: State = $state({ state: 'none' });
  /** Grows after each write and each finished job: read it in an effect to fetch again. */
  generation = $state(0);

  get isOpen(): boolean {
    return this.now.state === 'open';
  }

  get opened(): OpenArchive | null {
    return this.now.state === 'open' ? this.now : null;
  }

  get writable(): boolean {
    return this.now.state === 'open' && this.now.writable;
  }

  /** Takes the state the program is in; opens the archive it was started with. */
  async refresh(): Promise<void> {
    try {
      const state = await ask('archive_state', {});
      if (state.state === 'wanted') await this.open(state.path);
      else if (state.state === 'open') this.took(state);
      else this.now = state;
    } catch (thrown) {
      this.now = { state: 'error', path: '', error: reportOf(thrown) };
    }
  }

  async open(path: string, passphrase?: string): Promise<void> {
    this.now = { state: 'opening', path };
    try {
      const state = await ask('archive_open', { path, passphrase: passphrase ?? null });
      this.took(state);
    } catch (thrown) {
      const error = reportOf(thrown);
      this.now = isAboutPassphrase(error)
        ? { state: 'locked', path, error: passphrase === undefined ? null : error }
        : { state: 'error', path, error };
    }
  }

  /** Takes over an archive that the program has just opened, made or rewritten. */
  took(state: ArchiveState): void {
    if (state.state === 'open') {
      trouble.watch(state.path);
      this.now = state;
    }
    this.generation += 1;
  }

  async close(): Promise<void> {
    await ask('archive_close', {});
    this.now = { state: 'none' };
  }

  /** Closes the file and asks for the passphrase again; nothing of it stays in memory. */
  async lock(): Promise<void> {
    const path = this.opened?.path;
    await ask('archive_close', {});
    this.now = path === undefined ? { state: 'none' } : { state: 'locked', path, error: null };
  }

  /** Says that the archive has changed: views fetch again, counts are read again. */
  async changed(): Promise<void> {
    this.generation += 1;
    const state = await ask('archive_state', {}).catch(() => null);
    if (state !== null && state.state === 'open') this.now = state;
  }
}

function isAboutPassphrase(error: ErrorReport): boolean {
  return error.code === 'passphrase-needed' || error.code === 'wrong-passphrase';
}

export const archive = new Archive();
