import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Matrix, MatrixRow, MatrixSource, Stance } from '../../lib/api/types';
import { csv } from '../../lib/csv';
import { choose, load_messages } from '../../lib/i18n';
import { is_contested, shown_of, step, table_of } from './matrix';
import Table from './Table.svelte';

const source = (kind: MatrixSource['kind'], id: string): MatrixSource => ({ kind, id, happenings: 1 });
function row(id: string, cells: Record<number, Stance>, more: Partial<MatrixRow> = {}): MatrixRow {
  return {
    id,
    type: 'ACCUSE',
    mode: '',
    actor: ['MLI'],
    recipient: ['UKR'],
    dates: ['2025-11-05'],
    words: 'اتهمت',
    reports: 3,
    documents: 2,
    origins: 1,
    cells: Object.fromEntries(
      Object.entries(cells).map(([at, stance]) => [
        at,
        { stance, reports: 2, first: `e-${id}-${at}`, document: 'd1' },
      ]),
    ),
    ...more,
  };
}
const names = { MLI: { ar: 'مالي', en: 'Mali' }, UKR: { ar: 'أوكرانيا', en: 'Ukraine' } };
const matrix: Matrix = {
  sources: [
    source('speaker', 'MLI'),
    source('outlet', 'وكالة'),
    source('outlet', 'صحيفة'),
    source('speaker', 'UKR'),
  ],
  happenings: [row('hp-1', { 0: 'says', 1: 'relays' }), row('hp-2', { 0: 'says', 2: 'relays', 3: 'denies' })],
  offset: 0,
  limit: 20,
  next: null,
  names,
};

describe('what the table has', () => {
  it('has the outlets first, and keeps the order of the server within a kind', () => {
    const shown = shown_of(matrix, false, 20);
    expect(shown.columns.map((c) => c.source.id)).toEqual(['وكالة', 'صحيفة', 'MLI', 'UKR']);
    expect(shown.columns.map((c) => c.index)).toEqual([1, 2, 0, 3]);
    expect(shown.columns.map((c) => c.first)).toEqual([true, false, true, false]);
    expect(shown.groups).toEqual([
      { kind: 'outlet', columns: 2 },
      { kind: 'speaker', columns: 2 },
    ]);
    expect(shown.rows).toHaveLength(2);
    expect(shown.untold).toBe(0);
    expect(shown_of({ ...matrix, happenings: [row('hp-3', {})] }, false, 20).untold).toBe(1);
  });

  it('picks what somebody denies, and leaves out who then has nothing', () => {
    const shown = shown_of(matrix, true, 20);
    expect(shown.rows.map((r) => r.id)).toEqual(['hp-2']);
    expect(shown.columns.map((c) => c.source.id)).toEqual(['صحيفة', 'MLI', 'UKR']);
    expect(shown.columns.map((c) => c.count)).toEqual([1, 1, 1]);
  });

  it('never leaves out the one who denies for want of columns', () => {
    expect(shown_of(matrix, true, 1).columns.map((c) => c.source.id)).toEqual(['UKR']);
  });

  it('takes who says and denies for one who denies', () => {
    expect(is_contested(row('x', { 0: 'disputed' }))).toBe(true);
    expect(is_contested(row('x', { 0: 'says', 1: 'relays' }))).toBe(false);
  });
});

describe('keys', () => {
  const last = { row: 3, column: 5 };
  it('go along the line, whatever its direction', () => {
    expect(step({ row: 1, column: 1 }, 'ArrowRight', false, false, last)).toEqual({ row: 1, column: 2 });
    expect(step({ row: 1, column: 1 }, 'ArrowRight', false, true, last)).toEqual({ row: 1, column: 0 });
    expect(step({ row: 1, column: 1 }, 'ArrowLeft', false, true, last)).toEqual({ row: 1, column: 2 });
  });
  it('stay within the table', () => {
    expect(step({ row: 0, column: 0 }, 'ArrowUp', false, false, last)).toEqual({ row: 0, column: 0 });
    expect(step({ row: 2, column: 2 }, 'PageDown', false, false, last)).toEqual({ row: 3, column: 2 });
    expect(step({ row: 2, column: 2 }, 'End', true, false, last)).toEqual(last);
    expect(step({ row: 2, column: 2 }, 'Home', false, false, last)).toEqual({ row: 2, column: 0 });
  });
  it('leave the others to the browser', () => {
    expect(step({ row: 1, column: 1 }, 'Enter', false, false, last)).toBeNull();
  });
});

it('CSV has a column for each source, and nothing where it is silent', () => {
  const lines = csv(table_of(shown_of(matrix, false, 20))).split('\r\n');
  expect(lines[0]).toMatch(/,origins,outlet: وكالة,outlet: صحيفة,speaker: MLI,speaker: UKR$/);
  expect(lines[1]).toMatch(/,3,2,1,relays 2,,says 2,$/);
  expect(lines[2]).toMatch(/,,relays 2,says 2,denies 2$/);
  expect(csv([['a "b", c', 'd']])).toBe('"a ""b"", c",d\r\n');
});

describe('the table', () => {
  beforeEach(async () => {
    choose('language', 'en');
    await load_messages('en');
    await tick();
  });
  const make = () => render(Table, { shown: shown_of(matrix, false, 20), names });
  const focused = (): string | null => document.activeElement!.getAttribute('href');

  it('names its rows and columns, and says each stance in words', () => {
    const { container } = make();
    expect(screen.getByRole('columnheader', { name: /Ukraine/ })).toBeTruthy();
    expect(screen.getByRole('columnheader', { name: 'Speakers' })).toBeTruthy();
    expect(screen.getAllByRole('rowheader', { name: /Accusation: Mali → Ukraine.*3 reports/s })).toHaveLength(
      2,
    );
    const link = screen.getByRole('link', { name: 'denies: 2 reports' });
    expect(link.getAttribute('href')).toBe('/articles/d1?mark=e-hp-2-3');
    const cells = [...container.querySelectorAll('tbody td')].map((td) => td.textContent!.trim());
    expect(cells).toHaveLength(8);
    expect(cells.filter((text) => text === 'silent')).toHaveLength(3);
  });

  it('does not word as done what may be planned or denied', () => {
    expect(make().container.textContent).not.toContain('accused');
  });

  it('is one stop of Tab, and arrows go from cell to cell', async () => {
    const { container } = make();
    const stops = () => [...container.querySelectorAll<HTMLElement>('table [tabindex="0"]')];
    expect(stops()).toHaveLength(1);
    stops()[0]!.focus();
    expect(focused()).toBe('/happenings/hp-1');
    await fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight' });
    expect(focused()).toBe('/articles/d1?mark=e-hp-1-1');
    await fireEvent.keyDown(document.activeElement!, { key: 'ArrowRight' });
    expect(document.activeElement!.tagName).toBe('TD');
    await fireEvent.keyDown(document.activeElement!, { key: 'ArrowUp' });
    expect(focused()).toContain('/articles?outlet=');
    expect(stops()).toEqual([document.activeElement]);
    await fireEvent.keyDown(document.activeElement!, { key: 'End', ctrlKey: true });
    expect(focused()).toBe('/articles/d1?mark=e-hp-2-3');
  });

  it('turns the arrows with the direction', async () => {
    choose('language', 'ar');
    await load_messages('ar');
    await tick();
    const { container } = make();
    container.querySelector<HTMLElement>('table [tabindex="0"]')!.focus();
    await fireEvent.keyDown(document.activeElement!, { key: 'ArrowLeft' });
    expect(focused()).toBe('/articles/d1?mark=e-hp-1-1');
  });
});
