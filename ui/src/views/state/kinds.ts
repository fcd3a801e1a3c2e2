// How each relation is drawn: colour, width, dashes and arrow head, so that no two look alike without colours either.
import type { Fluent } from '../../lib/api/types';

export interface Style {
  /** A token of tokens.css. */
  colour: string;
  width: number;
  /** Lengths of line and gap; empty: a line without gaps. */
  dash: number[];
  arrow: 'triangle' | 'vee' | 'tee' | 'circle' | 'diamond' | 'square' | 'none';
}
const style = (n: number, width: number, dash: number[], arrow: Style['arrow']): Style => ({
  colour: `--series-${n}`,
  width,
  dash,
  arrow,
});

export const kStyles: Record<Fluent, Style> = {
  member_of: style(1, 2, [], 'triangle'),
  party_to: style(1, 2, [8, 4], 'triangle'),
  holds_office: style(3, 1.5, [], 'diamond'),
  leads: style(3, 1.5, [8, 4], 'diamond'),
  forces_in: style(2, 3.5, [], 'triangle'),
  hosts_base: style(2, 3.5, [9, 4], 'square'),
  controls: style(6, 3, [], 'circle'),
  subordinate_to: style(8, 2, [], 'vee'),
  successor_of: style(8, 2, [8, 4], 'vee'),
  allied_with: style(4, 3, [], 'none'),
  pledged_to_defend: style(4, 2, [8, 4], 'circle'),
  obliged_to_defend: style(4, 3, [14, 4], 'circle'),
  agreement_with: style(7, 1.5, [], 'none'),
  diplomatic_relations: style(7, 1.5, [8, 4], 'none'),
  at_odds_with: style(5, 2.5, [14, 4, 3, 4], 'none'),
  sanctions_in_force: style(5, 2.5, [8, 4], 'tee'),
  attacks: style(5, 3.5, [], 'tee'),
};
/** What a later version of the server may know. */
const kUnknown: Style = { colour: '--series-rest', width: 1.5, dash: [], arrow: 'triangle' };
export const style_of = (kind: Fluent): Style => kStyles[kind] ?? kUnknown;
export const kOrder = Object.keys(kStyles) as Fluent[];
/** Possible relations, whatever their kind. */
export const kPossibleDash = [2, 4];

/** What a code is, by its form (docs/records.md): the state of things does not say. */
export type Form = 'state' | 'body' | 'unnamed' | 'named';
export function form_of(code: string, is_state: (code: string) => boolean): Form {
  if (is_state(code)) return 'state';
  if (code.startsWith('GEN:')) return 'unnamed';
  return /^[A-Z0-9][A-Z0-9_]+$/.test(code) ? 'body' : 'named';
}
