// The verification of this window: what runs, what the last one said, what waits to be gone on
// with. It goes on while one looks at other things.
import { t } from '../../i18n';
import { ask, reportOf, type ErrorReport } from '../../ipc/api';
import type { VerifyReport } from '../../ipc/generated';
import { archive } from '../../state/archive.svelte';
import { jobs, type Job } from '../../state/jobs.svelte';
import { remember, remembered } from '../../state/settings.svelte';

export interface Asked {
  quick: boolean;
  documents: string[];
  against: string[];
}

interface Ended {
  archive: string;
  asked: Asked;
  report: VerifyReport;
}

/** An interrupted run that can be gone on with, also after the program was closed. */
export interface Paused {
  asked: Asked;
  at: string;
  done_bytes: number;
  total_bytes: number;
}

const EVERYTHING: Asked = { quick: false, documents: [], against: [] };

class Verification {
  job: Job | null = $state(null);
  asked: Asked = $state.raw(EVERYTHING);
  error: ErrorReport | null = $state.raw(null);
  #ended: Ended | null = $state.raw(null);
  #stopping: 'pause' | 'stop' | null = $state(null);

  get running(): boolean {
    return this.job !== null;
  }

  get stopping(): boolean {
    return this.#stopping !== null;
  }

  /** The last report of this window, if it is of the archive that is open. */
  get ended(): Ended | null {
    return this.#ended?.archive === archive.opened?.archive_id ? this.#ended : null;
  }

  get paused(): Paused | null {
    const id = archive.opened?.archive_id;
    return id === undefined ? null : (remembered<Record<string, Paused>>(KEY, {})[id] ?? null);
  }

  async start(asked: Partial<Asked> = {}, resume = false): Promise<void> {
    const id = archive.opened?.archive_id;
    if (this.job !== null || id === undefined) return;
    this.asked = { ...EVERYTHING, ...asked };
    this.error = null;
    this.#stopping = null;
    const request = { ...this.asked, resume, no_record: !archive.writable };
    const { job, done } = jobs.start('verify', request, t.integrity.job(this.asked));
    this.job = job;
    try {
      const report = await done;
      const pausedNow = report.interrupted && this.#stopping === 'pause';
      this.#keep(id, pausedNow ? this.#mark(job) : null);
      if (!pausedNow) this.#ended = { archive: id, asked: this.asked, report };
    } catch (thrown) {
      const error = reportOf(thrown);
      if (error.code !== 'cancelled') this.error = error;
    } finally {
      this.job = null;
      this.#stopping = null;
    }
  }

  /** Stops so that it can be gone on with. */
  pause(): void {
    this.#stop('pause');
  }

  stop(): void {
    this.#stop('stop');
  }

  resume(): void {
    if (this.paused) void this.start(this.paused.asked, true);
  }

  forgetPaused(): void {
    const id = archive.opened?.archive_id;
    if (id !== undefined) this.#keep(id, null);
  }

  /** Compares with what someone else kept. */
  async compare(): Promise<void> {
    const picked = await ask('pick', {
      kind: 'files',
      title: t.integrity.compare.pick,
      name: null,
      endings: [],
    });
    if (picked.paths.length > 0) await this.start({ quick: true, against: picked.paths });
  }

  #stop(how: 'pause' | 'stop'): void {
    if (this.job === null || this.#stopping !== null) return;
    this.#stopping = how;
    jobs.cancel(this.job.id);
  }

  #mark(job: Job): Paused {
    return {
      asked: this.asked,
      at: new Date().toISOString(),
      done_bytes: job.progress?.done_bytes ?? 0,
      total_bytes: job.progress?.total_bytes ?? 0,
    };
  }

  #keep(id: string, paused: Paused | null): void {
    const rest = { ...remembered<Record<string, Paused>>(KEY, {}) };
    delete rest[id];
    remember(KEY, paused ? { ...rest, [id]: paused } : rest);
  }
}

const KEY = 'integrity.paused';

export const verification = new Verification();
