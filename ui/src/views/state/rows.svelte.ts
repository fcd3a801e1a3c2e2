// All rows of one state or of several together, page by page: the network and the table need them all, and a case may
// have thousands.
import { api, get, Problem } from '../../lib/api/client';
import type { StateList, StateQuery, StateRow } from '../../lib/api/types';

export const kPage = 500;
/** More is not read at once; what is left out is said. */
export const kMostRows = 10_000;

export class Rows {
  value = $state.raw<StateRow[] | undefined>(undefined);
  /** The moment that was answered, where the question has none. */
  at = $state<string | null>(null);
  /** There are more rows than were read. */
  more = $state(false);
  loading = $state(true);
  error = $state.raw<Problem | undefined>(undefined);
  #again = $state(0);

  /** null asks for nothing. Rows that several questions give stand there once for each. */
  constructor(want: () => StateQuery[] | null) {
    // The addresses decide: an object that is made anew asks for nothing new.
    const asked = $derived((want() ?? []).map((q) => api.state({ ...q, limit: kPage }).url).join('\n'));
    $effect(() => {
      void this.#again;
      if (asked === '') {
        this.value = undefined;
        this.error = undefined;
        this.loading = false;
        this.more = false;
        return;
      }
      const stop = new AbortController();
      this.loading = true;
      this.#read(asked.split('\n'), stop.signal).catch((error: unknown) => {
        if (stop.signal.aborted) return;
        this.error = error instanceof Problem ? error : new Problem('page', 0, { detail: String(error) });
        this.loading = false;
      });
      return () => stop.abort();
    });
  }

  async #read(urls: string[], signal: AbortSignal): Promise<void> {
    let rows: StateRow[] = [];
    let more = false;
    let at: string | null = null;
    for (const [i, url] of urls.entries()) {
      for (let offset = 0; ; offset += offset ? kMostRows : kPage) {
        // The first page soon, the rest in one piece.
        const page = url.replace(`limit=${kPage}`, `limit=${kMostRows}`);
        const answer = await get<StateList>(offset ? `${page}&offset=${offset}` : url, signal);
        if (signal.aborted) return;
        rows = rows.concat(answer.items);
        at ??= answer.at ?? null;
        const enough = rows.length >= kMostRows;
        if (!answer.next || enough) {
          more ||= answer.next !== null;
          break;
        }
        // What comes first is drawn at once, the rest when it is all there.
        if (i === 0 && offset === 0) this.#take(rows, at, true);
      }
    }
    this.#take(rows, at, more);
    this.loading = false;
  }
  #take(rows: StateRow[], at: string | null, more: boolean): void {
    this.value = rows;
    this.at = at;
    this.more = more;
    this.error = undefined;
  }

  retry(): void {
    this.#again += 1;
  }
}
