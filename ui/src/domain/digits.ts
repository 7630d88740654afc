// Digits as people write them: Latin or Persian, in both directions.

export type Digits = 'latin' | 'persian';

const PERSIAN_ZERO = 0x06f0;
const ARABIC_ZERO = 0x0660;

/** Writes the Latin digits of `text` in the chosen digits; anything else stays. */
export function withDigits(text: string, digits: Digits): string {
  if (digits === 'latin') return text;
  return text.replace(/[0-9]/g, (digit) => String.fromCharCode(PERSIAN_ZERO + Number(digit)));
}

/** Reads Persian (۰–۹) and Arabic (٠–٩) digits as Latin ones. */
export function latinDigits(text: string): string {
  return text
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - PERSIAN_ZERO))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - ARABIC_ZERO));
}

/** A whole or decimal number with thousands grouped, in the chosen digits. */
export function formatNumber(value: number, digits: Digits, fractionDigits = 0): string {
  const locale = digits === 'persian' ? 'fa-IR-u-nu-arabext' : 'en-u-nu-latn';
  return new Intl.NumberFormat(locale, { maximumFractionDigits: fractionDigits }).format(value);
}
