// All requests to the server go through here: one place for addresses, the token, what is kept of answers and errors.
import { learn } from '../i18n/names.svelte';
import { parse_balanced } from '../isolates';
import type * as T from './types';

export const kBase = '/api/v1';

type Value = string | number | boolean | null | undefined;
export type Params = object;

/** A request that was not answered with what was asked for. `code` has a message in each language. */
export class Problem extends Error {
  constructor(
    readonly code: string,
    readonly status: number,
    readonly body?: Partial<T.ProblemBody>,
  ) {
    super(body?.detail ?? body?.title ?? code);
    this.name = 'Problem';
  }
}

/** The address of a path under /api/v1. Values that are empty or false are left out; keys keep their order. */
export function address(path: string, params: Params = {}): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(params) as [string, Value][]) {
    if (value === undefined || value === null || value === '' || value === false) continue;
    query.append(key, String(value));
  }
  const text = query.toString();
  return `${kBase}${path ? '/' + path : ''}${text ? '?' + text : ''}`;
}

export const segment = encodeURIComponent;

// --- the token of a server that asks for one: kept as long as the tab is open ---

const kTokenKey = 'isnad.token';
export function token(): string | null {
  return sessionStorage.getItem(kTokenKey);
}
export function set_token(value: string | null): void {
  if (value) sessionStorage.setItem(kTokenKey, value);
  else sessionStorage.removeItem(kTokenKey);
}

// --- answers by address, the last used at the end ---

interface Kept {
  etag: string;
  body: unknown;
}
const kMostKept = 60;
const kept = new Map<string, Kept>();

function keep(url: string, entry: Kept): void {
  kept.delete(url);
  kept.set(url, entry);
  const oldest = kept.keys().next();
  if (kept.size > kMostKept && !oldest.done) kept.delete(oldest.value);
}

/** What was answered last, without asking whether it still holds. */
export function last_answer<R>(url: string): R | undefined {
  return kept.get(url)?.body as R | undefined;
}
export function forget_answers(): void {
  kept.clear();
}

async function problem_of(answer: Response): Promise<Problem> {
  try {
    const body = (await answer.json()) as Partial<T.ProblemBody>;
    return new Problem(body.code ?? `status`, answer.status, body);
  } catch {
    return new Problem('status', answer.status);
  }
}

function headers(more: Record<string, string> = {}): Headers {
  const all = new Headers(more);
  const secret = token();
  // What no header can hold is no token of a server; without one the server says that it wants one.
  if (secret && /^[!-~]+$/.test(secret)) all.set('Authorization', `Bearer ${secret}`);
  return all;
}

async function send(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, { ...init, credentials: 'same-origin' });
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new Problem('unreachable', 0);
  }
}

function learn_names(body: unknown): void {
  if (!body || typeof body !== 'object') return;
  const { names, items } = body as { names?: T.Names; items?: { names?: T.Names }[] };
  if (names) learn(names);
  if (Array.isArray(items)) for (const item of items) if (item?.names) learn(item.names);
}

/** The answer to a GET, asked for with the ETag of the one that is kept. Throws Problem or an AbortError. */
export async function get<R>(url: string, signal?: AbortSignal): Promise<R> {
  const had = kept.get(url);
  // 'no-store': the browser's own cache would answer 200 for a 304 and hand over the body twice.
  const answer = await send(url, {
    headers: headers({ Accept: 'application/json', ...(had ? { 'If-None-Match': had.etag } : {}) }),
    cache: 'no-store',
    ...(signal ? { signal } : {}),
  });
  if (answer.status === 304 && had) {
    keep(url, had);
    return had.body as R;
  }
  if (!answer.ok) throw await problem_of(answer);
  let body: R;
  try {
    body = parse_balanced<R>(await answer.text());
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw error;
    throw new Problem('unreadable_answer', answer.status);
  }
  learn_names(body);
  const etag = answer.headers.get('ETag');
  if (etag) keep(url, { etag, body });
  return body;
}

async function write(method: 'PUT' | 'DELETE', url: string, body?: unknown): Promise<void> {
  const answer = await send(url, {
    method,
    headers: headers(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw await problem_of(answer);
  await answer.text();
  // What was answered before the change is not asked about, but asked for anew.
  forget_answers();
}

/** A file that the browser saves. */
export function save(data: Blob, name: string): void {
  const link = document.createElement('a');
  const at = URL.createObjectURL(data);
  link.href = at;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(at), 10_000);
}

/** A file of the server saved by the browser. With a token a plain link would be refused. */
export async function download(url: string, name: string): Promise<void> {
  const answer = await send(url, { headers: headers() });
  if (!answer.ok) throw await problem_of(answer);
  save(await answer.blob(), name);
}

/** All rows of a list as CSV, asked for page by page: the server gives so many at once. */
export async function all_rows(url: string): Promise<string> {
  const kPage = 500;
  const at = new URL(url, location.origin);
  at.searchParams.set('limit', String(kPage));
  let out = '';
  for (let offset = 0; ; offset += kPage) {
    at.searchParams.set('offset', String(offset));
    const page = at.pathname + at.search;
    const answer = await send(page, { headers: headers({ Accept: 'text/csv' }) });
    // The server skips so many rows at most; what is beyond cannot be asked for.
    if (offset > 0 && answer.status === 400) return out;
    if (!answer.ok) throw await problem_of(answer);
    const text = await answer.text();
    const header = text.indexOf('\n') + 1;
    if (offset === 0) out = text;
    else out += text.slice(header);
    if (header === 0 || header === text.length) return out;
  }
}
export async function download_rows(url: string, name: string): Promise<void> {
  // With a byte order mark, without which spreadsheets take UTF-8 for something else.
  save(new Blob(['\ufeff', await all_rows(url)], { type: 'text/csv' }), name);
}

/** A path with the type of its answer; give it to `resource` or `get`. */
export interface Path<R> {
  url: string;
  /** Never there: carries the type. */
  readonly answer?: R;
}
const path = <R>(at: string, params?: Params): Path<R> => ({ url: address(at, params) });

type ListOf = T.Filters & T.Paging;
type Accounts = ListOf & { single?: boolean; sort?: 'told' | 'date' };
/** The usual order is not named, so that a list has one address. */
const accounts = <Q extends Accounts>({ sort, ...rest }: Q) => ({
  ...rest,
  sort: sort === 'told' ? undefined : sort,
});

export const api = {
  root: () => path<T.Root>(''),
  digest: () => path<T.Digest>('digest'),
  attention: (q: { by?: T.Step; outlets?: number; actor?: string; from?: string; to?: string } = {}) =>
    path<T.Attention>('attention', q),
  documents: (q: ListOf & { sort?: 'date' | 'latest' } = {}) =>
    path<T.List<T.DocumentRow>>('documents', { ...q, sort: q.sort === 'date' ? undefined : q.sort }),
  document: (id: string) => path<T.Document>(`documents/${segment(id)}`),
  beside: (id: string) => path<T.Beside>(`documents/${segment(id)}/beside`),
  evidence: (id: string) => path<T.Whole<T.EvidenceRow>>(`documents/${segment(id)}/evidence`),
  raw: (id: string) => path<Blob>(`documents/${segment(id)}/raw`),
  events: (q: ListOf = {}) => path<T.List<T.EventRow>>('events', q),
  claims: (q: ListOf = {}) => path<T.List<T.ClaimRow>>('claims', q),
  relations: (q: ListOf = {}) => path<T.List<T.RelationRow>>('relations', q),
  entities: (q: ListOf = {}) => path<T.List<T.EntityRow>>('entities', q),
  entity: (code: string) => path<T.EntityRow & { names: T.Names }>(`entities/${segment(code)}`),
  timeline: (q: ListOf = {}) => path<T.List<T.TimelineRow>>('timeline', q),
  stories: (q: { from?: string; to?: string; outlet?: string; single?: boolean } & T.Paging = {}) =>
    path<T.List<T.StoryRow>>('stories', q),
  story: (id: string) => path<T.StoryRow & { names: T.Names }>(`stories/${segment(id)}`),
  copies: (q: { from?: string; to?: string; outlet?: string } & T.Paging = {}) =>
    path<T.List<T.CopyRow>>('copies', q),
  happenings: (q: Accounts = {}) => path<T.List<T.HappeningRow>>('happenings', accounts(q)),
  happening: (id: string) => path<T.HappeningDetail>(`happenings/${segment(id)}`),
  facts: (q: Accounts = {}) => path<T.List<T.FactRow>>('facts', accounts(q)),
  fact: (id: string) => path<T.FactDetail>(`facts/${segment(id)}`),
  conflicts: (q: ListOf = {}) => path<T.List<T.ConflictRow>>('conflicts', q),
  conflict: (id: string) => path<T.ConflictRow & { names: T.Names }>(`conflicts/${segment(id)}`),
  state: (q: T.StateQuery & T.Paging = {}) => path<T.StateList>('state', q),
  changes: (q: { since: string; until: string } & Omit<T.StateQuery, 'at'> & T.Paging) =>
    path<T.ChangeList>('changes', q),
  why: (
    q: { subject: string; relation: string; object: string } & Pick<
      T.StateQuery,
      'at' | 'known_by' | 'outlet' | 'source' | 'reported'
    >,
  ) => path<T.Why>('why', q),
  world: () => path<T.World>('world'),
  matrix: (q: Accounts & { sources?: number } = {}) => path<T.Matrix>('matrix', accounts(q)),
  voices: (code: string, q: { from?: string; to?: string } = {}) =>
    path<T.Voices>(`actors/${segment(code)}/voices`, q),
  search: (
    q: {
      q: string;
      of?: T.Target;
      sort?: 'date';
      facet?: string;
      facet_limit?: number;
      count?: boolean;
    } & T.Paging,
  ) => path<T.SearchAnswer>('search', q),
  searches: () => path<T.Whole<T.SavedSearch>>('searches'),
  exports: () => path<T.Whole<T.ExportFormat>>('exports'),
  suggest: (q: string, limit = 8) => path<T.Whole<T.Suggestion>>('suggest', { q, limit }),
  vocabulary: () => path<T.Vocabulary>('vocabulary'),

  /** Address of a feed of a saved search. */
  feed: (name: string, form: 'atom' | 'json') => address(`searches/${segment(name)}/feed.${form}`),
  /** Address of an export of what the filters leave. */
  export_of: (format: string, filters: T.Filters) => address(`exports/${segment(format)}`, filters),

  save_search: (name: string, query: string, of: T.Target | null) =>
    write('PUT', address(`searches/${segment(name)}`), of ? { query, of } : { query }),
  forget_search: (name: string) => write('DELETE', address(`searches/${segment(name)}`)),
};
