import { describe, expect, it } from 'vitest';
import type { StateRow } from '../../lib/api/types';
import { first_day } from '../state/days';
import { period_of, stretch_of } from './periods';
import { half, other_acts } from './voices';

const day = (text: string): number => first_day(text)!;
const span = { first: day('2020-01-01'), last: day('2025-12-31') };
const row = (more: Partial<StateRow>): StateRow =>
  ({
    holds: 'yes',
    since: null,
    known_to_hold: null,
    until: null,
    sure_until: null,
    ended: false,
    ...more,
  }) as StateRow;
const words = (more: Partial<StateRow>) => {
  const { segments, open_start, open_end } = period_of(row(more), span);
  const date = (n: number) => new Date(n * 86_400_000).toISOString().slice(0, 10);
  return {
    bars: segments.map((s) => `${s.sure ? 'sure' : 'doubt'} ${date(s.from)} ${date(s.to)}`),
    open_start,
    open_end,
  };
};

describe('periods', () => {
  it('are sure between two days that are told', () => {
    expect(words({ since: '2021-05-24', until: '2023-06-30', ended: true })).toEqual({
      bars: ['sure 2021-05-24 2023-06-30'],
      open_start: false,
      open_end: false,
    });
  });
  it('go on until the end where none is told', () => {
    expect(words({ since: '2023-09-16' })).toMatchObject({
      bars: ['sure 2023-09-16 2025-12-31'],
      open_end: true,
    });
  });
  it('are in doubt before the day on which they are seen to hold', () => {
    expect(words({ known_to_hold: '2025-07-22' })).toEqual({
      bars: ['doubt 2020-01-01 2025-07-21', 'sure 2025-07-22 2025-12-31'],
      open_start: true,
      open_end: true,
    });
  });
  it('are in doubt within a month or year that is told', () => {
    expect(words({ since: '2021', until: '2023-03', ended: true }).bars).toEqual([
      'doubt 2021-01-01 2021-12-30',
      'sure 2021-12-31 2023-03-01',
      'doubt 2023-03-02 2023-03-31',
    ]);
  });
  it('are in doubt after the last day told of what is over without a date', () => {
    expect(words({ known_to_hold: '2024-01-10', ended: true }).bars).toEqual([
      'doubt 2020-01-01 2024-01-09',
      'sure 2024-01-10 2024-01-10',
      'doubt 2024-01-11 2025-12-31',
    ]);
  });
  it('that are possible only are all in doubt, and untold ones have no day', () => {
    expect(words({ holds: 'possible', since: '2024-12-31', until: '2025' }).bars).toEqual([
      'doubt 2024-12-31 2025-12-31',
    ]);
    expect(words({ holds: 'untold', known_to_hold: '9999-12-31' }).bars).toEqual([
      'doubt 2020-01-01 2025-12-31',
    ]);
  });
  it('stay within the days of the world', () => {
    expect(words({ since: '1949-04-04', until: '2030' }).bars).toEqual(['sure 2020-01-01 2025-12-31']);
    expect(words({ since: '2024-06', until: '2024-05', ended: true }).bars).toHaveLength(1);
  });
  it('have a line that begins a little before the first of them', () => {
    const stretch = stretch_of([row({ since: '2024-01-01' })], span);
    expect(stretch.first).toBeLessThan(day('2024-01-01'));
    expect(stretch.first).toBeGreaterThan(day('2023-06-01'));
    expect(stretch_of([], span)).toBe(span);
  });
});

describe('voices', () => {
  it('fit in their half and leave room for the number', () => {
    expect(half(0, 5)).toBe(0);
    expect(half(5, 5)).toBeLessThan(45);
    expect(half(1, 0)).toBe(0);
  });
  it('count the other acts', () => {
    expect(other_acts({ praise: 1, accusation: 2, types: { SUPPORT: 1, ACCUSE: 2, CONSULT: 4 } })).toBe(4);
    expect(other_acts({ praise: 3, accusation: 0, types: {} })).toBe(0);
  });
});
