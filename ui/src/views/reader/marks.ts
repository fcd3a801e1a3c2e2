// What is marked in an article, and the article cut into pieces that each know every mark over them.
import type { Beside, Claim, Entity, Event, Record_, Relation, Span } from '../../lib/api/types';

/** In the order of the legend. */
export const kLayers = [
  'entity',
  'event',
  'relation',
  'claim',
  'time',
  'quantity',
  'disputed',
  'copy',
] as const;
export type Layer = (typeof kLayers)[number];

type Mention = Record_['entities'][number]['mentions'][number];
export type Copy = Beside['copies'][number];

export type Of =
  | { layer: 'entity'; who: { entity: Entity; form: Mention['form']; mentions: number }[] }
  | { layer: 'event'; event: Event }
  | { layer: 'relation'; relation: Relation }
  | { layer: 'claim'; claim: Claim }
  | { layer: 'time'; time: Record_['times'][number] }
  | { layer: 'quantity'; quantity: Record_['quantities'][number] }
  | { layer: 'copy'; copies: { copy: Copy; run: number }[] };

export type Mark = Of & {
  /** What the address calls it: the record's id, or layer@begin-end. */
  key: string;
  /** Where it stands, in order, none over another. */
  spans: Span[];
  begin: number;
  end: number;
  /** Records of it stand against what others tell. */
  disputed: boolean;
};

/** Spans in order and inside the text, those that touch or overlap made one. Empty ones go. */
export function tidy(spans: readonly Span[], length: number): Span[] {
  const out: Span[] = [];
  for (const [b, e] of [...spans].sort((x, y) => x[0] - y[0] || x[1] - y[1])) {
    const begin = Math.max(0, b);
    const end = Math.min(e, length);
    if (!(begin < end)) continue;
    const last = out.at(-1);
    if (last && begin <= last[1]) last[1] = Math.max(last[1], end);
    else out.push([begin, end]);
  }
  return out;
}

/** All marks of an article, by where they begin; of those that begin together the longer one first. */
export function marks_of(record: Record_, beside: Beside | undefined, length: number): Mark[] {
  const out: Mark[] = [];
  const disputed = new Set(beside?.conflicts.map((c) => c.report));
  const add = (of: Of, spans: readonly Span[], key?: string, is_disputed = false): void => {
    const tidied = tidy(spans, length);
    const first = tidied[0];
    if (!first) return;
    const end = tidied.at(-1)![1];
    out.push({
      ...of,
      key: key ?? `${of.layer}@${first[0]}-${end}`,
      spans: tidied,
      begin: first[0],
      end,
      disputed: is_disputed,
    });
  };

  // Words may stand for several entities ("the two countries"): one mark.
  const mentions = new Map<string, { span: Span; who: (Of & { layer: 'entity' })['who'] }>();
  for (const entity of record.entities) {
    for (const { span, form } of entity.mentions) {
      const at = `${span[0]}-${span[1]}`;
      const found = mentions.get(at) ?? { span, who: [] };
      found.who.push({ entity, form, mentions: entity.mentions.length });
      mentions.set(at, found);
    }
  }
  for (const { span, who } of mentions.values()) add({ layer: 'entity', who }, [span]);
  for (const event of record.events)
    add({ layer: 'event', event }, event.triggers, event.id, disputed.has(event.id));
  for (const relation of record.relations)
    add({ layer: 'relation', relation }, [relation.span], relation.id, disputed.has(relation.id));
  for (const claim of record.claims) add({ layer: 'claim', claim }, [claim.span], claim.id);
  for (const time of record.times) add({ layer: 'time', time }, [time.span]);
  for (const quantity of record.quantities) add({ layer: 'quantity', quantity }, [quantity.span]);

  const runs = new Map<string, { span: Span; copies: (Of & { layer: 'copy' })['copies'] }>();
  for (const copy of beside?.copies ?? []) {
    copy.mine.forEach((span, run) => {
      const at = `${span[0]}-${span[1]}`;
      const found = runs.get(at) ?? { span, copies: [] };
      found.copies.push({ copy, run });
      runs.set(at, found);
    });
  }
  for (const { span, copies } of runs.values()) add({ layer: 'copy', copies }, [span]);
  // The same words may be read twice on one layer; what the address calls a mark is one alone.
  const keys = new Map<string, number>();
  for (const mark of out) {
    const n = (keys.get(mark.key) ?? 0) + 1;
    keys.set(mark.key, n);
    if (n > 1) mark.key += `.${n}`;
  }
  return out.sort((a, b) => a.begin - b.begin || b.end - a.end);
}

/** The first of each key. */
export function once<T>(items: readonly T[], key: (item: T) => string): T[] {
  const seen = new Set<string>();
  return items.filter((item) => !seen.has(key(item)) && seen.add(key(item)));
}

/** Whether a mark stands on a layer: those that are disputed stand on two. */
export function is_of(mark: Mark, layer: Layer): boolean {
  return layer === 'disputed' ? mark.disputed : mark.layer === layer;
}
export function is_shown(mark: Mark, shown: ReadonlySet<Layer>): boolean {
  return shown.has(mark.layer) || (mark.disputed && shown.has('disputed'));
}

/** Code points of a text as indexes of its string. */
export class Points {
  readonly length: number;
  readonly #at: Uint32Array | null;

  constructor(readonly text: string) {
    // Nearly no article has a code point outside the basic plane.
    if (!/[\ud800-\udfff]/.test(text)) {
      this.#at = null;
      this.length = text.length;
      return;
    }
    const at = new Uint32Array(text.length + 1);
    let n = 0;
    for (let i = 0; i < text.length; n += 1) {
      at[n] = i;
      const unit = text.charCodeAt(i);
      const next = text.charCodeAt(i + 1);
      i += unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000 ? 2 : 1;
    }
    at[n] = text.length;
    this.#at = at.subarray(0, n + 1);
    this.length = n;
  }

  slice(begin: number, end: number): string {
    const b = Math.max(0, Math.min(begin, this.length));
    const e = Math.max(b, Math.min(end, this.length));
    return this.#at ? this.text.slice(this.#at[b], this.#at[e]) : this.text.slice(b, e);
  }
}

export interface Segment {
  begin: number;
  end: number;
  text: string;
  /** Indexes of all marks over it, in the order of the marks. */
  marks: number[];
}
export interface Paragraph {
  begin: number;
  end: number;
  segments: Segment[];
}

/** The lines of a text that are not empty. */
export function lines_of(points: Points): Span[] {
  const out: Span[] = [];
  let begin = 0;
  const { length } = points;
  const whole = Array.from(points.text);
  for (let i = 0; i <= length; i += 1) {
    if (i < length && whole[i] !== '\n') continue;
    if (points.slice(begin, i).trim()) out.push([begin, i]);
    begin = i + 1;
  }
  return out;
}

/** The text as paragraphs of segments. Every code point of a paragraph is in exactly one segment. */
export function segments_of(points: Points, spans_of: readonly (readonly Span[])[]): Paragraph[] {
  interface Edge {
    at: number;
    mark: number;
    begins: boolean;
  }
  const edges: Edge[] = [];
  spans_of.forEach((spans, mark) => {
    for (const [begin, end] of spans)
      edges.push({ at: begin, mark, begins: true }, { at: end, mark, begins: false });
  });
  // Ends before beginnings at one place, so that a mark never stands twice in the set.
  edges.sort((a, b) => a.at - b.at || Number(a.begins) - Number(b.begins));

  const open: number[] = [];
  const place = (mark: number): number => {
    let low = 0;
    let high = open.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (open[middle]! < mark) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  let next = 0;
  const pass = (upto: number): void => {
    for (; next < edges.length && edges[next]!.at <= upto; next += 1) {
      const { mark, begins } = edges[next]!;
      const at = place(mark);
      if (begins) open.splice(at, 0, mark);
      else open.splice(at, 1);
    }
  };

  return lines_of(points).map(([begin, end]) => {
    const segments: Segment[] = [];
    let at = begin;
    while (at < end) {
      pass(at);
      const to = Math.min(end, edges[next]?.at ?? end);
      segments.push({ begin: at, end: to, text: points.slice(at, to), marks: [...open] });
      at = to;
    }
    return { begin, end, segments };
  });
}

/** The mark by what the address says; what names no mark but a place is the place. */
export function find_mark(marks: readonly Mark[], key: string): Mark | null {
  return key ? (marks.find((m) => m.key === key) ?? null) : null;
}
/** The place in `layer@begin-end`. */
export function place_of(key: string): Span | null {
  const found = /@(\d{1,9})-(\d{1,9})$/.exec(key);
  return found ? [Number(found[1]), Number(found[2])] : null;
}

/** The index of the next mark that `wanted` takes, from one mark on or from a place. -1: none. */
export function step(
  marks: readonly Mark[],
  from: { index: number } | { place: number },
  by: 1 | -1,
  wanted: (mark: Mark) => boolean,
): number {
  let i: number;
  if ('index' in from) i = from.index + by;
  else {
    i = marks.findIndex((m) => m.begin >= from.place);
    if (i < 0) i = marks.length;
    if (by < 0) i -= 1;
  }
  for (; i >= 0 && i < marks.length; i += by) if (wanted(marks[i]!)) return i;
  return -1;
}

/**
 * The mark that a click on words chooses: of those that are shown the shortest, and with each click on the same
 * words the next longer one, so that what lies below is reached as well.
 */
export function choose(marks: readonly Mark[], here: readonly number[], current: Mark | null): Mark | null {
  const size = (m: Mark): number => m.spans.reduce((sum, [b, e]) => sum + e - b, 0);
  const stack = here.map((i) => marks[i]!).sort((a, b) => size(a) - size(b) || a.key.localeCompare(b.key));
  if (!stack.length) return null;
  const at = current ? stack.findIndex((m) => m.key === current.key) : -1;
  return stack[(at + 1) % stack.length]!;
}

/** The sentence around a mark, and what of it is told again or otherwise elsewhere. */
export function sentence_at(record: Record_, begin: number): Span | null {
  return record.sentences.find(([b, e]) => b <= begin && begin < e) ?? null;
}
export function overlap(a: Span, b: Span): boolean {
  return a[0] < b[1] && b[0] < a[1];
}

/** The claim in which an event or relation is told: the innermost one. */
export function claim_of(record: Record_, id: string): Claim | null {
  let found: Claim | null = null;
  for (const claim of record.claims) {
    if (!claim.events.includes(id) && !claim.relations.includes(id)) continue;
    if (!found || claim.span[1] - claim.span[0] < found.span[1] - found.span[0]) found = claim;
  }
  return found;
}

const kRightToLeft = new Set(['ar', 'fa', 'ur', 'he', 'ps', 'ckb', 'sd', 'ug', 'yi', 'dv', 'syr', 'arc']);
/** The direction of a language; where it is not known the browser looks at the text. */
export function direction_of(lang: string): 'rtl' | 'ltr' | 'auto' {
  if (!lang || lang === 'und') return 'auto';
  return kRightToLeft.has(lang.split('-')[0]!) ? 'rtl' : 'ltr';
}

export function place_key(layer: Layer, span: Span): string {
  return `${layer}@${span[0]}-${span[1]}`;
}
