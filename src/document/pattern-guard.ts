import { type Context, createContext, Script } from "node:vm";

/** How long one match may take, in ms, before the pattern is given up. */
const BUDGET_MS = 100;
/** Up to this length, in UTF-16 units, a pattern without nested repetition is matched directly. */
const DIRECT_LENGTH = 64;

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
  const risky = repeatsRepetition(pattern);
  let givenUp = false;
  return {
    toString: () => String(regExp),
    test: (text) => {
      if (givenUp) return true;
      if (!risky && text.length <= DIRECT_LENGTH) return regExp.test(text);
      try {
        return matchWithin(regExp, text);
      } catch {
        givenUp = true;
        onGivenUp(pattern);
        return true;
      }
    },
  };
}

/** A group that is repeated without bound and holds a repetition or a choice, or a back reference: may backtrack for ever. */
export function repeatsRepetition(pattern: string): boolean {
  const plain = pattern.replaceAll(/\\[^1-9k]/g, "_").replaceAll(/\[(?:[^\]])*\]/g, "_");
  if (/\\[1-9k]/.test(plain)) return true;
  const open: boolean[] = [];
  for (let at = 0; at < plain.length; at += 1) {
    const char = plain[at];
    if (char === "(") open.push(false);
    else if (char === "|" || isUnbounded(plain, at)) markAll(open);
    else if (char === ")" && open.pop() === true && isUnbounded(plain, at + 1)) return true;
  }
  return false;
}

function markAll(open: boolean[]): void {
  open.fill(true);
}

function isUnbounded(pattern: string, at: number): boolean {
  const char = pattern[at];
  return char === "*" || char === "+" || /^\{\d+,(\d{2,})?\}/.test(pattern.slice(at, at + 12));
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
