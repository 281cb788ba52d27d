import { didYouMean } from "../document/index.ts";
import { usage } from "./usage.ts";

const DURATION = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000 } as const;
const SIZE = { b: 1, kb: 1000, mb: 1e6, gb: 1e9, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3 } as const;

/** Longer than any timer of Node can wait; see `setTimeout`. */
const LONGEST_MS = 2 ** 31 - 1;

/** A span such as `500ms`, `10s` or `2m`, in ms. A bare number is refused: seconds and milliseconds look alike. */
export function readDuration(flag: string, text: string, least: number): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|min|m|h)$/iu.exec(text.trim());
  const unit = match?.[2]?.toLowerCase() as keyof typeof DURATION | undefined;
  const value = unit === undefined ? Number.NaN : Math.round(Number(match?.[1]) * DURATION[unit]);
  if (Number.isNaN(value))
    throw usage(`${flag} ${text} is no span of time`, `write ${flag} 500ms, ${flag} 10s or ${flag} 2m`);
  if (value < least || value > LONGEST_MS) throw usage(`${flag} ${text} is too ${value < least ? "short" : "long"}`);
  return value;
}

/** A size such as `512KiB` or `32MiB`, in bytes. */
export function readSize(flag: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)\s*([kmg]i?b|b)?$/iu.exec(text.trim());
  const unit = (match?.[2]?.toLowerCase() ?? "b") as keyof typeof SIZE;
  const value = Math.floor(Number(match?.[1]) * SIZE[unit]);
  if (match === null || value < 1 || !Number.isSafeInteger(value)) {
    throw usage(`${flag} ${text} is no size`, `write ${flag} 32MiB`);
  }
  return value;
}

/** A rate such as `10/s`, in requests a second. */
export function readRate(flag: string, text: string): number {
  const match = /^(\d+(?:\.\d+)?)(?:\/(s|m|min))?$/iu.exec(text.trim());
  const value = Number(match?.[1]) / (match?.[2]?.toLowerCase().startsWith("m") === true ? 60 : 1);
  if (match === null || !(value > 0)) throw usage(`${flag} ${text} is no rate`, `write ${flag} 10/s`);
  return value;
}

/** A whole number within bounds. */
export function readCount(flag: string, text: string, least: number, most: number): number {
  const value = /^\d{1,15}$/u.test(text.trim()) ? Number(text) : Number.NaN;
  if (Number.isNaN(value) || value < least || value > most) {
    throw usage(`${flag} ${text} is not a whole number from ${least} to ${most}`);
  }
  return value;
}

/** A regular expression, whatever the case: ids are lower case and people are not. */
export function readPattern(flag: string, text: string): RegExp {
  try {
    return new RegExp(text, "i");
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : "it cannot be read";
    throw usage(
      `${flag} ${text} is no regular expression: ${why}`,
      String.raw`put a backslash before ( [ . * + ? where they stand for themselves`,
    );
  }
}

/** One of a few words. */
export function readChoice<Word extends string>(flag: string, text: string, words: readonly Word[]): Word {
  const word = words.find((candidate) => candidate === text);
  if (word !== undefined) return word;
  const meant = didYouMean(text, words);
  throw usage(`${flag} ${text} is not one of ${words.join(", ")}${meant === "" ? "" : `.${meant}`}`);
}

/** The parts of `NAME=VALUE`. */
export function readPair(flag: string, text: string, example: string): readonly [name: string, value: string] {
  const at = text.indexOf("=");
  // The text may hold a credential by mistake, so it is not shown.
  if (at < 1 || at === text.length - 1) throw usage(`${flag} takes NAME=VALUE`, `write ${flag} ${example}`);
  return [text.slice(0, at).trim(), text.slice(at + 1)];
}
