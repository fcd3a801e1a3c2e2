// Fails if the page's own code is over its budget. Own code: all scripts and styles of the build, gzip, but not
// fonts and map data. Prints what is how large.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const kBudget = 300 * 1024;
const folder = new URL('../dist/assets/', import.meta.url).pathname;
/** Data, not code: chunks that vite names after the packages of map data. */
const kData = /(world-atlas|countries-\d+m|land-\d+m)/;

const sizes = readdirSync(folder)
  .filter((name) => /\.(js|css)$/.test(name))
  .map((name) => ({ name, bytes: gzipSync(readFileSync(join(folder, name)), { level: 9 }).length }))
  .sort((a, b) => b.bytes - a.bytes);
let total = 0;
for (const { name, bytes } of sizes) {
  const data = kData.test(name);
  if (!data) total += bytes;
  console.log(`${String(bytes).padStart(8)}  ${name}${data ? '  (map data, not counted)' : ''}`);
}
console.log(`${String(total).padStart(8)}  own code, gzip; budget ${kBudget}`);
if (total > kBudget) {
  console.error(`size: ${total - kBudget} bytes over the budget`);
  process.exit(1);
}
