// The word on integrity for the status bar: the newest answer known, and whether it is bad news.
import { t } from '../../i18n';
import { ask } from '../../ipc/api';
import type { IntegrityReport } from '../../ipc/generated';
import { archive } from '../../state/archive.svelte';
import { outcomeOf, outcomeOfRun, toneOf, type Outcome, type Tone } from './outcome';
import { verification } from './verification.svelte';

class IntegritySummary {
  #overview: IntegrityReport | null = $state.raw(null);

  /** The newest run that looked at documents; a run of this window before what the log says. */
  get outcome(): Outcome {
    const ended = verification.ended;
    if (ended && !ended.asked.quick) return outcomeOf(ended.report, ended.asked);
    return outcomeOfRun(this.#overview?.last_full ?? this.#overview?.last ?? null);
  }

  get known(): boolean {
    return archive.isOpen && this.#overview !== null;
  }

  get tone(): Tone {
    return toneOf(this.outcome.answer);
  }

  /** A few words: "Nothing has changed", "3 documents have changed", "Never checked". */
  get text(): string {
    return this.known ? t.integrity.short(this.outcome) : '';
  }

  /** Documents that are not as they were taken in; shown beside the name in the rail. */
  get alarms(): number {
    const tally = this.outcome.tally;
    return tally ? tally.changed + tally.missing + tally.unreadable : 0;
  }

  /** Reads anew after each change; call once inside an effect of the frame. */
  async refresh(): Promise<void> {
    void archive.generation;
    if (!archive.isOpen) {
      this.#overview = null;
      return;
    }
    this.#overview = await ask('integrity_overview', {}).catch(() => null);
  }
}

export const integritySummary = new IntegritySummary();
