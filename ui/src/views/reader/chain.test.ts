import { expect, it } from 'vitest';
import { safe_link } from './links';
import { speakers_of } from './chain';

it('tells who speaks, for whom, and who passes it on', () => {
  expect(speakers_of([], [])).toEqual({ speaker: null, for: [], via: [] });
  expect(speakers_of(['Sergei Lavrov', 'RUS'], [])).toEqual({
    speaker: 'Sergei Lavrov',
    for: ['RUS'],
    via: [],
  });
  expect(speakers_of(['RUS'], ['REUTERS'])).toEqual({ speaker: 'RUS', for: [], via: ['REUTERS'] });
  expect(speakers_of(['Dmitry Peskov', 'RUS', 'TASS'], ['REUTERS'])).toEqual({
    speaker: 'Dmitry Peskov',
    for: ['RUS'],
    via: ['REUTERS', 'TASS'],
  });
  // An agency that is quoted for its own words passes nothing on.
  expect(speakers_of(['AFP'], ['AFP'])).toEqual({ speaker: 'AFP', for: [], via: [] });
});

it('makes links of the web alone', () => {
  expect(safe_link('https://example.org/a')).toBe('https://example.org/a');
  expect(safe_link('javascript:alert(1)')).toBeNull();
  expect(safe_link('data:text/html,x')).toBeNull();
  expect(safe_link('news/7.txt')).toBeNull();
});
