// What keeps the open archive from being read or written: shown above every view until it is over.
import { watchAnswers, type ErrorReport } from '../ipc/api';

/** Over as soon as something is answered again. */
const PASSING = ['busy'];
/** Stay until the person has seen them: some answers may still come, of a file that is gone too. */
const LASTING = ['disk-full', 'damaged', 'diverged', 'replaced', 'unsafe-place', 'missing'];

class Trouble {
  now: ErrorReport | null = $state.raw(null);
  #file = '';

  /** From now on it is about this file; what went before is over. */
  watch(path: string): void {
    this.#file = path;
    this.now = null;
  }

  /** Takes note of how an answer came out. */
  saw(error: ErrorReport | null): void {
    const code = error?.code ?? '';
    // Another file that is not there, a second copy say, is the business of who asked for it.
    if (code === 'missing' && !error?.message.includes(this.#file)) return;
    if (error && (PASSING.includes(code) || LASTING.includes(code))) this.now = error;
    else if (!error && this.now && PASSING.includes(this.now.code ?? '')) this.now = null;
  }

  dismiss(): void {
    this.now = null;
  }
}

export const trouble = new Trouble();
watchAnswers((error) => trouble.saw(error));
