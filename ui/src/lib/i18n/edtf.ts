// Reads the EDTF dates that isnad writes (ISO 8601-2 levels 0 and 1, and X digits): a point with a precision,
// or an interval of two. Days are counted as UTC.

export type Precision = 'century' | 'decade' | 'year' | 'season' | 'month' | 'day';
export interface Point {
  precision: Precision;
  year: number;
  /** 1 to 12, or the season 1 to 4 (spring first) for precision season. */
  month?: number;
  day?: number;
  approximate: boolean;
  uncertain: boolean;
}
/** null: unknown or open. */
export interface Interval {
  from: Point | null;
  to: Point | null;
  open_from: boolean;
  open_to: boolean;
}
export type Parsed = { point: Point } | { interval: Interval } | { unknown: true } | null;

const kLengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
export function days_in_month(year: number, month: number): number {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 && leap ? 29 : kLengths[month - 1]!;
}

function parse_point(text: string): Point | 'unknown' | null {
  const match = /^(\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(\d{2}|XX))?(?:-(\d{2}|XX))?([~?%]?)$/.exec(text);
  if (!match) return null;
  const [, year, month, day, sign] = match as unknown as [string, string, string?, string?, string?];
  if (year === 'XXXX') return 'unknown';
  const point = {
    year: Number(year.replaceAll('X', '0')),
    approximate: sign === '~' || sign === '%',
    uncertain: sign === '?' || sign === '%',
  };
  if (year.endsWith('XX')) return { ...point, precision: 'century' };
  if (year.endsWith('X')) return { ...point, precision: 'decade' };
  if (!month || month === 'XX') return { ...point, precision: 'year' };
  const number = Number(month);
  if (number >= 21 && number <= 24) return { ...point, precision: 'season', month: number - 20 };
  if (number < 1 || number > 12) return null;
  if (!day || day === 'XX') return { ...point, precision: 'month', month: number };
  if (Number(day) < 1 || Number(day) > days_in_month(point.year, number)) return null;
  return { ...point, precision: 'day', month: number, day: Number(day) };
}

/** null: not EDTF as isnad writes it. */
export function parse_edtf(text: string): Parsed {
  const halves = text.split('/');
  if (halves.length > 2) return null;
  if (halves.length === 1) {
    const point = parse_point(text);
    return point === null ? null : point === 'unknown' ? { unknown: true } : { point };
  }
  const ends = halves.map((half) => {
    const open = half === '' || half === '..';
    const point = open ? 'unknown' : parse_point(half);
    return { open, point };
  });
  const [a, b] = ends as [(typeof ends)[0], (typeof ends)[0]];
  if (a.point === null || b.point === null) return null;
  const from = a.point === 'unknown' ? null : a.point;
  const to = b.point === 'unknown' ? null : b.point;
  if (!from && !to) return { unknown: true };
  return { interval: { from, to, open_from: a.open, open_to: b.open } };
}

const utc = (year: number, month: number, day: number) => {
  const date = new Date(Date.UTC(2000, month - 1, day));
  date.setUTCFullYear(year);
  return date;
};

/** First and last day of a point. */
export function days_of(p: Point): [Date, Date] {
  switch (p.precision) {
    case 'century':
      return [utc(p.year, 1, 1), utc(p.year + 99, 12, 31)];
    case 'decade':
      return [utc(p.year, 1, 1), utc(p.year + 9, 12, 31)];
    case 'year':
      return [utc(p.year, 1, 1), utc(p.year, 12, 31)];
    case 'season': {
      // Of the northern half: spring is March to May; winter begins in December of the year named.
      const first = p.month! * 3;
      const last = ((first + 1) % 12) + 1;
      const end = p.month === 4 ? p.year + 1 : p.year;
      return [utc(p.year, first, 1), utc(end, last, days_in_month(end, last))];
    }
    case 'month':
      return [utc(p.year, p.month!, 1), utc(p.year, p.month!, days_in_month(p.year, p.month!))];
    case 'day':
      return [utc(p.year, p.month!, p.day!), utc(p.year, p.month!, p.day!)];
  }
}

/** First and last day of any EDTF text; null where it has no such end. */
export function bounds(text: string): [Date | null, Date | null] {
  const parsed = parse_edtf(text);
  if (!parsed || 'unknown' in parsed) return [null, null];
  if ('point' in parsed) return days_of(parsed.point);
  const { from, to } = parsed.interval;
  return [from ? days_of(from)[0] : null, to ? days_of(to)[1] : null];
}

/** Whether it can be asked for as a filter: a calendar date or an interval of two. */
export function is_filter_date(text: string): boolean {
  const point = /^\d{4}(-\d{2}(-\d{2})?)?$/;
  const parsed = parse_edtf(text);
  return parsed !== null && !('unknown' in parsed) && text.split('/').every((half) => point.test(half));
}

export function iso_day(date: Date): string {
  return date.toISOString().slice(0, 10);
}
