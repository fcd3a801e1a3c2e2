// Days as whole numbers (0: 1970-01-01), and the slider's places on a line of them.
import { bounds, iso_day } from '../../lib/i18n/edtf';

const kDay = 86_400_000;

export const day_of = (date: Date): number => Math.round(date.getTime() / kDay);
export const date_of = (day: number): string => iso_day(new Date(day * kDay));

/** First or last day of an EDTF date; null where there is none. */
export function first_day(edtf: string | null | undefined): number | null {
  const [first] = edtf ? bounds(edtf) : [null];
  return first ? day_of(first) : null;
}
export function last_day(edtf: string | null | undefined): number | null {
  const [, last] = edtf ? bounds(edtf) : [null, null];
  return last ? day_of(last) : null;
}

/** What can be asked for as one moment: a day, month or year. */
export const is_moment = (text: string): boolean =>
  /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) && last_day(text) !== null;

export interface Stretch {
  first: number;
  last: number;
}
export const clamp = (day: number, { first, last }: Stretch): number => Math.min(last, Math.max(first, day));

/** Place on a line from 0 to 1. */
export function place_of(day: number, { first, last }: Stretch): number {
  return last === first ? 1 : (clamp(day, { first, last }) - first) / (last - first);
}
export function day_at(place: number, { first, last }: Stretch): number {
  return Math.round(first + Math.min(1, Math.max(0, place)) * (last - first));
}

/** The same day of another month; the last one where a month is too short. */
export function add_months(day: number, months: number): number {
  const date = new Date(day * kDay);
  const month = date.getUTCFullYear() * 12 + date.getUTCMonth() + months;
  const year = Math.floor(month / 12);
  const length = new Date(Date.UTC(year, (month % 12) + 1, 0)).getUTCDate();
  return day_of(new Date(Date.UTC(year, month % 12, Math.min(date.getUTCDate(), length))));
}

/** Where a key moves a handle; null: it is none of the slider's keys. Right and up are later, as on the line. */
export function moved(key: string, day: number, stretch: Stretch): number | null {
  const to: Record<string, number> = {
    ArrowRight: day + 1,
    ArrowUp: day + 1,
    ArrowLeft: day - 1,
    ArrowDown: day - 1,
    PageUp: add_months(day, 1),
    PageDown: add_months(day, -1),
    Home: stretch.first,
    End: stretch.last,
  };
  return to[key] === undefined ? null : clamp(to[key], stretch);
}

export type StepName = 'day' | 'week' | 'month' | 'quarter' | 'year';
/** The step in which playing shows a stretch in some 20 to 60 pictures. */
export function step_for({ first, last }: Stretch): StepName {
  const days = last - first;
  if (days <= 60) return 'day';
  if (days <= 400) return 'week';
  if (days <= 365 * 5) return 'month';
  return days <= 365 * 15 ? 'quarter' : 'year';
}
export function stepped(day: number, step: StepName): number {
  switch (step) {
    case 'day':
      return day + 1;
    case 'week':
      return day + 7;
    case 'month':
      return add_months(day, 1);
    case 'quarter':
      return add_months(day, 3);
    case 'year':
      return add_months(day, 12);
  }
}

/** Years, or months where there are few years, to write under the line: at most `most`. */
export function ticks(stretch: Stretch, most = 8): { day: number; edtf: string }[] {
  const days = stretch.last - stretch.first;
  if (days <= 0) return [];
  const months = [1, 2, 3, 6, 12, 24, 60, 120, 240, 600].find((n) => days / (n * 30.44) <= most) ?? 1200;
  const begin = new Date(stretch.first * kDay);
  let month = begin.getUTCFullYear() * 12 + begin.getUTCMonth();
  month = Math.ceil(month / months) * months;
  const out: { day: number; edtf: string }[] = [];
  for (; ; month += months) {
    const year = Math.floor(month / 12);
    const day = day_of(new Date(Date.UTC(year, month % 12, 1)));
    if (day > stretch.last) return out;
    if (day < stretch.first) continue;
    const yyyy = String(year).padStart(4, '0');
    out.push({ day, edtf: months >= 12 ? yyyy : `${yyyy}-${String((month % 12) + 1).padStart(2, '0')}` });
  }
}
