// Words of articles may hold characters that begin or end an isolated stretch of the bidirectional algorithm. One that
// is left open takes the end that <bdi> writes, one end too many ends <bdi> early: then what stands beside it on the
// page is turned as well. Such a character is replaced by one that does nothing, so that places stay what they are.
const kAny = /[\u2066-\u2069]/;
const kNothing = '\u200b';

/** The text with each isolate closed; of the same length. */
export function balanced(text: string): string {
  if (!kAny.test(text)) return text;
  const out = text.split('');
  const open: number[] = [];
  for (let i = 0; i < out.length; i++) {
    if (out[i] === '\u2069') {
      if (open.pop() === undefined) out[i] = kNothing;
    } else if (/[\u2066-\u2068]/.test(out[i]!)) open.push(i);
    // An isolate ends with its paragraph.
    else if (out[i] === '\n') for (const at of open.splice(0)) out[at] = kNothing;
  }
  for (const at of open) out[at] = kNothing;
  return out.join('');
}

/** JSON with all its strings balanced. What names a saved search stays: the server knows it by that. */
export function parse_balanced<R>(json: string): R {
  if (!kAny.test(json) && !/\\u206[6-9]/i.test(json)) return JSON.parse(json) as R;
  return JSON.parse(json, function (this: object, _key, value: unknown) {
    return typeof value === 'string' && !('query' in this) ? balanced(value) : value;
  }) as R;
}
