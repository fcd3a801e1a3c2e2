// The page without a pointer.
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import type * as T from '../src/lib/api/types';
import { href } from '../src/lib/router/addresses';
import { with_browser, type Visit } from './browser';
import { say } from './say';
import { Served } from './serve';
import { an_article } from './views';

const it = with_browser();
let served: Served;
beforeAll(async () => {
  served = await Served.start(inject('samples'));
});
afterAll(() => served?.stop());

const press = async (here: Visit, ...keys: string[]): Promise<void> => {
  for (const key of keys) await here.page.keyboard.press(key);
};
const mark_of = (here: Visit): string | undefined => here.query().mark;

/** Presses Tab until the focus is on something that has all of these words; says by how many. */
async function tab_to(here: Visit, words: string, most = 60): Promise<number> {
  const passed: string[] = [];
  for (let n = 1; n <= most; n++) {
    await press(here, 'Tab');
    const at = await here.focus();
    if (at.includes(words)) return n;
    passed.push(at);
  }
  throw new Error(
    `${here.path} in ${here.language}: Tab does not reach "${words}", but ${passed.join(' | ')}`,
  );
}

describe('the reader', () => {
  for (const language of ['ar', 'en'] as const) {
    it(`goes from mark to mark (${language})`, async ({ visit, expect }) => {
      const { doc } = await an_article(served);
      const { record } = await served.json<T.Document>(`documents/${doc.id}`);
      const here = await visit(served, { language });
      await here.go(href('document', { id: doc.id }));
      const where = `reader in ${language}`;

      await press(here, 'j');
      await here.page.locator('aside.card').waitFor();
      const one = mark_of(here);
      expect(one, `${where}: j chooses a mark`).toBeTruthy();
      expect(await here.focus(), `${where}: the focus is on the mark`).toMatch(/^span: /);
      await press(here, 'j');
      await expect.poll(() => mark_of(here), { message: `${where}: j goes on` }).not.toBe(one);
      const two = mark_of(here);
      await press(here, 'k');
      await expect.poll(() => mark_of(here), { message: `${where}: k goes back` }).toBe(one);
      expect(two).not.toBe(one);

      // From an event to the next event, whatever stands between.
      const [event, next] = record.events;
      await here.go(href('document', { id: doc.id }, { mark: event!.id }));
      await press(here, ']');
      await expect
        .poll(() => mark_of(here), { message: `${where}: ] leads to another event` })
        .toSatisfy((mark: string) => mark !== event!.id && record.events.some(({ id }) => id === mark));
      await press(here, '[');
      await expect.poll(() => mark_of(here), { message: `${where}: [ leads back` }).toBe(event!.id);
      expect(next, 'the article has two events').toBeTruthy();

      await press(here, 'o');
      await expect
        .poll(() => here.focus(), { message: `${where}: o goes to the card` })
        .toBe(`h2: ${say(language, 'reader.one.event')}`);
      await press(here, 'Escape');
      await expect.poll(() => mark_of(here), { message: `${where}: Escape closes the card` }).toBeUndefined();
      expect(await here.count('aside.card')).toBe(0);
      expect(here.faults).toEqual([]);
    });
  }
});

describe('everywhere', () => {
  for (const language of ['ar', 'en'] as const) {
    it(`the list of keys opens, names those of the view, and gives the focus back (${language})`, async ({
      visit,
    }) => {
      const { doc } = await an_article(served);
      const here = await visit(served, { language });
      await here.go(href('document', { id: doc.id }));
      const dialog = here.page.locator('dialog[open]');
      await press(here, 'j');
      await here.page.locator('aside.card').waitFor();
      const before = await here.focus();
      await press(here, '?');
      await dialog.waitFor();
      const list = await here.text('dialog[open]');
      for (const key of [
        'keys.label',
        'reader.key_next',
        'reader.key_previous_same',
        'keys.search',
        'view.state',
      ])
        expect(list, `the list in ${language}`).toContain(say(language, key));
      expect(
        await here.page.evaluate(() =>
          document.querySelector('dialog[open]')!.contains(document.activeElement),
        ),
        `the focus is in the dialog (${language}): ${await here.focus()}`,
      ).toBe(true);
      // The keys of the page rest meanwhile.
      const mark = mark_of(here);
      await press(here, 'j');
      expect(mark_of(here)).toBe(mark);
      await press(here, 'Escape');
      await dialog.waitFor({ state: 'detached' }).catch(() => {});
      expect(await here.count('dialog[open]')).toBe(0);
      expect(await here.focus(), `after the list the focus is where it was (${language})`).toBe(before);
    });

    it(`the settings give the focus back to their button (${language})`, async ({ visit, expect }) => {
      const here = await visit(served, { language });
      await here.go('/');
      const label = say(language, 'settings.label');
      await tab_to(here, label);
      await press(here, 'Enter');
      await here.page.locator('dialog[open]').waitFor();
      for (let n = 0; n < 12; n++) {
        await press(here, 'Tab');
        const out = await here.page.evaluate(() => {
          const at = document.activeElement;
          return at && at !== document.body && !at.closest('dialog') ? at.outerHTML.slice(0, 200) : null;
        });
        expect(out, `Tab leaves the dialog (${language})`).toBeNull();
      }
      await press(here, 'Escape');
      await expect.poll(() => here.count('dialog[open]')).toBe(0);
      expect(await here.focus()).toBe(`button: ${label}`);
    });

    it(`/ leads to the search, Enter asks, and the focus begins at the heading (${language})`, async ({
      visit,
    }) => {
      const here = await visit(served, { language });
      await here.go(href('actors'));
      await press(here, '/');
      expect(await here.focus()).toBe(`input: ${say(language, 'search.label')}`);
      await here.page.keyboard.type('actor:MLI?');
      expect(await here.count('dialog[open]'), 'in a field all keys are letters').toBe(0);
      await press(here, 'Backspace', 'Enter');
      await expect.poll(() => here.path).toBe('/search?q=actor%3AMLI');
      await here.settle();
      expect(await here.focus()).toBe(`h1: ${say(language, 'view.search')}`);
      const { total } = await served.json<T.SearchAnswer>('search?q=actor:MLI&limit=1');
      expect(await here.text()).toContain(say(language, 'count.results', { n: total! }));
      // The list is gone through by keys as well.
      await press(here, 'j', 'j');
      expect(
        await here.page.evaluate(() => document.activeElement?.closest('li')?.matches(':nth-child(2)')),
      ).toBe(true);
    });

    it(`Tab reaches what a view is for (${language})`, async ({ visit }) => {
      const here = await visit(served, { language });
      await here.go(href('happenings'));
      expect(await tab_to(here, say(language, 'app.skip')), 'the first stop leads to the content').toBe(1);
      await tab_to(here, say(language, 'search.label'));
      await tab_to(here, say(language, 'keys.label'));
      await tab_to(here, say(language, 'settings.label'));
      await tab_to(here, say(language, 'view.overview'));
      await tab_to(here, say(language, 'view.documents'));
      await tab_to(here, say(language, 'export.label'));
      await tab_to(here, say(language, 'share.copy'));
      await tab_to(here, say(language, 'filter.add'));
      await tab_to(here, say(language, 'sort.date'));
      // From the top: skipping goes past all of the head.
      await here.go(href('happenings'));
      await press(here, 'Tab', 'Enter');
      const n = await tab_to(here, say(language, 'export.label'), 4);
      expect(n).toBeLessThanOrEqual(2);
      // What has the focus is seen.
      const outline = await here.page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle);
      expect(outline).not.toBe('none');
      await press(here, 'Enter');
      await tab_to(here, say(language, 'export.page'), 2);
      await press(here, 'Escape');
      expect(await here.focus()).toBe(`button: ${say(language, 'export.label')}`);
    });
  }

  it('g and a letter go to a view', async ({ visit, expect }) => {
    const here = await visit(served, { language: 'en' });
    await here.go('/');
    for (const [key, path] of Object.entries({
      h: '/happenings',
      a: '/actors',
      w: '/state',
      x: '/conflicts',
      d: '/articles',
      o: '/',
    })) {
      await press(here, 'g', key);
      await expect.poll(() => here.path, { message: `g ${key}` }).toBe(path);
      await here.settle();
    }
  });

  it('the network and the map are gone through by keys', async ({ visit, expect }) => {
    const here = await visit(served, { language: 'en' });
    await here.go(href('state', null, { view: 'map' }));
    await tab_to(here, say('en', 'count.relations', { n: 1 }).slice(2), 80).catch(() => {});
    await here.page.locator('.map svg .state').first().focus();
    await press(here, 'Enter');
    await expect.poll(() => here.query().selected).toBeTruthy();
    await here.page.locator('.both aside').waitFor();
    const chosen = here.query().selected!;
    await here.go(href('state', null, { view: 'network', selected: chosen }));
    expect(await here.count('.both aside')).toBe(1);
    // The same as a table, for those who see neither.
    await press(here, '3');
    await expect.poll(() => here.query().view).toBe('table');
  });
});
