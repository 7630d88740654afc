// Long work: what runs, what has ended, how to stop it. It goes on whatever view is shown.
import {
  work,
  type CommandName,
  type ErrorReport,
  type Progress,
  type RequestOf,
  type ResponseOf,
} from '../ipc/api';
import { archive } from './archive.svelte';

export interface Job {
  id: number;
  /** The command it carries out. */
  command: CommandName;
  /** What the person sees: "Checking integrity". */
  title: string;
  state: 'running' | 'cancelling' | 'done' | 'cancelled' | 'failed';
  progress: Progress | null;
  started_ms: number;
  error: ErrorReport | null;
  response: unknown;
}

export interface StartedJob<Response> {
  job: Job;
  /** Rejects with an ErrorReport, whose code is `cancelled` after a cancel. */
  done: Promise<Response>;
}

const KEPT = 20;

/** Work whose amount is a number of steps or documents, not of bytes. */
const COUNTED: CommandName[] = ['sample_open', 'document_extract', 'check'];

/** What was told of the progress, with steps as items. */
function amountsOf(command: CommandName, told: Progress): Progress {
  if (!COUNTED.includes(command)) return told;
  const { done_bytes: done_items, total_bytes: total_items } = told;
  return { ...told, done_items, total_items, done_bytes: 0, total_bytes: 0 };
}

/** 0–100; null while the size of the work is not known. */
export function percentOf(progress: Progress | null): number | null {
  if (progress === null) return null;
  const { done_bytes, total_bytes, done_items, total_items } = progress;
  if (total_bytes > 0) return Math.min(100, (100 * done_bytes) / total_bytes);
  if (total_items > 0) return Math.min(100, (100 * done_items) / total_items);
  return null;
}

class Jobs {
  all: Job[] = $state([]);
  #cancels = new Map<number, () => void>();
  #next = 1;

  get running(): Job[] {
    return this.all.filter((job) => job.state === 'running' || job.state === 'cancelling');
  }

  /** Starts `command`; afterwards the archive counts as changed and views fetch again. */
  start<Name extends CommandName>(
    command: Name,
    request: RequestOf<Name>,
    title: string,
  ): StartedJob<ResponseOf<Name>> {
    const id = this.#next++;
    this.all.push({
      id,
      command,
      title,
      state: 'running',
      progress: null,
      started_ms: Date.now(),
      error: null,
      response: null,
    });
    const job = this.all.at(-1)!;
    const running = work(command, request, (progress) => {
      job.progress = amountsOf(command, progress);
    });
    this.#cancels.set(id, running.cancel);
    const done = running.done.then(
      (response) => {
        job.state = 'done';
        job.response = response;
        this.#ended(id);
        return response;
      },
      (error: ErrorReport) => {
        job.state = error.code === 'cancelled' ? 'cancelled' : 'failed';
        job.error = error;
        this.#ended(id);
        throw error;
      },
    );
    // The status bar shows a failure even when nobody awaits `done`.
    done.catch(() => undefined);
    return { job, done };
  }

  cancel(id: number): void {
    const job = this.all.find((known) => known.id === id);
    if (job?.state !== 'running') return;
    job.state = 'cancelling';
    this.#cancels.get(id)?.();
  }

  dismiss(id: number): void {
    this.all = this.all.filter((job) => job.id !== id || job.state === 'running');
  }

  #ended(id: number): void {
    this.#cancels.delete(id);
    if (this.all.length > KEPT) {
      const oldest = this.all.find((job) => job.state !== 'running' && job.id !== id);
      if (oldest) this.dismiss(oldest.id);
    }
    void archive.changed();
  }
}

export const jobs = new Jobs();
