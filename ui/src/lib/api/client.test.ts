import { beforeEach, expect, it, vi } from 'vitest';
import { address, all_rows, api, forget_answers, get, last_answer, Problem, set_token } from './client';

function answers(...all: (Response | Error | DOMException)[]) {
  const calls: { url: string; headers: Headers }[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    calls.push({ url, headers: new Headers(init.headers) });
    const next = all.shift()!;
    return next instanceof Response ? Promise.resolve(next) : Promise.reject(next);
  });
  return calls;
}
const json = (body: unknown, init: ResponseInit = {}) =>
  new Response(body === null ? null : JSON.stringify(body), init);

beforeEach(() => {
  forget_answers();
  set_token(null);
});

it('leaves out what is empty, and escapes the rest', () => {
  expect(address('events', { actor: 'MLI', type: '', single: false, offset: 0, x: null })).toBe(
    '/api/v1/events?actor=MLI&offset=0',
  );
  expect(api.happenings({ sort: 'told', actor: 'MLI' }).url).toBe('/api/v1/happenings?actor=MLI');
  expect(api.happenings({ sort: 'date' }).url).toBe('/api/v1/happenings?sort=date');
  expect(api.entity('GEN:rebels:MLI').url).toBe('/api/v1/entities/GEN%3Arebels%3AMLI');
  expect(api.document('a/b').url).toBe('/api/v1/documents/a%2Fb');
  expect(api.export_of('gexf', { actor: 'MLI', to: '2025' })).toBe('/api/v1/exports/gexf?actor=MLI&to=2025');
});

it('asks again with the ETag and takes what it has on 304', async () => {
  const calls = answers(
    json({ a: 1 }, { headers: { ETag: 'W/"1"' } }),
    json(null, { status: 304 }),
    json({ a: 2 }, { headers: { ETag: 'W/"2"' } }),
  );
  expect(await get('/api/v1/x')).toEqual({ a: 1 });
  expect(last_answer('/api/v1/x')).toEqual({ a: 1 });
  expect(await get('/api/v1/x')).toEqual({ a: 1 });
  expect(calls[1]!.headers.get('If-None-Match')).toBe('W/"1"');
  expect(await get('/api/v1/x')).toEqual({ a: 2 });
});

it('throws problems with their code', async () => {
  const body = { code: 'bad_argument', status: 400, parameter: 'from', detail: 'from: no date' };
  answers(json(body, { status: 400 }), new Response('<html>', { status: 502 }), new TypeError('refused'));
  await expect(get('/a')).rejects.toMatchObject({ code: 'bad_argument', status: 400, body });
  await expect(get('/b')).rejects.toMatchObject({ code: 'status', status: 502 });
  await expect(get('/c')).rejects.toMatchObject({ code: 'unreachable', status: 0 });
});

it('says when a good answer is no JSON', async () => {
  answers(new Response('<html>'));
  await expect(get('/a')).rejects.toBeInstanceOf(Problem);
});

it('hands an abort on as it is', async () => {
  answers(new DOMException('gone', 'AbortError'));
  await expect(get('/a')).rejects.toMatchObject({ name: 'AbortError' });
});

it('sends the token that it was given', async () => {
  const calls = answers(json({}), json({}));
  await get('/a');
  expect(calls[0]!.headers.get('Authorization')).toBeNull();
  set_token('secret');
  await get('/a');
  expect(calls[1]!.headers.get('Authorization')).toBe('Bearer secret');
});

it('asks for all pages of a list as CSV', async () => {
  const calls = answers(
    new Response('id,words\r\n1,"a\nb"\r\n'),
    new Response('id,words\r\n2,c\r\n'),
    new Response('id,words\r\n'),
  );
  expect(await all_rows('/api/v1/events?actor=MLI&offset=50')).toBe('id,words\r\n1,"a\nb"\r\n2,c\r\n');
  expect(calls.map((call) => call.url)).toEqual([
    '/api/v1/events?actor=MLI&offset=0&limit=500',
    '/api/v1/events?actor=MLI&offset=500&limit=500',
    '/api/v1/events?actor=MLI&offset=1000&limit=500',
  ]);
  expect(calls[0]!.headers.get('Accept')).toBe('text/csv');
});

it('asks anew after it has changed something', async () => {
  const calls = answers(
    json({ items: [] }, { headers: { ETag: 'W/"1"' } }),
    new Response(null, { status: 201 }),
    json({}),
  );
  await get(api.searches().url);
  await api.save_search('a b', 'actor:MLI', null);
  expect(calls[1]!.url).toBe('/api/v1/searches/a%20b');
  await get(api.searches().url);
  expect(calls[2]!.headers.get('If-None-Match')).toBeNull();
});
