// What the person is doing before an archive is open: choosing, making one, keeping its sheet.
// Kept outside the view, so that a look at the settings or at help loses nothing.
import { tick } from 'svelte';
import { t } from '../../i18n';
import { ask, reportOf, type ErrorReport } from '../../ipc/api';
import type { ArchiveState } from '../../ipc/generated';
import { archive } from '../../state/archive.svelte';
import { jobs, type Job } from '../../state/jobs.svelte';
import { navigate, navigation } from '../../state/navigation.svelte';

const ENDING = 'vouch';

class WelcomeFlow {
  step: 'start' | 'new' | 'sheet' | 'sample' = $state('start');
  error: ErrorReport | null = $state.raw(null);
  sample: Job | null = $state(null);
  /** The new archive, open in the program but not in the window until its sheet is kept. */
  made: ArchiveState | null = $state.raw(null);

  startOver(): void {
    this.step = 'start';
    this.error = null;
    this.made = null;
    if (archive.now.state !== 'open') archive.now = { state: 'none' };
  }

  async choose(): Promise<void> {
    const picked = await ask('pick', {
      kind: 'file',
      title: t.welcome.open.title,
      name: null,
      endings: [ENDING],
    });
    const [path] = picked.paths;
    if (path !== undefined) await this.open(path);
  }

  async open(path: string): Promise<void> {
    this.step = 'start';
    this.error = null;
    navigate({ view: 'welcome' });
    await archive.open(path);
  }

  /** Asks for a place for a new archive; null where the person changed their mind. */
  async place(name: string): Promise<string | null> {
    const picked = await ask('pick', {
      kind: 'new_file',
      title: t.welcome.place,
      name: `${name}.${ENDING}`,
      endings: [ENDING],
    });
    const [path] = picked.paths;
    if (path === undefined) return null;
    return path.toLowerCase().endsWith(`.${ENDING}`) ? path : `${path}.${ENDING}`;
  }

  /** Shows a new archive, in its library. */
  enter(state: ArchiveState): void {
    this.step = 'start';
    this.made = null;
    archive.took(state);
    navigation.reset({ view: 'documents' });
  }

  /** Makes the sample where the person says, and shows where its sources disagree. */
  async openSample(): Promise<void> {
    this.error = null;
    try {
      const path = await this.place(t.welcome.sampleFile);
      if (path === null) return;
      navigate({ view: 'welcome' });
      this.step = 'sample';
      const { job, done } = jobs.start(
        'sample_open',
        { path, agent_name: t.welcome.sampleAgent, title: t.welcome.sampleTitle, passphrase: null },
        t.welcome.sampleJob,
      );
      this.sample = job;
      const { sample, state } = await done;
      this.enter(state);
      // After the frame has gone to the documents, as it does for every archive.
      await tick();
      if (sample.claim !== null) navigate({ view: 'trace', start: sample.claim });
    } catch (thrown) {
      this.error = reportOf(thrown);
      this.step = 'start';
      navigate({ view: 'welcome' });
    } finally {
      this.sample = null;
    }
  }
}

export const flow = new WelcomeFlow();
