// Places of the nodes of a network: attraction along relations, repulsion between all (Fruchterman and Reingold
// 1991). Nothing is random: a node begins at a place that its code gives, so that the same data always look the same
// and a small change of the data moves little.

export interface Place {
  x: number;
  y: number;
}

/** FNV-1a with a last stirring, 0 to 1. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; ++i) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h ^= h >>> 15;
  h = Math.imul(h, 0x2c1b3c6d);
  h ^= h >>> 12;
  return (h >>> 0) / 2 ** 32;
}

/**
 * `apart`: the distance that neighbours should have; `wide`: how much wider than high; `pull`: to the middle. The order of nodes and edges does not matter.
 */
export function layout(
  codes: string[],
  edges: [string, string][],
  {
    apart = 90,
    rounds = 280,
    wide = 1.6,
    pull = 3,
  }: { apart?: number; rounds?: number; wide?: number; pull?: number } = {},
): Map<string, Place> {
  const nodes = [...codes].sort();
  const n = nodes.length;
  const index = new Map(nodes.map((code, i) => [code, i]));
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  const radius = apart * Math.sqrt(n / pull);
  nodes.forEach((code, i) => {
    const angle = 2 * Math.PI * hash(code);
    const far = radius * Math.sqrt(0.05 + 0.95 * hash(`${code}#`));
    x[i] = far * Math.cos(angle);
    y[i] = far * Math.sin(angle);
  });
  const pairs = new Set<string>();
  for (const [a, b] of edges) {
    const i = index.get(a);
    const j = index.get(b);
    if (i !== undefined && j !== undefined && i !== j) pairs.add(i < j ? `${i},${j}` : `${j},${i}`);
  }
  const links = [...pairs].map((pair) => pair.split(',').map(Number) as [number, number]);
  links.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const dx = new Float64Array(n);
  const dy = new Float64Array(n);
  for (let round = 0; round < rounds; ++round) {
    dx.fill(0);
    dy.fill(0);
    for (let i = 0; i < n; ++i)
      for (let j = i + 1; j < n; ++j) {
        const ax = x[i]! - x[j]!;
        const ay = y[i]! - y[j]! || 1e-6 * (i - j);
        const force = (apart * apart) / Math.max(ax * ax + ay * ay, 1);
        dx[i]! += ax * force;
        dy[i]! += ay * force;
        dx[j]! -= ax * force;
        dy[j]! -= ay * force;
      }
    for (const [i, j] of links) {
      const ax = x[i]! - x[j]!;
      const ay = y[i]! - y[j]!;
      const force = Math.hypot(ax, ay) / apart;
      dx[i]! -= ax * force;
      dy[i]! -= ay * force;
      dx[j]! += ax * force;
      dy[j]! += ay * force;
    }
    // What is not connected would drift away for ever; and all cools down.
    const heat = radius * 0.12 * (1 - round / rounds) ** 1.5 + 0.5;
    for (let i = 0; i < n; ++i) {
      dx[i]! -= x[i]! * pull;
      dy[i]! -= y[i]! * pull;
      const length = Math.hypot(dx[i]!, dy[i]!) || 1;
      const step = Math.min(length, heat) / length;
      x[i]! += dx[i]! * step;
      y[i]! += dy[i]! * step;
    }
  }
  return new Map(
    nodes.map((code, i) => [code, { x: Math.round(x[i]! * wide * 10) / 10, y: Math.round(y[i]! * 10) / 10 }]),
  );
}
