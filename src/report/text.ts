/**
 * What a terminal or browser would act on or hide instead of showing: controls, bidi and zero-width formats,
 * lone surrogates, line separators, and the letters that have no ink.
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Makes a string from a server safe to show: what acts or hides becomes a visible escape; line breaks and tabs stay. */
export function inert(text: string): string {
  return text.replaceAll(UNSEEN, (character) =>
    character === "\n" || character === "\t" ? character : escapeOf(character),
  );
}

/** Like {@link inert}, for one line: a line break within could forge a line of ours. */
export function inertLine(text: string): string {
  return text.replaceAll(UNSEEN, escapeOf);
}

/** Every string of a value made {@link inert}, keys included, so that no renderer can forget one. */
export function inertDeep<Value>(value: Value): Value;
export function inertDeep(value: unknown): unknown {
  if (typeof value === "string") return inert(value);
  if (Array.isArray(value)) return value.map((item: unknown) => inertDeep(item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [inert(key), inertDeep(item)]));
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function escapeOf(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
}

/** `1 warning`, `3 warnings`, with thin groups of thousands: `12 000 requests`. */
export function plural(count: number, noun: string, nouns: string = `${noun}s`): string {
  return `${grouped(count)} ${count === 1 ? noun : nouns}`;
}

/** A number with its thousands set apart by a no-break space. */
export function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, "\u00a0");
}

/** A time span as a person reads it: `240 ms`, `12.3 s`, `4 min 05 s`. */
export function duration(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  const seconds = milliseconds / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, "0")} s`;
}

/** A size as a person reads it: `812 bytes`, `64.0 KiB`. */
export function size(bytes: number): string {
  if (bytes < 1024) return plural(bytes, "byte");
  const kibibytes = bytes / 1024;
  return kibibytes < 1024 ? `${kibibytes.toFixed(1)} KiB` : `${(kibibytes / 1024).toFixed(1)} MiB`;
}
