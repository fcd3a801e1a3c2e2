// What the reports of one account say of each of its aspects, and which of it the answer calls a contradiction.
import type { ConflictRow, EventReport, RelationReport } from '../../lib/api/types';
import type { Report } from './tree';

export const kEventAspects = ['factuality', 'date', 'place', 'count', 'actor', 'recipient'] as const;
export const kFactAspects = ['factuality', 'from', 'to', 'count'] as const;
export type Aspect = (typeof kEventAspects)[number] | (typeof kFactAspects)[number];

export function is_relation(report: Report): report is RelationReport {
  return 'rel' in report;
}

/** What a report says of an aspect, as one value to compare by; empty: nothing. */
export function value_of(report: Report, aspect: Aspect): string {
  const value = (report as unknown as Record<string, unknown>)[aspect];
  if (Array.isArray(value)) return [...(value as string[])].sort().join(';');
  return value === null || value === undefined ? '' : String(value as string | number);
}

/** The aspect that a contradiction is about. */
export function aspect_of(conflict: Pick<ConflictRow, 'kind' | 'about'>, relation: boolean): Aspect | null {
  switch (conflict.kind) {
    case 'polarity':
      return conflict.about === 'accusation' ? null : 'factuality';
    case 'number':
      return 'count';
    case 'date':
      return relation ? (conflict.about === 'to' ? 'to' : 'from') : 'date';
    case 'place':
      return 'place';
    case 'actor':
      return 'actor';
    case 'office':
      return null;
  }
}

/** By report and aspect: which contradictions it is part of. */
export function disputes(conflicts: readonly ConflictRow[]): Map<string, ConflictRow[]> {
  const out = new Map<string, ConflictRow[]>();
  for (const conflict of conflicts) {
    for (const side of conflict.sides) {
      for (const report of side.reports) {
        const aspect = aspect_of(conflict, 'rel' in report);
        const key = `${report.id} ${aspect ?? ''}`;
        out.set(key, [...(out.get(key) ?? []), conflict]);
      }
    }
  }
  return out;
}

export interface Told {
  value: string;
  /** One of the reports that say so, to show it by. */
  report: Report;
  reports: number;
  origins: number;
  disputed: boolean;
}
/** The values of an aspect, the most told first; reports that say nothing of it are left out. */
export function told(
  reports: readonly Report[],
  aspect: Aspect,
  disputed: Map<string, ConflictRow[]>,
): Told[] {
  const by = new Map<string, Told & { from: Set<number> }>();
  for (const report of reports) {
    const value = value_of(report, aspect);
    if (!value) continue;
    const had = by.get(value) ?? { value, report, reports: 0, origins: 0, disputed: false, from: new Set() };
    had.reports += 1;
    had.from.add(report.origin);
    had.origins = had.from.size;
    had.disputed ||= disputed.has(`${report.id} ${aspect}`);
    by.set(value, had);
  }
  return [...by.values()]
    .map(({ from: _, ...rest }) => rest)
    .sort((a, b) => b.origins - a.origins || b.reports - a.reports);
}

/**
 * The report that stands for the account: of those that tell it as most do (planned, done, denied) the one that says
 * most, so that what most only plan is not headed as done.
 */
export function fullest<R extends EventReport | RelationReport>(reports: readonly R[]): R | undefined {
  const as = new Map<string, number>();
  for (const r of reports) as.set(r.factuality, (as.get(r.factuality) ?? 0) + 1);
  const most = Math.max(...as.values());
  const said = (r: R): number =>
    (is_relation(r) ? kFactAspects : kEventAspects).filter((aspect) => value_of(r, aspect)).length;
  return reports
    .filter((r) => as.get(r.factuality) === most)
    .reduce<R | undefined>((best, r) => (best && said(best) >= said(r) ? best : r), undefined);
}

/** ">1000 soldier" in its parts. */
export function number_in(value: string): { bound: string; value: number; unit: string } | null {
  const found = /^([<>~=]?)(\d+(?:\.\d+)?)(?: (.+))?$/.exec(value);
  return found ? { bound: found[1]!, value: Number(found[2]), unit: found[3] ?? '' } : null;
}
