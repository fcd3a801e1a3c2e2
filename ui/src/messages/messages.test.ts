import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { choose_form, parse_message, type Message, type Table } from '../lib/i18n/messages.svelte';

const kFolder = join(process.cwd(), 'src/messages');
const kLanguages = ['ar', 'en', 'fr'] as const;
const areas = readdirSync(kFolder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

function read(area: string, language: string): Table {
  return JSON.parse(readFileSync(join(kFolder, area, `${language}.json`), 'utf8')) as Table;
}
function texts(message: Message): string[] {
  return typeof message === 'string' ? [message] : Object.values(message);
}
function slots(message: Message): string[] {
  const all = texts(message).flatMap((text) => parse_message(text));
  return [...new Set(all.flatMap((part) => ('slot' in part ? [part.slot] : [])))].sort();
}

describe.each(areas)('messages of %s', (area) => {
  const tables = Object.fromEntries(kLanguages.map((l) => [l, read(area, l)])) as Record<string, Table>;

  it.each(['ar', 'fr'])('has the keys of en in %s', (language) => {
    expect(Object.keys(tables[language]!).sort()).toEqual(Object.keys(tables.en!).sort());
  });

  it('has texts, and the same slots in all languages', () => {
    for (const key of Object.keys(tables.en!)) {
      for (const language of kLanguages) {
        const message = tables[language]![key]!;
        for (const text of texts(message)) expect(text.trim(), `${language} ${key}`).not.toBe('');
        // A plural form may spell its number out, so `n` may be missing in some.
        expect(slots(message), `${language} ${key}`).toEqual(slots(tables.en![key]!));
      }
    }
  });

  it.each(kLanguages)('has all plural forms of %s, and no others', (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories.sort();
    for (const [key, message] of Object.entries(tables[language]!)) {
      if (typeof message === 'string') continue;
      expect(Object.keys(message).sort(), `${language} ${key}`).toEqual(forms);
    }
  });

  it('has no key of another area', () => {
    for (const other of areas) {
      if (other === area) continue;
      const keys = new Set(Object.keys(read(other, 'en')));
      expect(Object.keys(tables.en!).filter((key) => keys.has(key))).toEqual([]);
    }
  });
});

it('has Arabic in ar, without stray Latin words', () => {
  const kAllowed =
    /isnad|actor:MLI|--token-file|CSV|ZIP|English|Français|\{[a-z_]+\}|AND|OR|NOT|JSON|Atom|feed/g;
  for (const area of areas) {
    for (const [key, message] of Object.entries(read(area, 'ar'))) {
      for (const text of texts(message)) expect(text.replace(kAllowed, ''), key).not.toMatch(/[A-Za-z]{2}/);
    }
  }
});

it('has six forms in Arabic, chosen by number', () => {
  expect(new Intl.PluralRules('ar').resolvedOptions().pluralCategories).toHaveLength(6);
  const message = read('core', 'ar')['count.articles']!;
  const forms = [0, 1, 2, 3, 11, 100].map((n) => choose_form(message, 'ar', n));
  expect(new Set(forms).size).toBe(6);
});
