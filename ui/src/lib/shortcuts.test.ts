import { beforeEach, expect, it, vi } from 'vitest';
import { add_shortcuts, press, shortcuts } from './shortcuts.svelte';

let at = 0;
function key(name: string, more: Partial<KeyboardEvent> = {}, target: HTMLElement = document.body): boolean {
  const event = new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more });
  Object.defineProperty(event, 'timeStamp', { value: (at += 100) });
  target.addEventListener('keydown', press, { once: true });
  target.dispatchEvent(event);
  return event.defaultPrevented;
}
beforeEach(() => {
  at += 10_000;
  document.body.innerHTML = '';
});

it('runs what is registered, the last first, and no more after it is gone', () => {
  const [page, view] = [vi.fn(), vi.fn()];
  const drop = add_shortcuts([{ keys: 'j', label: 'keys.help', run: page }]);
  const drop_view = add_shortcuts([{ keys: 'j', label: 'keys.help', run: view }]);
  expect(key('j')).toBe(true);
  expect([page.mock.calls.length, view.mock.calls.length]).toEqual([0, 1]);
  drop_view();
  key('j');
  expect([page.mock.calls.length, view.mock.calls.length]).toEqual([1, 1]);
  drop();
  expect(key('j')).toBe(false);
  expect(shortcuts.all).toEqual([]);
});

it('knows keys of two letters, within a moment', () => {
  const run = vi.fn();
  const drop = add_shortcuts([{ keys: 'g s', label: 'keys.help', run }]);
  key('g');
  key('s');
  expect(run).toHaveBeenCalledTimes(1);
  key('s');
  expect(run).toHaveBeenCalledTimes(1);
  key('g');
  at += 5000;
  key('s');
  expect(run).toHaveBeenCalledTimes(1);
  drop();
});

it('leaves letters to fields and to the browser', () => {
  const run = vi.fn();
  const drop = add_shortcuts([{ keys: 'j', label: 'keys.help', run }]);
  const input = document.body.appendChild(document.createElement('input'));
  key('j', {}, input);
  key('j', { ctrlKey: true });
  key('j', { metaKey: true });
  expect(run).not.toHaveBeenCalled();
  drop();
});
