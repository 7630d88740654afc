// Taking files in, step by step: looked at, agreed, copied, safe, read. It goes on in any view.
import { t } from '../../i18n';
import { ask, reportOf, type ErrorReport } from '../../ipc/api';
import type { AddItem, AddPreviewItem, AddRequest } from '../../ipc/generated';
import { jobs, type Job } from '../../state/jobs.svelte';
import { remember, remembered } from '../../state/settings.svelte';
import { emptyBatch, factsOf, type Batch } from './batch';

export type Choice = 'take' | 'link' | 'separate' | 'skip';
export type Step =
  | 'waiting'
  | 'copying'
  | 'copied'
  | 'safe'
  | 'reading'
  | 'ready'
  | 'noText'
  | 'readFailed'
  | 'refused'
  | 'present'
  | 'skipped';

export interface QueuedFile {
  found: AddPreviewItem;
  choice: Choice;
  step: Step;
  reason: string | null;
  document: string | null;
}

type Phase = 'empty' | 'looking' | 'planned' | 'taking' | 'paused' | 'done';

const REMEMBERED = 'takein.batch';

function firstChoice(found: AddPreviewItem): Choice {
  if (found.status === 'new') return 'take';
  return found.status === 'same_bytes' ? 'link' : 'skip';
}

class Intake {
  phase: Phase = $state('empty');
  files: QueuedFile[] = $state([]);
  batch: Batch = $state(emptyBatch());
  job: Job | null = $state(null);
  error: ErrorReport | null = $state.raw(null);
  added = $state(0);
  present = $state(0);
  #paths: string[] = [];

  get chosen(): QueuedFile[] {
    return this.files.filter(
      (file) => file.choice !== 'skip' && file.found.status !== 'unreadable',
    );
  }

  get attention(): QueuedFile[] {
    return this.files.filter((file) => file.step === 'refused' || file.step === 'readFailed');
  }

  /** What came of this batch, each document once, in the order of the queue. */
  get documents(): string[] {
    return [...new Set(this.files.flatMap((file) => file.document ?? []))];
  }

  /** Looks at files and folders, without taking anything. */
  async look(paths: string[]): Promise<void> {
    if (paths.length === 0 || this.phase === 'taking') return;
    // What is dropped on a list that waits is looked at together with it.
    this.#paths = this.phase === 'planned' ? [...this.#paths, ...paths] : paths;
    this.phase = 'looking';
    this.error = null;
    const { job, done } = jobs.start(
      'add_preview',
      { paths: this.#paths, recursive: true },
      t.takeIn.lookingJob,
    );
    this.job = job;
    try {
      const report = await done;
      this.files = report.items.map((found) => ({
        found,
        choice: firstChoice(found),
        step: 'waiting',
        reason: found.reason,
        document: null,
      }));
      this.batch = { ...emptyBatch(), ...remembered<Partial<Batch>>(REMEMBERED, {}) };
      this.phase = 'planned';
    } catch (thrown) {
      const error = reportOf(thrown);
      this.error = error.code === 'cancelled' ? null : error;
      this.phase = 'empty';
    } finally {
      this.job = null;
    }
  }

  pause(): void {
    if (this.job) jobs.cancel(this.job.id);
  }

  reset(): void {
    this.phase = 'empty';
    this.files = [];
    this.error = null;
    this.added = 0;
    this.present = 0;
    this.#paths = [];
  }

  /** Takes in what was chosen. After a pause the same is asked again: nothing is doubled. */
  async take(): Promise<void> {
    this.phase = 'taking';
    this.error = null;
    this.#keepBatch();
    for (const file of this.files) {
      if (file.found.status === 'unreadable') file.step = 'refused';
      else if (file.choice === 'skip') file.step = 'skipped';
    }
    try {
      for (const request of await this.#requests()) await this.#add(request);
      await this.#read();
      this.phase = 'done';
    } catch (thrown) {
      const error = reportOf(thrown);
      this.phase = 'paused';
      this.error = error.code === 'cancelled' ? null : error;
    } finally {
      this.job = null;
    }
  }

  /** What the next batch will most likely share: never the source or the address. */
  #keepBatch(): void {
    const { role, captured_zone, method, tool, collector, received_by } = this.batch;
    remember(REMEMBERED, { role, captured_zone, method, tool, collector, received_by });
  }

  async #requests(): Promise<Partial<AddRequest>[]> {
    const batch = this.batch;
    const rest = { recursive: false, facts: factsOf(batch) };
    if (batch.mode === 'new' && batch.source === '') {
      const csl_json = JSON.stringify({ type: 'document', ...batch.item });
      batch.source = (await ask('source_add', { csl_json })).source;
    }
    const source = batch.mode === 'each' ? null : batch.source || null;
    const role = batch.role || null;
    const paths = (choice: Choice) =>
      this.chosen.filter((file) => file.choice === choice).map((file) => file.found.path);
    const requests: Partial<AddRequest>[] = [{ ...rest, paths: paths('take'), source, role }];
    // Without source and role, known bytes get another arrival and no document.
    requests.push({ ...rest, paths: paths('link'), source: null, role: null });
    for (const file of this.chosen.filter((one) => one.choice === 'separate')) {
      const own = source ?? (await this.#ownSource(file));
      requests.push({ ...rest, paths: [file.found.path], source: own, role });
    }
    return requests.filter((request) => (request.paths ?? []).length > 0);
  }

  /** A source for a file whose bytes are those of another work; made once, also after a pause. */
  async #ownSource(file: QueuedFile): Promise<string> {
    const known = this.#own.get(file.found.path);
    if (known) return known;
    const title = file.found.name.split('/').at(-1) ?? file.found.name;
    const made = await ask('source_add', { csl_json: JSON.stringify({ type: 'document', title }) });
    this.#own.set(file.found.path, made.source);
    return made.source;
  }

  // Not reactive: nothing on screen depends on it.
  #own = new Map<string, string>();

  async #add(request: Partial<AddRequest>): Promise<void> {
    const wanted = new Set(request.paths);
    const files = this.files.filter((file) => wanted.has(file.found.path));
    const byPath = new Map(files.map((file) => [file.found.path, file]));
    const { job, done } = jobs.start('add', request, t.takeIn.taking);
    this.job = job;
    const watching = setInterval(() => this.#follow(files, job), 150);
    try {
      const report = await done;
      for (const item of report.items) this.#settle(byPath.get(item.path), item);
      this.added += report.added;
      this.present += report.already_present;
    } finally {
      clearInterval(watching);
      for (const file of files) if (file.step === 'copying') file.step = 'waiting';
    }
  }

  #follow(files: QueuedFile[], job: Job): void {
    const done = job.progress?.done_items ?? 0;
    for (const [i, file] of files.entries()) {
      if (i < done && (file.step === 'waiting' || file.step === 'copying')) file.step = 'copied';
      else if (i === done && file.step === 'waiting') file.step = 'copying';
      else if (i > done) break;
    }
  }

  #settle(file: QueuedFile | undefined, item: AddItem): void {
    if (!file) return;
    file.document = item.document;
    file.reason = item.reason;
    file.step =
      item.status === 'refused' ? 'refused' : item.status === 'added' ? 'safe' : 'present';
  }

  async #read(): Promise<void> {
    const byDocument = new Map(this.files.map((file) => [file.document, file]));
    for (const file of this.files) if (file.step === 'safe') file.step = 'reading';
    const texts = jobs.start('document_extract', { documents: [] }, t.takeIn.textJob);
    this.job = texts.job;
    let rest: Step = 'safe';
    try {
      const report = await texts.done;
      for (const item of report.items) {
        const file = byDocument.get(item.document);
        if (!file) continue;
        file.reason ??= item.reason;
        file.step =
          item.outcome === 'text' ? 'ready' : item.outcome === 'failed' ? 'readFailed' : 'noText';
      }
      // Bytes that were known have their text already.
      rest = 'ready';
    } finally {
      for (const file of this.files) if (file.step === 'reading') file.step = rest;
    }
    const index = jobs.start('search_update', {}, t.takeIn.indexJob);
    this.job = index.job;
    // An index that could not be brought up to date says so itself; nothing of the batch is lost.
    await index.done.catch(() => null);
  }
}

export const intake = new Intake();
