// What the right pane shows: the innermost <Inspector> that is mounted.
import type { Snippet } from 'svelte';

class Inspected {
  #stack: { title: string; content: Snippet }[] = $state.raw([]);

  get now() {
    return this.#stack.at(-1) ?? null;
  }

  /** Shows `content`; the answer takes it away again. */
  show(title: string, content: Snippet): () => void {
    const entry = { title, content };
    this.#stack = [...this.#stack, entry];
    return () => {
      this.#stack = this.#stack.filter((shown) => shown !== entry);
    };
  }
}

export const inspected = new Inspected();
