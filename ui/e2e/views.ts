// Every view with an address over the samples, and what of the samples must stand on it. A new view gets a line here:
// pages.test.ts fails for one that has none.
import type * as T from '../src/lib/api/types';
import type { Language } from '../src/lib/i18n/settings.svelte';
import { href, type ViewName } from '../src/lib/router/addresses';
import type { Visit } from './browser';
import { is_plain, name, say, squeezed } from './say';
import type { Served } from './serve';

export interface View {
  name: string;
  /** In the page's list of views; settings is a dialog over any of them. */
  of: ViewName | 'settings';
  at(served: Served): Promise<string>;
  /** What has to be done before it is seen. */
  open?(visit: Visit): Promise<void>;
  /** Where it is, if not in the page's middle. */
  within?: string;
  /** What is missing. */
  check(seen: Seen): Promise<void>;
}

/** Compares what is shown with what the API answers, and notes what is missing. */
export class Seen {
  readonly missing: string[] = [];
  readonly language: Language;
  #text: string | undefined;

  constructor(
    readonly visit: Visit,
    readonly served: Served,
    readonly within = 'main',
  ) {
    this.language = visit.language;
  }
  async text(...wanted: string[]): Promise<void> {
    this.#text ??= squeezed(await this.visit.text(this.within));
    for (const one of wanted) {
      if (one === '') this.missing.push('the test wants to see an empty text');
      if (!this.#text.includes(squeezed(one))) this.missing.push(`the text "${one}" is not shown`);
    }
  }
  async message(key: string, values: Record<string, string | number> = {}): Promise<void> {
    await this.text(say(this.language, key, values));
  }
  async count(selector: string, wanted: number): Promise<void> {
    const found = await this.visit.count(`${this.within} ${selector}`);
    if (found !== wanted) this.missing.push(`${found} of "${selector}", not ${wanted}`);
  }
  async some(selector: string): Promise<void> {
    if ((await this.visit.count(`${this.within} ${selector}`)) === 0)
      this.missing.push(`nothing of "${selector}"`);
  }
  equal(what: string, found: unknown, wanted: unknown): void {
    const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
    if (a !== b) this.missing.push(`${what}: ${a}, not ${b}`);
  }
  named(names: T.Names, codes: T.Code[], most = 4): string[] {
    return codes
      .filter(is_plain)
      .slice(0, most)
      .map((code) => name(names, code, this.language));
  }
}

const first = <R>(items: R[], of: string): R => {
  if (!items[0]) throw new Error(`the samples have no ${of}`);
  return items[0];
};
type Lists = T.List<T.HappeningRow>;
/** The happening with the most reports. */
const told_most = (served: Served) =>
  served.json<Lists>('happenings').then(({ items }) => first(items, 'happening that several tell'));
const a_fact = (served: Served) =>
  served.json<T.List<T.FactRow>>('facts').then(({ items }) => first(items, 'fact that several tell'));
const a_conflict = (served: Served) =>
  served.json<T.List<T.ConflictRow>>('conflicts').then(({ items }) => first(items, 'contradiction'));
/** The article with the most events. */
export const an_article = (served: Served) =>
  served.json<T.List<T.DocumentRow>>('documents?limit=500').then(({ items }) =>
    first(
      [...items].sort((a, b) => b.events - a.events),
      'article',
    ),
  );
export const an_actor = (served: Served) =>
  served.json<T.Digest>('digest').then(({ actors }) => first(actors, 'actor').name);
export const kWord = 'قوات';

function states(
  view: 'network' | 'map' | 'table',
  check: (seen: Seen, rows: T.StateList) => Promise<void>,
): View {
  return {
    name: `state-${view}`,
    of: 'state',
    at: async () => href('state', null, { view }),
    async check(seen) {
      const rows = await seen.served.json<T.StateList>('state?limit=500');
      const [shown] = say(seen.language, 'world.shown', { n: rows.items.length, at: '\n' }).split('\n');
      await seen.text(shown!);
      await check(seen, rows);
    },
  };
}

export const kViews: View[] = [
  {
    name: 'overview',
    of: 'overview',
    at: async () => '/',
    async check(seen) {
      const digest = await seen.served.json<T.Digest>('digest');
      const { documents, events, claims, relations, entities, outlets, actors, names } = digest;
      seen.equal(
        'the figures',
        await seen.visit.texts('main .figure'),
        [documents, events, claims, relations, entities, outlets.length].map(String),
      );
      await seen.text(
        ...seen.named(
          names,
          actors.map((a) => a.name),
        ),
      );
      await seen.text(...outlets.slice(0, 3).map((outlet) => outlet.name!));
      const latest = await seen.served.json<Lists>('happenings?sort=date&single=true&limit=8');
      await seen.count('[aria-labelledby=latest] .lines > li', latest.items.length);
      const conflicts = await seen.served.json<T.List<T.ConflictRow>>('conflicts?limit=4');
      await seen.count('[aria-labelledby=open-conflicts] .lines > li', conflicts.items.length);
      await seen.some('[aria-labelledby=attention] canvas');
    },
  },
  {
    name: 'search',
    of: 'search',
    at: async () => href('search', null, { q: kWord }),
    async check(seen) {
      const found = await seen.served.json<T.SearchAnswer>(
        `search?q=${encodeURIComponent(kWord)}&limit=20&facet=outlet`,
      );
      await seen.message('count.results', { n: found.total ?? -1 });
      await seen.count('ol.lines > li', found.items.length);
      await seen.text(first(found.items, 'hit').title!);
      await seen.some('aside a');
      await seen.some('ol.lines mark');
    },
  },
  {
    name: 'search-empty',
    of: 'search',
    at: async () => href('search'),
    async check(seen) {
      await seen.message('find.saved_none');
      await seen.message('find.help_phrase');
    },
  },
  {
    name: 'happenings',
    of: 'happenings',
    at: async () => href('happenings'),
    async check(seen) {
      const { items, names } = await seen.served.json<Lists>('happenings');
      await seen.count('ul.lines > li > article', items.length);
      for (const row of items.slice(0, 5)) {
        await seen.text(...seen.named(names, row.reports[0]!.actor, 1));
        await seen.message('count.reports', { n: row.reports.length });
      }
    },
  },
  {
    name: 'happening',
    of: 'happening',
    at: async (served) => href('happening', { id: (await told_most(served)).id }),
    async check(seen) {
      const { id } = await told_most(seen.served);
      const row = await seen.served.json<T.HappeningDetail>(`happenings/${id}`);
      const report = row.reports[0]!;
      await seen.message('count.reports', { n: row.reports.length });
      await seen.message('count.origins', { n: row.origins.length });
      await seen.message(`type.${report.type}`);
      await seen.text(...seen.named(row.names, report.actor));
      await seen.text(...row.reports.map(({ doc }) => doc.outlet!));
      await seen.count('ol.lines > li', row.reports.length);
      await seen.some('.tree .box.origin');
    },
  },
  {
    name: 'fact',
    of: 'fact',
    at: async (served) => href('fact', { id: (await a_fact(served)).id }),
    async check(seen) {
      const { id } = await a_fact(seen.served);
      const row = await seen.served.json<T.FactDetail>(`facts/${id}`);
      const report = row.reports[0]!;
      await seen.message('count.reports', { n: row.reports.length });
      await seen.message(`relation.${report.rel}`);
      await seen.text(...seen.named(row.names, [report.subject, report.object]));
      await seen.count('ol.lines > li', row.reports.length);
    },
  },
  {
    name: 'actors',
    of: 'actors',
    at: async () => href('actors'),
    async check(seen) {
      const { items } = await seen.served.json<T.List<T.EntityRow>>('entities');
      await seen.count('tbody tr', items.length);
      for (const row of items.filter((one) => is_plain(one.id)).slice(0, 5)) {
        await seen.text(seen.language === 'ar' ? row.name.ar : row.name.en);
      }
      const top = items[0]!;
      seen.equal('the counts of the first', await seen.visit.texts('main tbody tr:first-child td.number'), [
        ...[top.documents, top.mentions, top.events, top.claims].map(String),
      ]);
    },
  },
  {
    name: 'actor',
    of: 'actor',
    at: async (served) => href('actor', { code: await an_actor(served) }),
    async check(seen) {
      const code = await an_actor(seen.served);
      const row = await seen.served.json<T.EntityRow & { names: T.Names }>(`entities/${code}`);
      seen.equal(
        'the heading',
        await seen.visit.text('main h1'),
        seen.language === 'ar' ? row.name.ar : row.name.en,
      );
      await seen.text(row.name.ar, row.name.en);
      await seen.message('count.mentions', { n: row.mentions });
      const acts = await seen.served.json<Lists>(`happenings?actor=${code}&sort=date&single=true&limit=10`);
      await seen.count('[aria-labelledby=acts] article', acts.items.length);
      const said = await seen.served.json<T.List<T.ClaimRow>>(`claims?source=${code}&limit=5`);
      await seen.count('[aria-labelledby=said] li', said.items.length);
      await seen.some('[aria-labelledby=attention] canvas');
      await seen.count('[aria-labelledby=now] [role=slider]', 2);
    },
  },
  states('network', async (seen) => {
    await seen.some('canvas');
  }),
  states('map', async (seen, { names, items }) => {
    await seen.some('.map svg .state');
    await seen.some('.map svg .arc');
    const labels = await seen.visit.page.locator('main .map svg text').allTextContents();
    const known = new Set(Object.keys(names).map((code) => name(names, code, seen.language)));
    const strange = labels.filter((label) => !known.has(label.trim()));
    seen.equal('labels of no actor of the case', strange, []);
    if (!labels.length || !items.length) seen.missing.push('the map has no label');
  }),
  states('table', async (seen, { items, names }) => {
    await seen.count('tbody tr', Math.min(100, items.length));
    const row = items.find((one) => is_plain(one.subject) && is_plain(one.object))!;
    await seen.message(`relation.${row.relation}`);
    await seen.text(...seen.named(names, [row.subject, row.object]));
  }),
  {
    name: 'claims',
    of: 'claims',
    at: async () => href('claims'),
    async check(seen) {
      const matrix = await seen.served.json<T.Matrix>('matrix');
      const spoken = matrix.sources.filter(({ kind }) => kind === 'outlet').map(({ id }) => id);
      await seen.text(...spoken.slice(0, 3));
      await seen.text(...seen.named(matrix.names, first(matrix.happenings, 'happening of the matrix').actor));
      await seen.some('table tbody tr');
    },
  },
  {
    name: 'contradictions',
    of: 'contradictions',
    at: async () => href('contradictions'),
    async check(seen) {
      const { items } = await seen.served.json<T.List<T.ConflictRow>>('conflicts');
      await seen.count('ul.lines > li > article', items.length);
      for (const kind of new Set(items.map((row) => row.kind))) await seen.message(`conflict.${kind}`);
      await seen.count(
        '.side',
        items.reduce((n, row) => n + row.sides.length, 0),
      );
    },
  },
  {
    name: 'contradiction',
    of: 'contradiction',
    at: async (served) => href('contradiction', { id: (await a_conflict(served)).id }),
    async check(seen) {
      const row = await a_conflict(seen.served);
      seen.equal('the heading', await seen.visit.text('main h1'), say(seen.language, `conflict.${row.kind}`));
      await seen.count('.side', row.sides.length);
      await seen.text(...row.sides.flatMap((side) => side.reports.map(({ doc }) => doc.outlet!)));
    },
  },
  {
    name: 'articles',
    of: 'documents',
    at: async () => href('documents'),
    async check(seen) {
      const { items } = await seen.served.json<T.List<T.DocumentRow>>('documents');
      await seen.count('ul.lines > li', items.length);
      await seen.text(...items.map(({ title, doc }) => title ?? doc.uri.split('/').at(-1)!));
      await seen.text(...items.map(({ doc }) => doc.outlet!));
    },
  },
  {
    name: 'reader',
    of: 'document',
    at: async (served) => href('document', { id: (await an_article(served)).doc.id }),
    async check(seen) {
      const { doc } = await an_article(seen.served);
      const { record, text } = await seen.served.json<T.Document>(`documents/${doc.id}`);
      seen.equal('the heading', await seen.visit.text('main h1'), record.doc.title);
      await seen.message('count.events', { n: record.events.length });
      const words = await seen.visit.page.locator('main article .text').evaluate((e) => e.textContent);
      seen.equal(
        'the words of the article',
        squeezed(words ?? '').replaceAll(' ', ''),
        text.replace(/\s+/g, ''),
      );
      await seen.some('article .text .event');
      await seen.some('article .text .entity');
    },
  },
  {
    name: 'reader-mark',
    of: 'document',
    async at(served) {
      const { doc } = await an_article(served);
      const { record } = await served.json<T.Document>(`documents/${doc.id}`);
      return href('document', { id: doc.id }, { mark: first(record.events, 'event').id });
    },
    async check(seen) {
      const { doc } = await an_article(seen.served);
      const { record, names } = await seen.served.json<T.Document>(`documents/${doc.id}`);
      const event = record.events[0]!;
      await seen.some('aside.card');
      await seen.message(`type.${event.type}`);
      await seen.text(event.rule, ...seen.named(names, event.actor));
    },
  },
  {
    name: 'reader-evidence',
    of: 'document',
    at: async (served) => href('document', { id: (await an_article(served)).doc.id }, { tab: 'evidence' }),
    async check(seen) {
      const { doc } = await an_article(seen.served);
      await seen.text(doc.id, doc.outlet!);
      const { items } = await seen.served.json<T.List<T.EvidenceRow>>(`documents/${doc.id}/evidence`);
      await seen.text(first(items, 'evidence').sha256);
    },
  },
  {
    name: 'settings',
    of: 'settings',
    at: async () => '/',
    async open(visit) {
      await visit.page.getByRole('button', { name: say(visit.language, 'settings.label') }).click();
      await visit.page.locator('dialog[open]').waitFor();
    },
    within: 'dialog[open]',
    async check(seen) {
      await seen.count('fieldset', 5);
      await seen.text('العربية', 'English', 'Français');
      await seen.message('settings.calendar.islamic-umalqura');
    },
  },
];
