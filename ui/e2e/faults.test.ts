// What goes wrong, and what people put into addresses and articles: a clear message in the interface's language, never
// a blank page, never a script that runs.
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, inject } from 'vitest';
import type * as T from '../src/lib/api/types';
import type { Language } from '../src/lib/i18n/settings.svelte';
import { href } from '../src/lib/router/addresses';
import { views } from '../src/views';
import { with_browser, type Visit } from './browser';
import { say } from './say';
import { make_case, Served } from './serve';

const it = with_browser();
let served: Served;
beforeAll(async () => {
  served = await Served.start(inject('samples'));
});
afterAll(() => served?.stop());

/** Faults that are not the answer of the server which the test is about. */
const thrown = (here: Visit): string[] =>
  here.faults.filter((one) => /^(thrown|a dialog|a request)|Content Security Policy/.test(one));

/** There is a message of failure with this text, a heading, the page's head, and nothing was thrown. */
async function tells(here: Visit, message: string, what: string): Promise<void> {
  const where = `${what} at ${here.path} in ${here.language}`;
  const alerts = await here.texts('main [role=alert]');
  expect(alerts.join('\n'), where).toContain(message);
  expect(await here.count('h1'), `${where}: headings`).toBe(1);
  expect((await here.text('h1')).trim(), `${where}: heading`).not.toBe('');
  expect(await here.count('header nav a'), `${where}: the way on`).toBeGreaterThan(5);
  expect(thrown(here), where).toEqual([]);
}

const kLanguages: Language[] = ['ar', 'en', 'fr'];

describe('addresses that lead to nothing', () => {
  for (const language of kLanguages) {
    it(`ids that the case does not hold (${language})`, async ({ visit }) => {
      const here = await visit(served, { language });
      const nowhere = 'f'.repeat(64);
      for (const path of [
        href('happening', { id: 'hp-ffffffffffff' }),
        href('happening', { id: 'ev-1' }),
        href('fact', { id: 'fc-ffffffffffff' }),
        href('contradiction', { id: 'cf-ffffffffffff' }),
        href('actor', { code: 'NOSUCHCODE' }),
        href('actor', { code: '<b>"&\'%00' }),
        href('document', { id: nowhere }),
        href('document', { id: nowhere }, { tab: 'evidence' }),
        href('document', { id: '../../etc/passwd' }),
      ]) {
        here.faults.length = 0;
        await here.go(path);
        await tells(here, say(language, 'problem.not_found'), 'an unknown id');
      }
      await here.shot(`fault-unknown-id-${language}`);
    });

    it(`views that there are not (${language})`, async ({ visit }) => {
      const here = await visit(served, { language });
      for (const path of ['/nothing', '/happenings/a/b', '/actors/%E0%A4%A', '/%3Cscript%3E']) {
        await here.go(path);
        expect(await here.text('h1'), path).toBe(say(language, 'app.no_page'));
        expect(here.faults, path).toEqual([]);
      }
      await here.page.getByRole('link', { name: say(language, 'app.to_overview') }).click();
      await here.settle();
      expect(await here.text('h1')).toBe(say(language, 'overview.title'));
    });

    it(`filters that cannot be understood (${language})`, async ({ visit }) => {
      const here = await visit(served, { language });
      for (const [path, field] of [
        ['/happenings?from=yesterday', 'from'],
        ['/articles?to=2025-13-45', 'to'],
        ['/actors?from=%3Cimg%20src=x%3E', 'from'],
        ['/conflicts?from=yesterday', 'from'],
        ['/?from=yesterday', 'from'],
        ['/happenings?type=NOSUCHTYPE', 'type'],
        ['/claims?from=yesterday', 'from'],
      ] as const) {
        if (path.startsWith('/claims') && !('claims' in views)) continue;
        here.faults.length = 0;
        await here.go(path);
        const parameter = say(language, `filter.${field}`);
        await tells(here, say(language, 'problem.bad_argument_of', { parameter }), 'a broken filter');
      }
      await here.go('/state?at=yesterday');
      const moment = say(language, 'problem.bad_argument_of', { parameter: say(language, 'filter.at') });
      await tells(here, moment, 'a broken moment');
      expect(await here.text()).toContain(say(language, 'filter.bad_date'));
      await here.shot(`fault-broken-filter-${language}`);
      // A way out stands beside the message.
      await here.go('/happenings?from=yesterday');
      await here.page
        .getByRole('button', { name: new RegExp('^' + say(language, 'filter.remove', { what: '' }).trim()) })
        .click();
      await here.settle();
      expect(await here.count('main [role=alert]')).toBe(0);
      expect(await here.count('ul.lines > li')).toBeGreaterThan(0);
    });

    it(`a query that cannot be understood is marked (${language})`, async ({ visit }) => {
      const here = await visit(served, { language });
      await here.go(href('search', null, { q: 'actor:MLI (' }));
      await tells(here, say(language, 'find.fault'), 'a broken query');
      expect(await here.count('main [role=alert] mark')).toBeGreaterThan(0);
    });

    it(`pages that are beyond the end (${language})`, async ({ visit }) => {
      const here = await visit(served, { language });
      // In one language all of them, in the others the message.
      const paths = ['/happenings', '/articles', '/actors', '/conflicts', '/search?q=قوات'];
      const offsets = language === 'ar' ? ['100001', '99999', '-1', 'x', '1e9'] : ['100001'];
      for (const path of language === 'ar' ? paths : paths.slice(0, 1))
        for (const offset of offsets) {
          here.faults.length = 0;
          const at = `${path}${path.includes('?') ? '&' : '?'}offset=${offset}`;
          await here.go(at);
          const where = `${at} in ${language}`;
          const rest = (await here.text()).replace(await here.text('.head'), '').trim();
          expect(rest, where).not.toBe('');
          expect(here.faults, where).toEqual([]);
          if (/^\d{5}/.test(offset)) {
            expect(await here.count('ul.lines > li, tbody tr'), where).toBe(0);
            expect(await here.text(), where).toContain(say(language, 'pages.beyond'));
            // The way back to what there is.
            await here.page.getByRole('link', { name: say(language, 'pages.first') }).click();
            await here.settle();
            expect(await here.count('main .lines > li, tbody tr'), where).toBeGreaterThan(0);
          }
        }
    });
  }
});

const kScript = '<img src=x onerror="window.ran=1"><script>window.ran=2</script>';
const kOverride = '\u202Eلاعوج\u2066';
const kBadTitle = `${kScript} ${kOverride}`;

describe('articles that want to be more than text', () => {
  for (const language of ['ar', 'en'] as const) {
    it(`HTML and overrides of direction are shown as text (${language})`, async ({
      visit,
      serve,
      scratch,
    }) => {
      const folder = scratch();
      const file = folder.path('bad.isnad');
      const text =
        `${kScript} قال الرئيس الروسي فلاديمير بوتين يوم الاثنين إن القوات الأوكرانية قصفت مدينة دونيتسك.\n` +
        `وأعلنت وزارة الدفاع في مالي مقتل 12 جنديا في هجوم على قاعدة عسكرية ${kOverride} يوم 3 مارس 2025.\n`;
      const lines = [1, 2].map((n) =>
        JSON.stringify({
          uri: `bad-${n}-<b>x</b>"'.txt`,
          title: `${kBadTitle} ${n}`,
          outlet: `<b onclick=alert(1)>Outlet</b>${kOverride}`,
          url: 'javascript:alert(1)',
          published: '2025-03-04',
          text: `${text}${n}`,
        }),
      );
      make_case(file, lines.join('\n') + '\n');
      const one = await serve(file, ['--allow-writes']);
      const saved_as = `<i>saved</i>${kOverride}`;
      const saved = await one.ask(`searches/${encodeURIComponent(saved_as)}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ query: 'قوات "<u>x</u>"' }),
      });
      expect(saved.status).toBe(201);
      const { items } = await one.json<T.List<T.DocumentRow>>('documents');
      expect(items.length).toBe(2);
      const { id } = items[0]!.doc;
      const all = await one.json<T.List<T.HappeningRow>>('happenings?single=true');
      expect(all.items.length, 'the texts have acts').toBeGreaterThan(0);
      const here = await visit(one, { language });
      const outlet = items[0]!.doc.outlet!;
      const raws = [`${kBadTitle} 1`, `${kBadTitle} 2`, outlet, saved_as, ...text.split('\n')];
      const paths = [
        '/',
        href('documents'),
        href('document', { id }),
        href('document', { id }, { tab: 'evidence' }),
        href('document', { id }, { beside: items[1]!.doc.id }),
        href('happenings', null, { single: true }),
        href('happening', { id: all.items[0]!.id }),
        href('search', null, { q: 'قوات' }),
        href('search', null, { q: '<img src=x onerror=window.ran=3>' }),
        href('search'),
        href('actors'),
        href('contradictions'),
        href('state', null, { view: 'table' }),
      ];
      for (const path of paths) {
        await here.go(path);
        const where = `${path} in ${language}`;
        expect(await here.page.evaluate(() => 'ran' in window), `${where}: a script ran`).toBe(false);
        expect(
          await here.count('main img, main script, main b, main i, main u'),
          `${where}: elements out of the words of articles`,
        ).toBe(0);
        expect(await here.count('a[href^="javascript:" i]'), `${where}: a link that runs`).toBe(0);
        // Every override stands inside an element that isolates it, and that holds nothing else than words of the case.
        const loose = await here.page.evaluate((raws) => {
          const out: string[] = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          const plain = (s: string): string => s.replace(/[\s\u200b\u2066-\u2069]/g, '');
          const known = raws.map(plain);
          for (let node = walk.nextNode(); node; node = walk.nextNode()) {
            if (!/[\u202A-\u202E\u2066-\u2069]/.test(node.nodeValue ?? '')) continue;
            let at = node.parentElement!;
            // Drawn by the browser, each for itself.
            if (at.closest('option')) continue;
            while (at !== document.body && !/isolate|plaintext/.test(getComputedStyle(at).unicodeBidi))
              at = at.parentElement!;
            const text = at.textContent ?? '';
            let open = 0;
            for (const c of text) open += /[\u2066-\u2068]/.test(c) ? 1 : c === '\u2069' ? -1 : 0;
            if (open !== 0 || !known.some((raw) => raw.includes(plain(text))))
              out.push(`${node.parentElement?.outerHTML.slice(0, 160)} in ${text.slice(0, 160)}`);
          }
          return out;
        }, raws);
        expect(loose, `${where}: overrides that reach what is around them`).toEqual([]);
        expect(here.faults, where).toEqual([]);
      }
      await here.go(href('documents'));
      expect((await here.texts('main a.title')).sort(), 'titles as text').toEqual(
        // The isolate that nobody closes is shown as nothing.
        [1, 2].map((n) => `${kBadTitle.replace('\u2066', '\u200b')} ${n}`),
      );
      await here.shot(`fault-html-in-titles-${language}`);
      await here.go(href('document', { id }));
      expect(await here.text('main h1')).toContain(kScript);
      expect(await here.page.title()).not.toBe('');
      await here.shot(`fault-html-in-text-${language}`);
    });
  }
});

describe('a case that vanishes while it is served', () => {
  for (const language of kLanguages) {
    it(`is missed in words (${language})`, async ({ visit, serve, scratch }) => {
      const folder = scratch();
      const file = folder.copy_of(inject('samples'));
      const one = await serve(file);
      const here = await visit(one, { language });
      await here.go(href('happenings'));
      expect(await here.count('ul.lines > li')).toBeGreaterThan(0);
      for (const end of ['', '-wal', '-shm', '-journal']) rmSync(file + end, { force: true });
      // A view that was not seen yet, then the same anew.
      await here.page
        .locator('header nav')
        .getByRole('link', { name: say(language, 'view.documents') })
        .click();
      await here.settle();
      await tells(here, say(language, 'problem.unreadable'), 'without its case');
      for (const path of ['/', '/happenings', '/search?q=قوات', '/state', '/actors/MLI', '/conflicts']) {
        await here.go(path);
        await tells(here, say(language, 'problem.unreadable'), 'without its case');
      }
      await here.shot(`fault-no-case-${language}`);
      // It comes back, and trying again is enough.
      copyFileSync(inject('samples'), file);
      await here.go('/happenings');
      expect(await here.count('ul.lines > li')).toBeGreaterThan(0);
    });
  }
});

describe('a server that is stopped', () => {
  for (const language of kLanguages) {
    it(`is missed in words, and trying again works when it is back (${language})`, async ({
      visit,
      serve,
    }) => {
      const one = await serve(inject('samples'));
      const { port } = one;
      const here = await visit(one, { language });
      await here.go(href('actors'));
      await here.go(href('happenings'));
      await one.stop();
      // Code that is there already, and a list that is not.
      await here.page.getByRole('checkbox', { name: say(language, 'lists.single') }).check();
      await here.settle();
      await tells(here, say(language, 'problem.unreachable'), 'without the server');
      await here.shot(`fault-no-server-${language}`);
      // A view whose code would have to come as well.
      await here.page
        .locator('header nav')
        .getByRole('link', { name: say(language, 'view.contradictions') })
        .click();
      await here.settle();
      await tells(here, say(language, 'problem.unreachable'), 'without the server and the code');
      const retry = here.page.locator('main').getByRole('button', { name: say(language, 'state.retry') });
      // Too early: it says so again, and the page is still there.
      await retry.first().click();
      await here.settle();
      await tells(here, say(language, 'problem.unreachable'), 'tried too early');

      await serve(inject('samples'), [], port);
      await retry.first().click();
      await here.settle();
      expect(await here.text('h1')).toBe(say(language, 'view.contradictions'));
      expect(await here.count('main [role=alert]')).toBe(0);
      expect(await here.count('ul.lines > li')).toBeGreaterThan(0);
      await here.page.goBack();
      await here.settle();
      expect(await here.count('ul.lines > li')).toBeGreaterThan(0);
    });
  }
});

describe('a server that asks for a token', () => {
  for (const language of kLanguages) {
    it(`the page asks for it and works after (${language})`, async ({ visit, serve, scratch }) => {
      const folder = scratch();
      const secret = '0123456789abcdef0123456789abcdef';
      writeFileSync(folder.path('token'), secret + '\n', { mode: 0o600 });
      const one = await serve(inject('samples'), ['--token-file', folder.path('token')]);
      const here = await visit(one, { language });
      await here.go('/happenings');
      await tells(here, say(language, 'problem.unauthorized'), 'without the token');
      await here.shot(`fault-token-${language}`);
      const field = here.page.getByLabel(say(language, 'token.label'));
      expect(await field.count(), 'asks once').toBe(1);
      const give = async (what: string): Promise<void> => {
        await field.fill(what);
        await here.page.keyboard.press('Enter');
        await here.page.waitForLoadState();
        await here.settle();
      };
      await give('wrong');
      await tells(here, say(language, 'token.wrong'), 'with a wrong token');
      // What no header can carry.
      await give('خطأ');
      await tells(here, say(language, 'token.wrong'), 'with a token that is no ASCII');
      await give(secret);
      expect(await here.count('main [role=alert]')).toBe(0);
      expect(await here.count('ul.lines > li')).toBeGreaterThan(0);
      // Kept for the tab; views with many questions ask but once.
      await here.go('/');
      expect(await here.count('main [role=alert]')).toBe(0);
      expect(await here.count('.figure')).toBe(6);
      const other = await visit(one, { language });
      await other.go('/');
      await tells(other, say(language, 'problem.unauthorized'), 'the overview without the token');
      expect(await other.page.getByLabel(say(language, 'token.label')).count(), 'asks once').toBe(1);
      await other.shot(`fault-token-overview-${language}`);
    });
  }
});
