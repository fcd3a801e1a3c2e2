// Periods of relations as bars over time: what is sure, what is in doubt, and ends that nobody tells.
import type { StateRow } from '../../lib/api/types';
import { first_day, last_day, type Stretch } from '../state/days';
import { shown_of } from '../state/lines';

export interface Segment {
  from: number;
  to: number;
  sure: boolean;
}
export interface Period {
  segments: Segment[];
  /** Nobody tells when it began, or when it ended. */
  open_start: boolean;
  open_end: boolean;
}

/**
 * `span`: the days of the world; nothing reaches beyond. A relation that is only seen to hold is in doubt before that
 * day; one that is over without a date is in doubt after the last day on which it is told.
 */
export function period_of(row: Omit<StateRow, 'holds'> & { holds?: string }, span: Stretch): Period {
  const shown = last_day(shown_of(row as StateRow));
  const since_first = first_day(row.since);
  const since_last = last_day(row.since);
  const until_first = first_day(row.until);
  const until_last = last_day(row.until);
  const open_start = since_first === null;
  const open_end = until_last === null;

  // The last day of doubt about the begin, and the first one about the end.
  let begun = since_last ?? shown ?? span.last;
  let ending = until_first ?? (row.ended ? (shown ?? begun) : span.last);
  const sure_until = last_day(row.sure_until);
  if (sure_until !== null) ending = Math.min(ending, sure_until);
  let first = since_first ?? Math.min(span.first, begun);
  let last = until_last ?? span.last;
  const cut = (day: number): number => Math.min(span.last, Math.max(span.first, day));
  [first, begun, ending, last] = [cut(first), cut(begun), cut(ending), cut(last)];
  if (last < first) last = first;
  const possible = row.holds === 'possible' || row.holds === 'untold';

  const segments: Segment[] = [];
  const add = (from: number, to: number, sure: boolean): void => {
    if (to < from) return;
    const had = segments.at(-1);
    if (had && had.sure === sure && from <= had.to + 1) had.to = Math.max(had.to, to);
    else segments.push({ from, to, sure });
  };
  if (possible || begun > ending) add(first, last, false);
  else {
    if (first < begun) add(first, begun - 1, false);
    add(begun, ending, true);
    if (ending < last) add(ending + 1, last, false);
  }
  return { segments, open_start, open_end };
}

/** Where the bars begin: not where the world does, if that is long before. */
export function stretch_of(
  rows: Pick<StateRow, 'since' | 'until' | 'known_to_hold'>[],
  span: Stretch,
): Stretch {
  const days = rows.flatMap((row) =>
    [first_day(row.since), first_day(row.until), first_day(shown_of(row as StateRow))].filter(
      (d) => d !== null,
    ),
  );
  if (days.length === 0) return span;
  const first = Math.max(span.first, Math.min(...days));
  const room = Math.max(30, Math.round((span.last - first) * 0.08));
  return { first: Math.max(Math.min(span.first, first), first - room), last: Math.max(span.last, first + 1) };
}
