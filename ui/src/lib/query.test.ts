import { expect, it } from 'vitest';
import { has_part, part, query_direction, toggle_part } from './query';

it('quotes what has spaces or signs', () => {
  expect(part('type', 'AID')).toBe('type:AID');
  expect(part('actor', 'Sergei Lavrov')).toBe('actor:"Sergei Lavrov"');
  expect(part('actor', 'GEN:rebels:MLI')).toBe('actor:"GEN:rebels:MLI"');
  expect(part('outlet', 'The "Sun"')).toBe('outlet:"The  Sun"');
});
it('adds a part and takes it away again', () => {
  const wanted = part('outlet', 'وكالة سهل');
  const added = toggle_part('نووي', wanted);
  expect(added).toBe('نووي outlet:"وكالة سهل"');
  expect(has_part(added, wanted)).toBe(true);
  expect(toggle_part(added, wanted)).toBe('نووي');
  expect(toggle_part('', 'type:AID')).toBe('type:AID');
  expect(toggle_part('a OR b', 'type:AID')).toBe('(a OR b) type:AID');
});
it('does not take a part of a longer word', () => {
  expect(has_part('type:AIDS', 'type:AID')).toBe(false);
  expect(has_part('-type:AID', 'type:AID')).toBe(false);
  expect(has_part('(type:AID)', 'type:AID')).toBe(true);
});
it('reads from left to right where fields are', () => {
  expect(query_direction('قوات -title:هجوم')).toBe('ltr');
  expect(query_direction('actor:MLI')).toBe('ltr');
  expect(query_direction('قوات OR جيش')).toBe('auto');
});
