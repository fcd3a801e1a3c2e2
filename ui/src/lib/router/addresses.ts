// Every address of the page: its path and the typed parameters that hold the whole state of the view.
// Other views link to these by name, so they are here and not in the views.
import { type Codec, flag, list, one_of, text, whole } from './codecs';

/** The filters of the server's lists, under their names there. */
const filters = {
  actor: text(),
  type: text(),
  from: text(),
  to: text(),
  source: text(),
  outlet: text(),
};
const offset = whole(0);

export const addresses = {
  overview: {
    path: '/',
    query: { by: one_of(['', 'day', 'week', 'month', 'year'], ''), actor: text(), from: text(), to: text() },
  },
  search: {
    path: '/search',
    query: {
      q: text(),
      of: one_of(['', 'articles', 'events', 'claims', 'relations'], ''),
      sort: one_of(['', 'date'], ''),
      /** How many values of each facet. */
      facets: whole(8, 1, 100),
      offset,
    },
  },
  happenings: {
    path: '/happenings',
    query: { ...filters, single: flag(), sort: one_of(['told', 'date'], 'told'), offset },
  },
  happening: { path: '/happenings/:id', query: { report: text() } },
  fact: { path: '/facts/:id', query: { report: text() } },
  actors: { path: '/actors', query: { ...filters, offset } },
  actor: {
    path: '/actors/:code',
    query: { at: text(), known_by: text(), from: text(), to: text(), tab: text(), selected: text(), offset },
  },
  state: {
    path: '/state',
    query: {
      view: one_of(['network', 'map', 'table'], 'network'),
      at: text(),
      known_by: text(),
      /** What is shown is compared with this moment, or with what was known then. */
      since: text(),
      known_since: text(),
      outlet: text(),
      versus: text(),
      source: text(),
      actor: text(),
      relation: list(),
      place: text(),
      reported: flag(),
      untold: flag(),
      selected: text(),
      /** Whose relations are drawn beside those of the actor. */
      open: list(),
      /** Of two outlets' worlds: what both tell, only the one, only the other, or both otherwise. */
      side: one_of(['', 'both', 'a', 'b', 'differs'], ''),
      sort: text(),
      offset,
    },
  },
  claims: {
    path: '/claims',
    query: {
      ...filters,
      single: flag(),
      sort: one_of(['told', 'date'], 'told'),
      /** How many sources have a column. */
      sources: whole(20, 1, 100),
      /** Only what somebody denies. */
      contested: flag(),
      offset,
    },
  },
  contradictions: { path: '/conflicts', query: { ...filters, offset } },
  contradiction: { path: '/conflicts/:id', query: {} },
  documents: {
    path: '/articles',
    query: { ...filters, sort: one_of(['latest', 'date'], 'latest'), offset },
  },
  document: {
    path: '/articles/:id',
    query: {
      tab: one_of(['text', 'evidence'], 'text'),
      // A record's id, or layer@begin-end.
      mark: text(),
      // Layers that are shown; none given: all. 'none': none.
      layers: list(),
      // Another article to compare with, and the mark there.
      beside: text(),
      there: text(),
    },
  },
} as const satisfies Record<string, { path: string; query: Record<string, Codec<never> | Codec<any>> }>;

export type ViewName = keyof typeof addresses;
export type QueryOf<N extends ViewName> = {
  -readonly [K in keyof (typeof addresses)[N]['query']]: (typeof addresses)[N]['query'][K] extends Codec<
    infer V
  >
    ? V
    : never;
};
type Slots<P extends string> = P extends `${string}:${infer Slot}/${infer Rest}`
  ? Slot | Slots<Rest>
  : P extends `${string}:${infer Slot}`
    ? Slot
    : never;
export type PathOf<N extends ViewName> = Record<Slots<(typeof addresses)[N]['path']>, string>;

type Query = Record<string, unknown>;

/** The address of a view. Parameters that are left out have their default. */
export function href<N extends ViewName>(
  name: N,
  ...[path, query]: keyof PathOf<N> extends never
    ? [path?: null, query?: Partial<QueryOf<N>>]
    : [path: PathOf<N>, query?: Partial<QueryOf<N>>]
): string {
  const { path: pattern, query: codecs } = addresses[name];
  const at = pattern.replace(/:([a-z]+)/g, (_, slot: string) =>
    // A colon reads better unescaped and is allowed there: ar:..., GEN:rebels:MLI.
    encodeURIComponent((path as Record<string, string>)[slot]!)
      .replaceAll('%3A', ':')
      .replaceAll('%40', '@'),
  );
  const out = new URLSearchParams();
  for (const [key, codec] of Object.entries(codecs) as [string, Codec<unknown>][]) {
    const value = (query as Query | undefined)?.[key];
    const written = value === undefined ? null : codec.write(value);
    if (written !== null) out.append(key, written);
  }
  const search = out.toString();
  return search ? `${at}?${search}` : at;
}

export interface Match {
  name: ViewName;
  path: Record<string, string>;
  query: Query;
}

/** Which view an address is of; null: none. */
export function match(url: URL): Match | null {
  const pathname = url.pathname.replace(/(?<=.)\/+$/, '');
  for (const [name, { path: pattern, query: codecs }] of Object.entries(addresses)) {
    const names: string[] = [];
    const source = pattern.replace(/:([a-z]+)/g, (_, slot: string) => {
      names.push(slot);
      return '([^/]+)';
    });
    const found = new RegExp(`^${source}$`).exec(pathname);
    if (!found) continue;
    const path: Record<string, string> = {};
    try {
      names.forEach((slot, i) => (path[slot] = decodeURIComponent(found[i + 1]!)));
    } catch {
      return null;
    }
    const query: Query = {};
    for (const [key, codec] of Object.entries(codecs) as [string, Codec<unknown>][])
      query[key] = codec.read(url.searchParams.get(key));
    return { name: name as ViewName, path, query };
  }
  return null;
}
