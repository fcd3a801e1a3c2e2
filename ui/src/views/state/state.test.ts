import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { StateRow } from '../../lib/api/types';
import { lean } from '../../../scripts/lean_cytoscape';
import {
  add_months,
  date_of,
  day_at,
  first_day,
  is_moment,
  last_day,
  moved,
  place_of,
  step_for,
  stepped,
  ticks,
} from './days';
import { form_of, kStyles } from './kinds';
import { layout } from './layout';
import { csv_of, degrees, differences, filtered, kinds_of, lines_of, of_key, sorted } from './lines';
import { mapped, placed } from './mapped';
import { picked } from './pick';
import places from './places.json';

function row(subject: string, relation: string, object: string, more: Partial<StateRow> = {}): StateRow {
  return {
    subject,
    relation: relation as StateRow['relation'],
    object,
    holds: 'yes',
    since: null,
    known_to_hold: null,
    until: null,
    sure_until: null,
    ended: false,
    interrupted: false,
    begin_disputed: false,
    end_disputed: false,
    derived: false,
    end_derived: false,
    articles: [],
    names: {},
    ...more,
  };
}
const day = (text: string): number => first_day(text)!;

describe('days', () => {
  const year = { first: day('2024-01-01'), last: day('2024-12-31') };
  it('are counted from 1970 and come back as they went', () => {
    expect(day('1970-01-02')).toBe(1);
    expect(date_of(day('2024-02-29'))).toBe('2024-02-29');
    expect(last_day('2024-02')).toBe(day('2024-02-29'));
    expect(first_day('XXXX')).toBeNull();
  });
  it('have places on the line', () => {
    expect(place_of(year.first, year)).toBe(0);
    expect(place_of(year.last + 99, year)).toBe(1);
    expect(day_at(place_of(day('2024-07-01'), year), year)).toBe(day('2024-07-01'));
    expect(place_of(5, { first: 5, last: 5 })).toBe(1);
  });
  it('are moved by the keys of a slider and stay on it', () => {
    const at = day('2024-01-31');
    expect(moved('ArrowRight', at, year)).toBe(at + 1);
    expect(moved('ArrowLeft', at, year)).toBe(at - 1);
    expect(date_of(moved('PageUp', at, year)!)).toBe('2024-02-29');
    expect(date_of(moved('PageDown', at, year)!)).toBe('2024-01-01');
    expect(moved('Home', at, year)).toBe(year.first);
    expect(moved('End', at, year)).toBe(year.last);
    expect(moved('ArrowRight', year.last, year)).toBe(year.last);
    expect(moved('a', at, year)).toBeNull();
  });
  it('go on by months of any length', () => {
    expect(date_of(add_months(day('2023-12-31'), 2))).toBe('2024-02-29');
    expect(date_of(add_months(day('2024-03-31'), -13))).toBe('2023-02-28');
    expect(date_of(stepped(day('2024-02-29'), 'year'))).toBe('2025-02-28');
  });
  it('are played in some 20 to 60 steps', () => {
    for (const length of [200, 1500, 4000, 9000, 20000]) {
      const stretch = { first: 0, last: length };
      let steps = 0;
      for (let at = 0; at < length; at = stepped(at, step_for(stretch))) steps += 1;
      expect(steps, String(length)).toBeGreaterThan(19);
      expect(steps, String(length)).toBeLessThan(70);
    }
  });
  it('have a few round dates written under the line', () => {
    expect(ticks(year, 6).map(({ edtf }) => edtf)).toEqual([
      '2024-01',
      '2024-03',
      '2024-05',
      '2024-07',
      '2024-09',
      '2024-11',
    ]);
    for (const last of [40, 400, 4000, 40000]) expect(ticks({ first: 0, last }, 6).length).toBeLessThan(8);
    expect(ticks({ first: 3, last: 3 })).toEqual([]);
  });
  it('are asked for as a day, month or year', () => {
    for (const text of ['2024', '2024-02', '2024-02-29']) expect(is_moment(text)).toBe(true);
    for (const text of ['', '24', '2023-02-29', '2024/2025', '2024-13', '2024~'])
      expect(is_moment(text)).toBe(false);
  });
});

describe('lines', () => {
  const rows = [
    row('MLI', 'member_of', 'AES', { since: '2023-09-16' }),
    row('RUS', 'forces_in', 'MLI', { holds: 'possible' }),
    row('Assimi Goita', 'holds_office', 'president@MLI'),
  ];
  it('end at the state of an office', () => {
    const lines = lines_of(rows, null);
    expect(lines[2]).toMatchObject({ to: 'MLI', object: 'president@MLI', side: null });
    expect(of_key(lines[2]!.key)).toEqual({
      subject: 'Assimi Goita',
      relation: 'holds_office',
      object: 'president@MLI',
    });
    expect(of_key('MLI')).toBeNull();
    expect(degrees(lines).get('MLI')).toBe(3);
  });
  it('stand once, however often they were asked for', () => {
    expect(lines_of([...rows, rows[0]!], null)).toHaveLength(3);
  });
  it('are filtered by kind, actor and side', () => {
    const lines = lines_of(rows, null);
    const all = { relation: [], actors: [] };
    expect(filtered(lines, all)).toHaveLength(3);
    expect(filtered(lines, { ...all, relation: ['forces_in', 'member_of'] })).toHaveLength(2);
    expect(filtered(lines, { ...all, actors: ['RUS'] })).toHaveLength(1);
    expect(filtered(lines, { ...all, actors: ['MLI'] })).toHaveLength(3);
    expect(kinds_of(lines, ['forces_in'])[0]).toEqual({ kind: 'forces_in', count: 1 });
  });
  it('of two worlds say whose they are and what differs', () => {
    const other = [row('MLI', 'member_of', 'AES', { since: '2024' }), row('NER', 'member_of', 'AES')];
    const lines = lines_of(rows, other);
    expect(lines.map(({ side }) => side)).toEqual(['both', 'a', 'a', 'b']);
    expect(lines.map(({ differs }) => differs)).toEqual([true, false, false, false]);
    const none = { relation: [], actors: [] };
    expect(filtered(lines, { ...none, side: 'differs' })).toHaveLength(1);
    expect(filtered(lines, { ...none, side: 'a' })).toHaveLength(2);
    expect(differences(other, rows).map(({ what }) => what)).toEqual(['otherwise', 'new', 'new', 'gone']);
  });
  it('are sorted, equal ones in the order of the server', () => {
    const lines = lines_of(rows, null);
    const by = (column: 'subject' | 'since' | 'holds' | 'how', down = false) =>
      sorted(lines, column, down, String, String, (a, b) => (a < b ? -1 : a > b ? 1 : 0)).map(
        (l) => l.subject,
      );
    expect(by('subject')).toEqual(['Assimi Goita', 'MLI', 'RUS']);
    expect(by('subject', true)).toEqual(['RUS', 'MLI', 'Assimi Goita']);
    expect(by('holds')).toEqual(['MLI', 'Assimi Goita', 'RUS']);
    expect(by('how')).toEqual(['MLI', 'RUS', 'Assimi Goita']);
  });
  it('are written as CSV', () => {
    const odd = row('a,"b"\n', 'leads', 'X', { known_to_hold: '2025-07-22', derived: true });
    const text = csv_of(lines_of([odd, row('A', 'leads', 'B', { known_to_hold: '9999-12-31' })], null));
    expect(text.split('\r\n')).toEqual([
      'subject,relation,object,holds,since,until,how,articles,first_published,first_uri',
      '"a,""b""\n",leads,X,yes,by 2025-07-22,,derived,0,,',
      'A,leads,B,yes,,,reported,0,,',
      '',
    ]);
    expect(csv_of(lines_of(rows, [])).split('\r\n')[0]).toMatch(/,told_by,other_holds,/);
  });
});

describe('network', () => {
  const star = Array.from({ length: 50 }, (_, i) => row('HUB', 'leads', `n${i}`));
  const chain = Array.from({ length: 50 }, (_, i) => row(`n${i}`, 'allied_with', `n${(i + 1) % 50}`));
  const lines = lines_of([...star, ...chain], null);

  it('draws all where there is room, and counts what it leaves out', () => {
    expect(picked(lines)).toMatchObject({ nodes_out: 0, lines_out: 0 });
    const few = picked(lines, [], { nodes: 10, edges: 100 });
    expect(few.nodes[0]).toEqual({ code: 'HUB', degree: 50 });
    expect(few.nodes).toHaveLength(10);
    expect(few.nodes_out).toBe(41);
    expect(few.lines.length + few.lines_out).toBe(lines.length);
  });
  it('draws who is chosen in any case', () => {
    expect(picked(lines, ['n49'], { nodes: 3, edges: 9 }).nodes.map(({ code }) => code)).toContain('n49');
  });
  it('leaves every node a line where lines are too many', () => {
    const few = picked(lines, [], { nodes: 51, edges: 60 });
    expect(few.lines).toHaveLength(60);
    expect(few.nodes).toHaveLength(51);
  });
  it('looks the same for the same data in whatever order', () => {
    const codes = ['MLI', 'NER', 'BFA', 'RUS', 'AES'];
    const edges: [string, string][] = [
      ['MLI', 'AES'],
      ['NER', 'AES'],
      ['BFA', 'AES'],
      ['RUS', 'MLI'],
    ];
    const places = layout(codes, edges);
    expect(layout([...codes].reverse(), [...edges].reverse())).toEqual(places);
    expect(
      layout(
        codes,
        edges.map(([a, b]): [string, string] => [b, a]),
      ),
    ).toEqual(places);
    for (const [a, one] of places)
      for (const [b, two] of places)
        if (a < b) expect(Math.hypot(one.x - two.x, one.y - two.y), `${a} ${b}`).toBeGreaterThan(25);
  });
  it('has places for one node, none, and codes that begin alike', () => {
    expect(layout([], [])).toEqual(new Map());
    expect(layout(['A'], []).size).toBe(1);
    for (const { x, y } of layout(['GEN:rebels:A', 'GEN:rebels:B'], []).values())
      expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
  });
  it('draws no two kinds of relations alike, even without colours', () => {
    const shapes = Object.entries(kStyles).map(([, s]) => `${s.width} ${s.dash.join()} ${s.arrow}`);
    // With the label beside; but line and head alone tell most of them apart.
    expect(new Set(shapes).size).toBe(shapes.length);
  });
  it('tells by its form what a code is of', () => {
    const state = (code: string) => code === 'MLI';
    expect(form_of('MLI', state)).toBe('state');
    expect(form_of('AES', state)).toBe('body');
    expect(form_of('GEN:rebels:MLI', state)).toBe('unnamed');
    expect(form_of('Sergei Lavrov', state)).toBe('named');
  });
  it('has cytoscape without what it does not use', () => {
    const code = readFileSync('node_modules/cytoscape/dist/cytoscape.esm.mjs', 'utf8');
    const cut = lean(code);
    expect(cut).toContain("name: 'preset'");
    expect(cut).not.toContain("name: 'cose'");
    expect(() => lean(cut)).toThrow(/cytoscape/);
  });
});

describe('map', () => {
  const has = (code: string): boolean => ['RUS', 'MLI', 'NER', 'USA'].includes(code);
  it('says on which side a state stands', () => {
    const { states, arcs, half, off } = mapped(
      lines_of(
        [
          row('RUS', 'forces_in', 'MLI'),
          row('RUS', 'agreement_with', 'NER', { holds: 'possible' }),
          row('MLI', 'member_of', 'AES'),
          row('Andrei Belousov', 'holds_office', 'defence minister@RUS'),
          row('RSF', 'controls', 'El Fasher'),
        ],
        null,
      ),
      has,
    );
    expect(states.get('MLI')).toMatchObject({ part: 'both', count: 2, possible: false });
    expect(states.get('NER')).toMatchObject({ part: 'equal', possible: true });
    expect(states.get('RUS')).toMatchObject({ part: 'both', count: 3 });
    expect(arcs.map(({ from, to }) => `${from} ${to}`)).toEqual(['RUS MLI', 'RUS NER']);
    expect([half.length, off.length]).toEqual([2, 1]);
  });
  it('writes the names that fit, the first ones first', () => {
    const box = (x: number) => ({ box: { x, y: 0, width: 10, height: 5 } });
    expect(placed([box(0), box(5), box(10)]).map(({ box }) => box.x)).toEqual([0, 10]);
  });
  it('knows the shapes that have no number, and small states as points', () => {
    expect(places.codes).toMatchObject({
      '275': 'PSE',
      '732': 'ESH',
      '158': 'TWN',
      Kosovo: 'XKX',
      '466': 'MLI',
    });
    expect(Object.keys(places.points)).toEqual(expect.arrayContaining(['BHR', 'SGP', 'VAT', 'MLT']));
    const drawn = new Set<string>(Object.values(places.codes));
    for (const code of Object.keys(places.points)) expect(drawn.has(code), code).toBe(false);
  });
});
