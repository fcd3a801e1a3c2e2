import { expect, it } from 'vitest';
import { counts_of, dates_of, fullest } from './accounts';
import type { EventReport } from './api/types';

const report = (id: string, more: Partial<EventReport>): EventReport =>
  ({
    id,
    actor: [],
    recipient: [],
    place: null,
    date: null,
    count: null,
    confidence: 0.5,
    source: [],
    ...more,
  }) as EventReport;

it('lets the report stand for the act that says most', () => {
  const reports = [
    report('a', { actor: ['MLI'], confidence: 0.9 }),
    report('b', { actor: ['MLI'], recipient: ['RUS'] }),
    report('c', { actor: ['MLI'], recipient: ['RUS'], date: '2025-08' }),
    report('d', { actor: ['MLI'], recipient: ['RUS'], date: '2025-08-14' }),
    report('e', { actor: ['MLI'], recipient: ['RUS'], date: '2025-08-14' }),
  ];
  expect(fullest({ reports }).id).toBe('d');
});
it('lists what the reports give, each once', () => {
  const reports = [
    report('a', { date: '2025-08-14', count: 42 }),
    report('b', { date: '2025-08', count: 11 }),
    report('c', { date: '2025-08-14' }),
  ];
  expect(dates_of({ reports })).toEqual(['2025-08', '2025-08-14']);
  expect(counts_of({ reports })).toEqual([11, 42]);
});
