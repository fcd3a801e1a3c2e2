// What a person has chosen, kept in the browser. Everything here is read reactively.

export type Language = 'ar' | 'en' | 'fr';
export type Theme = 'auto' | 'light' | 'dark';
export type Digits = 'latn' | 'arab';
export type Months = 'eastern' | 'western' | 'maghrebi';
export type Calendar = 'gregory' | 'islamic-umalqura';

export interface Settings {
  language: Language;
  theme: Theme;
  digits: Digits;
  months: Months;
  calendar: Calendar;
}

export const kChoices = {
  language: ['ar', 'en', 'fr'],
  theme: ['auto', 'light', 'dark'],
  digits: ['latn', 'arab'],
  months: ['eastern', 'western', 'maghrebi'],
  calendar: ['gregory', 'islamic-umalqura'],
} as const satisfies { [K in keyof Settings]: readonly Settings[K][] };

const kKey = 'isnad.settings';

function first_language(): Language {
  for (const tag of navigator.languages ?? []) {
    const base = tag.split('-')[0] as Language;
    if (kChoices.language.includes(base)) return base;
  }
  return 'en';
}

function read(): Settings {
  const out: Settings = {
    language: first_language(),
    theme: 'auto',
    digits: 'latn',
    months: 'western',
    calendar: 'gregory',
  };
  try {
    const stored = JSON.parse(localStorage.getItem(kKey) ?? '{}') as Record<string, unknown>;
    for (const key of Object.keys(kChoices) as (keyof Settings)[]) {
      const value = stored[key];
      if ((kChoices[key] as readonly unknown[]).includes(value)) Object.assign(out, { [key]: value });
    }
  } catch {
    // Settings that cannot be read are as good as none.
  }
  return out;
}

export const settings: Settings = $state(read());

export function choose<K extends keyof Settings>(key: K, value: Settings[K]): void {
  settings[key] = value;
  try {
    localStorage.setItem(kKey, JSON.stringify($state.snapshot(settings)));
  } catch {
    // A browser that stores nothing forgets the choice with the tab.
  }
}

export function direction(language: Language): 'rtl' | 'ltr' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The tag for Intl with digits and calendar. Arabic-Indic digits are for the Arabic interface alone. */
export function locale(s: Settings = settings, calendar: Calendar = 'gregory'): string {
  const digits = s.language === 'ar' ? s.digits : 'latn';
  return `${s.language}-u-ca-${calendar}-nu-${digits}`;
}
