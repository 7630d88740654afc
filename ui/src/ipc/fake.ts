// A host without a program: answers from a table, for tests and for a window opened in a browser.
import type { Host, Progress } from './host';

type Answer = (request: never, report: (progress: Progress) => void) => unknown;

/** A host that answers each command from `answers`; a command it does not know is refused. */
export function fakeHost(answers: Record<string, Answer>): Host & { emit: Emit } {
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const answer = async (command: string, request: unknown, report: (p: Progress) => void) => {
    const known = answers[command];
    if (!known) throw { code: 'unknown-command', message: `no answer for ${command}` };
    return known(request as never, report);
  };
  return {
    call: (command, request) => answer(command, request, () => undefined),
    job(command, request, onProgress) {
      let stop: (reason: unknown) => void = () => undefined;
      const cancelled = new Promise<never>((_, reject) => (stop = reject));
      return {
        done: Promise.race([answer(command, request, onProgress), cancelled]),
        cancel: () => stop({ code: 'cancelled', message: 'cancelled' }),
      };
    },
    listen(event, receive) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set.add(receive));
      return () => set.delete(receive);
    },
    emit: (event, payload) => listeners.get(event)?.forEach((receive) => receive(payload)),
  };
}

type Emit = (event: string, payload: unknown) => void;
