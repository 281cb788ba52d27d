import { Cursor, caught, PathSyntaxError } from "./cursor.ts";
import type { CompareOp, CompValue, PathError, ValFilter } from "./path-types.ts";
import { readAttrPath } from "./read-attr-path.ts";

// Deeper than any filter that a person or a program has reason to send, and far from the end of the stack.
const MAX_DEPTH = 100;

/**
 * Parses a `valFilter` (RFC 7644 section 3.4.2.2): what stands between the brackets of a path. `not` binds closer than
 * `and`, `and` closer than `or`; operators and attribute names have no case.
 *
 * @returns the filter, or where and why reading stopped
 */
export function parseFilter(text: string): ValFilter | PathError {
  return caught(() => {
    const cursor = new Cursor(text);
    const filter = readFilter(cursor);
    if (!cursor.done) fail(cursor, `${cursor.here} cannot follow an expression`);
    return filter;
  });
}

/** Reads a filter as far as it goes. @throws {@link PathSyntaxError} with `invalidFilter` when there is none */
export function readFilter(cursor: Cursor, depth = 0): ValFilter {
  if (depth > MAX_DEPTH) fail(cursor, "the filter is nested too deep");
  return readChain(cursor, "or", /or(?![\w$:.-])/iy, () =>
    readChain(cursor, "and", /and(?![\w$:.-])/iy, () => readTerm(cursor, depth)),
  );
}

function readChain(cursor: Cursor, kind: "and" | "or", word: RegExp, next: () => ValFilter): ValFilter {
  const filters = [next()];
  for (;;) {
    const before = { at: cursor.at, strict: cursor.strict };
    cursor.space(1);
    if (cursor.take(word) === undefined) {
      // The spaces belong to whatever comes next.
      Object.assign(cursor, before);
      break;
    }
    cursor.space(1);
    filters.push(next());
  }
  const [only] = filters;
  return filters.length === 1 && only !== undefined ? only : { kind, filters };
}

function readTerm(cursor: Cursor, depth: number): ValFilter {
  // The grammar has `not(`, the examples below it `not (`.
  const negated = cursor.take(/not\s*(?=\()/iy) !== undefined;
  if (cursor.take(/\(/y) === undefined) return readExpression(cursor);
  cursor.space(0);
  const filter = readFilter(cursor, depth + 1);
  cursor.space(0);
  if (cursor.take(/\)/y) === undefined) fail(cursor, `")" is missing before ${cursor.here}`);
  return negated ? { kind: "not", filter } : filter;
}

function readExpression(cursor: Cursor): ValFilter {
  const attrPath = readAttrPath(cursor, "invalidFilter");
  cursor.space(1);
  if (cursor.take(/pr(?![\w$-])/iy) !== undefined) return { kind: "pr", attrPath };
  const at = cursor.at;
  const word = cursor.take(/[A-Za-z]+/y);
  if (word === undefined) fail(cursor, `an operator is missing before ${cursor.here}`);
  if (!/^(?:eq|ne|co|sw|ew|gt|ge|lt|le)$/i.test(word)) {
    throw new PathSyntaxError("invalidFilter", at, `the operator ${JSON.stringify(word)} is not supported`);
  }
  // An example of RFC 7644 section 3.5.2.2 has no space here, the grammar has one.
  cursor.space(1);
  return { kind: "compare", attrPath, compareOp: word.toLowerCase() as CompareOp, compValue: readLiteral(cursor) };
}

const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])/y;

/** Reads a literal as JSON has it (RFC 8259). */
function readLiteral(cursor: Cursor): CompValue {
  const start = cursor.at;
  const word = cursor.take(/(?:true|false|null)(?![\w$-])/iy);
  if (word !== undefined) {
    // JSON has them in lower case only; some clients write True.
    if (word !== word.toLowerCase()) cursor.strict = false;
    return JSON.parse(word.toLowerCase()) as boolean | null;
  }
  const text = cursor.take(STRING);
  if (text !== undefined) return JSON.parse(text) as string;
  const number = cursor.take(NUMBER);
  if (number === undefined) fail(cursor, `a JSON string, number, true, false or null is missing before ${cursor.here}`);
  const value = Number(number);
  if (!Number.isFinite(value)) throw new PathSyntaxError("invalidFilter", start, `${number} is out of range`);
  // Minus zero and zero are one number to a filter.
  return value === 0 ? 0 : value;
}

function fail(cursor: Cursor, message: string): never {
  throw new PathSyntaxError("invalidFilter", cursor.at, message);
}
