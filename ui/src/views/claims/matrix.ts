// The matrix of sources and happenings as the table draws it.
import type { Matrix, MatrixRow, MatrixSource, SourceKind, Stance } from '../../lib/api/types';

/** From the outlet back to who speaks, as in a chain. */
export const kKinds: readonly SourceKind[] = ['outlet', 'agency', 'speaker'];
/** What a cell may say; the last one is that it is missing. */
export const kStances = ['says', 'denies', 'disputed', 'relays', 'silent'] as const satisfies readonly (
  Stance | 'silent'
)[];

export interface Column {
  source: MatrixSource;
  /** Its index in cells. */
  index: number;
  /** Behind how many of the shown happenings it stands. */
  count: number;
  /** The first of its kind. */
  first: boolean;
}
export interface Shown {
  rows: MatrixRow[];
  /** How many of them nobody with a column tells. */
  untold: number;
  columns: Column[];
  groups: { kind: SourceKind; columns: number }[];
}

const denying = (stance: Stance | undefined): boolean => stance === 'denies' || stance === 'disputed';

/** Whether one of the sources denies it, or says and denies. */
export const is_contested = (row: MatrixRow): boolean =>
  Object.values(row.cells).some((cell) => denying(cell.stance));

/**
 * `contested`: only happenings that somebody denies, and of the sources only `most` of those that stand behind one of
 * them, first of all those that deny.
 */
export function shown_of(
  matrix: Pick<Matrix, 'sources' | 'happenings'>,
  contested: boolean,
  most: number,
): Shown {
  const rows = contested ? matrix.happenings.filter(is_contested) : matrix.happenings;
  let columns = matrix.sources.map((source, index) => ({
    source,
    index,
    count: rows.filter((row) => row.cells[index]).length,
    first: false,
  }));
  if (contested) {
    const denials = (index: number): number =>
      rows.some((row) => denying(row.cells[index]?.stance)) ? 1 : 0;
    columns = columns
      .filter((column) => column.count > 0)
      .sort((a, b) => denials(b.index) - denials(a.index) || b.count - a.count || a.index - b.index)
      .slice(0, most)
      .sort((a, b) => a.index - b.index);
  }
  const groups = kKinds
    .map((kind) => ({ kind, of: columns.filter((column) => column.source.kind === kind) }))
    .filter(({ of }) => of.length > 0);
  for (const { of } of groups) of[0]!.first = true;
  return {
    rows,
    untold: rows.filter((row) => !columns.some(({ index }) => row.cells[index])).length,
    columns: groups.flatMap(({ of }) => of),
    groups: groups.map(({ kind, of }) => ({ kind, columns: of.length })),
  };
}

/** A cell of the table: row 0 has the names of the sources, column 0 the happenings. */
export interface Cell {
  row: number;
  column: number;
}
/** Where a key leads; null: it is none of ours. `last`: the cell at the other end. */
export function step(from: Cell, key: string, whole: boolean, rtl: boolean, last: Cell): Cell | null {
  const to = { ...from };
  switch (key) {
    case 'ArrowUp':
      to.row -= 1;
      break;
    case 'ArrowDown':
      to.row += 1;
      break;
    case 'ArrowLeft':
      to.column += rtl ? 1 : -1;
      break;
    case 'ArrowRight':
      to.column += rtl ? -1 : 1;
      break;
    case 'PageUp':
      to.row -= 5;
      break;
    case 'PageDown':
      to.row += 5;
      break;
    case 'Home':
      to.column = 0;
      if (whole) to.row = 0;
      break;
    case 'End':
      to.column = last.column;
      if (whole) to.row = last.row;
      break;
    default:
      return null;
  }
  const within = (value: number, most: number): number => Math.min(most, Math.max(0, value));
  return { row: within(to.row, last.row), column: within(to.column, last.column) };
}

/** One line a happening, one column a source: stance and number of reports, nothing where it is silent. */
export function table_of({ rows, columns }: Shown): string[][] {
  const head = [
    'id',
    'type',
    'mode',
    'actor',
    'recipient',
    'dates',
    'words',
    'reports',
    'documents',
    'origins',
    ...columns.map(({ source }) => `${source.kind}: ${source.id}`),
  ];
  return [
    head,
    ...rows.map((row) => [
      row.id,
      row.type,
      row.mode,
      row.actor.join(' '),
      row.recipient.join(' '),
      row.dates.join(' '),
      row.words,
      String(row.reports),
      String(row.documents),
      String(row.origins),
      ...columns.map(({ index }) => {
        const cell = row.cells[index];
        return cell ? `${cell.stance} ${cell.reports}` : '';
      }),
    ]),
  ];
}
