// Civil dates of sources as EDTF, in words and in both calendars. EDTF is always Gregorian.
import {
  CalendarDate,
  GregorianCalendar,
  PersianCalendar,
  toCalendar,
} from '@internationalized/date';
import { withDigits, type Digits } from './digits';

export type CalendarName = 'gregorian' | 'jalali';

export interface DateStyle {
  language: 'en' | 'fa';
  calendar: CalendarName;
  digits: Digits;
}

const GREGORIAN = new GregorianCalendar();
const PERSIAN = new PersianCalendar();

/** `2023-08-03` → `1402-05-12`. */
export function jalaliOf(iso: string): string | null {
  return convert(iso, GREGORIAN, PERSIAN);
}

/** `1402-05-12` → `2023-08-03`. */
export function gregorianOf(jalali: string): string | null {
  return convert(jalali, PERSIAN, GREGORIAN);
}

type Calendar = GregorianCalendar | PersianCalendar;

function convert(text: string, from: Calendar, to: Calendar): string | null {
  const match = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return null;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const date = new CalendarDate(from, year, month, day);
  // The constructor bends impossible days to the nearest one; those must not pass as dates.
  if (date.month !== month || date.day !== day) return null;
  const other = toCalendar(date, to);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${String(other.year).padStart(4, '0')}-${two(other.month)}-${two(other.day)}`;
}

const MONTHS = {
  en: {
    gregorian: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    jalali: [
      'Farvardin',
      'Ordibehesht',
      'Khordad',
      'Tir',
      'Mordad',
      'Shahrivar',
      'Mehr',
      'Aban',
      'Azar',
      'Dey',
      'Bahman',
      'Esfand',
    ],
  },
  fa: {
    gregorian: [
      'ژانویه',
      'فوریه',
      'مارس',
      'آوریل',
      'مه',
      'ژوئن',
      'ژوئیه',
      'اوت',
      'سپتامبر',
      'اکتبر',
      'نوامبر',
      'دسامبر',
    ],
    jalali: [
      'فروردین',
      'اردیبهشت',
      'خرداد',
      'تیر',
      'مرداد',
      'شهریور',
      'مهر',
      'آبان',
      'آذر',
      'دی',
      'بهمن',
      'اسفند',
    ],
  },
};

const WORDS = {
  en: {
    uncertain: (date: string) => `${date} (uncertain)`,
    approximate: (date: string) => `about ${date}`,
    range: (from: string, to: string) => `${from} to ${to}`,
    before: (date: string) => `up to ${date}`,
    after: (date: string) => `since ${date}`,
    decade: (year: string) => `${year}s`,
    century: (year: string) => `${year}–${Number(year) + 99}`,
    unknownMonth: (year: string) => `${year}, month unknown`,
    unknownDay: (month: string) => `${month}, day unknown`,
    oneOf: (dates: string[]) => `one of ${dates.join(', ')}`,
    allOf: (dates: string[]) => dates.join(', '),
    open: 'open',
    seasons: ['spring', 'summer', 'autumn', 'winter'],
  },
  fa: {
    uncertain: (date: string) => `${date} (نامطمئن)`,
    approximate: (date: string) => `حدود ${date}`,
    range: (from: string, to: string) => `${from} تا ${to}`,
    before: (date: string) => `تا ${date}`,
    after: (date: string) => `از ${date}`,
    decade: (year: string) => `دههٔ ${year}`,
    century: (year: string) => `${year}–${Number(year) + 99}`,
    unknownMonth: (year: string) => `${year}، ماه نامعلوم`,
    unknownDay: (month: string) => `${month}، روز نامعلوم`,
    oneOf: (dates: string[]) => `یکی از ${dates.join('، ')}`,
    allOf: (dates: string[]) => dates.join('، '),
    open: 'باز',
    seasons: ['بهار', 'تابستان', 'پاییز', 'زمستان'],
  },
};

/** An EDTF date in words; what it cannot read comes back as it is, never guessed. */
export function edtfInWords(edtf: string, style: DateStyle): string {
  return withDigits(inWords(edtf.trim(), style), style.digits);
}

function inWords(edtf: string, style: DateStyle): string {
  const words = WORDS[style.language];
  const set = /^([[{])(.+)[\]}]$/.exec(edtf);
  if (set) {
    const dates = set[2]!.split(',').map((date) => inWords(date.trim(), style));
    return set[1] === '[' ? words.oneOf(dates) : words.allOf(dates);
  }
  const ends = edtf.split('/');
  if (ends.length === 2) {
    const [from, to] = ends as [string, string];
    if (from === '' || from === '..') return words.before(inWords(to, style));
    if (to === '' || to === '..') return words.after(inWords(from, style));
    return words.range(inWords(from, style), inWords(to, style));
  }
  const mark = /[?~%]$/.exec(edtf)?.[0];
  const date = plainDate(mark ? edtf.slice(0, -1) : edtf, style);
  if (mark === '?') return words.uncertain(date);
  if (mark === '~') return words.approximate(date);
  return mark === '%' ? words.uncertain(words.approximate(date)) : date;
}

function plainDate(edtf: string, style: DateStyle): string {
  const words = WORDS[style.language];
  const instant = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)/.exec(edtf);
  if (instant) return `${plainDate(instant[1]!, style)} ${instant[2]}`;
  const whole = style.calendar === 'jalali' ? jalaliOf(edtf) : edtf;
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(whole ?? edtf);
  if (day) {
    const calendar = style.calendar === 'jalali' && whole !== null ? 'jalali' : 'gregorian';
    const month = MONTHS[style.language][calendar][Number(day[2]) - 1];
    return month ? `${Number(day[3])} ${month} ${day[1]}` : edtf;
  }
  // A month or a year alone straddles two of the other calendar: it stays Gregorian.
  const month = /^(\d{4})-(\d\d)(-XX)?$/.exec(edtf);
  if (month) {
    const number = Number(month[2]);
    const season = words.seasons[number - 21];
    const name = season ?? MONTHS[style.language].gregorian[number - 1];
    if (!name) return edtf;
    const text = `${name} ${month[1]}`;
    return month[3] ? words.unknownDay(text) : text;
  }
  const partly = /^(\d{4})-XX(-XX)?$/.exec(edtf);
  if (partly) return words.unknownMonth(partly[1]!);
  if (/^\d{3}X$/.test(edtf)) return words.decade(`${edtf.slice(0, 3)}0`);
  if (/^\d{2}XX$/.test(edtf)) return words.century(`${edtf.slice(0, 2)}00`);
  return edtf;
}
