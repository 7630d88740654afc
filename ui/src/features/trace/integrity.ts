// The worst among states of bytes, for a card at which several paths end.
import type { Held } from './graph';

const ORDER: Held[] = ['changed', 'missing', 'unchecked', 'not-held', 'unchanged'];

export function worst(states: readonly Held[]): Held | null {
  return ORDER.find((state) => states.includes(state)) ?? null;
}
