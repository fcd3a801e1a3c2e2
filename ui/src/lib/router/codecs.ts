// How a typed value stands in the address. What is the default is left out; what cannot be read is the default.

export interface Codec<V> {
  read(text: string | null): V;
  /** null: leave it out. */
  write(value: V): string | null;
}

export const text = (fallback = ''): Codec<string> => ({
  read: (s) => s ?? fallback,
  write: (v) => (v === fallback ? null : v),
});

export const whole = (fallback: number, least = 0, most = 100_000): Codec<number> => ({
  read(s) {
    if (s === null || !/^-?\d{1,9}$/.test(s)) return fallback;
    return Math.min(most, Math.max(least, Number(s)));
  },
  write: (v) => (v === fallback ? null : String(v)),
});

export const flag = (): Codec<boolean> => ({
  read: (s) => s === 'true',
  write: (v) => (v ? 'true' : null),
});

export const one_of = <const V extends string>(values: readonly V[], fallback: V): Codec<V> => ({
  read: (s) => (values.includes(s as V) ? (s as V) : fallback),
  write: (v) => (v === fallback ? null : v),
});

/** Several values with commas between. Values with commas in them do not fit. */
export const list = (): Codec<string[]> => ({
  read: (s) => (s ? s.split(',').filter(Boolean) : []),
  write: (v) => (v.length ? v.join(',') : null),
});
