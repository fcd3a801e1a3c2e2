import { type Path, get, last_answer, Problem } from './client';

/**
 * An answer of the server that follows its address. `want` is read as an effect: when the address that it gives
 * changes, or the component goes, the request under way is dropped. While a new answer is fetched the last one
 * stays (`loading` is true), so that a view does not flicker; null asks for nothing.
 */
export class Resource<R> {
  value = $state.raw<R | undefined>(undefined);
  error = $state.raw<Problem | undefined>(undefined);
  loading = $state(true);
  #again = $state(0);

  constructor(want: () => Path<R> | null) {
    const url = $derived(want()?.url ?? null);
    $effect(() => {
      void this.#again;
      if (url === null) {
        this.value = undefined;
        this.error = undefined;
        this.loading = false;
        return;
      }
      const stop = new AbortController();
      const had = last_answer<R>(url);
      if (had !== undefined) this.value = had;
      this.loading = true;
      get<R>(url, stop.signal).then(
        (value) => {
          if (stop.signal.aborted) return;
          this.value = value;
          this.error = undefined;
          this.loading = false;
        },
        (error: unknown) => {
          if (stop.signal.aborted) return;
          this.error = error instanceof Problem ? error : new Problem('page', 0, { detail: String(error) });
          this.loading = false;
        },
      );
      return () => stop.abort();
    });
  }

  retry(): void {
    this.#again += 1;
  }
}

/** To be called while a component is made. */
export function resource<R>(want: () => Path<R> | null): Resource<R> {
  return new Resource(want);
}
