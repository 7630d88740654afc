// What is being done to a passage: its dialog, wherever the passage is shown, and the choice of a
// new place for it, which goes on while one reads.
import type { ReadPassage } from '../../ipc/generated';

/** A passage that something is done to. */
export interface Target extends Pick<
  ReadPassage,
  'id' | 'exact' | 'speaker' | 'comment' | 'described' | 'evidence' | 'state'
> {
  document: string;
}

export type Deed =
  | { kind: 'edit' | 'reattach'; passage: Target }
  /** Which evidence, if the passage is held for several claims and one was meant. */
  | { kind: 'withdraw'; passage: Target; evidence: string | null };

class Deeds {
  /** The dialog that is open. */
  now: Deed | null = $state.raw(null);
  /** The passage the cursor is on in the list of all evidence. */
  listed: Target | null = $state.raw(null);
  /** The passage whose new place is being chosen in the text of its document. */
  placing: Target | null = $state.raw(null);

  edit(passage: Target): void {
    this.now = { kind: 'edit', passage };
  }

  reattach(passage: Target): void {
    this.now = { kind: 'reattach', passage };
  }

  withdraw(passage: Target, evidence: string | null = null): void {
    this.now = { kind: 'withdraw', passage, evidence };
  }
}

export const deeds = new Deeds();
