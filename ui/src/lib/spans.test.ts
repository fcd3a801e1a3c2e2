import { expect, it } from 'vitest';
import { cut } from './spans';

const marked = (text: string, marks: [number, number][]) =>
  cut(text, marks)
    .map((p) => (p.marked ? `[${p.text}]` : p.text))
    .join('');

it('counts code points, not UTF-16 units', () => {
  expect(marked('😀ab', [[1, 2]])).toBe('😀[a]b');
});
it('takes spans in any order, that overlap, touch or reach past the end', () => {
  expect(
    marked('abcdef', [
      [4, 9],
      [0, 2],
    ]),
  ).toBe('[ab]cd[ef]');
  expect(
    marked('abcdef', [
      [0, 3],
      [2, 5],
    ]),
  ).toBe('[abcde]f');
  expect(
    marked('abcdef', [
      [0, 2],
      [2, 4],
    ]),
  ).toBe('[abcd]ef');
  expect(marked('abc', [[7, 9]])).toBe('abc');
  expect(marked('abc', [[2, 1]])).toBe('abc');
});
it('keeps a text without marks whole', () =>
  expect(cut('abc', [])).toEqual([{ text: 'abc', marked: false }]));
