// واژه‌های اجزای همگانی.
import type { components as en } from '../en/components';
import { num } from '../numbers';

export const components: typeof en = {
  close: 'بستن',
  cancel: 'انصراف',
  copy: 'رونوشت',
  copied: 'رونوشت شد',
  copyFailed: 'رونوشت نشد',
  remove: 'برداشتن',
  clear: 'پاک کردن',
  required: 'لازم',
  optional: 'دلخواه',
  loading: 'در حال بارگیری …',
  noMatch: 'چیزی یافت نشد.',
  showChoices: 'نمایش گزینه‌ها',
  hiddenMark: (name) => `نویسهٔ مهار پنهان ${name}`,
  digest: 'چکیده',
  copyDigest: 'رونوشت همهٔ چکیده',
  sortBy: (column) => `مرتب‌سازی بر پایهٔ ${column}`,
  selectRow: 'گزینش این سطر',
  selectAll: 'گزینش همه',
  selectedOf: (n, total) => `${num(n)} از ${num(total)} برگزیده`,
  notifications: 'آگهی‌ها',
  resize: 'تغییر اندازه',
  why: 'چرا؟',
};
