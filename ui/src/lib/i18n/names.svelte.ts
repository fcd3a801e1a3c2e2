// Names of codes, as the server's answers bring them. French names of states come from the browser.
import { SvelteMap } from 'svelte/reactivity';
import type { Code, LocalName, Names } from '../api/types';
import alpha2 from './iso3166.json';
import { has_message, label, language } from './messages.svelte';

const book = new SvelteMap<Code, LocalName>();

export function learn(names: Names): void {
  for (const [code, name] of Object.entries(names)) {
    // A code that the answer has no name for may have had one in another.
    if (!name.ar && !name.en) continue;
    const had = book.get(code);
    if (had && had.ar === name.ar && had.en === name.en) continue;
    book.set(code, name);
  }
}

const regions = new Map<string, Intl.DisplayNames>();
function state_name(code: Code, lang: string): string | null {
  const two = (alpha2 as Record<string, string>)[code];
  if (!two) return null;
  let names = regions.get(lang);
  if (!names)
    regions.set(lang, (names = new Intl.DisplayNames([lang], { type: 'region', fallback: 'none' })));
  return names.of(two) ?? null;
}

/** Whether it is the code of a state or territory (ISO 3166-1, and XKX). */
export function is_state(code: Code): boolean {
  return Object.hasOwn(alpha2, code);
}

/** GEN:rebels:MLI -> kind "rebels", of "MLI". */
export function generic_of(code: Code): { kind: string; of: Code | null } | null {
  const match = /^GEN:([^:]+)(?::(.+))?$/.exec(code);
  return match ? { kind: match[1]!, of: match[2] ?? null } : null;
}
/** "foreign minister@RUS" -> the two parts. */
export function office_of(code: Code): { office: string; of: Code } | null {
  const at = code.lastIndexOf('@');
  return at > 0 ? { office: code.slice(0, at), of: code.slice(at + 1) } : null;
}

/** Arabic sound plurals after a preposition or as second part of an idafa: متظاهرون -> متظاهرين. */
export function in_oblique(text: string): string {
  return text.replace(/ون(?=\s|$)/, 'ين').replace(/^(\S+)بو(?=\s)/, '$1بي');
}

/**
 * What a code is called in the language of the interface. Never empty. `oblique`: unnamed groups in the Arabic case
 * that they have inside a sentence.
 */
export function name_of(code: Code, names?: Names, oblique = false): string {
  const lang = language();
  const generic = generic_of(code);
  if (generic) {
    const known = has_message(`generic.${generic.kind}`);
    const given = names?.[code] ?? book.get(code);
    const kind = known
      ? label('generic', generic.kind)
      : (lang === 'ar' && given?.ar) || generic.kind.replaceAll('_', ' ');
    const cased = oblique && lang === 'ar' ? in_oblique(kind) : kind;
    return generic.of ? `${cased} (${name_of(generic.of, names)})` : cased;
  }
  const office = office_of(code);
  if (office) {
    const known = has_message(`office.${office.office}`);
    return `${known ? label('office', office.office) : office.office} (${name_of(office.of, names)})`;
  }
  if (lang === 'fr') {
    const state = state_name(code, 'fr');
    if (state) return state;
  }
  const name = names?.[code] ?? book.get(code);
  const found = name && (lang === 'ar' ? name.ar || name.en : name.en || name.ar);
  return found || state_name(code, lang) || code.replace(/^ar:/, '');
}
