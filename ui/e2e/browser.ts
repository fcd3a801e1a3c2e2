// A person at the page: headless Chromium, and what goes wrong while it shows the page.
import axe from 'axe-core';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { afterAll, beforeAll, it as base } from 'vitest';
import type { Language } from '../src/lib/i18n/settings.svelte';
import { kShots, Scratch, Served } from './serve';

export interface Looks {
  language: Language;
  width?: number;
  theme?: 'light' | 'dark';
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}

const kTag: Record<Language, string> = { ar: 'ar', en: 'en-GB', fr: 'fr-FR' };

export class Visit {
  /** What a person would not see, and must not be: errors, failed requests, requests to others. */
  readonly faults: string[] = [];
  readonly #pending = new Set<string>();
  readonly #unmodified = new WeakSet<Request>();

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly served: Served,
    readonly language: Language,
  ) {
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type()))
        this.faults.push(`console: ${message.text()} (${message.location().url})`);
    });
    page.on('pageerror', (error) => this.faults.push(`thrown: ${error.stack ?? error.message}`));
    page.on('dialog', (dialog) => {
      this.faults.push(`a dialog of the browser: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (url.protocol === 'blob:') return;
      if (url.origin !== served.origin) this.faults.push(`a request to another origin: ${request.url()}`);
      this.#pending.add(request.url());
    });
    page.on('requestfinished', (request) => this.#pending.delete(request.url()));
    page.on('requestfailed', (request) => {
      this.#pending.delete(request.url());
      // Nobody reads the body of "not modified", which has none; the debugger calls that aborted.
      if (this.#unmodified.has(request)) return;
      // The browser asks for the icon of its tab when it likes, also just before it goes elsewhere.
      if (request.url().endsWith('/icon.svg') && request.failure()?.errorText === 'net::ERR_ABORTED') return;
      this.faults.push(`a failed request: ${request.url()}: ${request.failure()?.errorText}`);
    });
    page.on('response', (response) => {
      if (response.status() === 304) this.#unmodified.add(response.request());
      if (response.status() >= 400) this.faults.push(`${response.status()} for ${response.url()}`);
    });
  }

  /** A browser that was never here: nothing cached, nothing stored. */
  static async begin(browser: Browser, served: Served, looks: Looks): Promise<Visit> {
    const context = await browser.newContext({
      locale: kTag[looks.language],
      viewport: { width: looks.width ?? 1280, height: 800 },
      colorScheme: looks.theme ?? 'light',
      reducedMotion: 'reduce',
      timezoneId: 'UTC',
      acceptDownloads: true,
    });
    context.setDefaultTimeout(10_000);
    return new Visit(context, await context.newPage(), served, looks.language);
  }
  async end(): Promise<void> {
    await this.context.close();
  }

  async go(path: string): Promise<void> {
    await this.page.goto(this.served.origin + path, { waitUntil: 'commit' });
    await this.settle();
  }
  async reload(): Promise<void> {
    await this.page.reload({ waitUntil: 'commit' });
    await this.settle();
  }
  /** Until nothing is asked for and nothing says that it loads. */
  async settle(): Promise<void> {
    const until = Date.now() + 15_000;
    for (let calm = 0; calm < 3;) {
      const busy = await this.page
        .evaluate(() => {
          const main = document.querySelector('main');
          if (!main?.textContent?.trim()) return 'nothing is shown';
          if (main.querySelector('.frame > .line')) return 'a frame is shown';
          if (main.querySelector('[aria-busy=true]')) return 'something is busy';
          return document.fonts.status === 'loaded' ? '' : 'fonts load';
        })
        .catch((error: Error) => error.message);
      const waits = busy || [...this.#pending].join(' ');
      calm = waits ? 0 : calm + 1;
      if (Date.now() > until) throw new Error(`${this.page.url()} does not come to rest: ${waits}`);
      await new Promise((on) => setTimeout(on, 30));
    }
  }

  get path(): string {
    const { pathname, search } = new URL(this.page.url());
    return pathname + search;
  }
  query(): Record<string, string> {
    return Object.fromEntries(new URL(this.page.url()).searchParams);
  }
  text(selector = 'main'): Promise<string> {
    return this.page.locator(selector).first().innerText();
  }
  count(selector: string): Promise<number> {
    return this.page.locator(selector).count();
  }
  texts(selector: string): Promise<string[]> {
    return this.page.locator(selector).allInnerTexts();
  }
  /** Where the keyboard is: tag, name for those who hear it, text. */
  focus(): Promise<string> {
    return this.page.evaluate(() => {
      const at = document.activeElement;
      if (!at || at === document.body) return 'body';
      const words = at.getAttribute('aria-label') ?? at.textContent?.trim().slice(0, 60) ?? '';
      return `${at.tagName.toLowerCase()}: ${words}`;
    });
  }

  async shot(name: string, whole = true): Promise<void> {
    await this.page.screenshot({
      path: join(kShots, `${name}.png`),
      fullPage: whole,
      animations: 'disabled',
    });
  }

  /** Waits while an answer is asked for anew: what it will replace is paler meanwhile. */
  private async at_rest(): Promise<void> {
    for (let round = 0; round < 100; ++round) {
      const rests = await this.page.evaluate(() =>
        [...document.querySelectorAll('[aria-busy]')].every(
          (one) => one.getAttribute('aria-busy') !== 'true' && getComputedStyle(one).opacity === '1',
        ),
      );
      if (rests) return;
      await this.page.waitForTimeout(50);
    }
  }

  /** What axe-core finds that is serious or critical. */
  async axe(): Promise<string[]> {
    await this.at_rest();
    // Evaluated by the debugger: the Content-Security-Policy lets no script in.
    if (!(await this.page.evaluate(() => 'axe' in window))) await this.page.evaluate(axe.source);
    const found = await this.page.evaluate(async () => {
      const run = (window as unknown as { axe: typeof axe }).axe.run;
      return (await run(document, { resultTypes: ['violations'] })).violations;
    });
    return found
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .flatMap(({ id, impact, nodes }) =>
        nodes
          .slice(0, 4)
          .map((node) => `axe ${id} (${impact}): ${node.target.join(' ')}: ${node.failureSummary}`),
      );
  }

  /** What is wider than the screen, or reaches out of it. */
  too_wide(): Promise<string[]> {
    return this.page.evaluate(() => {
      const width = innerWidth;
      const out: string[] = [];
      const { scrollWidth } = document.documentElement;
      if (scrollWidth > width) out.push(`the page is ${scrollWidth} px wide on a screen of ${width}`);
      // What its own box scrolls or cuts does not widen the page.
      const held = (of: Element): boolean => {
        for (let at = of.parentElement; at && at !== document.body; at = at.parentElement)
          if (getComputedStyle(at).overflowX !== 'visible') return true;
        return false;
      };
      for (const one of document.querySelectorAll<HTMLElement>('body *')) {
        const { left, right, width: wide, height } = one.getBoundingClientRect();
        if (!wide || !height || (left >= -1 && right <= width + 1)) continue;
        if (one.closest('svg, .hidden-text, [hidden]') || held(one)) continue;
        out.push(
          `${one.tagName.toLowerCase()}.${one.className} reaches from ${Math.round(left)} to ${Math.round(right)}: ` +
            `${one.textContent?.trim().slice(0, 40)}`,
        );
      }
      // The views may not fit side by side, but the one that is shown is in sight.
      const link = document.querySelector('header [aria-current]')?.getBoundingClientRect();
      if (link && (link.left < -1 || link.right > width + 1))
        out.push('the view is out of sight in the navigation');
      return out.slice(0, 6);
    });
  }
}

/** What a test may ask for; all of it is gone after the test. */
export interface Kit {
  /** The page as somebody sees it who was never here. A test that fails leaves its last sight. */
  visit(served: Served, looks: Looks): Promise<Visit>;
  /** A server of the test's own. */
  serve(...of: Parameters<typeof Served.start>): Promise<Served>;
  /** A folder of the test's own. */
  scratch(): Scratch;
}

/** `it` with the kit, and one browser for the file. */
export function with_browser() {
  let browser: Browser | undefined;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());
  return base.extend<Kit>({
    visit: async ({ task }, use) => {
      const open: Visit[] = [];
      await use(async (served, looks) => {
        const visit = await Visit.begin(browser!, served, looks);
        open.push(visit);
        return visit;
      });
      for (const [i, visit] of open.entries()) {
        if (task.result?.state === 'fail' || task.result?.errors?.length)
          await visit.shot(`failed-${task.name.replace(/[^\w]+/g, '-')}-${i}`).catch(() => {});
        await visit.end();
      }
    },
    serve: async ({}, use) => {
      const open: Served[] = [];
      await use(async (...of) => {
        const served = await Served.start(...of);
        open.push(served);
        return served;
      });
      for (const served of open) await served.stop();
    },
    scratch: async ({}, use) => {
      const open: Scratch[] = [];
      await use(() => {
        const folder = new Scratch();
        open.push(folder);
        return folder;
      });
      for (const folder of open) folder.drop();
    },
  });
}
