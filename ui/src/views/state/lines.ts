// Rows of the state as what views draw: filtered, counted, compared with another state, sorted, written as CSV.
import type { Code, Fluent, Holds, StateRow } from '../../lib/api/types';
import { csv } from '../../lib/csv';
import { office_of } from '../../lib/i18n';

/** Whose world says so, where two are compared: both, only the one, only the other. */
export type Side = 'both' | 'a' | 'b';
export interface Line {
  /** subject|relation|object: stands in the address. */
  key: string;
  subject: Code;
  relation: Fluent;
  object: Code;
  /** The node at the other end: an office stands at its state. */
  to: Code;
  row: StateRow;
  /** The same in the other world, where it is told there too. */
  other: StateRow | null;
  side: Side | null;
  /** Both tell it, but otherwise: since when, until when or how sure. */
  differs: boolean;
}

/** Relations that have no direction. */
export const kEqual: ReadonlySet<Fluent> = new Set([
  'allied_with',
  'at_odds_with',
  'agreement_with',
  'diplomatic_relations',
]);

export const key_of = (row: Pick<StateRow, 'subject' | 'relation' | 'object'>): string =>
  `${row.subject}|${row.relation}|${row.object}`;
export function of_key(key: string): { subject: Code; relation: Fluent; object: Code } | null {
  const parts = key.split('|');
  return parts.length === 3 ? { subject: parts[0]!, relation: parts[1] as Fluent, object: parts[2]! } : null;
}
export const node_of = (code: Code): Code => office_of(code)?.of ?? code;

const kToldParts = ['holds', 'since', 'until', 'sure_until', 'ended'] as const;
export const told_otherwise = (a: StateRow, b: StateRow): boolean =>
  kToldParts.some((part) => a[part] !== b[part]);

function line_of(row: StateRow, other: StateRow | null, side: Side | null): Line {
  const { subject, relation, object } = row;
  const differs = other !== null && told_otherwise(row, other);
  return { key: key_of(row), subject, relation, object, to: node_of(object), row, other, side, differs };
}

/** `other`: a second world to compare with. The first one's order, then what only the other has. */
export function lines_of(rows: StateRow[], other: StateRow[] | null): Line[] {
  const mine = new Map(rows.map((row) => [key_of(row), row]));
  if (!other) return [...mine.values()].map((row) => line_of(row, null, null));
  const theirs = new Map(other.map((row) => [key_of(row), row]));
  const out = [...mine].map(([key, row]) =>
    line_of(row, theirs.get(key) ?? null, theirs.has(key) ? 'both' : 'a'),
  );
  for (const [key, row] of theirs) if (!mine.has(key)) out.push(line_of(row, null, 'b'));
  return out;
}

export interface Shown {
  /** Empty: all. */
  relation: string[];
  /** Empty: everybody; else those on either side of whom a relation is. */
  actors: Code[];
  /** Of two worlds: one class, or what both tell otherwise. */
  side?: Side | 'differs' | '';
}
export function touches(line: Line, code: Code): boolean {
  return line.subject === code || line.object === code || line.to === code;
}
export function filtered(lines: Line[], { relation, actors, side = '' }: Shown): Line[] {
  const kinds = new Set(relation);
  return lines.filter(
    (line) =>
      (kinds.size === 0 || kinds.has(line.relation)) &&
      (actors.length === 0 || actors.some((code) => touches(line, code))) &&
      (!side || line.side === null || (side === 'differs' ? line.differs : line.side === side)),
  );
}

export function counted<K>(values: Iterable<K>): Map<K, number> {
  const out = new Map<K, number>();
  for (const value of values) out.set(value, (out.get(value) ?? 0) + 1);
  return out;
}
/** How many relations each node has; a line to oneself counts once. */
export function degrees(lines: Line[]): Map<Code, number> {
  return counted(lines.flatMap((line) => (line.subject === line.to ? [line.to] : [line.subject, line.to])));
}

/** The relation kinds of a list with their counts, most frequent first within the order of `order`. */
export function kinds_of(lines: Line[], order: readonly Fluent[]): { kind: Fluent; count: number }[] {
  const counts = counted(lines.map((line) => line.relation));
  const known = order.filter((kind) => counts.has(kind));
  const more = [...counts.keys()].filter((kind) => !order.includes(kind));
  return [...known, ...more].map((kind) => ({ kind, count: counts.get(kind)! }));
}

// --- what changed between two states that are both at hand ---

export interface Difference {
  line: Line;
  what: 'new' | 'gone' | 'otherwise';
}
export function differences(before: StateRow[], after: StateRow[]): Difference[] {
  const out: Difference[] = [];
  for (const line of lines_of(after, before)) {
    if (line.side === 'a') out.push({ line, what: 'new' });
    else if (line.side === 'b') out.push({ line, what: 'gone' });
    else if (line.differs) out.push({ line, what: 'otherwise' });
  }
  return out;
}

// --- the table ---

export const kColumns = [
  'subject',
  'relation',
  'object',
  'holds',
  'since',
  'until',
  'how',
  'articles',
] as const;
export type Column = (typeof kColumns)[number];
const kHolds: Holds[] = ['yes', 'possible', 'untold', 'no'];

/** The first day that is told of it; the last day until which it is told. */
export const since_of = (row: StateRow): string => row.since ?? shown_of(row) ?? '';
/** The last day on which it is seen to hold; the engine writes 9999 where there is none. */
export function shown_of(row: StateRow): string | null {
  return row.known_to_hold && !row.known_to_hold.startsWith('9999') ? row.known_to_hold : null;
}

export function sorted(
  lines: Line[],
  column: Column,
  down: boolean,
  name: (code: Code) => string,
  kind: (relation: Fluent) => string,
  compare: (a: string, b: string) => number,
): Line[] {
  const value = (line: Line): string | number => {
    switch (column) {
      case 'subject':
      case 'object':
        return name(line[column]);
      case 'relation':
        return kind(line.relation);
      case 'holds':
        return kHolds.indexOf(line.row.holds);
      case 'since':
        return since_of(line.row);
      case 'until':
        return line.row.until ?? (line.row.ended ? '0' : '~');
      case 'how':
        return line.row.derived ? 1 : 0;
      case 'articles':
        return line.row.articles.length;
    }
  };
  const keyed = lines.map((line, i) => ({ line, i, value: value(line) }));
  keyed.sort((a, b) => {
    const order =
      typeof a.value === 'number' && typeof b.value === 'number'
        ? a.value - b.value
        : compare(String(a.value), String(b.value));
    // Equal ones keep the order of the server.
    return (down ? -order : order) || a.i - b.i;
  });
  return keyed.map(({ line }) => line);
}

/** With the columns of `isnad state --csv`, and whose world it is where two are compared. */
export function csv_of(lines: Line[]): string {
  const compared = lines.some((line) => line.side !== null);
  const head = [
    'subject',
    'relation',
    'object',
    'holds',
    'since',
    'until',
    'how',
    'articles',
    'first_published',
    'first_uri',
    ...(compared ? ['told_by', 'other_holds', 'other_since', 'other_until'] : []),
  ];
  const rows = lines.map(({ row, side, other }) => {
    const first = [...row.articles].sort((a, b) => ((a.published ?? '9') < (b.published ?? '9') ? -1 : 1))[0];
    return [
      row.subject,
      row.relation,
      row.object,
      row.holds,
      row.since ?? (shown_of(row) ? `by ${shown_of(row)}` : ''),
      row.until ?? '',
      row.derived ? 'derived' : 'reported',
      String(row.articles.length),
      first?.published ?? '',
      first?.uri ?? '',
      ...(compared ? [side ?? '', other?.holds ?? '', other?.since ?? '', other?.until ?? ''] : []),
    ];
  });
  return csv([head, ...rows]);
}
