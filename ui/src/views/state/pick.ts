// Which relations the network draws where there are too many: never silently, so what is left out is counted.
import type { Code } from '../../lib/api/types';
import { degrees, type Line } from './lines';

export const kMostNodes = 160;
export const kMostEdges = 480;

export interface Picked {
  nodes: { code: Code; degree: number }[];
  lines: Line[];
  /** Nodes and relations that the filters leave but that are not drawn. */
  nodes_out: number;
  lines_out: number;
}

/** The nodes of most relations with what is between them; `first` are drawn in any case. */
export function picked(
  lines: Line[],
  first: Code[] = [],
  most = { nodes: kMostNodes, edges: kMostEdges },
): Picked {
  const degree = degrees(lines);
  const wanted = new Set(first.filter((code) => degree.has(code)));
  const order = [...degree].sort(
    ([a, m], [b, n]) => Number(wanted.has(b)) - Number(wanted.has(a)) || n - m || (a < b ? -1 : 1),
  );
  const rank = new Map(order.slice(0, most.nodes).map(([code], i) => [code, i]));
  const between = lines.filter((line) => rank.has(line.subject) && rank.has(line.to));
  // Where lines are too many those between the highest ranks stay, in the order in which they came.
  const weight = (line: Line) => Math.max(rank.get(line.subject)!, rank.get(line.to)!);
  const kept =
    between.length <= most.edges
      ? between
      : new Set(
          between
            .map((line, i) => ({ line, i }))
            .sort((a, b) => weight(a.line) - weight(b.line) || a.i - b.i)
            .slice(0, most.edges)
            .map(({ line }) => line),
        );
  const drawn = Array.isArray(kept) ? kept : between.filter((line) => kept.has(line));
  // A node whose relations all lead to what is left out would stand alone and say that it has none.
  const joined = degrees(drawn);
  const nodes = order.filter(([code]) => joined.has(code)).map(([code, n]) => ({ code, degree: n }));
  return {
    nodes,
    lines: drawn,
    nodes_out: degree.size - nodes.length,
    lines_out: lines.length - drawn.length,
  };
}
