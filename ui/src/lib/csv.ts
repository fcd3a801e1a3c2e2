// Tables that the page itself writes, for spreadsheets.
import { save } from './api/client';

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** RFC 4180. */
export function csv(rows: string[][]): string {
  return rows.map((cells) => cells.map(quoted).join(',') + '\r\n').join('');
}

/** Saved by the browser, with a byte order mark, without which spreadsheets take UTF-8 for something else. */
export function save_csv(text: string, name: string): void {
  save(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }), name);
}
