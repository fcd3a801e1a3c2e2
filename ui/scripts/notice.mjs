// Writes NOTICE.md: the packages whose code or files the built page ships, with their licences in full.
// `--check` only compares. The list of shipped packages is what the sources import, and what those import.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = new URL('..', import.meta.url).pathname;

function sources(folder) {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) return name === 'test' ? [] : sources(path);
    return /\.(ts|svelte|css)$/.test(name) && !/\.test\.ts$/.test(name) ? [path] : [];
  });
}

function package_of(specifier) {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0];
}

const wanted = new Set(['svelte']);
for (const path of sources(join(root, 'src'))) {
  const text = readFileSync(path, 'utf8');
  for (const [, specifier] of text.matchAll(/(?:from\s+|import\s+|import\(|url\()['"]([^'"./][^'"]*)['"]/g)) {
    wanted.add(package_of(specifier));
  }
}
const shipped = new Map();
function add(name) {
  const folder = join(root, 'node_modules', name);
  if (shipped.has(name) || !existsSync(join(folder, 'package.json'))) return;
  const info = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((f) => /^(licen[cs]e|copying)/i.test(f));
  shipped.set(name, {
    version: info.version,
    licence: info.license,
    text: file ? readFileSync(join(folder, file), 'utf8').trim() : '(the package has no file with its text)',
  });
  // Of Svelte only its runtime is shipped; what its compiler needs is not.
  const inner = name === 'svelte' ? ['clsx', 'esm-env', 'devalue'] : Object.keys(info.dependencies ?? {});
  inner.forEach(add);
}
[...wanted].forEach(add);

const out = ['# Packages that the built page ships', '', 'Written by `npm run notice`; a test compares.', ''];
for (const [name, { version, licence, text }] of [...shipped].sort(([a], [b]) => (a < b ? -1 : 1))) {
  out.push(`## ${name} ${version} (${licence})`, '', '```', text.replace(/\r\n/g, '\n'), '```', '');
}
const path = join(root, 'NOTICE.md');
const text = out.join('\n');
if (process.argv.includes('--check')) {
  if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
    console.error('NOTICE.md is not what `npm run notice` writes');
    process.exit(1);
  }
} else {
  writeFileSync(path, text);
  console.log([...shipped].map(([n, p]) => `${n} ${p.version} ${p.licence}`).join('\n'));
}
