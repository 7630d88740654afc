// واژه‌های بخش تاریخچه: چه شد و چگونه پس گرفته می‌شود.
import type { history as en } from '../en/history';
import { digits, num } from '../numbers';

/** Nouns of the summaries that the program writes in English, singular and plural. */
const NOUNS: Record<string, string> = {
  accession: 'پذیرش',
  agent: 'عامل',
  alignment: 'هم‌ترازی',
  appraisal: 'ارزیابی',
  certificate: 'گواهی',
  claim: 'گزاره',
  collection: 'مجموعه',
  'cross-reference': 'ارجاع متقابل',
  cross_reference: 'ارجاع متقابل',
  derivation: 'اشتقاق',
  document: 'سند',
  evidence: 'شاهد',
  figure: 'رقم',
  'fixity check': 'بررسی یکپارچگی',
  inquiry: 'جست‌وجوی بی‌نتیجه',
  membership: 'عضویت',
  mention: 'اشاره',
  name: 'نام',
  note: 'یادداشت',
  passage: 'گزیده',
  recovery: 'ترمیم',
  rendition: 'متن',
  replication: 'نسخهٔ دوم',
  saved_search: 'جست‌وجوی ذخیره‌شده',
  sign_off: 'امضای دوم',
  source: 'منبع',
  subject: 'موضوع',
  tag: 'برچسب',
  tagging: 'برچسب‌زنی',
};

const nounOf = (english: string): string =>
  NOUNS[english] ??
  NOUNS[english.replace(/ies$/, 'y')] ??
  NOUNS[english.replace(/s$/, '')] ??
  english;

export const history: typeof en = {
  title: 'تاریخچه',
  acts: 'آنچه کردید',
  log: 'دفتر همه',
  lead: 'تازه‌ترین کارهایی که با کلید شما ثبت شده است. پس گرفتن هر کار، مقدارهای پیشین را در کاری تازه می‌نویسد؛ چیزی پاک نمی‌شود.',
  logLead: 'همهٔ مدخل‌های همهٔ دفترها، چنان‌که ثبت و امضا شد. زمان‌ها گفتهٔ نویسندگان آن‌هاست.',
  when: 'زمان',
  what: 'چه',
  who: 'چه کسی',
  entries: 'مدخل',
  number: 'شماره',
  action: 'کار ممکن',
  undo: 'واگرد',
  redo: 'انجام دوباره',
  undid: 'واگرداند',
  redid: 'از نو انجام داد',
  wasUndone: 'واگردانده',
  final: 'ماندنی',
  finalWhy: 'پذیرش، بررسی، نسخه و گواهی رویداد را ثبت می‌کند و پس‌گرفتنی نیست.',
  onlySome: 'تنها تازه‌ترین کارها؛ همه در دفتر هست.',
  none: 'هنوز کاری در اینجا نشده است.',
  noneWhy: 'هر چه ثبت کنید با راه پس گرفتنش اینجا می‌آید.',
  notOurs: 'با کلیدی از این رایانه چیزی اینجا ثبت نشده است.',
  notOursWhy: 'آنچه دیگران ثبت کرده‌اند در دفتر هست.',
  refused: 'این کار را چنین نمی‌توان پس گرفت.',
  done: (n) => `پس گرفته شد: ${num(n)} مدخل`,
  how: { removed: 'برداشته شد', restored: 'بازگردانده شد', set_back: 'به حال پیش برگشت' },
  andMore: (n) => `و ${num(n)} مورد دیگر`,
  kept: (n) => `${num(n)} مدخل همان‌گونه می‌ماند`,
  leaf: 'چکیدهٔ مدخل',
  purged: 'سطرهایی از آن امحا شده است',
  shown: (n, total) => `${num(n)} از ${num(total)} مدخل`,
  more: 'نمایش پیشین‌ترها',
  summary: (english) =>
    english.replace(
      /(^|, )(\d+) ([a-z][a-z_ -]*?)(?= \(|, \d|$)/g,
      (_, before: string, count: string, noun: string) =>
        `${before === '' ? '' : '، '}${digits(count)} ${nounOf(noun)}`,
    ),
};
