import type { Table } from '../lib/i18n/messages.svelte';

export function merged(areas: Record<string, unknown>): Table {
  return Object.assign({}, ...Object.values(areas)) as Table;
}
