// The keys of all messages. One line for each area (folder) beside this file.
import type core from './core/en.json';
import type names from './names/en.json';
import type overview from './overview/en.json';
import type actor from './actor/en.json';
import type world from './world/en.json';

export type Key =
  keyof typeof core | keyof typeof names | keyof typeof overview | keyof typeof actor | keyof typeof world;
