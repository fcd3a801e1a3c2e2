// Articles whose every field carries markup, scripts, templates and links of scripts (tests/security/hostile.py): on no view
// are they more than text. Nothing runs, nothing is loaded, no link leads to a script.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type * as T from '../src/lib/api/types';
import { href } from '../src/lib/router/addresses';
import { views } from '../src/views';
import { with_browser, type Visit } from './browser';
import { kRoot, make_case, Scratch, Served } from './serve';
import { kViews } from './views';

const it = with_browser();
let served: Served;
let scratch: Scratch;
const kPayload = '<img src=x onerror=window.pwned=1>"\'><script>window.pwned=2</script>{{7*7}}';

beforeAll(async () => {
  scratch = new Scratch();
  const lines = execFileSync('python3', [join(kRoot, 'tests/security/hostile.py'), kRoot], {
    maxBuffer: 1 << 28,
  });
  make_case(scratch.path('hostile.isnad'), lines);
  served = await Served.start(scratch.path('hostile.isnad'), ['--allow-writes']);
  const put = await served.ask(`searches/${encodeURIComponent(kPayload)}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: 'مالي' }),
  });
  expect(put.status).toBe(201);
});
afterAll(async () => {
  await served?.stop();
  scratch?.drop();
});

/** What on the page acts that is not the page's own. */
function acting(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const out: string[] = [];
    const pwned = (window as unknown as { pwned?: unknown }).pwned;
    if (pwned !== undefined) out.push(`a script of theirs ran: ${String(pwned)}`);
    const foreign =
      'iframe, frame, object, embed, base, math, form[action], meta[http-equiv], applet, portal';
    for (const one of document.querySelectorAll(foreign)) out.push(one.outerHTML.slice(0, 200));
    for (const one of document.querySelectorAll('*')) {
      const name = one.tagName.toLowerCase();
      if (name === 'script' && !(one as HTMLScriptElement).src.startsWith(location.origin + '/'))
        out.push(`a script: ${one.outerHTML.slice(0, 200)}`);
      if (name === 'style' && /evil|@import|url\(/.test(one.textContent ?? ''))
        out.push(`a style: ${one.textContent?.slice(0, 200)}`);
      for (const { name: of, value } of one.attributes) {
        if (of.startsWith('on') || of === 'srcdoc') out.push(`${name} ${of}=${value.slice(0, 100)}`);
        if (of === 'style' && /url\(|expression|@import|inset:0/i.test(value))
          out.push(`${name} style=${value.slice(0, 100)}`);
        if (!['href', 'src', 'action', 'formaction', 'xlink:href', 'poster', 'data', 'ping'].includes(of))
          continue;
        const url = new URL(value, location.href);
        const own = url.origin === location.origin || url.protocol === 'blob:';
        const link = name === 'a' && ['http:', 'https:'].includes(url.protocol);
        const safe = /\bnoopener\b|\bnoreferrer\b/.test(one.getAttribute('rel') ?? '');
        if (!own && !(link && safe) && !(name === 'img' && url.protocol === 'data:'))
          out.push(`${name} ${of}=${value.slice(0, 100)} rel=${one.getAttribute('rel')}`);
      }
    }
    return out;
  });
}

/** Is their markup on it, as text? */
const shown = (here: Visit, within = 'main'): Promise<boolean> =>
  here.text(within).then((text) => /<script>|onerror=|<svg\/onload|javascript:|evil\.example/.test(text));

it('is text on every view', async ({ visit }) => {
  const here = await visit(served, { language: 'ar' });
  const wrong: string[] = [];
  let visible = 0;
  for (const view of kViews) {
    if (view.of !== 'settings' && !(view.of in views)) continue;
    await here.go(await view.at(served));
    await view.open?.(here);
    wrong.push(...(await acting(here.page)).map((one) => `${view.name}: ${one}`));
    if (await shown(here, view.within)) visible++;
  }
  expect([...wrong, ...here.faults]).toEqual([]);
  expect(visible, 'views on which the markup can be read').toBeGreaterThan(9);
});

it('would be found if it acted', async ({ visit }) => {
  const here = await visit(served, { language: 'en' });
  await here.go('/');
  expect(await acting(here.page)).toEqual([]);
  await here.page.evaluate(() => {
    document
      .querySelector('main')!
      .insertAdjacentHTML(
        'beforeend',
        `<a href="javascript:1">a</a><a href="https://other.example/">b</a><iframe></iframe><b onclick="1">c</b>` +
          `<img src=x onerror="window.pwned=1"><style>a{background:url(http://evil.example/)}</style>`,
      );
  });
  await here.page.waitForTimeout(200);
  expect((await acting(here.page)).length).toBeGreaterThan(5);
  // The policy of the page keeps even that from running.
  expect(await here.page.evaluate(() => 'pwned' in window)).toBe(false);
  expect(here.faults.some((one) => one.includes('Content Security Policy'))).toBe(true);
});

it('is text in every article', async ({ visit }) => {
  const here = await visit(served, { language: 'en' });
  const { items } = await served.json<T.List<T.DocumentRow>>('documents?limit=500');
  const wrong: string[] = [];
  expect(items.length).toBeGreaterThan(25);
  for (const [i, { doc }] of items.entries()) {
    if (i % 2 && items.length - i > 2) continue;
    await here.go(href('document', { id: doc.id }, i % 4 ? {} : { tab: 'evidence' }));
    wrong.push(...(await acting(here.page)).map((one) => `${doc.uri}: ${one}`));
    if (!(await shown(here))) wrong.push(`${doc.uri}: the markup is not shown`);
    if (i > 0) continue;
    // What a person points at: marks, cards, menus.
    for (const mark of await here.page
      .locator('main article .text .event, main article .text .entity')
      .all()) {
      await mark.click();
      await here.settle();
      wrong.push(...(await acting(here.page)).map((one) => `a card of ${doc.uri}: ${one}`));
    }
  }
  expect([...wrong, ...here.faults]).toEqual([]);
});

it('is text in addresses that somebody sends', async ({ visit }) => {
  const here = await visit(served, { language: 'en' });
  const bad = encodeURIComponent(kPayload);
  const wrong: string[] = [];
  for (const path of [
    `/search?q=${bad}`,
    `/search?saved=${bad}`,
    `/articles?outlet=${bad}`,
    `/articles/${bad}`,
    `/happenings?actor=${bad}&type=${bad}`,
    `/happenings/${bad}`,
    `/actors/${bad}`,
    `/state?at=${bad}&view=${bad}`,
    `/contradictions/${bad}`,
    `/${bad}`,
    `/?lang=${bad}#${bad}`,
    `/#javascript:window.pwned=3`,
    `//evil.example/%2e%2e`,
  ]) {
    await here.go(path);
    wrong.push(...(await acting(here.page)).map((one) => `${path}: ${one}`));
    if (new URL(here.page.url()).origin !== served.origin) wrong.push(`${path} leads to ${here.page.url()}`);
  }
  // That there is no such thing is an answer; and the next address is gone to before all is loaded.
  const told = here.faults.filter(
    (one) =>
      !/^(40[04] for |console: Failed to load resource.* 40[04])/.test(one) &&
      !/^a failed request: .*: net::ERR_ABORTED$/.test(one),
  );
  expect([...wrong, ...told]).toEqual([]);
});
