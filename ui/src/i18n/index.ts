// The words on screen. `t.claims.title` follows the language setting wherever it is read in a
// component; a Persian message that is missing does not compile (fa is typed as en).
import { settings } from '../state/settings.svelte';
import { en } from './en';
import { fa } from './fa';
import { pseudo } from './pseudo';

export type Messages = typeof en;

const qps = pseudo(en);

/** The messages of the language chosen. */
export const t: Messages = new Proxy(en, {
  get: (_, name) => {
    const chosen = settings.language === 'fa' ? fa : settings.language === 'qps' ? qps : en;
    return chosen[name as keyof Messages];
  },
});

export { bytes, decimal, digits, duration, num, percent, plural } from './numbers';
