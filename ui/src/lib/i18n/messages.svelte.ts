// Messages of the interface. A message is a text with {slots}, or an object with one text for each plural form
// (CLDR: zero, one, two, few, many, other), chosen by the value of `n`.
import type { Key } from '../../messages/keys';
import { type Language, locale, settings } from './settings.svelte';

export type Message = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Table = Record<string, Message>;
export type Values = Record<string, string | number>;

const tables: Record<Language, () => Promise<{ default: Table }>> = {
  ar: () => import('../../messages/ar'),
  en: () => import('../../messages/en'),
  fr: () => import('../../messages/fr'),
};

let table = $state.raw<Table>({});
let loaded = $state<Language | null>(null);

/** Loads the messages of a language and makes it the one that is shown. */
export async function load_messages(language: Language): Promise<void> {
  const next = (await tables[language]()).default;
  if (settings.language !== language) return;
  table = next;
  loaded = language;
}

/** The language that is shown: that of the settings as soon as its messages are there. */
export function language(): Language {
  return loaded ?? settings.language;
}

export function number(value: number, options?: Intl.NumberFormatOptions): string {
  return new Intl.NumberFormat(locale(), options).format(value);
}

export function choose_form(message: Message, lang: Language, n: unknown): string {
  if (typeof message === 'string') return message;
  const form = typeof n === 'number' ? new Intl.PluralRules(lang).select(n) : 'other';
  return message[form] ?? message.other ?? '';
}

export type Part = { text: string } | { slot: string };
const parts_of = new Map<string, Part[]>();
export function parse_message(text: string): Part[] {
  let parts = parts_of.get(text);
  if (!parts) {
    parts = text
      .split(/(\{[a-z_]+\})/)
      .filter(Boolean)
      .map((piece) => (/^\{[a-z_]+\}$/.test(piece) ? { slot: piece.slice(1, -1) } : { text: piece }));
    parts_of.set(text, parts);
  }
  return parts;
}

function filled(text: string, values: Values): string {
  return parse_message(text)
    .map((part) => {
      if ('text' in part) return part.text;
      const value = values[part.slot];
      if (value === undefined) return '';
      return typeof value === 'number' ? number(value) : value;
    })
    .join('');
}

/** The message in the language of the interface; `n` chooses the plural form. */
export function t(key: Key, values: Values = {}): string {
  const message = table[key];
  return message === undefined ? key : filled(choose_form(message, language(), values.n), values);
}

/** The same for keys made from data (`type.ASSAULT`): what has no message is shown as it is. */
export function label(area: string, value: string, n?: number): string {
  const message = table[`${area}.${value}`];
  return message === undefined ? value.replaceAll('_', ' ') : choose_form(message, language(), n);
}
export function has_message(key: string): boolean {
  return table[key] !== undefined;
}

/** A message in pieces, for a component that puts others into its slots. */
export function parts(key: string, n?: number): Part[] {
  const message = table[key];
  return message === undefined ? [] : parse_message(choose_form(message, language(), n));
}
