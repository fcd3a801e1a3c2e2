import type { Plugin } from 'vite';

/**
 * Cytoscape registers its graph algorithms, layouts and WebGL renderer at its start, so that no bundler can tell that
 * they are not used: a third of its code. This takes what the page does not use out of its lists; the bundler drops
 * the rest. The version is pinned; a text that is not there fails the build.
 */
const kCuts: [string, string][] = [
  // Algorithms: breadth-first search stays, for connected components.
  [
    '[elesfn$v, elesfn$u, elesfn$t, elesfn$s, elesfn$r, elesfn$q, elesfn$p, elesfn$o, elesfn$n, elesfn$m, elesfn$l, markovClustering$1, kClustering, hierarchicalClustering$1, affinityPropagation$1, elesfn$k, hopcroftTarjanBiconnected$1, tarjanStronglyConnected$1].forEach(',
    '[elesfn$v].forEach(',
  ],
  // Layouts: places are our own (src/views/state/layout.ts).
  ...['Breadthfirst', 'Circle', 'Concentric', 'Cose', 'Grid', 'Random'].map((name): [string, string] => {
    const impl = name === 'Breadthfirst' ? 'BreadthFirstLayout' : `${name}Layout`;
    const last = name === 'Random';
    const entry = `{\n  name: '${name.toLowerCase()}',\n  impl: ${impl}\n}`;
    return last ? [`, ${entry}];`, '];'] : [`${entry}, `, ''];
  }),
  // The WebGL renderer, which is only for those who ask for it.
  [
    '[CRp$b, CRp$a, CRp$9, CRp$8, CRp$7, CRp$6, CRp$5, CRp$4, CRp$3, CRp$2, CRp$1].forEach(',
    '[CRp$b, CRp$a, CRp$9, CRp$8, CRp$7, CRp$6, CRp$5, CRp$3, CRp$2, CRp$1].forEach(',
  ],
];

export function lean(code: string): string {
  for (const [text, instead] of kCuts) {
    const parts = code.split(text);
    if (parts.length !== 2)
      throw new Error(`cytoscape: ${parts.length - 1} times in it: ${text.slice(0, 60)}`);
    code = parts.join(instead);
  }
  return code;
}

export function lean_cytoscape(): Plugin {
  return {
    name: 'isnad-lean-cytoscape',
    apply: 'build',
    transform(code, id) {
      return id.endsWith('cytoscape/dist/cytoscape.esm.mjs') ? { code: lean(code), map: null } : null;
    },
  };
}
