import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const css = readFileSync('src/styles/tokens.css', 'utf8');
function block(selector: string): Record<string, string> {
  const at = css.indexOf(`${selector} {`);
  expect(at, selector).toBeGreaterThan(-1);
  const body = css.slice(at, css.indexOf('}', at));
  return Object.fromEntries(
    [...body.matchAll(/--([a-z0-9-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]),
  );
}
const light = block(':root');
const dark = block(":root[data-theme='dark']");

function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(hex.slice(i, i + 2), 16) / 255;
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [x, y] = [luminance(a), luminance(b)].sort((m, n) => n - m) as [number, number];
  return (x + 0.05) / (y + 0.05);
}

it('has the same colours in dark by the system and by choice', () => {
  expect(block(":root:not([data-theme='light'])")).toEqual(dark);
  const colours = Object.keys(light);
  expect(Object.keys(dark).sort()).toEqual(colours.sort());
});

const kGrounds = ['ground', 'surface', 'sunk'];
const kPairs: [string, string][] = [
  ...kGrounds.flatMap((ground) =>
    ['ink', 'ink-soft', 'ink-faint', 'accent'].map((ink): [string, string] => [ink, ground]),
  ),
  ['ink', 'accent-soft'],
  ['ink-faint', 'accent-soft'],
  ['on-accent', 'accent'],
  ['warn', 'warn-soft'],
  ['bad', 'bad-soft'],
  ['good', 'good-soft'],
  ['ink', 'bad-soft'],
  ['ink', 'warn-soft'],
  ['on-mark', 'mark'],
];
it.each([
  ['light', light],
  ['dark', dark],
] as const)('has text that can be read in %s', (_, colours) => {
  for (const [ink, ground] of kPairs)
    expect(contrast(colours[ink]!, colours[ground]!), `${ink} on ${ground}`).toBeGreaterThanOrEqual(4.5);
});
it.each([
  ['light', light],
  ['dark', dark],
] as const)('has lines and marks that can be seen in %s', (_, colours) => {
  for (const name of Object.keys(colours).filter((n) => /^(series|layer)-|^line-strong$/.test(n)))
    expect(contrast(colours[name]!, colours.surface!), name).toBeGreaterThanOrEqual(3);
});
