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

const isOneOf =
  (...words: string[]) =>
  (value: unknown) =>
    words.includes(value as string);
const isBetween = (least: number, most: number) => (value: unknown) =>
  typeof value === 'number' && value >= least && value <= most;
const isYesOrNo = (value: unknown) => typeof value === 'boolean';

const ALLOWED: Record<keyof Settings, (value: unknown) => boolean> = {
  language: isOneOf('en', 'fa', 'qps'),
  theme: isOneOf('system', 'light', 'dark'),
  contrast: isOneOf('system', 'more'),
  calendar: isOneOf('gregorian', 'jalali'),
  digits: isOneOf('latin', 'persian'),
  text_size: isBetween(90, 200),
  density: isOneOf('compact', 'normal', 'roomy'),
  single_keys: isYesOrNo,
  rail_width: isBetween(180, 320),
  rail_open: isYesOrNo,
  inspector_width: isBetween(280, 480),
  inspector_open: isYesOrNo,
  memory: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
};

/** What of `values` can be taken as settings; a theme "blue" or a text of 5 % cannot. */
export function soundSettings(values: Record<string, unknown>): Partial<Settings> {
  const sound = Object.entries(values).filter(([key, value]) =>
    Object.hasOwn(ALLOWED, key) ? ALLOWED[key as keyof Settings](value) : false,
  );
  return Object.fromEntries(sound);
}

/** Reads what was kept; what cannot be a setting is left at its default. */
export async function loadSettings(): Promise<void> {
  const kept = await ask('preferences_get', {}).catch(() => ({ values: {} }));
  Object.assign(settings, soundSettings(kept.values as Record<string, unknown>));
}

export const isRtl = (): boolean => settings.language !== 'en';

const ROW = { compact: 28, normal: 34, roomy: 40 };

/** The height of a row of a table, in pixels: by density, and large enough for large text. */
export const rowPixels = (): number =>
  Math.round(ROW[settings.density] * Math.max(1, settings.text_size / 100));

/** Puts language, direction, theme and sizes on <html>; call inside an effect. */
export function applySettings(root: HTMLElement): void {
  root.lang = settings.language === 'qps' ? 'en' : settings.language;
  root.dir = isRtl() ? 'rtl' : 'ltr';
  root.dataset.theme = settings.theme;
  root.dataset.contrast = settings.contrast;
  root.dataset.density = settings.density;
  root.style.setProperty('--row', `${rowPixels()}px`);
  root.style.setProperty('--text-scale', String(settings.text_size / 100));
}
