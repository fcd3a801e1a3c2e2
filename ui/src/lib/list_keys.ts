// j and k go through the lines of a list, for views that are lists.
import { use_shortcuts } from './shortcuts.svelte';

function step(by: 1 | -1): void {
  const lines = [...document.querySelectorAll<HTMLElement>('main .lines > li')];
  if (lines.length === 0) return;
  const at = lines.findIndex((line) => line.contains(document.activeElement));
  const next =
    lines[at < 0 ? (by > 0 ? 0 : lines.length - 1) : Math.min(lines.length - 1, Math.max(0, at + by))]!;
  const link = next.querySelector<HTMLElement>('a');
  if (!link) next.tabIndex = -1;
  (link ?? next).focus();
  next.scrollIntoView({ block: 'nearest' });
}

/** While a component is shown. */
export function use_list_keys(): void {
  use_shortcuts([
    { keys: 'j', label: 'keys.next_line', run: () => step(1) },
    { keys: 'k', label: 'keys.previous_line', run: () => step(-1) },
  ]);
}
