import { describe, expect, it } from 'vitest';
import type { Beside, Record_, Span } from '../../lib/api/types';
import {
  choose,
  claim_of,
  direction_of,
  lines_of,
  marks_of,
  place_of,
  Points,
  segments_of,
  sentence_at,
  step,
  tidy,
} from './marks';

function record(more: Partial<Record_>): Record_ {
  const doc = {
    id: 'd',
    uri: 'd',
    url: null,
    outlet: null,
    title: null,
    published: null,
    published_from: null,
    lang: 'ar',
    length: 0,
  };
  return {
    isnad: 1,
    doc,
    sentences: [],
    entities: [],
    times: [],
    quantities: [],
    events: [],
    relations: [],
    claims: [],
    ...more,
  };
}
const claim = (id: string, span: Span, events: string[] = []): Record_['claims'][number] => ({
  id,
  source: 'X',
  source_span: [0, 1],
  cue_span: [1, 2],
  span,
  direct: false,
  via: [],
  events,
  relations: [],
  rule: 'r',
});
const event = (id: string, triggers: Span[]): Record_['events'][number] => ({
  id,
  type: 'AID',
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
  triggers,
  rule: 'r',
  confidence: 1,
  date_from: null,
});
const beside = (more: Partial<Beside>): Beside => ({
  copies: [],
  happenings: [],
  facts: [],
  conflicts: [],
  story: null,
  ...more,
});

describe('Points', () => {
  it('counts code points, not units', () => {
    const points = new Points('a😀b');
    expect(points.length).toBe(3);
    expect(points.slice(1, 2)).toBe('😀');
    expect(points.slice(2, 9)).toBe('b');
    expect(points.slice(3, 1)).toBe('');
    // A lone half is one.
    expect(new Points('\ud83dx😀').length).toBe(3);
    expect(new Points('\ud83dx😀').slice(1, 3)).toBe('x😀');
    expect(new Points('قال').slice(1, 3)).toBe('ال');
  });
});

describe('segments', () => {
  const cut = (text: string, spans: Span[][]): [string, number[]][][] =>
    segments_of(new Points(text), spans).map((p) => p.segments.map((s) => [s.text, s.marks]));

  it('know every mark over them: nested, overlapping, equal', () => {
    expect(cut('abcdefgh', [[[0, 8]], [[1, 4]], [[3, 6]], [[3, 6]]])).toEqual([
      [
        ['a', [0]],
        ['bc', [0, 1]],
        ['d', [0, 1, 2, 3]],
        ['ef', [0, 2, 3]],
        ['gh', [0]],
      ],
    ]);
  });
  it('join where one ends and the next begins, and hold several places of one mark', () => {
    expect(
      cut('abcdef', [
        [
          [0, 2],
          [4, 5],
        ],
        [[2, 4]],
      ]),
    ).toEqual([
      [
        ['ab', [0]],
        ['cd', [1]],
        ['e', [0]],
        ['f', []],
      ],
    ]);
  });
  it('go on over the end of a paragraph; empty lines are none', () => {
    expect(cut('ab\n\n \ncd\n', [[[1, 9]]])).toEqual([
      [
        ['a', []],
        ['b', [0]],
      ],
      [['cd', [0]]],
    ]);
  });
  it('count code points of emoji and keep all of the text', () => {
    const text = 'ا😀ب\nج😀د';
    const got = cut(text, [[[1, 2]], [[4, 6]]]);
    expect(got).toEqual([
      [
        ['ا', []],
        ['😀', [0]],
        ['ب', []],
      ],
      [
        ['ج😀', [1]],
        ['د', []],
      ],
    ]);
    expect(lines_of(new Points(text))).toEqual([
      [0, 3],
      [4, 7],
    ]);
  });
  it('are right over random spans', () => {
    let seed = 7;
    const random = (n: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % n;
    };
    for (let round = 0; round < 200; round += 1) {
      const text = Array.from({ length: 1 + random(40) }, () => 'ab\nc😀'.charAt(random(4))).join('');
      const points = new Points(text);
      const spans = Array.from({ length: random(8) }, () => {
        const many = Array.from({ length: 1 + random(3) }, (): Span => {
          const begin = random(points.length + 3);
          return [begin, begin + random(12)];
        });
        return tidy(many, points.length);
      });
      const found = segments_of(points, spans).flatMap((p) => p.segments);
      for (const { begin, end, marks, text: words } of found) {
        expect(words).toBe(points.slice(begin, end));
        for (let at = begin; at < end; at += 1)
          expect(marks).toEqual(
            spans.flatMap((list, i) => (list.some(([b, e]) => b <= at && at < e) ? [i] : [])),
          );
      }
      expect(found.reduce((n, s) => n + s.end - s.begin, 0)).toBe(
        lines_of(points).reduce((n, [b, e]) => n + e - b, 0),
      );
    }
  });
});

describe('marks', () => {
  it('put spans in order and inside the text', () => {
    expect(
      tidy(
        [
          [5, 9],
          [1, 3],
          [2, 4],
          [9, 10],
          [20, 30],
          [4, 4],
        ],
        12,
      ),
    ).toEqual([
      [1, 4],
      [5, 10],
    ]);
  });
  it('make one mark of words that stand for several entities, and know what is disputed', () => {
    const entity = (id: string): Record_['entities'][number] => ({
      id,
      kind: 'state',
      name: { ar: '', en: '' },
      wikidata: null,
      of: null,
      role: null,
      mentions: [{ span: [3, 6], form: 'nominal' }],
    });
    const made = marks_of(
      record({
        entities: [entity('MLI'), entity('NER')],
        events: [event('e1', [[3, 5]])],
        claims: [claim('c1', [0, 9])],
      }),
      beside({
        conflicts: [{ id: 'cf', kind: 'number', about: '', report: 'e1', sides: [] }],
        copies: [
          {
            other: { id: 'o', uri: 'o', outlet: null, published: null },
            order: 'after',
            words: 9,
            told: 0,
            mine: [[3, 9]],
            theirs: [[13, 19]],
          },
        ],
      }),
      10,
    );
    expect(made.map((m) => [m.key, m.disputed])).toEqual([
      ['c1', false],
      ['copy@3-9', false],
      ['entity@3-6', false],
      ['e1', true],
    ]);
    expect(made.flatMap((m) => (m.layer === 'entity' ? m.who.map((w) => w.entity.id) : []))).toEqual([
      'MLI',
      'NER',
    ]);
  });
  it('have each their own key', () => {
    const time = { span: [1, 3] as Span, type: 'DATE' as const, value: '2025', date: '2025' };
    const made = marks_of(
      record({ times: [time, time], events: [event('e', [[0, 1]]), event('e', [[4, 5]])] }),
      undefined,
      10,
    );
    expect(new Set(made.map((m) => m.key)).size).toBe(4);
  });
  it('leave out what stands outside of the text', () => {
    expect(marks_of(record({ events: [event('e1', [[30, 40]]), event('e2', [])] }), undefined, 10)).toEqual(
      [],
    );
  });
  it('are gone through by key, from a place as well', () => {
    const made = marks_of(
      record({ events: [event('a', [[0, 2]]), event('b', [[4, 6]]), event('c', [[8, 9]])] }),
      undefined,
      10,
    );
    const any = (): boolean => true;
    expect(step(made, { index: 0 }, 1, any)).toBe(1);
    expect(step(made, { index: 2 }, 1, any)).toBe(-1);
    expect(step(made, { place: 5 }, 1, any)).toBe(2);
    expect(step(made, { place: 5 }, -1, any)).toBe(1);
    expect(step(made, { place: 99 }, -1, any)).toBe(2);
    expect(step(made, { index: 0 }, 1, (m) => m.key === 'c')).toBe(2);
  });
  it('are chosen by a click from the shortest to the longest, around', () => {
    const made = marks_of(
      record({ events: [event('e', [[4, 6]])], claims: [claim('c', [0, 9])] }),
      undefined,
      10,
    );
    const first = choose(made, [0, 1], null);
    expect(first?.key).toBe('e');
    expect(choose(made, [0, 1], first)?.key).toBe('c');
    expect(choose(made, [0, 1], made[0]!)?.key).toBe('e');
    expect(choose(made, [], null)).toBeNull();
  });
  it('know their sentence and their innermost claim', () => {
    const r = record({
      sentences: [
        [0, 5],
        [6, 20],
      ],
      claims: [claim('wide', [0, 20], ['e']), claim('near', [6, 12], ['e'])],
    });
    expect(sentence_at(r, 6)).toEqual([6, 20]);
    expect(sentence_at(r, 5)).toBeNull();
    expect(claim_of(r, 'e')?.id).toBe('near');
    expect(claim_of(r, 'f')).toBeNull();
  });
  it('have places and directions', () => {
    expect(place_of('copy@12-40')).toEqual([12, 40]);
    expect(place_of('e1234')).toBeNull();
    expect(direction_of('ar')).toBe('rtl');
    expect(direction_of('fr')).toBe('ltr');
    expect(direction_of('und')).toBe('auto');
  });
});

it('is fast with 60,000 letters and 3,000 marks', () => {
  const text = Array.from(
    { length: 600 },
    (_, i) => 'كلمة '.repeat(19) + String(i % 10).padStart(4, '0') + '\n',
  ).join('');
  expect(text.length).toBe(60_000);
  const events = Array.from({ length: 2000 }, (_, i) => event(`e${i}`, [[i * 30, i * 30 + 9]]));
  const claims = Array.from({ length: 1000 }, (_, i) => claim(`c${i}`, [i * 60, i * 60 + 400]));
  const begun = performance.now();
  const points = new Points(text);
  const made = marks_of(record({ events, claims }), undefined, points.length);
  const cut = segments_of(
    points,
    made.map((m) => m.spans),
  );
  const took = performance.now() - begun;
  expect(made).toHaveLength(3000);
  expect(cut).toHaveLength(600);
  // 30 ms on an idle core; the machine of the tests may be busy.
  expect(took).toBeLessThan(1000);
});
