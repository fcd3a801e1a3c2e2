// The messages of the interface, as a test expects them on the page.
import { readdirSync, readFileSync } from 'node:fs';
import type { Names } from '../src/lib/api/types';
import type { Language } from '../src/lib/i18n/settings.svelte';
import type { Key } from '../src/messages/keys';

type Message = string | Record<string, string>;
const folder = new URL('../src/messages/', import.meta.url);
const tables = new Map<Language, Record<string, Message>>();

function table(language: Language): Record<string, Message> {
  let found = tables.get(language);
  if (!found) {
    const areas = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    found = Object.assign(
      {},
      ...areas.map(({ name }) =>
        JSON.parse(readFileSync(new URL(`${name}/${language}.json`, folder), 'utf8')),
      ),
    ) as Record<string, Message>;
    tables.set(language, found);
  }
  return found;
}

export function say(
  language: Language,
  key: Key | (string & {}),
  values: Record<string, string | number> = {},
): string {
  const message = table(language)[key];
  if (message === undefined) throw new Error(`no message ${key} in ${language}`);
  const form =
    typeof message === 'string'
      ? message
      : (message[new Intl.PluralRules(language).select(Number(values.n))] ?? message.other!);
  return form.replace(/\{([a-z_]+)\}/g, (_, slot: string) => String(values[slot] ?? ''));
}

/** What a code is called; codes of states and organisations, whose names stand as they are. */
export function name(names: Names, code: string, language: Language): string {
  const found = names[code];
  if (!found) throw new Error(`the answer has no name of ${code}`);
  return language === 'ar' ? found.ar || found.en : found.en || found.ar;
}
export const is_plain = (code: string): boolean => !/[:@]/.test(code);

export const squeezed = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Rows of a CSV (RFC 4180), the header among them. */
export function csv_rows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r?\n|$)/gy;
  const plain = text.replace(/^\ufeff/, '');
  while (field.lastIndex < plain.length) {
    const found = field.exec(plain);
    if (!found) throw new Error('this is no CSV');
    row.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] !== ',') {
      rows.push(row);
      row = [];
    }
  }
  return rows;
}
