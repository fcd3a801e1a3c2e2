// What the map shows of a list of relations: which states stand on which side of them, and arcs between two of them.
import type { Code } from '../../lib/api/types';
import { kEqual, type Line, type Side } from './lines';

/** On which side of the relations a state stands; `equal` where they have no direction. */
export type Part = 'subject' | 'object' | 'both' | 'equal';
export interface OnMap {
  part: Part;
  /** Nothing of it is sure. */
  possible: boolean;
  /** Of two compared worlds; both if either tells something else of it. */
  side: Side | null;
  count: number;
}
export interface Arc {
  from: Code;
  to: Code;
  lines: Line[];
}
export interface Mapped {
  states: Map<Code, OnMap>;
  arcs: Arc[];
  /** Relations of which no side is on the map. */
  off: Line[];
  /** Others that stand on one side only, with somebody who has no place on the map. */
  half: Line[];
}

function joined(part: Part | undefined, more: Part): Part {
  if (!part || part === more) return more;
  if (part === 'equal') return more;
  return more === 'equal' ? part : 'both';
}

export function mapped(lines: Line[], has_place: (code: Code) => boolean): Mapped {
  const out: Mapped = { states: new Map(), arcs: [], off: [], half: [] };
  const arcs = new Map<string, Arc>();
  const note = (code: Code, part: Part, line: Line): void => {
    const had = out.states.get(code);
    const possible = line.row.holds !== 'yes';
    out.states.set(code, {
      part: joined(had?.part, part),
      possible: possible && (had?.possible ?? true),
      side: had && had.side !== line.side ? 'both' : line.side,
      count: (had?.count ?? 0) + 1,
    });
  };
  for (const line of lines) {
    const equal = kEqual.has(line.relation);
    const from = has_place(line.subject);
    const to = has_place(line.to);
    if (!from && !to) {
      out.off.push(line);
      continue;
    }
    if (from) note(line.subject, equal ? 'equal' : 'subject', line);
    if (to && line.to !== line.subject) note(line.to, equal ? 'equal' : 'object', line);
    if (!from || !to) {
      out.half.push(line);
      continue;
    }
    if (line.to === line.subject) continue;
    const key = `${line.subject}|${line.to}`;
    const arc = arcs.get(key) ?? { from: line.subject, to: line.to, lines: [] };
    arc.lines.push(line);
    arcs.set(key, arc);
  }
  out.arcs = [...arcs.values()];
  return out;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
/** The names that fit beside each other; those that come first have the right of way. */
export function placed<T extends { box: Box }>(labels: T[]): T[] {
  const out: T[] = [];
  for (const label of labels) {
    const { x, y, width, height } = label.box;
    const free = out.every(
      ({ box }) =>
        x + width <= box.x || box.x + box.width <= x || y + height <= box.y || box.y + box.height <= y,
    );
    if (free) out.push(label);
  }
  return out;
}
