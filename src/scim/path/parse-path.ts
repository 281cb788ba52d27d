import { Cursor, caught, PathSyntaxError } from "./cursor.ts";
import { readFilter } from "./parse-filter.ts";
import type { ParsedPath, PathError } from "./path-types.ts";
import { readAttrPath } from "./read-attr-path.ts";

/**
 * Parses the `path` of a PATCH operation: `attrPath / valuePath [subAttr]` (RFC 7644 section 3.5.2, Figure 7). Grammar
 * alone: which attributes there are is not asked.
 *
 * @returns the path, or `invalidPath`, or `invalidFilter` when reading stopped between the brackets
 */
export function parsePath(text: string): ParsedPath | PathError {
  return caught(() => {
    const cursor = new Cursor(text);
    cursor.space(0);
    const attrPath = readAttrPath(cursor, "invalidPath");
    const bracketAt = cursor.at;
    if (cursor.take(/\[/y) === undefined) {
      end(cursor);
      return { kind: "attrPath", strict: cursor.strict, attrPath };
    }
    if (cursor.take(/\s*[+-]?\d+\s*(?=\])/y) !== undefined) {
      throw new PathSyntaxError("invalidPath", bracketAt, "values are selected by a filter, not by an index", true);
    }
    cursor.space(0);
    const filter = readFilter(cursor);
    cursor.space(0);
    if (cursor.take(/\]/y) === undefined) {
      throw new PathSyntaxError("invalidFilter", cursor.at, `"]" is missing before ${cursor.here}`);
    }
    const subAttr = cursor.take(/\.[$A-Za-z][\w$-]*/y)?.slice(1);
    end(cursor);
    const { strict } = cursor;
    return { kind: "valuePath", strict, attrPath, filter, ...(subAttr === undefined ? {} : { subAttr }) };
  });
}

/** Nothing may follow but spaces. */
function end(cursor: Cursor): void {
  cursor.space(0);
  if (!cursor.done) throw new PathSyntaxError("invalidPath", cursor.at, `${cursor.here} cannot follow a path`);
}
