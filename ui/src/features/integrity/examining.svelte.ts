// Checking an archive that is not open: a second copy, or one too damaged to be opened.
import { t } from '../../i18n';
import { reportOf, type ErrorReport } from '../../ipc/api';
import type { VerifyReport } from '../../ipc/generated';
import { jobs, type Job } from '../../state/jobs.svelte';

class Examining {
  open = $state(false);
  path = $state('');
  passphrase = $state('');
  job: Job | null = $state(null);
  report: VerifyReport | null = $state.raw(null);
  error: ErrorReport | null = $state.raw(null);

  /** Asks about the archive at `path`, and begins at once. */
  ask(path: string): void {
    this.open = true;
    this.path = path;
    this.passphrase = '';
    this.report = null;
    void this.start();
  }

  get needsPassphrase(): boolean {
    return this.error?.code === 'passphrase-needed' || this.error?.code === 'wrong-passphrase';
  }

  async start(): Promise<void> {
    if (this.job !== null) return;
    this.error = null;
    const archive = {
      path: this.path,
      passphrase: this.passphrase || null,
      recovery_key: null,
      key_passphrase: null,
    };
    const started = jobs.start('examine', { archive, against: [] }, t.integrity.examine.job);
    this.job = started.job;
    try {
      this.report = await started.done;
    } catch (thrown) {
      this.error = reportOf(thrown);
    } finally {
      this.job = null;
    }
  }

  close(): void {
    if (this.job) jobs.cancel(this.job.id);
    this.open = false;
    this.passphrase = '';
  }
}

export const examining = new Examining();
