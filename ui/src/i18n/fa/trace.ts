// واژه‌های بخش «ردیابی».
import type { trace as en } from '../en/trace';
import { num } from '../numbers';

export const trace: typeof en = {
  title: 'ردیابی',
  open: 'ردیابی گزارهٔ برگزیده',
  what:
    'این سخن از کجا آمده است، تا جایی که این بایگانی می‌داند. نمی‌گوید که چیزی به‌راستی از ' +
    'کجا آغاز شده است.',
  picture: 'نگاره',
  tree: 'درخت',
  form: 'شکل ردیابی',
  pictureOf: (label) => `ردیابی: ${label}`,
  treeOf: (label) => `ردیابی: ${label}، به شکل درخت`,
  readAgain: 'بازخوانی بایت‌ها',
  readAgainWhy:
    'همهٔ سندهای میان راه را دوباره می‌خواند و چکیدهٔ آن‌ها را با آنچه هنگام دریافت ثبت ' +
    'شده می‌سنجد.',
  reading: 'سندهای میان راه خوانده می‌شوند …',
  readNow: 'سندها هم‌اکنون دوباره خوانده شدند.',
  lastRead: (day) => `چنان‌که آخرین بررسی یافت، ${day}`,
  checked: (day) => `بررسی: ${day}`,
  notRead: 'سندها هنوز دوباره خوانده نشده‌اند',
  copy: 'رونوشت ردیابی',
  copied: 'ردیابی به صورت متن رونوشت شد',
  export: 'برون‌بری',
  exportSvg: 'برون‌بری ردیابی به SVG',
  exportPng: 'برون‌بری ردیابی به PNG',
  exportTitle: 'برون‌بری نگارهٔ ردیابی',
  exported: 'نگاره ذخیره شد',
  more: 'بیشتر',
  byOrigin: 'گروه‌بندی بر پایهٔ خاستگاه',
  showAll: (n) => `نمایش هر ${num(n)} گزیده`,
  truncated: 'مسیرها بیش از آن‌اند که یک‌به‌یک گفته شوند؛ خاستگاه‌ها و آثار ناموجود کامل‌اند.',
  takeIn: 'وارد کردن',
  columns: {
    claim: 'گزاره',
    evidence: 'شاهد',
    passage: 'گزیده',
    document: 'سند',
    upstream: 'برمی‌گردد به',
    earliest: 'قدیمی‌ترین در اینجا',
  },
  columnHints: {
    claim: 'سخنی که به پشتوانه نیاز دارد',
    evidence: 'واژه‌هایی که آن را تأیید یا نقض می‌کنند یا زمینه‌اند',
    passage: 'واژه‌هایی که ردیابی از آن آغاز می‌شود',
    document: 'سندی که این واژه‌ها در آن است، و اینکه بایت‌هایش همان است که دریافت شد یا نه',
    upstream: 'آنچه آن اثر نقل، بازنشر یا ترجمه می‌کند یا بر آن تکیه دارد',
    earliest: 'در این بایگانی چیزی پیش از این شناخته نیست: آن‌که می‌گوید، یا نخستین اثر',
  },
  notHeld: 'شناخته، واردنشده',
  notHeldWhy: 'در میان راه به این اثر اشاره شده است، ولی بایگانی سندی از آن ندارد.',
  speaks: 'گوینده',
  origins: {
    subject: 'نخستین گوینده در اینجا',
    name: 'نخستین گوینده در اینجا',
    source: 'قدیمی‌ترین اثر در اینجا',
    circle: 'آثاری که به هم ارجاع می‌دهند',
    passage: 'قدیمی‌ترین واژه‌های شناخته‌شده در اینجا',
  },
  documents: (n) => `${num(n)} سند`,
  relations: {
    quotes: 'نقل می‌کند از',
    cites: 'ارجاع می‌دهد به',
    republishes: 'بازنشر می‌کند',
    translates: 'ترجمه می‌کند',
    transcribes: 'پیاده می‌کند',
    'is based on': 'بر پایهٔ',
    'is version of': 'نسخه‌ای از',
    'responds to': 'پاسخ می‌دهد به',
  },
  roles: {
    original: 'همان‌گونه که دریافت شد',
    capture: 'ضبط صفحه',
    screenshot: 'تصویر صفحه',
    attachment: 'پیوست',
    translation: 'ترجمه',
    transcript: 'پیاده‌سازی',
    redaction: 'نسخهٔ پوشیده',
    excerpt: 'برگرفته',
  },
  reasons: {
    'the document of the passage is not here': 'سند این گزیده در اینجا نیست',
    "the document's bytes were purged": 'بایت‌های سند پاک‌سازی شده‌اند',
    'the document is not as it was received': 'سند دیگر همان نیست که دریافت شد',
    'the document was removed': 'سند برداشته شده است',
  },
  shows: { happened: 'رخ داده', said: 'گفته شده' },
  members: (n) => `× ${num(n)}`,
  happened: 'اینکه رخ داده است',
  said: 'اینکه گفته شده است',
  circle: 'دور',
  cycle: (labels) => `دور: ${labels.join(' ← ')} ← ${labels[0] ?? ''}`,
  cycleWhy: 'این آثار فقط به یکدیگر ارجاع می‌دهند؛ آغازی در اینجا شناخته نیست.',
  summary: {
    nothing: 'هنوز شاهدی ندارد: چیزی برای ردیابی نیست.',
    nothingUpstream: 'از اینجا راهی به پیش‌تر نیست.',
    rests: (passages, works) => `بر ${num(passages)} گزیده از ${num(works)} اثر تکیه دارد`,
    startsAt: (works) => `از ${num(works)} اثر می‌گذرد`,
    back: (origins, names) =>
      origins === 1
        ? `همه به یک خاستگاه برمی‌گردند: ${names}`
        : `به ${num(origins)} خاستگاه برمی‌گردند: ${names}`,
    backPlain: (origins, names) => `به ${num(origins)} خاستگاه برمی‌گردد: ${names}`,
    against: (passages, origins) => `در برابر آن: ${num(passages)} گزیده، ${num(origins)} خاستگاه.`,
    context: (passages) => `زمینه: ${num(passages)} گزیده.`,
    noSupport: 'هنوز چیزی آن را تأیید نمی‌کند.',
    missing: (n) => `${num(n)} اثر در میان راه در اینجا موجود نیست.`,
    changed: (n, paths) =>
      `${num(paths)} مسیر بر بایت‌های تغییریافته تکیه دارد: ${num(n)} سند دیگر همان نیست ` +
      'که دریافت شد.',
    gone: (n, paths) => `${num(paths)} مسیر بر بایت‌های مفقود ${num(n)} سند تکیه دارد.`,
    unchanged: (n) => `${num(n)} سند از زمان دریافت بی‌تغییر است.`,
    and: (n) => `و ${num(n)} خاستگاه دیگر`,
    separator: '، ',
    end: '.',
    then: '؛ ',
  },
  empty: {
    title: 'هنوز شاهدی ندارد',
    why:
      'ردیابی از گزاره و شاهدهایش به سندها و به آنچه آن‌ها بدان برمی‌گردند راه می‌برد. ' +
      'نخست واژه‌هایی را در سندی به‌عنوان شاهد نشان کنید.',
    action: 'باز کردن گزاره',
  },
  choose: {
    title: 'گزاره‌ای را برای ردیابی برگزینید',
    why:
      'ردیابی نشان می‌دهد که سخن از کجا آمده، چه کسی نخستین بار در اینجا آن را گفته، و ' +
      'سندها بی‌تغییرند یا نه.',
  },
  states: {
    unchanged: 'بی‌تغییر از زمان دریافت',
    held: 'بررسی‌نشده',
    not_held: 'شناخته، واردنشده',
    broken: 'گسسته',
    circular: 'دوری',
  },
  keysHint: 'کلیدهای جهت در راستای خط‌ها می‌روند، Enter باز می‌کند',
  textTitle: (label) => `ردیابی: ${label}`,
  textOrigins: 'قدیمی‌ترین در اینجا:',
  textMissing: 'شناخته، واردنشده:',
  textPath: (n) => `مسیر ${num(n)}`,
};
