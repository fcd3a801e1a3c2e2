import type { Span } from './api/types';
import { balanced } from './isolates';

export interface Piece {
  text: string;
  marked: boolean;
}

/**
 * A text cut at the bounds of spans [begin, end) that count code points. Spans may overlap, stand in any order
 * and reach past the end.
 */
export function cut(text: string, marks: readonly Span[]): Piece[] {
  // A stretch of an article may hold one end of an isolate without the other.
  const closed = balanced(text);
  if (marks.length === 0) return [{ text: closed, marked: false }];
  const points = Array.from(closed);
  const out: Piece[] = [];
  let at = 0;
  for (const [begin, end] of [...marks].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const from = Math.max(at, Math.min(begin, points.length));
    const to = Math.min(end, points.length);
    if (to <= from) continue;
    if (from > at) out.push({ text: points.slice(at, from).join(''), marked: false });
    const last = out.at(-1);
    const piece = points.slice(from, to).join('');
    if (last?.marked && from === at) last.text += piece;
    else out.push({ text: piece, marked: true });
    at = to;
  }
  if (at < points.length) out.push({ text: points.slice(at).join(''), marked: false });
  return out;
}
