import { type Context, createContext, Script } from "node:vm";

/** How long one match may take, in ms, before the pattern is given up. */
const BUDGET_MS = 100;
/** Up to this length, in UTF-16 units, a pattern with few repetitions, none inside another, is matched directly. */
const DIRECT_LENGTH = 64;
/** So many repetitions side by side still match a text of {@link DIRECT_LENGTH} at once. */
const DIRECT_REPETITIONS = 3;

/** True for a text that can be compiled as a regular expression. */
export function isPattern(value: unknown): value is string {
  return typeof value === "string" && compile(value) !== undefined;
}

/** A matcher that always ends. */
export interface GuardedPattern {
  /** Whether the text matches; true, too, when that could not be found out in time. */
  readonly test: (text: string) => boolean;
  /** Tells patterns apart: the validator keeps one for each text. */
  readonly toString: () => string;
}

/**
 * Compiles a document's `pattern` so that no text can make it run for ever. A text that is not decided within 100 ms
 * counts as matching: a document's bad pattern is no fault of the server.
 *
 * @param onGivenUp called once, when the pattern is given up
 */
export function guardedPattern(pattern: string, onGivenUp: (pattern: string) => void): GuardedPattern {
  const regExp = compile(pattern) ?? /(?:)/;
  const risky = repeatsRepetition(pattern) || repetitions(pattern) > DIRECT_REPETITIONS;
  let givenUp = false;
  return {
    toString: () => String(regExp),
    test: (text) => {
      if (givenUp) return true;
      try {
        // Also a pattern that is matched directly may throw: one that repeats so often that it cannot be compiled.
        return !risky && text.length <= DIRECT_LENGTH ? regExp.test(text) : matchWithin(regExp, text);
      } catch {
        givenUp = true;
        onGivenUp(pattern);
        return true;
      }
    },
  };
}

/** A group that is repeated and holds a repetition or a choice, or a back reference: may backtrack for ever. */
export function repeatsRepetition(pattern: string): boolean {
  const plain = withoutLiterals(pattern);
  if (/\\[1-9k]/.test(plain)) return true;
  const open: boolean[] = [];
  for (let at = 0; at < plain.length; at += 1) {
    const char = plain[at];
    if (char === "(") open.push(false);
    else if (char === "|" || isRepetition(plain, at)) markAll(open);
    else if (char === ")" && open.pop() === true && isRepetition(plain, at + 1)) return true;
  }
  return false;
}

function markAll(open: boolean[]): void {
  open.fill(true);
}

/** The pattern with a letter for each escape and class: what is left of signs means repetition, choice and group. */
function withoutLiterals(pattern: string): string {
  return pattern.replaceAll(/\\[^1-9k]/g, "_").replaceAll(/\[(?:[^\]])*\]/g, "_");
}

function repetitions(pattern: string): number {
  const plain = withoutLiterals(pattern);
  return Array.from({ length: plain.length }, (_, at) => at).filter((at) => isRepetition(plain, at)).length;
}

/** A quantifier that allows more than one: `*`, `+`, `{2}`, `{0,9}`, `{1,}`. */
function isRepetition(pattern: string, at: number): boolean {
  const char = pattern[at];
  if (char !== "{") return char === "*" || char === "+";
  const bounds = /^\{(\d+)(,(\d*))?\}/.exec(pattern.slice(at, at + 24));
  if (bounds === null) return false;
  const most = bounds[2] === undefined ? bounds[1] : bounds[3];
  return most === "" || Number(most) > 1;
}

let context: Context | undefined;
const script = new Script("regExp.test(text)");

/** Matches in a context of its own, which the engine can interrupt inside a match. */
function matchWithin(regExp: RegExp, text: string): boolean {
  context ??= createContext({});
  context["regExp"] = regExp;
  context["text"] = text;
  return script.runInContext(context, { timeout: BUDGET_MS }) === true;
}

function compile(pattern: string): RegExp | undefined {
  for (const flags of ["u", ""]) {
    try {
      return new RegExp(pattern, flags);
    } catch {
      // Published patterns often escape more than Unicode mode allows: tried again without it.
    }
  }
  return undefined;
}
