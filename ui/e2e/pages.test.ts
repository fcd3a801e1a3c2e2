// Each view in Arabic and in English over the samples: it shows them, nothing fails, everybody can use it, it fits.
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import { views } from '../src/views';
import { with_browser } from './browser';
import { say } from './say';
import { Served } from './serve';
import { kViews, Seen, type View } from './views';

const it = with_browser();
let served: Served;
beforeAll(async () => {
  served = await Served.start(inject('samples'));
});
afterAll(() => served?.stop());

it('every view of the page is tried', () => {
  const tried = new Set(kViews.map((view) => view.of));
  expect(Object.keys(views).filter((name) => !tried.has(name as never))).toEqual([]);
});

const there = (view: View): boolean => view.of === 'settings' || view.of in views;

for (const language of ['ar', 'en'] as const) {
  describe(`in ${language}`, () => {
    for (const view of kViews) {
      it.runIf(there(view))(`${view.name} (${language})`, async ({ visit }) => {
        const address = await view.at(served);
        const here = await visit(served, { language });
        const { page } = here;
        const wrong: string[] = [];
        const note = (where: string, found: string[]): void => {
          wrong.push(...found.map((one) => `${where}: ${one}`));
        };

        await here.go(address);
        await view.open?.(here);
        const root = await page.evaluate(() => {
          const { lang, dir } = document.documentElement;
          return { lang, dir, headings: document.querySelectorAll('h1').length, title: document.title };
        });
        note(
          'root',
          [
            root.lang !== language && `lang is ${root.lang}`,
            root.dir !== (language === 'ar' ? 'rtl' : 'ltr') && `dir is ${root.dir}`,
            root.headings !== 1 && `${root.headings} h1`,
            view.of !== 'settings' &&
              !root.title.startsWith(say(language, `view.${view.of}`)) &&
              `title is ${root.title}`,
          ].filter((one) => one !== false),
        );
        const seen = new Seen(here, served, view.within);
        await view.check(seen);
        note('content', seen.missing);
        // In Arabic light colours are judged on the wide screen and dark ones on the narrow one, in English the
        // other way round: each width and each theme, in half the time.
        const [wide, narrow] =
          language === 'ar' ? (['light', 'dark'] as const) : (['dark', 'light'] as const);
        const judge = async (width: number, theme: 'light' | 'dark'): Promise<void> => {
          await page.emulateMedia({ colorScheme: theme });
          note(`${width} px`, await here.too_wide());
          note(`${width} px, ${theme}`, await here.axe());
          await here.shot(`${view.name}-${language}-${width}-${theme}`, !view.within);
        };
        await judge(1280, wide);
        await page.setViewportSize({ width: 360, height: 740 });
        await here.reload();
        await view.open?.(here);
        await judge(360, narrow);
        note('browser', here.faults);
        expect(wrong, `${view.name} in ${language} at ${address}`).toEqual([]);
      });
    }
  });
}
