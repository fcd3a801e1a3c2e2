// The keys of all messages. One line for each area (folder) beside this file.
import type actor from './actor/en.json';
import type claims from './claims/en.json';
import type core from './core/en.json';
import type happening from './happening/en.json';
import type lists from './lists/en.json';
import type names from './names/en.json';
import type overview from './overview/en.json';
import type reader from './reader/en.json';
import type search from './search/en.json';
import type world from './world/en.json';

export type Key =
  | keyof typeof actor
  | keyof typeof claims
  | keyof typeof core
  | keyof typeof happening
  | keyof typeof lists
  | keyof typeof names
  | keyof typeof overview
  | keyof typeof reader
  | keyof typeof search
  | keyof typeof world;
