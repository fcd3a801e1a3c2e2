import type { Span } from '../../lib/api/types';
import type { Points } from '../reader/marks';

/** The sentence in which the first of the spans begins, with the spans counted from where it begins. */
export function sentence_of(
  points: Points,
  sentences: readonly Span[],
  spans: readonly Span[],
): { text: string; marks: Span[] } | null {
  const first = spans[0];
  if (!first) return null;
  const around = sentences.find(([b, e]) => b <= first[0] && first[0] < e);
  if (!around) return null;
  // Evidence may reach past its sentence.
  const end = Math.max(around[1], ...spans.filter(([b]) => b < around[1]).map(([, e]) => e));
  const marks = spans
    .filter(([b]) => b >= around[0] && b < end)
    .map(([b, e]): Span => [b - around[0], Math.min(e, end) - around[0]]);
  return { text: points.slice(around[0], end), marks };
}
