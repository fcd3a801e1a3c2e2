// What views need of languages.
import { type DateWords, format_edtf } from './dates';
import { language, t } from './messages.svelte';
import { direction, settings } from './settings.svelte';

export { has_message, label, language, load_messages, number, parts, t } from './messages.svelte';
export { generic_of, is_state, learn, name_of, office_of } from './names.svelte';
export { choose, direction, kChoices, locale, settings } from './settings.svelte';

function words(): DateWords {
  return {
    unknown: t('date.unknown'),
    about: t('date.about', { date: '{date}' }),
    maybe: t('date.maybe', { date: '{date}' }),
    since: t('date.since', { date: '{date}' }),
    until: t('date.until', { date: '{date}' }),
    between: t('date.between', { from: '{from}', to: '{to}' }),
    decade: t('date.decade', { year: '{year}' }),
    century: t('date.century', { year: '{year}' }),
    seasons: [
      t('date.spring', { year: '{year}' }),
      t('date.summer', { year: '{year}' }),
      t('date.autumn', { year: '{year}' }),
      t('date.winter', { year: '{year}' }),
    ],
  };
}

/** An EDTF date in the language, digits, months and calendar that the person has chosen. */
export function date(edtf: string, short = false): string {
  return format_edtf(edtf, settings, words(), short);
}

/** In the direction of the language, where no markup says so: on a canvas. */
export function isolated(text: string): string {
  return `${direction(language()) === 'rtl' ? '\u2067' : '\u2066'}${text}\u2069`;
}

/** "a, b and c" */
export function listed(items: string[]): string {
  return new Intl.ListFormat(settings.language, { type: 'conjunction' }).format(items);
}
