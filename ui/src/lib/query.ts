// Small changes to a query in the language of docs/search.md, for facets that are clicked.

/** A value as it is written after `field:`. A quotation mark inside cannot be written, so it becomes a space. */
export function written(value: string): string {
  const plain = value.replace(/["«»“”„]/g, ' ').trim();
  return /[\s():]/.test(plain) || plain !== value ? `"${plain}"` : plain;
}

/** `field:value` as a part of a query. */
export function part(field: string, value: string): string {
  return `${field}:${written(value)}`;
}

function at(query: string, wanted: string): number {
  let from = 0;
  for (;;) {
    const found = query.indexOf(wanted, from);
    if (found < 0) return -1;
    const before = found === 0 || /[\s(]/.test(query[found - 1]!);
    const after = found + wanted.length;
    if (before && (after === query.length || /[\s)]/.test(query[after]!))) return found;
    from = found + 1;
  }
}

export function has_part(query: string, wanted: string): boolean {
  return at(query, wanted) >= 0;
}

/** The query with the part, or without it if it has it. What holds alternatives goes between parentheses. */
export function toggle_part(query: string, wanted: string): string {
  const found = at(query, wanted);
  if (found >= 0)
    return (query.slice(0, found) + query.slice(found + wanted.length)).replace(/\s+/g, ' ').trim();
  const bare = query.trim();
  if (!bare) return wanted;
  return `${/\sOR\s/.test(bare) ? `(${bare})` : bare} ${wanted}`;
}

/** The direction in which a query reads: fields are written from left to right, words of their own as they are. */
export function query_direction(query: string): 'ltr' | 'auto' {
  return /(^|[\s(-])[a-z]+:/.test(query) ? 'ltr' : 'auto';
}
