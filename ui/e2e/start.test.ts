// From a cold start to a usable page: a server that was just started, a browser that was never here, the time from the
// navigation's start until the overview shows the figures and the latest happenings of the case.
import { cpus, loadavg } from 'node:os';
import { expect, inject, it } from 'vitest';
import { launch, Visit } from './browser';
import { Served } from './serve';

const kRuns = 3;

/** `goal` is asked for on a quiet machine (issue 7); even a busy one must keep thrice that. */
async function cold_starts(file: string, goal: number): Promise<void> {
  const times: number[] = [];
  for (let run = 0; run < kRuns; run++) {
    const [served, browser] = await Promise.all([Served.start(file), launch()]);
    try {
      const visit = await Visit.begin(browser, served, { language: run % 2 ? 'en' : 'ar' });
      await visit.page.addInitScript(() => {
        const look = (): void => {
          const there =
            document.querySelector('main h1') &&
            document.querySelector('main .figure') &&
            document.querySelector('[aria-labelledby=latest] article a') &&
            document.querySelector('[aria-labelledby=attention] canvas');
          // The frame after it is the one that a person sees.
          if (there)
            requestAnimationFrame(() => ((window as { usable?: number }).usable = performance.now()));
          else requestAnimationFrame(look);
        };
        look();
      });
      await visit.page.goto(served.origin, { waitUntil: 'commit' });
      const time = await visit.page.waitForFunction(() => (window as { usable?: number }).usable);
      times.push(Math.round((await time.jsonValue())!));
      expect(visit.faults).toEqual([]);
      await visit.end();
    } finally {
      await browser.close();
      await served.stop();
    }
  }
  const sorted = [...times].sort((a, b) => a - b);
  const middle = sorted[Math.floor(kRuns / 2)]!;
  console.log(
    `e2e: cold start to a usable overview: ${times.join(', ')} ms, middle ${middle} ms ` +
      `(goal ${goal}, fails over ${3 * goal}; ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)})` +
      (middle > goal ? ' -- OVER THE GOAL' : ''),
  );
  expect(middle, `cold starts took ${times.join(', ')} ms`).toBeLessThan(3 * goal);
}

it.sequential('is usable within a second on the samples', () => cold_starts(inject('samples'), 1000));

const large = process.env.ISNAD_LARGE_CASE;
const on_large = large ? it.sequential : it.sequential.skip;
on_large('is usable within two seconds on the case in $ISNAD_LARGE_CASE', () => cold_starts(large!, 2000));
