// EDTF dates as people read them, in the language, digits, month names and calendar of the settings.
import { days_of, type Interval, parse_edtf, type Point } from './edtf';
import { locale, type Months, type Settings } from './settings.svelte';

/** Gregorian months as Arabic newsrooms of the east, of Egypt and the Gulf, and of the Maghreb call them. */
export const kArabicMonths: Record<Months, readonly string[]> = {
  // prettier-ignore
  eastern: ['كانون الثاني', 'شباط', 'آذار', 'نيسان', 'أيار', 'حزيران', 'تموز', 'آب', 'أيلول', 'تشرين الأول', 'تشرين الثاني', 'كانون الأول'],
  // prettier-ignore
  western: ['يناير', 'فبراير', 'مارس', 'أبريل', 'مايو', 'يونيو', 'يوليو', 'أغسطس', 'سبتمبر', 'أكتوبر', 'نوفمبر', 'ديسمبر'],
  // prettier-ignore
  maghrebi: ['جانفي', 'فيفري', 'مارس', 'أفريل', 'ماي', 'جوان', 'جويلية', 'أوت', 'سبتمبر', 'أكتوبر', 'نوفمبر', 'ديسمبر'],
};

/** The words around a date; messages `date.*` of the interface. */
export interface DateWords {
  unknown: string;
  /** With {date}. */
  about: string;
  maybe: string;
  since: string;
  until: string;
  /** With {from} and {to}. */
  between: string;
  decade: string;
  century: string;
  /** Spring to winter, with {year}. */
  seasons: readonly [string, string, string, string];
}

const formats = new Map<string, Intl.DateTimeFormat>();
function format(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = tag + JSON.stringify(options);
  let found = formats.get(key);
  if (!found) formats.set(key, (found = new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })));
  return found;
}

function digits(text: string | number, s: Settings): string {
  const plain = String(text);
  if (s.language !== 'ar' || s.digits !== 'arab') return plain;
  return plain.replace(/\d/g, (d) => String.fromCharCode(0x660 + Number(d)));
}

function hijri(p: Point, s: Settings): string {
  const tag = locale(s, 'islamic-umalqura');
  const [first, last] = days_of(p);
  const options: Intl.DateTimeFormatOptions =
    p.precision === 'day'
      ? { day: 'numeric', month: 'long', year: 'numeric' }
      : p.precision === 'month' || p.precision === 'season'
        ? { month: 'long', year: 'numeric' }
        : { year: 'numeric' };
  const one = format(tag, options);
  // A Gregorian month or year lies in two Hijri ones or more.
  const a = one.format(first);
  const b = one.format(last);
  return a === b ? a : one.formatRange(first, last);
}

function gregorian(p: Point, s: Settings, words: DateWords, short: boolean): string {
  const year = digits(String(p.year).padStart(4, '0'), s);
  switch (p.precision) {
    case 'century':
      return words.century.replace('{year}', year);
    case 'decade':
      return words.decade.replace('{year}', year);
    case 'year':
      return year;
    case 'season':
      return words.seasons[p.month! - 1]!.replace('{year}', year);
    case 'month':
      if (s.language === 'ar') return `${kArabicMonths[s.months][p.month! - 1]} ${year}`;
      return format(locale(s), { month: short ? 'short' : 'long', year: 'numeric' }).format(days_of(p)[0]);
    case 'day':
      if (s.language === 'ar') return `${digits(p.day!, s)} ${kArabicMonths[s.months][p.month! - 1]} ${year}`;
      return format(s.language === 'en' ? locale(s).replace(/^en/, 'en-GB') : locale(s), {
        day: 'numeric',
        month: short ? 'short' : 'long',
        year: 'numeric',
      }).format(days_of(p)[0]);
  }
}

function point(p: Point, s: Settings, words: DateWords, short: boolean): string {
  const bare =
    s.calendar === 'islamic-umalqura' && p.precision !== 'century' && p.precision !== 'decade'
      ? hijri(p, s)
      : gregorian(p, s, words, short);
  const rounded = p.approximate ? words.about.replace('{date}', bare) : bare;
  return p.uncertain ? words.maybe.replace('{date}', rounded) : rounded;
}

function interval(i: Interval, s: Settings, words: DateWords, short: boolean): string {
  const from = i.from ? point(i.from, s, words, short) : null;
  const to = i.to ? point(i.to, s, words, short) : null;
  if (from && to) return from === to ? from : words.between.replace('{from}', from).replace('{to}', to);
  if (from) return words.since.replace('{date}', from);
  return words.until.replace('{date}', to ?? '');
}

/** What is not EDTF is shown as it is. */
export function format_edtf(text: string, s: Settings, words: DateWords, short = false): string {
  const parsed = parse_edtf(text);
  if (!parsed) return text;
  if ('unknown' in parsed) return words.unknown;
  return 'point' in parsed
    ? point(parsed.point, s, words, short)
    : interval(parsed.interval, s, words, short);
}
