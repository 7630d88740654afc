// What a view has read from the archive, read again whenever the archive or the question changes.
import { reportOf, type ErrorReport } from '../ipc/api';
import { archive } from './archive.svelte';

export class Fetched<Value> {
  value: Value | null = $state.raw(null);
  error: ErrorReport | null = $state.raw(null);
  loading = $state(true);
  #turn = $state(0);

  /** Must be made while a component starts; `question` is tracked like any effect. */
  constructor(question: () => Promise<Value>) {
    $effect(() => {
      void archive.generation;
      void this.#turn;
      let current = true;
      this.loading = true;
      question().then(
        (value) => {
          if (!current) return;
          this.value = value;
          this.error = null;
          this.loading = false;
        },
        (thrown) => {
          if (!current) return;
          this.error = reportOf(thrown);
          this.loading = false;
        },
      );
      return () => (current = false);
    });
  }

  /** Asks once more, e.g. after "Try again". */
  again(): void {
    this.#turn += 1;
  }
}

/** Reads by `question` now and after each change; the old value stays until the new one is here. */
export function fetched<Value>(question: () => Promise<Value>): Fetched<Value> {
  return new Fetched(question);
}
