// Stands in for `isnad serve` until it is there: answers lists from `isnad VERB --json` over a case. Read-only, no
// ETags, no errors but 404. Goes away with the server.
//   node dev/mock.mjs ISNAD CASE [PORT]
import { execFileSync } from 'node:child_process';
import { createServer } from 'node:http';

const [program, file, port = '8080'] = process.argv.slice(2);
const kFilters = ['actor', 'type', 'from', 'to', 'source', 'outlet'];
const memo = new Map();
function rows(verb, args = []) {
  const key = JSON.stringify([verb, args]);
  if (!memo.has(key)) {
    const out = execFileSync(program, [verb, ...args, '-d', file, '--json'], {
      encoding: 'utf8',
      maxBuffer: 1e9,
    });
    memo.set(
      key,
      out
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line)),
    );
  }
  return memo.get(key);
}
function filters(q, verb) {
  const args = kFilters.filter((f) => q.get(f)).flatMap((f) => [`--${f}`, q.get(f)]);
  if (['happenings', 'facts'].includes(verb) && q.get('single') === 'true') args.push('--single');
  return args;
}
const book = {};
function learn() {
  for (const verb of ['events', 'claims', 'relations'])
    for (const row of rows(verb)) Object.assign(book, row.names);
  for (const e of rows('entities')) book[e.id] = e.name;
}
learn();
function names_in(value) {
  const found = {};
  const text = JSON.stringify(value);
  for (const code of Object.keys(book)) if (text.includes(JSON.stringify(code))) found[code] = book[code];
  return found;
}
function page(items, q, more = {}) {
  const offset = Number(q.get('offset') ?? 0);
  const limit = Number(q.get('limit') ?? 50);
  const shown = items.slice(offset, offset + limit);
  const next = offset + limit < items.length ? 'next' : null;
  return { items: shown, offset, limit, next, total: null, names: names_in(shown), ...more };
}
const days = (row) =>
  row.reports
    .map((r) => r.date ?? r.doc.published ?? '')
    .sort()
    .at(-1);
const docs = () => {
  const all = new Map();
  for (const row of rows('events')) {
    const had = all.get(row.doc.id) ?? { doc: row.doc, title: null, events: 0, claims: 0, relations: 0 };
    had.events += 1;
    all.set(row.doc.id, had);
  }
  return [...all.values()];
};
function count(values) {
  const n = new Map();
  for (const v of values) n.set(v, (n.get(v) ?? 0) + 1);
  return [...n].map(([name, c]) => ({ name, count: c })).sort((a, b) => b.count - a.count);
}

function answer(path, q) {
  const [head, id, tail] = path.split('/').map(decodeURIComponent);
  switch (head) {
    case '':
      return {
        isnad: '0.0',
        api: 1,
        case: 'demo.isnad',
        state: '1',
        refresh_due: false,
        writes: false,
        documents: docs().length,

        last_published: '2025-12-24',
      };
    case 'digest':
      return {
        documents: docs().length,
        appearances: docs().length,
        events: rows('events').length,
        claims: rows('claims').length,
        relations: rows('relations').length,
        entities: rows('entities').length,
        outlets: count(docs().map((d) => d.doc.outlet)),
        actors: count(rows('events').flatMap((e) => [...e.actor, ...e.recipient])).slice(0, 10),
        first_published: '2025-01-31',
        last_published: '2025-12-24',
        names: book,
      };
    case 'attention': {
      const found = docs().filter((d) => d.doc.published);
      const by = q.get('by') || 'month';
      const length = by === 'year' ? 4 : by === 'month' ? 7 : 10;
      const dates =
        by === 'month'
          ? Array.from({ length: 12 }, (_, i) => `2025-${String(i + 1).padStart(2, '0')}`)
          : [...new Set(found.map((d) => d.doc.published.slice(0, length)))].sort();
      return {
        by,
        dates,
        undated: 0,
        series: count(found.map((d) => d.doc.outlet)).map(({ name }) => ({
          outlet: name,
          rest: false,
          counts: dates.map(
            (at) => found.filter((d) => d.doc.outlet === name && d.doc.published.startsWith(at)).length,
          ),
        })),
      };
    }
    case 'documents':
      if (!id) return page(docs(), q);
      return null;
    case 'events':
    case 'claims':
    case 'relations':
    case 'timeline':
    case 'copies':
    case 'stories':
      return page(rows(head, filters(q, head)), q);
    case 'entities':
      if (!id) return page(rows(head, filters(q, head)), q);
      return { ...rows(head).find((e) => e.id === id), names: book };
    case 'happenings':
    case 'facts': {
      const all = rows(head, id ? ['--single'] : filters(q, head));
      if (id) {
        const row = all.find((r) => r.id === id || r.reports.some((e) => e.id === id));
        return (
          row && {
            ...row,
            conflicts: rows('conflicts').filter((c) => c.accounts.includes(row.id)),
            names: names_in(row),
          }
        );
      }
      return page(q.get('sort') === 'date' ? [...all].sort((a, b) => (days(a) < days(b) ? 1 : -1)) : all, q);
    }
    case 'conflicts':
      if (!id) return page(rows(head, filters(q, head)), q);
      return rows(head).find((c) => c.id === id);
    case 'state': {
      const args = ['at', 'outlet', 'source', 'actor', 'relation', 'place']
        .filter((f) => q.get(f))
        .flatMap((f) => [`--${f}`, q.get(f)]);
      return page(rows('state', args), q, { at: q.get('at') || '2025-12-24', known_by: null });
    }
    case 'search': {
      const args = [
        q.get('q'),
        ...['of', 'sort'].filter((f) => q.get(f)).flatMap((f) => [`--${f}`, q.get(f)]),
        '--limit',
        '0',
        ...(q.get('facet') ? ['--facet', q.get('facet')] : []),
      ];
      const all = rows('search', args);
      const hits = all.filter((r) => r.of);
      return page(hits, q, {
        of: hits[0]?.of ?? 'articles',
        total: hits.length,
        facets: all.filter((r) => r.facet),
        unknown: [],
        unseen: 0,
      });
    }
    case 'searches':
      return page([], q);
    case 'exports':
      return page(
        [
          {
            name: 'csv',
            summary: 'tables for spreadsheets',
            media_type: 'text/csv',
            extension: 'csv',
            folder: true,
          },
          {
            name: 'gexf',
            summary: 'the network of actors over time, for Gephi',
            media_type: 'application/gexf+xml',
            extension: 'gexf',
            folder: false,
          },
        ],
        q,
      );
    case 'suggest': {
      const like = (q.get('q') ?? '').toLowerCase();
      const found = rows('entities').filter((e) =>
        [e.id, e.name.en, e.name.ar].some((n) => n?.toLowerCase().startsWith(like)),
      );
      return page(
        found.slice(0, 8).map((e) => ({ code: e.id, kind: e.kind, name: e.name, documents: e.documents })),
        q,
      );
    }
    case 'vocabulary':
      return {
        event_types: [
          'AGREE',
          'CONSULT',
          'SUPPORT',
          'CONCEDE',
          'COOPERATE',
          'AID',
          'RETREAT',
          'REQUEST',
          'ACCUSE',
          'REJECT',
          'THREATEN',
          'PROTEST',
          'SANCTION',
          'MOBILIZE',
          'COERCE',
          'ASSAULT',
        ],
        modes: {},
        relations: [],
        fluents: [],
        entity_kinds: ['state', 'organization', 'armed_group', 'person', 'place', 'weapon', 'generic'],
        factualities: [],
        facets: [],
        search_fields: [],
        conflict_kinds: ['polarity', 'number', 'date', 'place', 'actor', 'office'],
      };
    default:
      return tail ? null : null;
  }
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://x');
  let body;
  try {
    body = answer(url.pathname.replace(/^\/api\/v1\/?/, ''), url.searchParams);
  } catch (error) {
    body = null;
    console.error(String(error.stderr ?? error));
  }
  response.statusCode = body ? 200 : 404;
  response.setHeader('Content-Type', body ? 'application/json' : 'application/problem+json');
  response.end(
    JSON.stringify(
      body ?? {
        type: 'urn:isnad:problem:not_found',
        title: 'Not found',
        status: 404,
        code: 'not_found',
        detail: url.pathname,
      },
    ),
  );
}).listen(Number(port), '127.0.0.1');
