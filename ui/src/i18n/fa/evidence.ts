// واژگان بخش شواهد.
import type { evidence as en } from '../en/evidence';
import { num } from '../numbers';

export const evidence: typeof en = {
  title: 'شواهد',
  about: 'همهٔ گزیده‌هایی که نگه داشته شده، با آنچه هر یک برایش به کار رفته است.',
  empty: 'هنوز گزیده‌ای نگه داشته نشده است.',
  emptyWhy:
    'گزیده جایی از یک سند است که جمله‌ای از شما بر آن تکیه کند: واژه‌ها، ناحیه‌ای، پاره‌ای از زمان.',
  emptyAction: 'رفتن به سندها',
  none: 'هیچ گزیده‌ای با این پالایه‌ها نیست.',
  clear: 'برداشتن پالایه‌ها',
  filters: 'پالایه‌ها',
  stance: 'جهت',
  claim: 'گزاره',
  document: 'سند',
  state: 'وضعیت',
  allStances: 'همهٔ جهت‌ها',
  allClaims: 'همهٔ گزاره‌ها',
  allDocuments: 'همهٔ سندها',
  unused: 'هنوز برای گزاره‌ای نیست',
  columns: { words: 'گزیده', document: 'سند', held: 'برای', speaker: 'گوینده' },
  groups: {
    lost: 'گم‌شده یا نامطمئن',
    supports: 'تأیید می‌کند',
    contradicts: 'نقض می‌کند',
    context: 'زمینه',
    unused: 'هنوز برای گزاره‌ای نیست',
    withdrawn: 'فقط پس‌گرفته',
  },
  lostNone: 'هر نقل‌قول همان جایی است که نقل شد.',
  lostWhy: 'واژه‌های این‌ها دیگر چنان‌که نقل شده‌اند در یک جای تازه‌ترین متن نیستند.',
  more: (n) => `نمایش ${num(n)} گزیدهٔ دیگر`,
  open: 'باز کردن در خوانشگر',
  reattach: 'پیوند دوباره …',
  copied: 'رونوشت شد',
  claims: (n) => `${num(n)} گزاره`,
  check: 'بررسی دوباره',
  keys: 'Enter گزیده را در خوانشگر باز می‌کند؛ پیکان‌ها جابه‌جا می‌کنند.',
};
