// Which relations the network draws where there are too many: never silently, so what is left out is counted.
import type { Code } from '../../lib/api/types';
import { degrees, type Line } from './lines';

export const kMostNodes = 80;
export const kMostEdges = 240;

export interface Picked {
  nodes: { code: Code; degree: number }[];
  lines: Line[];
  /** Nodes and relations that the filters leave but that are not drawn. */
  nodes_out: number;
  lines_out: number;
}

/** In turn each node, highest rank first, has one more of its lines, those to higher ranks first: no node loses all. */
function fewer(lines: Line[], rank: Map<Code, number>, most: number): Line[] {
  const of_node: { line: Line; other: number }[][] = Array.from({ length: rank.size }, () => []);
  for (const line of lines) {
    const [a, b] = [rank.get(line.subject)!, rank.get(line.to)!];
    of_node[a]!.push({ line, other: b });
    if (a !== b) of_node[b]!.push({ line, other: a });
  }
  for (const list of of_node) list.sort((a, b) => a.other - b.other);
  const kept = new Set<Line>();
  const next = new Array<number>(rank.size).fill(0);
  for (let taken = true; taken && kept.size < most;) {
    taken = false;
    for (const [i, list] of of_node.entries()) {
      while (next[i]! < list.length && kept.has(list[next[i]!]!.line)) next[i]! += 1;
      if (next[i]! >= list.length || kept.size >= most) continue;
      kept.add(list[next[i]!]!.line);
      taken = true;
    }
  }
  return lines.filter((line) => kept.has(line));
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
  const drawn = between.length <= most.edges ? between : fewer(between, rank, most.edges);
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
