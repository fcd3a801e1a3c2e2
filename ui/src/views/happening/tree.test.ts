import { describe, expect, it } from 'vitest';
import type { ConflictRow, EventReport, Where } from '../../lib/api/types';
import { Points } from '../reader/marks';
import { sentence_of } from './sentence';
import { aspect_of, disputes, fullest, number_in, told } from './told';
import { folded, layout, tree_of, type Account, type TreeNode } from './tree';

const where = (id: string, published: string | null = null): Where => ({
  id,
  uri: id,
  outlet: id,
  published,
});
function report(id: string, doc: Where, more: Partial<EventReport> = {}): EventReport {
  return {
    id,
    type: 'ASSAULT',
    mode: '',
    contexts: [],
    cameo: '',
    actor: [],
    recipient: [],
    place: null,
    date: null,
    factuality: 'actual',
    source: [],
    count: null,
    triggers: [],
    rule: '',
    confidence: 1,
    date_from: null,
    words: [],
    doc,
    origin: 0,
    credits: [],
    copied_from: null,
    ...more,
  };
}
/** The tree as nested names. */
function shape(nodes: TreeNode[]): unknown[] {
  return nodes.map((n) => {
    const name =
      n.kind === 'origin'
        ? (n.origin.name ?? n.origin.kind)
        : n.kind === 'relay'
          ? n.code
          : n.kind === 'more'
            ? `+${n.articles}`
            : n.doc.id + (n.copy ? '*' : '');
    return n.children.length ? [name, ...shape(n.children)] : name;
  });
}
const a = where('a', '2025-01-01');
const b = where('b', '2025-01-02');
const c = where('c', '2025-01-03');

describe('the tree', () => {
  it('is folded where one node has very many', () => {
    const docs = Array.from({ length: 30 }, (_, i) => where(`d${String(i).padStart(2, '0')}`, '2025-01-01'));
    const account: Account = {
      origins: [{ kind: 'outlet', name: 'o', first: docs[0]! }],
      reports: [
        ...docs.map((doc) => report(`e-${doc.id}`, doc)),
        report('e-copy', where('z', '2025-01-02'), { copied_from: docs[29]! }),
      ],
    };
    const tree = tree_of(account);
    expect(shape(folded(tree, 2, () => false))).toEqual([['o', 'd00', 'd01', '+29']]);
    const keep = (n: TreeNode): boolean => n.kind === 'article' && n.doc.id === 'z';
    expect(shape(folded(tree, 2, keep))).toEqual([['o', 'd00', 'd01', ['d29', 'z*'], '+27']]);
    expect(folded(tree, Infinity, () => false)).toEqual(tree);
  });

  it('leads from origins by agencies to articles and their copies', () => {
    const account: Account = {
      origins: [
        { kind: 'speaker', name: 'RUS', first: a },
        { kind: 'unseen', name: null, first: c },
      ],
      reports: [
        report('1', a, { source: ['Sergei Lavrov', 'RUS'], credits: ['REUTERS'] }),
        report('2', b, { copied_from: a, source: ['Sergei Lavrov', 'RUS'] }),
        report('3', c, { origin: 1 }),
        report('4', a, { source: ['RUS'] }),
      ],
    };
    expect(shape(tree_of(account))).toEqual([
      ['RUS', ['Sergei Lavrov', ['REUTERS', ['a', 'b*']]]],
      ['unseen', 'c'],
    ]);
  });
  it('shows the article whose words were copied though it tells nothing', () => {
    const account: Account = {
      origins: [{ kind: 'outlet', name: 'a', first: a }],
      reports: [report('2', b, { copied_from: a }), report('3', c, { copied_from: a })],
    };
    expect(shape(tree_of(account))).toEqual([['a', ['a', 'b*', 'c*']]]);
  });
  it('ends where two are said to be copied from each other', () => {
    const account: Account = {
      origins: [{ kind: 'outlet', name: null, first: a }],
      reports: [report('1', a, { copied_from: b }), report('2', b, { copied_from: a })],
    };
    expect(shape(tree_of(account))).toEqual([['outlet', ['b', 'a*']]]);
  });
  it('skips reports of origins that are not there', () => {
    expect(shape(tree_of({ origins: [], reports: [report('1', a, { origin: 3 })] }))).toEqual([]);
  });
  it('puts leaves in rows and parents in the middle', () => {
    const account: Account = {
      origins: [{ kind: 'agency', name: 'AFP', first: a }],
      reports: [
        report('1', a, { credits: ['AFP'] }),
        report('2', b, { credits: ['AFP'] }),
        report('3', c, { copied_from: b }),
      ],
    };
    const { placed, columns, rows } = layout(tree_of(account));
    expect([columns, rows]).toEqual([3, 2]);
    expect(placed.map((p) => [p.column, p.row, p.parent])).toEqual([
      [0, 0.5, -1],
      [1, 0, 0],
      [1, 1, 0],
      [2, 1, 2],
    ]);
  });
});

describe('what is told', () => {
  const conflict = (
    kind: ConflictRow['kind'],
    ids: string[],
    about: ConflictRow['about'] = '',
  ): ConflictRow => ({
    id: 'cf',
    kind,
    about,
    first_day: null,
    last_day: null,
    accounts: [],
    sides: ids.map((id) => ({ value: id, origins: 1, reports: [report(id, a)] })),
  });
  it('counts the values of each aspect, with what is disputed', () => {
    const reports = [
      report('1', a, { count: 42 }),
      report('2', b, { count: 11, origin: 1 }),
      report('3', c, { count: 42, origin: 2 }),
      report('4', c),
    ];
    const disputed = disputes([conflict('number', ['1', '2'])]);
    expect(told(reports, 'count', disputed).map((t) => [t.value, t.reports, t.origins, t.disputed])).toEqual([
      ['42', 2, 2, true],
      ['11', 1, 1, true],
    ]);
    expect(told(reports, 'place', disputed)).toEqual([]);
  });
  it('takes parties in any order for the same', () => {
    const reports = [report('1', a, { actor: ['MLI', 'NER'] }), report('2', b, { actor: ['NER', 'MLI'] })];
    expect(told(reports, 'actor', new Map())).toHaveLength(1);
  });
  it('knows which aspect a contradiction is about', () => {
    expect(aspect_of({ kind: 'polarity', about: '' }, false)).toBe('factuality');
    expect(aspect_of({ kind: 'polarity', about: 'accusation' }, false)).toBeNull();
    expect(aspect_of({ kind: 'date', about: 'to' }, true)).toBe('to');
    expect(aspect_of({ kind: 'date', about: 'planned' }, false)).toBe('date');
  });
  it('reads numbers with bound and unit', () => {
    expect(number_in('>1000 soldier')).toEqual({ bound: '>', value: 1000, unit: 'soldier' });
    expect(number_in('42')).toEqual({ bound: '', value: 42, unit: '' });
    expect(number_in('denied')).toBeNull();
  });
  it('lets the fullest report stand for all', () => {
    expect(fullest([report('1', a), report('2', b, { date: '2025', place: 'Kidal' })])?.id).toBe('2');
    const planned = { factuality: 'planned' } as const;
    const done = report('3', c, { date: '2025', place: 'Kidal', count: 3 });
    expect(fullest([report('1', a, planned), done, report('2', b, planned)])?.id).toBe('1');
    expect(fullest([])).toBeUndefined();
  });
});

it('cuts the sentence of a report out with its words', () => {
  const points = new Points('ab cd. ef gh ij.');
  expect(
    sentence_of(
      points,
      [
        [0, 6],
        [7, 16],
      ],
      [
        [10, 12],
        [1, 2],
      ],
    ),
  ).toEqual({ text: 'ef gh ij.', marks: [[3, 5]] });
  expect(sentence_of(points, [[0, 6]], [[10, 12]])).toBeNull();
  expect(sentence_of(points, [[0, 6]], [])).toBeNull();
});
