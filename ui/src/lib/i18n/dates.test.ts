import { describe, expect, it } from 'vitest';
import { type DateWords, format_edtf, kArabicMonths } from './dates';
import type { Settings } from './settings.svelte';

const words: DateWords = {
  unknown: 'unknown',
  about: 'about {date}',
  maybe: 'perhaps {date}',
  since: 'since {date}',
  until: 'until {date}',
  between: '{from} – {to}',
  decade: 'the {year}s',
  century: '{year}s (century)',
  seasons: ['spring {year}', 'summer {year}', 'autumn {year}', 'winter {year}'],
};
const english: Settings = {
  language: 'en',
  theme: 'auto',
  digits: 'latn',
  months: 'western',
  calendar: 'gregory',
};
const arabic: Settings = { ...english, language: 'ar' };
const show = (text: string, s: Settings) => format_edtf(text, s, words);
/** Intl puts marks of direction and narrow spaces between, which differ between versions. */
const bare = (text: string) =>
  text.replace(/[\u200e\u200f\u061c]/g, '').replace(/[\u00a0\u2009\u202f]/g, ' ');

describe('format_edtf', () => {
  it.each([
    ['2024', '2024'],
    ['2024-08', 'August 2024'],
    ['2024-08-05', '5 August 2024'],
    ['2024/2025', '2024 – 2025'],
    ['2025-06~', 'about June 2025'],
    ['2025-06?', 'perhaps June 2025'],
    ['2025-06%', 'perhaps about June 2025'],
    ['XXXX', 'unknown'],
    ['2024-05-01/..', 'since 1 May 2024'],
    ['../2024', 'until 2024'],
    ['199X', 'the 1990s'],
    ['19XX', '1900s (century)'],
    ['2024-22', 'summer 2024'],
    ['2024-08/2024-08', 'August 2024'],
    ['no date', 'no date'],
  ])('%s in English: %s', (text, expected) => expect(show(text, english)).toBe(expected));

  it('follows the language', () => {
    expect(show('2024-08-05', { ...english, language: 'fr' })).toBe('5 août 2024');
    expect(show('2024-01', arabic)).toBe('يناير 2024');
  });

  it('knows three ways to name the months in Arabic', () => {
    const at = (months: Settings['months'], text: string) => show(text, { ...arabic, months });
    expect(at('eastern', '2024-01-09')).toBe('9 كانون الثاني 2024');
    expect(at('western', '2024-01-09')).toBe('9 يناير 2024');
    expect(at('maghrebi', '2024-01-09')).toBe('9 جانفي 2024');
    for (const names of Object.values(kArabicMonths)) expect(new Set(names).size).toBe(12);
  });

  it('writes Arabic-Indic digits in Arabic alone', () => {
    expect(show('2024-08-05', { ...arabic, digits: 'arab' })).toBe('٥ أغسطس ٢٠٢٤');
    expect(show('2024-08-05', { ...english, digits: 'arab' })).toBe('5 August 2024');
  });

  it('reckons by Umm al-Qura', () => {
    const hijri: Settings = { ...arabic, calendar: 'islamic-umalqura' };
    expect(bare(show('2024-07-07', hijri))).toBe('1 محرم 1446 هـ');
    // A Gregorian year lies in two Hijri ones.
    const year = bare(show('2024', hijri));
    expect(year).toContain('1445');
    expect(year).toContain('1446');
    expect(show('199X', hijri)).toBe('the 1990s');
    expect(bare(show('2024-07-07', { ...hijri, digits: 'arab' }))).toContain('١٤٤٦');
  });
});
