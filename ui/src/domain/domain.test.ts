// The pure parts, by example.
import { describe, expect, it } from 'vitest';
import { edtfInWords, gregorianOf, jalaliOf, type DateStyle } from './dates';
import { formatNumber, latinDigits, withDigits } from './digits';
import { directionOf, visibleRuns } from './direction';
import { groupDigest, shortDigest } from './hash';
import { Offsets, sliceChars } from './offsets';

describe('digits', () => {
  it('are written in Persian and read from Persian and Arabic', () => {
    expect(withDigits('1402-05', 'persian')).toBe('۱۴۰۲-۰۵');
    expect(latinDigits('۱۴۰۲ ٣٤')).toBe('1402 34');
  });

  it('of large numbers are grouped in both', () => {
    expect(formatNumber(104218, 'latin')).toBe('104,218');
    expect(formatNumber(104218, 'persian')).toBe('۱۰۴٬۲۱۸');
  });
});

describe('dates', () => {
  const en: DateStyle = { language: 'en', calendar: 'gregorian', digits: 'latin' };
  const fa: DateStyle = { language: 'fa', calendar: 'jalali', digits: 'persian' };

  it('change calendar both ways', () => {
    expect(jalaliOf('2023-08-03')).toBe('1402-05-12');
    expect(gregorianOf('1402-05-12')).toBe('2023-08-03');
    expect(gregorianOf('1403-12-30')).toBe('2025-03-20');
  });

  it('that do not exist are not bent to the nearest', () => {
    expect(gregorianOf('1402-12-30')).toBeNull();
    expect(jalaliOf('2023-02-29')).toBeNull();
  });

  it.each([
    ['2023-08-03', '3 August 2023'],
    ['2023-08?', 'August 2023 (uncertain)'],
    ['1931~', 'about 1931'],
    ['193X', '1930s'],
    ['2023-XX', '2023, month unknown'],
    ['2023-08-XX', 'August 2023, day unknown'],
    ['2023-08-03/2023-08-05', '3 August 2023 to 5 August 2023'],
    ['../2023', 'up to 2023'],
    ['2023-21', 'spring 2023'],
    ['[2022,2023]', 'one of 2022, 2023'],
    ['what', 'what'],
  ])('%s is said as %s', (edtf, words) => {
    expect(edtfInWords(edtf, en)).toBe(words);
  });

  it('of a day are said in Jalali, of a month alone in Gregorian', () => {
    expect(edtfInWords('2023-08-03', fa)).toBe('۱۲ مرداد ۱۴۰۲');
    expect(edtfInWords('2023-08', fa)).toBe('اوت ۲۰۲۳');
  });
});

describe('offsets', () => {
  const text = 'a😀بپ𝒳z';

  it('map each character to its UTF-16 unit and back', () => {
    const offsets = new Offsets(text);
    expect(Array.from({ length: 7 }, (_, char) => offsets.unitOf(char))).toEqual([
      0, 1, 3, 4, 5, 7, 8,
    ]);
    expect(Array.from({ length: 9 }, (_, unit) => offsets.charOf(unit))).toEqual([
      0, 1, 1, 2, 3, 4, 4, 5, 6,
    ]);
  });

  it('cut a text by characters', () => {
    expect(sliceChars(text, 1, 3)).toBe('😀ب');
    expect(sliceChars(text, 4, 99)).toBe('𝒳z');
  });
});

describe('digest', () => {
  it('is grouped by four and shortened in the middle', () => {
    expect(groupDigest('sha256:9f2c41d877ab')).toEqual(['9f2c', '41d8', '77ab']);
    expect(shortDigest('0123456789abcdef0123456789abcdef')).toBe('0123 4567 89ab … cdef');
  });
});

describe('direction', () => {
  it('is that of most letters, not of the first', () => {
    expect(directionOf('PDF: گزارش کمیسیون مستقل')).toBe('rtl');
    expect(directionOf('1402-05')).toBe('ltr');
  });

  it('marks that hide in a text are shown', () => {
    expect(visibleRuns('invoice\u202Efdp.exe')).toEqual([
      { text: 'invoice' },
      { text: '\u202e', hidden: 'RLO' },
      { text: 'fdp.exe' },
    ]);
  });
});
