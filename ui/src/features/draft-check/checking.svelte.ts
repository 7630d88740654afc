// The manuscript being checked, and what came of it; it stays while one looks at documents.
import { reportOf, type ErrorReport, type ResponseOf } from '../../ipc/api';
import { ask } from '../../ipc/api';
import { t } from '../../i18n';
import { jobs, type Job } from '../../state/jobs.svelte';

const ENDINGS = ['md', 'markdown', 'typ', 'tex', 'txt', 'docx'];

class Checking {
  path: string | null = $state(null);
  archive: string | null = $state(null);
  report: ResponseOf<'check'> | null = $state.raw(null);
  error: ErrorReport | null = $state.raw(null);
  job: Job | null = $state(null);
  sealed = $state(false);

  get name(): string {
    return this.path?.split(/[\\/]/).at(-1) ?? '';
  }

  /** Asks for a manuscript, and checks it; a person who changes their mind changes nothing. */
  async choose(archive: string): Promise<void> {
    const { paths } = await ask('pick', {
      kind: 'file',
      title: t.draftCheck.dialog,
      endings: ENDINGS,
    });
    const [path] = paths;
    if (path === undefined) return;
    this.path = path;
    this.archive = archive;
    this.report = null;
    await this.check();
  }

  async check(): Promise<void> {
    if (this.path === null) return;
    const request = { path: this.path, show_sealed: this.sealed };
    const { job, done } = jobs.start('check', request, t.draftCheck.working(this.name));
    this.job = job;
    this.error = null;
    try {
      this.report = await done;
    } catch (thrown) {
      this.error = reportOf(thrown);
    } finally {
      this.job = null;
    }
  }
}

export const checking = new Checking();
