// What a happening shows in one line: its reports differ, and one of them stands for the act.
import type { Code, Edtf, EventReport, HappeningRow } from './api/types';

function fullness(report: EventReport): number {
  return (
    (report.actor.length ? 4 : 0) +
    (report.recipient.length ? 4 : 0) +
    (report.date ? 2 + report.date.length / 10 : 0) +
    (report.place ? 2 : 0) +
    (report.count !== null ? 1 : 0) +
    report.confidence
  );
}

/** The report that says most of who, to whom, when and where; among equals the first. */
export function fullest(row: Pick<HappeningRow, 'reports'>): EventReport {
  return row.reports.reduce((best, report) => (fullness(report) > fullness(best) ? report : best));
}

const distinct = <V>(values: (V | null)[]): V[] => [...new Set(values.filter((v) => v !== null))];

/** Days that the reports give, as they are written. */
export function dates_of(row: Pick<HappeningRow, 'reports'>): Edtf[] {
  return distinct(row.reports.map((report) => report.date)).sort();
}
export function counts_of(row: Pick<HappeningRow, 'reports'>): number[] {
  return distinct(row.reports.map((report) => report.count)).sort((a, b) => a - b);
}
export function places_of(row: Pick<HappeningRow, 'reports'>): string[] {
  return distinct(row.reports.map((report) => report.place));
}
export function speakers_of(row: Pick<HappeningRow, 'reports'>): Code[] {
  return distinct(row.reports.flatMap((report) => report.source.slice(0, 1)));
}
