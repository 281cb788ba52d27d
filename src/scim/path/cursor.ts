import type { PathError } from "./path-types.ts";

/** Thrown while reading, and turned into a {@link PathError} before anybody else sees it. */
export class PathSyntaxError extends Error {
  readonly error: PathError;

  constructor(scimType: PathError["scimType"], at: number, message: string, noIndexing = false) {
    super(message);
    this.error = { kind: "error", scimType, at, message, ...(noIndexing ? { noIndexing: true } : {}) };
  }
}

/** Reads a text from left to right; remembers whether all of it kept to the letter of the grammar. */
export class Cursor {
  readonly text: string;
  at = 0;
  strict = true;

  constructor(text: string) {
    this.text = text;
  }

  /** Reads what a sticky pattern matches here; undefined, and no step forward, when it does not. */
  take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** Skips spaces; where their number is not what the grammar has, the text is understood but not strict. */
  space(wanted: 0 | 1 | "any"): void {
    const found = this.take(/\s*/y) ?? "";
    if (wanted !== "any" && found !== " ".repeat(wanted)) this.strict = false;
  }

  get done(): boolean {
    return this.at === this.text.length;
  }

  /** What stands here, for a message. */
  get here(): string {
    return this.done ? "the end" : JSON.stringify(Array.from(this.text.slice(this.at))[0]);
  }
}

/** Runs a reader and returns its error as a value; whatever else is thrown goes on. */
export function caught<T>(read: () => T): T | PathError {
  try {
    return read();
  } catch (error) {
    if (error instanceof PathSyntaxError) return error.error;
    throw error;
  }
}
