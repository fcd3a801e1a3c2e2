// Writes src/views/state/places.json: which shape of the map has which code, and where states lie that the map is too
// coarse to draw. Run by hand after a new world-atlas:
//   npm pack i18n-iso-countries && tar xzf i18n-iso-countries-*.tgz && node scripts/places.mjs package/codes.json
// codes.json (MIT) pairs the codes of ISO 3166-1; shapes and points are those of world-atlas (Natural Earth, public
// domain). Shapes without a number in the atlas are given by name where the knowledge base has a code for them.
import { geoCentroid } from 'd3-geo';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { feature } from 'topojson-client';

const atlas = (name) => {
  const topology = createRequire(import.meta.url)(`world-atlas/countries-${name}.json`);
  return feature(topology, topology.objects.countries).features;
};
const kByName = { Kosovo: 'XKX' };
const by_number = new Map(
  JSON.parse(readFileSync(process.argv[2], 'utf8')).map(([, three, number]) => [number, three]),
);
const code_of = (shape) => (shape.id && by_number.get(shape.id)) ?? kByName[shape.properties.name];

const codes = {};
for (const shape of atlas('110m')) {
  const code = code_of(shape);
  if (code) codes[shape.id ?? shape.properties.name] = code;
}
const drawn = new Set(Object.values(codes));
const points = {};
for (const shape of atlas('10m')) {
  const code = code_of(shape);
  if (code && !drawn.has(code)) points[code] ??= geoCentroid(shape).map((x) => Math.round(x * 100) / 100);
}
const sorted = (table) => Object.fromEntries(Object.entries(table).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(
  new URL('../src/views/state/places.json', import.meta.url),
  JSON.stringify({ codes: sorted(codes), points: sorted(points) }, null, 2) + '\n',
);
