import type { VoiceCounts } from '../../lib/api/types';

/** Per cent of the whole width for a bar of one half; room is left for its number. */
export const half = (count: number, most: number): number => (most > 0 ? (count / most) * 40 : 0);

/** Acts towards the actor that are neither praise nor accusation. */
export function other_acts(row: Omit<VoiceCounts, 'reports'>): number {
  const all = Object.values(row.types).reduce((sum, n) => sum + n, 0);
  return Math.max(0, all - row.praise - row.accusation);
}
