// The History API: where we are, and how to go elsewhere. Links are plain <a href>; their clicks are taken here.
import { addresses, href, match, type Match, type PathOf, type QueryOf, type ViewName } from './addresses';

let url = $state.raw(new URL(location.href));
const found = $derived(match(url));

export const here = {
  get url(): URL {
    return url;
  },
  get match(): Match | null {
    return found;
  },
};

interface Kept {
  scroll?: number;
}

function keep_scroll(): void {
  history.replaceState({ ...(history.state as Kept | null), scroll: scrollY }, '');
}

/** Goes to an address of the page. `replace` leaves no step back, for typing and sliders. */
export function go(to: string, { replace = false }: { replace?: boolean } = {}): void {
  const next = new URL(to, location.href);
  if (next.href === url.href) return;
  const other_view = match(next)?.name !== found?.name || next.pathname !== url.pathname;
  if (replace) history.replaceState(history.state, '', next);
  else {
    keep_scroll();
    history.pushState(null, '', next);
  }
  url = next;
  if (other_view) {
    scrollTo(0, 0);
    arrived();
  }
}

// Whoever shows the views puts the focus where the new one begins.
let arrived: () => void = () => {};
export function on_arrival(call: () => void): void {
  arrived = call;
}

/** Scrolls back when the content has grown tall enough again, for a second at most. */
function restore_scroll(to: number): void {
  const until = performance.now() + 1000;
  const step = (): void => {
    if (document.documentElement.scrollHeight >= to + innerHeight || performance.now() > until)
      scrollTo(0, to);
    else requestAnimationFrame(step);
  };
  step();
}

/** Listens to clicks on links and to back and forward. Returns how to stop. */
export function start_router(): () => void {
  history.scrollRestoration = 'manual';
  const click = (event: MouseEvent): void => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest?.('a');
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (link.pathname.startsWith('/api/')) return;
    const to = link.getAttribute('href');
    if (!to || to.startsWith('#')) return;
    event.preventDefault();
    go(link.href);
  };
  const pop = (event: PopStateEvent): void => {
    url = new URL(location.href);
    restore_scroll((event.state as Kept | null)?.scroll ?? 0);
  };
  document.addEventListener('click', click);
  addEventListener('popstate', pop);
  return () => {
    document.removeEventListener('click', click);
    removeEventListener('popstate', pop);
  };
}

/** The state of a view as its address has it. Read `query` and `path` reactively; change it with `set`. */
export class Here<N extends ViewName> {
  readonly #name: N;
  // While the page leaves a view its component still looks: it sees what it saw last.
  #last: Match;

  constructor(name: N) {
    this.#name = name;
    this.#last = found?.name === name ? found : (match(new URL(addresses[name].path, 'http://x')) as Match);
  }

  get #match(): Match {
    if (found?.name === this.#name) this.#last = found;
    return this.#last;
  }
  get query(): QueryOf<N> {
    return this.#match.query as QueryOf<N>;
  }
  get path(): PathOf<N> {
    return this.#match.path as PathOf<N>;
  }
  /** The address with some parameters changed. Whatever changes but `offset` begins the list anew. */
  href(change: Partial<QueryOf<N>>): string {
    const begin = 'offset' in addresses[this.#name].query && !('offset' in change) ? { offset: 0 } : {};
    const query = { ...this.query, ...begin, ...change };
    return (href as (n: ViewName, p: unknown, q: unknown) => string)(this.#name, this.path, query);
  }
  set(change: Partial<QueryOf<N>>, options?: { replace?: boolean }): void {
    go(this.href(change), options);
  }
}

export function use<N extends ViewName>(name: N): Here<N> {
  return new Here(name);
}
