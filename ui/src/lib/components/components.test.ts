import { render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { forget_answers, Problem } from '../api/client';
import type { ConflictRow, Event, EventReport, HappeningRow } from '../api/types';
import { choose, learn, load_messages, name_of } from '../i18n';
import ActText from './ActText.svelte';
import ConflictLine from './ConflictLine.svelte';
import EventLine from './EventLine.svelte';
import Failure from './Failure.svelte';
import FilterBar from './FilterBar.svelte';
import HappeningLine from './HappeningLine.svelte';
import RelationLine from './RelationLine.svelte';
import SideValue from './SideValue.svelte';
import TableTwin from './TableTwin.svelte';
import Words from './Words.svelte';

async function speak(language: 'ar' | 'en' | 'fr'): Promise<void> {
  choose('language', language);
  await load_messages(language);
  await tick();
}
const shown = (container: HTMLElement): string => container.textContent!.replace(/\s+/g, ' ').trim();

beforeEach(async () => {
  forget_answers();
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no server here')));
  learn({
    MLI: { ar: 'مالي', en: 'Mali' },
    UKR: { ar: 'أوكرانيا', en: 'Ukraine' },
    RUS: { ar: 'روسيا', en: 'Russia' },
  });
  await speak('en');
});

const event: Event = {
  id: 'e1',
  type: 'ACCUSE',
  mode: '',
  contexts: [],
  cameo: '112',
  actor: ['MLI'],
  recipient: ['UKR'],
  place: null,
  date: '2025-11-05',
  factuality: 'actual',
  source: ['MLI'],
  count: null,
  triggers: [],
  rule: 'r',
  confidence: 0.8,
  date_from: 'stated',
};
const doc = { id: 'd1', uri: 'a.txt', outlet: 'وكالة', published: '2025-11-05' };
const report = (more: Partial<EventReport>): EventReport => ({
  ...event,
  words: ['اتهم'],
  doc,
  origin: 0,
  credits: [],
  copied_from: null,
  ...more,
});

describe('names', () => {
  it('are in the language of the interface', async () => {
    expect(name_of('MLI')).toBe('Mali');
    expect(name_of('GEN:rebels:MLI')).toBe('rebels (Mali)');
    expect(name_of('defence minister@RUS')).toBe('defence minister (Russia)');
    expect(name_of('ar:فلان')).toBe('فلان');
    await speak('fr');
    expect(name_of('DEU')).toBe('Allemagne');
    expect(name_of('GEN:rebels:MLI')).toBe('rebelles (Mali)');
    await speak('ar');
    expect(name_of('GEN:rebels:MLI')).toBe('متمردون (مالي)');
    expect(name_of('GEN:rebels:MLI', undefined, true)).toBe('متمردين (مالي)');
  });
  it('are never empty', () => {
    expect(name_of('NOBODY_KNOWS', { NOBODY_KNOWS: { ar: '', en: '' } })).toBe('NOBODY_KNOWS');
  });
});

describe('ActText', () => {
  it.each([
    ['en', 'Mali accused Ukraine'],
    ['fr', 'Mali accuse Ukraine'],
    ['ar', 'اتهام من مالي إلى أوكرانيا'],
  ] as const)('words an act in %s', async (language, expected) => {
    await speak(language);
    expect(shown(render(ActText, { act: event }).container)).toBe(expected);
  });
  it('agrees in number', async () => {
    await speak('fr');
    expect(shown(render(ActText, { act: { ...event, actor: ['MLI', 'RUS'] } }).container)).toBe(
      'Mali et Russie accusent Ukraine',
    );
  });
  it('never words as done what was not', () => {
    for (const factuality of ['planned', 'denied', 'possible'] as const) {
      const text = shown(render(ActText, { act: { ...event, factuality } }).container);
      expect(text).not.toContain('accused');
      expect(text.toLowerCase()).toContain(factuality);
    }
  });
  it('says when nobody is named, and leaves out who is not there', () => {
    expect(shown(render(ActText, { act: { ...event, actor: [], recipient: [] } }).container)).toBe(
      'an unnamed party made an accusation',
    );
  });
  it('has the wording of a mode, or names the mode', () => {
    expect(shown(render(ActText, { act: { ...event, mode: 'disapprove' } }).container)).toBe(
      'Mali criticised Ukraine',
    );
    expect(shown(render(ActText, { act: { ...event, mode: 'allege' } }).container)).toBe(
      'Mali accused Ukraine (allegation)',
    );
  });
});

it('a line of an event says when and who says so', () => {
  const text = shown(render(EventLine, { event, docs: [doc], words: ['اتهم'] }).container);
  expect(text).toContain('5 November 2025');
  expect(text).toContain('وكالة');
  expect(text).toContain('heard from Mali');
});

it('a relation says since when, and when it is over', () => {
  const relation = {
    subject: 'MLI',
    rel: 'allied_with',
    object: 'RUS',
    from: '2023-09',
    to: 'XXXX',
  } as const;
  expect(shown(render(RelationLine, { relation }).container)).toBe(
    'Mali is allied with Russia since September 2023 over, no date told',
  );
});

it('a happening counts reports beside independent origins', () => {
  const row: HappeningRow = {
    id: 'hp-1',
    documents: 2,
    origins: [{ kind: 'outlet', name: 'وكالة', first: doc }],
    reports: [report({}), report({ id: 'e2', copied_from: doc })],
  };
  const text = shown(render(HappeningLine, { row }).container);
  expect(text).toContain('2 reports');
  expect(text).toContain('1 independent origin');
  expect(text).toContain('1 copied');
});

it('a contradiction shows its sides with the same weight', () => {
  const side = (value: string, id: string) => ({ value, origins: 1, reports: [report({ id })] });
  const row: ConflictRow = {
    id: 'cf-1',
    kind: 'number',
    about: '',
    first_day: '2025-11-05',
    last_day: '2025-11-05',
    accounts: ['hp-1'],
    sides: [side('42 soldier', 'a'), side('>11 soldier', 'b')],
  };
  const text = shown(render(ConflictLine, { row }).container);
  expect(text).toContain('42 soldiers');
  expect(text).toContain('more than 11 soldiers');
});

it('values of sides follow the Arabic count', async () => {
  await speak('ar');
  const value = (text: string) => shown(render(SideValue, { kind: 'number', value: text }).container);
  expect(value('42 soldier')).toContain('جنديا');
  expect(value('5 soldier')).toContain('جنود');
});

describe('what comes from the case', () => {
  const kEvil = '<img src=x onerror=alert(1)>\u202E<script>alert(2)</script>';
  it('is text and nothing else', () => {
    const { container } = render(Words, { text: kEvil, marks: [[0, 4]] });
    expect(container.querySelector('img, script')).toBeNull();
    expect(container.textContent).toContain('<script>');
  });
  it('stands isolated, so that a direction override ends with it', () => {
    for (const element of [
      render(Words, { text: kEvil }).container.firstElementChild!,
      render(EventLine, { event, docs: [{ ...doc, outlet: kEvil }] }).container.querySelector('.chain bdi')!,
    ])
      expect(element.tagName).toBe('BDI');
  });
});

describe('Failure', () => {
  it('speaks the language of the interface', async () => {
    await speak('fr');
    render(Failure, { problem: new Problem('locked', 503) });
    expect(screen.getByRole('alert').textContent).toContain('en cours d’écriture');
  });
  it('names the parameter that is at fault', () => {
    render(Failure, { problem: new Problem('bad_argument', 400, { parameter: 'from' }) });
    expect(screen.getByRole('alert').textContent).toContain('The value of “From” is not understood.');
  });
  it('has a message for every code of the contract', () => {
    for (const code of [
      'bad_argument',
      'unauthorized',
      'forbidden',
      'not_found',
      'method_not_allowed',
      'not_acceptable',
      'too_large',
      'locked',
      'corrupt',
      'unreadable',
      'unsupported',
      'unreachable',
    ]) {
      const { container, unmount } = render(Failure, { problem: new Problem(code, 500) });
      expect(container.textContent, code).not.toContain('The server failed');
      unmount();
    }
  });
  it('tells a server that does not answer from one that cannot reach its case', () => {
    render(Failure, { problem: new Problem('unreachable', 503) });
    expect(screen.getByRole('alert').textContent).toContain('The case cannot be read.');
  });
  it('takes every 400 for a value that is not understood', () => {
    render(Failure, { problem: new Problem('bad_encoding', 400) });
    expect(screen.getByRole('alert').textContent).toContain('does not understand a value');
  });
  it('asks for the token where one is needed', () => {
    render(Failure, { problem: new Problem('unauthorized', 401) });
    expect(screen.getByLabelText('Access token')).toBeTruthy();
  });
});

describe('FilterBar', () => {
  it('shows what is set by name and takes it away', async () => {
    const change = vi.fn();
    render(FilterBar, { value: { actor: 'MLI', from: '2025-04', type: 'ASSAULT' }, change });
    expect(screen.getByText('Mali')).toBeTruthy();
    expect(screen.getByText('April 2025')).toBeTruthy();
    screen.getByRole('button', { name: 'Remove: Actor: Mali' }).click();
    expect(change).toHaveBeenCalledWith({ actor: '', from: '2025-04', type: 'ASSAULT' });
  });
});

it('a table twin has headings for rows and columns', () => {
  render(TableTwin, { caption: 'c', columns: ['Date', 'A'], rows: [['May', 3]], open: true });
  expect(screen.getByRole('columnheader', { name: 'A' })).toBeTruthy();
  expect(screen.getByRole('rowheader', { name: 'May' })).toBeTruthy();
});
