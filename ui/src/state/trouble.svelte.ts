// What keeps the open archive from being read or written: shown above every view until it is over.
import { watchAnswers, type ErrorReport } from '../ipc/api';

/** Over as soon as something is answered again. */
const PASSING = ['busy', 'missing'];
/** Stay until the person has seen them: reading may go on while writing fails. */
const LASTING = ['disk-full', 'damaged', 'diverged', 'replaced', 'unsafe-place'];

class Trouble {
  now: ErrorReport | null = $state.raw(null);

  /** Takes note of how an answer came out. */
  saw(error: ErrorReport | null): void {
    const code = error?.code ?? '';
    if (error && (PASSING.includes(code) || LASTING.includes(code))) this.now = error;
    else if (!error && this.now && PASSING.includes(this.now.code ?? '')) this.now = null;
  }

  dismiss(): void {
    this.now = null;
  }
}

export const trouble = new Trouble();
watchAnswers((error) => trouble.saw(error));
