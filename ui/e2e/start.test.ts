// From a cold start to a usable page: a server that was just started, a browser that was never here, the time from the
// navigation's start until the overview shows the figures and the latest happenings of the case.
import { cpus, loadavg } from 'node:os';
import { expect, inject, it } from 'vitest';
import { launch, Visit } from './browser';
import { Served } from './serve';

/** What is asked for on a quiet machine (issue 7), and what even a busy one must keep. */
const kGoal = 1000;
const kBound = 3000;
const kRuns = 3;

it('is usable within a second on the samples', async () => {
  const times: number[] = [];
  for (let run = 0; run < kRuns; run++) {
    const [served, browser] = await Promise.all([Served.start(inject('samples')), launch()]);
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
      `(goal ${kGoal}, fails over ${kBound}; ${cpus().length} cores, load ${loadavg()[0]!.toFixed(1)})` +
      (middle > kGoal ? ' -- OVER THE GOAL' : ''),
  );
  expect(middle, `cold starts took ${times.join(', ')} ms`).toBeLessThan(kBound);
});
