import { describe, expect, it } from 'vitest';
import { bounds, days_in_month, is_filter_date, iso_day, parse_edtf } from './edtf';

const span = (text: string) => bounds(text).map((d) => d && iso_day(d));

describe('parse_edtf', () => {
  it.each([
    ['2024', '2024-01-01', '2024-12-31'],
    ['2024-02', '2024-02-01', '2024-02-29'],
    ['2023-02', '2023-02-01', '2023-02-28'],
    ['2024-08-05', '2024-08-05', '2024-08-05'],
    ['2024/2025', '2024-01-01', '2025-12-31'],
    ['2025-06~', '2025-06-01', '2025-06-30'],
    ['199X', '1990-01-01', '1999-12-31'],
    ['19XX', '1900-01-01', '1999-12-31'],
    ['2024-XX-XX', '2024-01-01', '2024-12-31'],
    ['2024-21', '2024-03-01', '2024-05-31'],
    ['2024-24', '2024-12-01', '2025-02-28'],
    ['0033-04', '0033-04-01', '0033-04-30'],
  ])('%s is %s to %s', (text, first, last) => {
    expect(span(text)).toEqual([first, last]);
  });

  it.each(['2024-13', '2024-02-30', '24', 'soon', '2024-1', '2024/2025/2026', '2024/x', '', '2024-00'])(
    '%j is none',
    (text) => expect(parse_edtf(text)).toBeNull(),
  );

  it('knows what is unknown and what is open', () => {
    expect(parse_edtf('XXXX')).toEqual({ unknown: true });
    expect(parse_edtf('../..')).toEqual({ unknown: true });
    expect(span('2024/..')).toEqual(['2024-01-01', null]);
    expect(span('/2024')).toEqual([null, '2024-12-31']);
    expect(span('2024/XXXX')).toEqual(['2024-01-01', null]);
  });

  it('reads the signs of doubt', () => {
    expect(parse_edtf('2025-06~')).toMatchObject({ point: { approximate: true, uncertain: false } });
    expect(parse_edtf('2025?')).toMatchObject({ point: { approximate: false, uncertain: true } });
    expect(parse_edtf('2025%')).toMatchObject({ point: { approximate: true, uncertain: true } });
  });
});

it('knows leap years', () => {
  expect([1900, 2000, 2023, 2024].map((year) => days_in_month(year, 2))).toEqual([28, 29, 28, 29]);
});

it('takes as a filter what the server takes', () => {
  for (const good of ['2025', '2025-04', '2025-04-04', '2024/2025']) expect(is_filter_date(good)).toBe(true);
  for (const bad of ['2025~', 'XXXX', '199X', '2025-04-31', 'May', '2024/', '../2025'])
    expect(is_filter_date(bad)).toBe(false);
});
