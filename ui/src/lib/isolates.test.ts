import { expect, it } from 'vitest';
import { balanced, parse_balanced } from './isolates';

const [LRI, RLI, PDI, RLO] = ['\u2066', '\u2067', '\u2069', '\u202e'];

it('leaves what is closed, and other marks, as they are', () => {
  for (const text of ['', 'قوات', `a${LRI}b${RLI}c${PDI}d${PDI}e`, `a${RLO}b`])
    expect(balanced(text)).toBe(text);
});
it('replaces what is open or closes nothing, and keeps the length', () => {
  expect(balanced(`a${LRI}b`)).toBe('a\u200bb');
  expect(balanced(`a${PDI}b`)).toBe('a\u200bb');
  expect(balanced(`${LRI}${RLI}a${PDI}`)).toBe(`\u200b${RLI}a${PDI}`);
  expect(balanced(`${LRI}a\nb${PDI}`)).toBe('\u200ba\nb\u200b');
  expect(balanced(`😀${LRI}😀`)).toHaveLength(5);
});
it('reads JSON, written out or escaped', () => {
  expect(parse_balanced(`{"title":"a${LRI}","list":["${PDI}"]}`)).toEqual({
    title: 'a\u200b',
    list: ['\u200b'],
  });
  expect(parse_balanced('{"title":"a\\u2066"}')).toEqual({ title: 'a\u200b' });
  expect(parse_balanced(`{"name":"a${LRI}","query":"b"}`)).toEqual({ name: `a${LRI}`, query: 'b' });
});
