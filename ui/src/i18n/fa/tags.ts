// واژه‌های بخش برچسب‌ها.
import type { tags as en } from '../en/tags';
import { num } from '../numbers';

export const tags: typeof en = {
  title: 'برچسب‌ها',
  list: 'همهٔ برچسب‌ها',
  none: 'هنوز برچسبی نیست.',
  why: 'برچسب واژه‌ای کوتاه بر مدخل‌هایی از هر نوع است تا بتوان آن‌ها را باز یک‌جا یافت.',
  add: 'برچسب زدن به مدخل',
  addOne: 'برچسب زدن به یک مدخل',
  showOne: 'نمایش مدخل‌های یک برچسب',
  removeOne: 'برداشتن برچسب از یک مدخل',
  addTo: (name) => `زدن برچسب «${name}» به مدخل`,
  take: (label) => `برداشتن برچسب از: ${label}`,
  taken: (name, label) => `برچسب «${name}» برداشته شد از: ${label}`,
  name: 'برچسب',
  nameHint: 'برچسبی که هنوز نیست ساخته می‌شود.',
  record: 'مدخل',
  find: 'یافتن برچسب',
  noMatch: (text) => `هیچ برچسبی «${text}» را در خود ندارد.`,
  count: (n) => `${num(n)} برچسب`,
  empty: 'این برچسب بر هیچ مدخلی نیست.',
};
