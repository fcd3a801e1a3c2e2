// What can be taken along and kept: exports with exactly what is shown, saved searches with their feeds.
import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import type * as T from '../src/lib/api/types';
import { href } from '../src/lib/router/addresses';
import { with_browser, type Visit } from './browser';
import { csv_rows, say } from './say';
import { Served } from './serve';

const it = with_browser();
let served: Served;
beforeAll(async () => {
  served = await Served.start(inject('samples'));
});
afterAll(() => served?.stop());

async function downloaded(here: Visit, click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([here.page.waitForEvent('download'), click()]);
  return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
}
async function open_export(here: Visit): Promise<void> {
  await here.page
    .locator('main')
    .getByRole('button', { name: say(here.language, 'export.label') })
    .click();
}
async function list_as_csv(here: Visit): Promise<string[][]> {
  await open_export(here);
  const button = here.page.getByRole('button', { name: say(here.language, 'export.page') });
  const { name, bytes } = await downloaded(here, () => button.click());
  expect(name).toBe('isnad.csv');
  expect([...bytes.subarray(0, 3)], 'a byte order mark, for spreadsheets').toEqual([0xef, 0xbb, 0xbf]);
  return csv_rows(bytes.toString('utf8'));
}

describe('the list as CSV', () => {
  const lists: [path: string, api: string, lines: string][] = [
    [href('happenings'), 'happenings', 'ul.lines > li'],
    [
      href('happenings', null, { single: true, actor: 'MLI' }),
      'happenings?single=true&actor=MLI',
      'ul.lines > li',
    ],
    [href('actors'), 'entities', 'tbody tr'],
    [href('actors', null, { type: 'person' }), 'entities?type=person', 'tbody tr'],
    [href('contradictions'), 'conflicts', 'ul.lines > li'],
    [href('documents'), 'documents', 'ul.lines > li'],
    [href('documents', null, { from: '2025-06' }), 'documents?from=2025-06', 'ul.lines > li'],
    [href('search', null, { q: 'قوات' }), `search?q=${encodeURIComponent('قوات')}`, 'ol.lines > li'],
    [
      href('search', null, { q: 'type:ASSAULT', of: 'events' }),
      'search?q=type:ASSAULT&of=events',
      'ol.lines > li',
    ],
  ];
  for (const [path, api, lines] of lists) {
    it(`has all that ${path} shows`, async ({ visit }) => {
      const all = await served.json<T.List<unknown>>(`${api}${api.includes('?') ? '&' : '?'}limit=500`);
      const here = await visit(served, { language: 'ar' });
      await here.go(path);
      const shown = await here.count(`main ${lines}`);
      const [header, ...rows] = await list_as_csv(here);
      expect(new Set(rows.map((row) => row.length)), 'rows as wide as the header').toEqual(
        new Set([header!.length]),
      );
      // Rows of the list, which pages of the view show some of. Some lists have a row a report.
      const first = header![0]!;
      const things = /happening|conflict/.test(first) ? new Set(rows.map((row) => row[0])).size : rows.length;
      expect(things, `rows of ${path}, whose header is ${header!.join(',')}`).toBe(all.items.length);
      expect(shown, `lines of ${path}`).toBe(Math.min(all.items.length, api.startsWith('search') ? 20 : 50));
      expect(here.faults).toEqual([]);
    });
  }

  it('of the state has the relations of the view', async ({ visit }) => {
    const here = await visit(served, { language: 'en' });
    await here.go(
      href('state', null, { view: 'table', actor: 'MLI', relation: ['member_of', 'at_odds_with'] }),
    );
    const shown = await here.count('main tbody tr');
    expect(shown).toBeGreaterThan(0);
    const { bytes } = await downloaded(here, () =>
      here.page.getByRole('button', { name: say('en', 'world.csv') }).click(),
    );
    expect(csv_rows(bytes.toString('utf8')).length - 1).toBe(shown);
    expect(here.faults).toEqual([]);
  });
});

describe('the formats of isnad export', () => {
  it('are files with the filters of the view', async ({ visit }) => {
    const { items } = await served.json<T.List<T.ExportFormat>>('exports');
    expect(items.length).toBeGreaterThan(3);
    const here = await visit(served, { language: 'en' });
    await here.go(href('happenings', null, { actor: 'MLI', single: true }));
    await open_export(here);
    await here.settle();
    const links = here.page.locator('main .panel a[download]');
    expect(await links.allInnerTexts()).toEqual(items.map(({ name }) => name));
    for (const [i, format] of items.entries()) {
      expect(await links.nth(i).getAttribute('href')).toBe(`/api/v1/exports/${format.name}?actor=MLI`);
      const { name, bytes } = await downloaded(here, () => links.nth(i).click());
      const what = `${format.name} as ${name}`;
      expect(name.endsWith(format.folder ? '.zip' : `.${format.extension}`), what).toBe(true);
      expect(bytes.length, what).toBeGreaterThan(20);
      if (format.folder) expect(bytes.subarray(0, 2).toString(), what).toBe('PK');
    }
    expect(here.faults).toEqual([]);
  });

  it('are fetched with the token where one is needed', async ({ visit, serve, scratch }) => {
    const folder = scratch();
    const secret = 'f'.repeat(32);
    writeFileSync(folder.path('token'), secret, { mode: 0o600 });
    const one = await serve(inject('samples'), ['--token-file', folder.path('token')]);
    const here = await visit(one, { language: 'en' });
    await here.page.addInitScript((value) => sessionStorage.setItem('isnad.token', value), secret);
    await here.go(href('happenings'));
    const shown = await here.count('main ul.lines > li');
    const [, ...rows] = await list_as_csv(here);
    expect(new Set(rows.map((row) => row[0])).size).toBe(shown);
    await here.settle();
    const link = here.page.locator('main .panel a[download]').first();
    const { bytes } = await downloaded(here, () => link.click());
    expect(bytes.length).toBeGreaterThan(20);
    expect(bytes.subarray(0, 200).toString()).not.toContain('urn:isnad:problem');
    expect(here.faults).toEqual([]);
  });
});

describe('saved searches', () => {
  for (const language of ['ar', 'en'] as const) {
    it(`are made, followed, read as feeds and dropped where writing is allowed (${language})`, async ({
      visit,
      serve,
      scratch,
    }) => {
      const folder = scratch();
      const one = await serve(folder.copy_of(inject('samples')), ['--allow-writes']);
      const here = await visit(one, { language });
      const { page } = here;
      const of = (name: string) =>
        page.locator('section[aria-labelledby=saved-searches]').getByRole('link', { name, exact: true });
      await here.go(href('search', null, { q: 'actor:MLI', of: 'events' }));
      const name = language === 'ar' ? 'مالي / أحداث' : 'Mali & events';
      await page.getByLabel(say(language, 'find.save_as')).fill(name);
      await page.getByRole('button', { name: say(language, 'find.save'), exact: true }).click();
      await of(name).waitFor();
      expect(await page.getByLabel(say(language, 'find.save_as')).inputValue()).toBe('');
      await here.shot(`saved-searches-${language}`);

      await here.reload();
      const feeds = await page
        .locator('section[aria-labelledby=saved-searches] a[type]')
        .evaluateAll((links) => links.map((a) => [a.getAttribute('href')!, a.getAttribute('type')!]));
      expect(feeds.length).toBe(2);
      for (const [path, type] of feeds) {
        const answer = await fetch(one.origin + path);
        expect([answer.status, answer.headers.get('content-type')?.split(';')[0]], path).toEqual([200, type]);
      }
      await here.go('/search');
      await of(name).click();
      await here.settle();
      expect(here.query()).toEqual({ q: 'actor:MLI', of: 'events' });
      await page.getByRole('button', { name: say(language, 'find.forget', { name }) }).click();
      await here.settle();
      expect(await of(name).count()).toBe(0);
      expect(await here.text('section[aria-labelledby=saved-searches]')).toContain(
        say(language, 'find.saved_none'),
      );
      expect((await (await one.ask('searches')).json()).items).toEqual([]);
      expect(here.faults).toEqual([]);
    });

    it(`are only read where it is not (${language})`, async ({ visit, serve, scratch }) => {
      const folder = scratch();
      const file = folder.copy_of(inject('samples'));
      const writer = await serve(file, ['--allow-writes']);
      await writer.ask('searches/Mali', {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: '{"query":"actor:MLI"}',
      });
      await writer.stop();
      const one = await serve(file);
      const here = await visit(one, { language });
      await here.go(href('search', null, { q: 'actor:MLI' }));
      const place = here.page.locator('section[aria-labelledby=saved-searches]');
      expect(await place.getByRole('link', { name: 'Mali' }).count()).toBe(1);
      expect(await place.locator('form, button').count(), 'nothing to change it with').toBe(0);
      expect(await place.innerText()).toContain('--allow-writes');
      expect(here.faults).toEqual([]);
    });
  }
});
