// Numbers inside messages, by the digits setting; plurals by the language's own rules.
import { formatNumber, withDigits } from '../domain/digits';
import { settings } from '../state/settings.svelte';

/** A whole number with its thousands grouped. */
export function num(value: number): string {
  return formatNumber(value, settings.digits);
}

/** A number with up to `fractionDigits` decimals. */
export function decimal(value: number, fractionDigits = 1): string {
  return formatNumber(value, settings.digits, fractionDigits);
}

/** Digits inside other text (a page label, a clock time), without grouping. */
export function digits(text: string | number): string {
  return withDigits(String(text), settings.digits);
}

export function percent(value: number): string {
  const sign = settings.digits === 'persian' ? '٪' : '%';
  return `${num(Math.floor(value))}${sign}`;
}

const rules = { en: new Intl.PluralRules('en'), fa: new Intl.PluralRules('fa') };

/** The form for `count`: `plural(n, { one: 'document', other: 'documents' })`. */
export function plural(count: number, forms: { one?: string; other: string }): string {
  const rule = rules[settings.language === 'fa' ? 'fa' : 'en'].select(count);
  return rule === 'one' ? (forms.one ?? forms.other) : forms.other;
}

const UNITS = {
  en: ['bytes', 'KB', 'MB', 'GB', 'TB'],
  fa: ['بایت', 'کیلوبایت', 'مگابایت', 'گیگابایت', 'ترابایت'],
};

/** A size in decimal units, as file managers show it. */
export function bytes(count: number): string {
  const units = UNITS[settings.language === 'fa' ? 'fa' : 'en'];
  let value = count;
  let step = 0;
  while (value >= 1000 && step < units.length - 1) {
    value /= 1000;
    step += 1;
  }
  return `${decimal(value, step === 0 || value >= 100 ? 0 : 1)} ${units[step]}`;
}

/** A length of time as a clock: 3:07, 1:02:09. */
export function duration(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  const text = shown.map((part, i) => (i === 0 ? String(part) : String(part).padStart(2, '0')));
  return digits(text.join(':'));
}
