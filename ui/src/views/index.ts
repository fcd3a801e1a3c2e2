// The views that there are. To add one: its file in this folder, and one line here.
import type { Component } from 'svelte';
import type { ViewName } from '../lib/router/addresses';

type Load = () => Promise<{ default: Component }>;

export const views: Partial<Record<ViewName, Load>> = {
  overview: () => import('./overview/Overview.svelte'),
  documents: () => import('./reader/Documents.svelte'),
  document: () => import('./reader/Reader.svelte'),
  happening: () => import('./happening/Happening.svelte'),
  fact: () => import('./happening/Fact.svelte'),
  contradiction: () => import('./happening/Contradiction.svelte'),
  search: () => import('./search/Search.svelte'),
  happenings: () => import('./happenings/Happenings.svelte'),
  actors: () => import('./actors/Actors.svelte'),
  claims: () => import('./claims/Claims.svelte'),
  contradictions: () => import('./contradictions/Contradictions.svelte'),
  actor: () => import('./actor/Actor.svelte'),
  state: () => import('./state/State.svelte'),
};

/** Views in the navigation, in this order; those that are not there yet are left out. */
export const navigation = [
  'overview',
  'search',
  'happenings',
  'actors',
  'state',
  'claims',
  'contradictions',
  'documents',
] as const satisfies readonly ViewName[];
