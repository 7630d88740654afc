// Short words about what happened out of sight; never the only place of an error.

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'ok' | 'warn' | 'danger';
  /** One thing to do about it, e.g. Undo. */
  action?: { label: string; run(): void };
}

let next = 1;

export const toasts: Toast[] = $state([]);

/** Shows `text` for six seconds (held while pointed at or focused). */
export function toast(text: string, rest: Partial<Omit<Toast, 'id' | 'text'>> = {}): void {
  toasts.push({ id: next++, text, tone: 'plain', ...rest });
  if (toasts.length > 4) toasts.shift();
}

export function dismissToast(id: number): void {
  const index = toasts.findIndex((shown) => shown.id === id);
  if (index >= 0) toasts.splice(index, 1);
}
