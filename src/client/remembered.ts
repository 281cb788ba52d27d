// Names and values of headers, titles and paths: the same few come in every exchange. Bodies are longer.
const LONGEST = 200;
const MOST = 4096;

/** A function of a text that keeps what it made of short ones. */
export interface Remembered<T> {
  (text: string): T;
  /** To be called when what it makes has changed. */
  forget(): void;
}

/** Keeps what a pure function makes of short texts, a few thousand at most, until it is told to forget. */
export function remembered<T>(make: (text: string) => T): Remembered<T> {
  const kept = new Map<string, T>();
  const made = (text: string): T => {
    if (text.length > LONGEST) return make(text);
    const known = kept.get(text);
    if (known !== undefined) return known;
    const fresh = make(text);
    if (kept.size >= MOST) kept.clear();
    kept.set(text, fresh);
    return fresh;
  };
  return Object.assign(made, { forget: () => kept.clear() });
}
