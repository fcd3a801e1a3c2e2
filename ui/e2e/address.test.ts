// The address bar holds the whole state of a view: what is chosen by hand is there after a reload, for a colleague
// with the same link, and one step back.
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import type * as T from '../src/lib/api/types';
import { href } from '../src/lib/router/addresses';
import { type Kit, type Visit, with_browser } from './browser';
import { say, squeezed } from './say';
import { Served } from './serve';
import { an_article } from './views';

const it = with_browser();
let served: Served;
beforeAll(async () => {
  served = await Served.start(inject('samples'));
});
afterAll(() => served?.stop());

/** What a person sees of the view: its words, what is pressed and chosen. */
async function sight(here: Visit): Promise<string> {
  return here.page.evaluate(() => {
    const main = document.querySelector<HTMLElement>('main')!;
    const pressed = [...main.querySelectorAll('[aria-pressed=true], [aria-selected=true]')].map(
      (e) => e.textContent,
    );
    const fields = [...main.querySelectorAll<HTMLInputElement | HTMLSelectElement>('input, select')].map(
      (e) => (e instanceof HTMLInputElement && e.type === 'checkbox' ? e.checked : e.value),
    );
    return JSON.stringify([main.innerText.replace(/\s+/g, ' '), pressed, fields]);
  });
}
/** The same after a reload and in a browser that was never here. */
async function stays(here: Visit, visit: Kit['visit'], what: string): Promise<void> {
  await here.settle();
  const before = await sight(here);
  const { path } = here;
  await here.reload();
  expect(here.path, `${what}: the address after a reload`).toBe(path);
  expect(await sight(here), `${what}: the view after a reload of ${path}`).toBe(before);
  const other = await visit(served, { language: here.language });
  await other.go(path);
  expect(await sight(other), `${what}: what a colleague sees at ${path}`).toBe(before);
  expect([...here.faults, ...other.faults], what).toEqual([]);
}

for (const language of ['ar', 'en'] as const) {
  describe(`what is chosen stands in the address (${language})`, () => {
    it('filters and order of happenings', async ({ visit, expect }) => {
      const here = await visit(served, { language });
      const { page } = here;
      await here.go(href('happenings'));
      const all = await here.count('ul.lines > li');
      await page.getByRole('checkbox', { name: say(language, 'lists.single') }).check();
      await here.settle();
      const single = await here.count('ul.lines > li');
      expect(single).toBeGreaterThan(all);

      await page.getByRole('button', { name: say(language, 'filter.add') }).click();
      await page.getByRole('combobox', { name: say(language, 'filter.actor') }).pressSequentially('MLI');
      await page.locator('main [role=listbox] [role=option]').first().waitFor();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect.poll(() => here.query().actor).toBe('MLI');
      await page.getByRole('button', { name: say(language, 'filter.add') }).click();
      await page.getByRole('combobox', { name: say(language, 'filter.field') }).selectOption('from');
      await page.getByRole('textbox', { name: say(language, 'filter.from') }).fill('yesterday');
      await page.getByRole('button', { name: say(language, 'filter.apply') }).click();
      expect(await here.text('form [role=alert]')).toBe(say(language, 'filter.bad_date'));
      await page.getByRole('textbox', { name: say(language, 'filter.from') }).fill('2025');
      await page.getByRole('button', { name: say(language, 'filter.apply') }).click();
      await page.getByRole('button', { name: say(language, 'sort.date') }).click();
      await here.settle();
      expect(here.query()).toEqual({ actor: 'MLI', from: '2025', single: 'true', sort: 'date' });
      const { items } = await served.json<T.List<T.HappeningRow>>(
        'happenings?actor=MLI&from=2025&single=true&sort=date',
      );
      const ids = await page
        .locator('main ul.lines h2 a')
        .evaluateAll((links) => links.map((a) => a.getAttribute('href')!.split('/').at(-1)));
      expect(ids, 'the happenings that are shown').toEqual(items.map(({ id }) => id));
      expect(ids.length).toBeGreaterThan(0);
      expect(ids.length).toBeLessThan(single);
      await stays(here, visit, 'happenings');

      // A chip takes its filter away again; back brings it back.
      await page
        .getByRole('button', {
          name: new RegExp(`^${say(language, 'filter.remove', { what: say(language, 'filter.actor') })}`),
        })
        .click();
      await here.settle();
      expect(here.query()).toEqual({ from: '2025', single: 'true', sort: 'date' });
      await page.goBack();
      await here.settle();
      expect(here.query().actor).toBe('MLI');
      expect(await here.count('ul.lines > li')).toBe(items.length);
    });

    it('query, target, facet and order of a search', async ({ visit }) => {
      const here = await visit(served, { language });
      const { page } = here;
      await here.go(href('search'));
      await page.locator('main input[type=search]').fill('قوات');
      await page.keyboard.press('Enter');
      await here.settle();
      await page
        .locator('main')
        .getByRole('button', { name: say(language, 'target.events') })
        .click();
      await page
        .locator('main')
        .getByRole('button', { name: say(language, 'sort.date') })
        .click();
      await here.settle();
      const facet = page.locator('aside a').first();
      const count = Number((await page.locator('aside li .number').first().innerText()).trim());
      await facet.click();
      await here.settle();
      const { q, of, sort } = here.query();
      expect({ of, sort }).toEqual({ of: 'events', sort: 'date' });
      expect(q).toMatch(/^قوات \w+:/);
      expect(await here.text()).toContain(say(language, 'count.results', { n: count }));
      expect(await here.count('aside a.chosen')).toBe(1);
      await stays(here, visit, 'search');
    });

    it('layers and mark of the reader', async ({ visit }) => {
      const here = await visit(served, { language });
      const { page } = here;
      const { doc } = await an_article(served);
      await here.go(href('document', { id: doc.id }));
      await page
        .locator('.layers')
        .getByRole('button', { name: say(language, 'reader.layer.entity') })
        .click();
      await page.locator('article .text .event').first().click();
      await page.locator('aside.card').waitFor();
      expect(Object.keys(here.query()).sort()).toEqual(['layers', 'mark']);
      expect(here.query().layers).not.toContain('entity');
      await stays(here, visit, 'reader');
      expect(await here.count('article .text.no-entity')).toBe(1);
    });

    it('form, moment, outlet and kinds of the state', async ({ visit, expect }) => {
      const here = await visit(served, { language });
      const { page } = here;
      await here.go(href('state'));
      await page.getByRole('button', { name: say(language, 'world.table_short'), exact: true }).click();
      await page.getByRole('textbox', { name: say(language, 'world.at') }).fill('2025-11');
      await page.keyboard.press('Enter');
      await expect.poll(() => here.query().at).toBe('2025-11');
      await here.settle();
      const { items } = await served.json<T.StateList>('state?at=2025-11&limit=500');
      expect(await here.count('tbody tr')).toBeGreaterThanOrEqual(Math.min(100, items.length));
      await page.getByRole('checkbox', { name: say(language, 'world.reported_only') }).check();
      await page.locator('thead a').first().click();
      await here.settle();
      expect(here.query()).toMatchObject({ view: 'table', at: '2025-11', reported: 'true', sort: 'subject' });
      await stays(here, visit, 'state');
    });

    it('kind of actors and of contradictions', async ({ visit }) => {
      const here = await visit(served, { language });
      const { page } = here;
      await here.go(href('actors'));
      await page.getByRole('button', { name: say(language, 'kind.person'), exact: true }).click();
      await here.settle();
      const persons = await served.json<T.List<T.EntityRow>>('entities?type=person');
      expect(await here.count('tbody tr')).toBe(persons.items.length);
      await stays(here, visit, 'actors');
      await here.go(href('contradictions'));
      await page.getByRole('button', { name: say(language, 'filter.add') }).click();
      await page.getByRole('combobox', { name: say(language, 'filter.field') }).selectOption('type');
      const choice = page.getByRole('combobox', { name: say(language, 'filter.type'), exact: true });
      await choice
        .locator('option', { hasText: say(language, 'conflict.number') })
        .waitFor({ state: 'attached' });
      await choice.selectOption('number');
      await here.settle();
      const numbers = await served.json<T.List<T.ConflictRow>>('conflicts?type=number');
      expect(await here.count('ul.lines > li')).toBe(numbers.items.length);
      await stays(here, visit, 'contradictions');
    });
  });
}

describe('settings', () => {
  it('language and direction change at once and stay', async ({ visit, expect }) => {
    const here = await visit(served, { language: 'en' });
    const { page } = here;
    await here.go(href('happenings', null, { single: true }));
    const root = () => page.evaluate(() => [document.documentElement.lang, document.documentElement.dir]);
    const choose = async (name: string): Promise<void> => {
      await page.locator('dialog[open]').getByRole('radio', { name, exact: true }).check();
      await here.settle();
    };
    await page.getByRole('button', { name: say('en', 'settings.label') }).click();
    for (const [name, lang, dir] of [
      ['العربية', 'ar', 'rtl'],
      ['Français', 'fr', 'ltr'],
      ['English', 'en', 'ltr'],
      ['العربية', 'ar', 'rtl'],
    ] as const) {
      await choose(name);
      await expect.poll(root, { message: name }).toEqual([lang, dir]);
      expect(await here.text('main h1')).toBe(say(lang, 'view.happenings'));
    }
    expect(here.path, 'the address does not change').toBe('/happenings?single=true');
    await page.keyboard.press('Escape');
    await here.reload();
    expect(await root()).toEqual(['ar', 'rtl']);
    expect(here.faults).toEqual([]);
  });

  it('digits, month names and the Hijri calendar show', async ({ visit }) => {
    const here = await visit(served, { language: 'ar' });
    const { page } = here;
    const { doc } = await served
      .json<T.List<T.DocumentRow>>('documents?limit=500')
      .then(({ items }) => items.find((row) => /^\d{4}-\d\d-\d\d$/.test(row.doc.published ?? ''))!);
    const day = new Date(`${doc.published}T00:00:00Z`);
    const shown = (tag: string, month: 'long' | undefined = 'long') =>
      new Intl.DateTimeFormat(tag, { day: 'numeric', month, year: 'numeric', timeZone: 'UTC' }).format(day);
    await here.go(href('document', { id: doc.id }));
    const head = async (): Promise<string> => squeezed(await here.text('.head'));
    const choose = async (field: string, value: string): Promise<void> => {
      await page.getByRole('button', { name: say('ar', 'settings.label') }).click();
      await page.locator(`dialog[open] input[name="${field}"][value="${value}"]`).check();
      await page.keyboard.press('Escape');
      await here.settle();
    };
    const western = shown('ar-EG-u-nu-latn');
    expect(await head(), 'Gregorian').toContain(western);
    await choose('digits', 'arab');
    expect(await head(), 'Arabic digits').toContain(shown('ar-EG-u-nu-arab'));
    await choose('months', 'eastern');
    expect(await head(), 'eastern months').toContain(shown('ar-SY-u-nu-arab'));
    await choose('calendar', 'islamic-umalqura');
    const hijri = shown('ar-u-ca-islamic-umalqura-nu-arab');
    expect(hijri).toMatch(/١٤[٤-٥]\d?/);
    expect(await head(), 'Hijri').toContain(hijri);
    await here.reload();
    expect(await head(), 'Hijri after a reload').toContain(hijri);
    await here.shot('settings-hijri-ar');
    await choose('digits', 'latn');
    expect(await head(), 'Hijri in Latin digits').toContain(shown('ar-u-ca-islamic-umalqura-nu-latn'));
    await choose('language', 'en');
    expect(await head(), 'Hijri in English').toMatch(/14\d\d AH/);
  });
});
