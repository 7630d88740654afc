// What the person has chosen for this machine; kept by the program, never in the archive.
import type { Digits } from '../domain/digits';
import { ask } from '../ipc/api';

export type Language = 'en' | 'fa' | 'qps';
export type Theme = 'system' | 'light' | 'dark';
export type Contrast = 'system' | 'more';
export type Calendar = 'gregorian' | 'jalali';
export type Density = 'compact' | 'normal' | 'roomy';

export interface Settings {
  language: Language;
  theme: Theme;
  contrast: Contrast;
  calendar: Calendar;
  digits: Digits;
  /** Percent of the normal text size: 90–200. */
  text_size: number;
  density: Density;
  single_keys: boolean;
  rail_width: number;
  rail_open: boolean;
  inspector_width: number;
  inspector_open: boolean;
  /** What a feature wants remembered (column choices, last folder …), by its own key. */
  memory: Record<string, unknown>;
}

function defaults(): Settings {
  const persian = typeof navigator !== 'undefined' && navigator.language.startsWith('fa');
  return {
    language: persian ? 'fa' : 'en',
    theme: 'system',
    contrast: 'system',
    calendar: persian ? 'jalali' : 'gregorian',
    digits: persian ? 'persian' : 'latin',
    text_size: 100,
    density: 'normal',
    single_keys: true,
    rail_width: 220,
    rail_open: true,
    inspector_width: 320,
    inspector_open: true,
    memory: {},
  };
}

/** Read anywhere; write with `changeSettings`, which also keeps the change. */
export const settings: Settings = $state(defaults());

let pending: ReturnType<typeof setTimeout> | undefined;

/** Changes settings now and keeps them; a drag of a splitter is kept once, when it rests. */
export function changeSettings(change: Partial<Settings>): void {
  Object.assign(settings, change);
  clearTimeout(pending);
  pending = setTimeout(() => {
    // A preference that could not be kept costs a choice, not work: it is not worth a dialog.
    ask('preferences_set', { values: $state.snapshot(settings) }).catch(() => undefined);
  }, 250);
}

/** Remembers one value of a feature under its own key. */
export function remember(key: string, value: unknown): void {
  changeSettings({ memory: { ...settings.memory, [key]: value } });
}

/** What was remembered under `key`, or `otherwise`. */
export function remembered<Value>(key: string, otherwise: Value): Value {
  return (settings.memory[key] as Value | undefined) ?? otherwise;
}

/** Reads what was kept; unknown or ill-typed entries are left at their defaults. */
export async function loadSettings(): Promise<void> {
  const kept = await ask('preferences_get', {}).catch(() => ({ values: {} }));
  const values = kept.values as Record<string, unknown>;
  const known = defaults() as unknown as Record<string, unknown>;
  for (const [key, value] of Object.entries(values)) {
    if (key in known && typeof value === typeof known[key]) {
      (settings as unknown as Record<string, unknown>)[key] = value;
    }
  }
}

export const isRtl = (): boolean => settings.language !== 'en';

/** Puts language, direction, theme and sizes on <html>; call inside an effect. */
export function applySettings(root: HTMLElement): void {
  root.lang = settings.language === 'qps' ? 'en' : settings.language;
  root.dir = isRtl() ? 'rtl' : 'ltr';
  root.dataset.theme = settings.theme;
  root.dataset.contrast = settings.contrast;
  root.dataset.density = settings.density;
  root.style.setProperty('--text-scale', String(settings.text_size / 100));
}
