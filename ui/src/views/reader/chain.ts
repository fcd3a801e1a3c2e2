// Who stands in the chain of a report. The record lists the last speaker first, then for whom he speaks, then who
// passes it on; which of them is which it says only for the claim.
import alpha3 from '../../lib/i18n/iso3166.json';
import type { Code } from '../../lib/api/types';

export interface Speakers {
  speaker: Code | null;
  /** For whom he speaks. */
  for: Code[];
  /** Who passes it on, the one nearest to the outlet first. */
  via: Code[];
}

export function is_state(code: Code): boolean {
  return code in (alpha3 as Record<string, string>);
}

/** `via`: of the claim in which it is told, with agencies that the article credits. */
export function speakers_of(source: readonly Code[], via: readonly Code[]): Speakers {
  const [speaker = null, ...rest] = source;
  const passed = [...new Set(via)].filter((code) => code !== speaker);
  const known = new Set(passed);
  const mine: Code[] = [];
  for (const code of rest) {
    if (known.has(code) || code === speaker) continue;
    // A state gives no news: whoever speaks speaks for it.
    if (is_state(code) || !via.length) mine.push(code);
    else {
      passed.push(code);
      known.add(code);
    }
  }
  return { speaker, for: mine, via: passed };
}
