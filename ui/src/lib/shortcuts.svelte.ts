// Keys of the page. Views register theirs while they are shown; the list behind `?` is made from what is registered.
import { onDestroy, untrack } from 'svelte';
import type { Key } from '../messages/keys';

export interface Shortcut {
  /** As KeyboardEvent.key, or two with a space between: 'j', '[', '?', 'g s'. */
  keys: string;
  label: Key;
  run: () => void;
  /** For the list: of the view that is shown, or of the page. */
  everywhere?: boolean;
}

let registered = $state.raw<Shortcut[]>([]);
export const shortcuts = {
  get all(): Shortcut[] {
    return registered;
  },
};

export function add_shortcuts(more: Shortcut[]): () => void {
  // Called from effects, which must not depend on what they change.
  registered = [...untrack(() => registered), ...more];
  return () => (registered = untrack(() => registered).filter((s) => !more.includes(s)));
}

/** For a component while it is shown. */
export function use_shortcuts(more: Shortcut[]): void {
  onDestroy(add_shortcuts(more));
}

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.matches('input, select, textarea') || target.isContentEditable)
  );
}

let before = '';
let before_at = 0;

/** On window. Keys with Ctrl, Alt or Meta are the browser's; inside a field all are letters. */
export function press(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || typing(event.target))
    return;
  if (document.querySelector('dialog[open]')) return;
  const two = event.timeStamp - before_at < 1200 ? `${before} ${event.key}` : '';
  // What was registered last wins: the view's key before the page's.
  const found =
    registered.findLast((s) => s.keys === two) ?? registered.findLast((s) => s.keys === event.key);
  before = event.key;
  before_at = event.timeStamp;
  if (!found) return;
  before = '';
  event.preventDefault();
  found.run();
}
