import { type Cursor, PathSyntaxError } from "./cursor.ts";
import type { AttrPath, PathError } from "./path-types.ts";

// RFC 7643 section 2.1 lets `$` into a name, but not in front; yet it defines `$ref`, so it may stand there too.
const ATTRNAME = /^[$A-Za-z][\w$-]*$/;

// What RFC 3986 lets into a URI, brackets left out: they begin a filter.
const RUN = /[\w\-.~:/?#@!$&'()*+,;=%]+/y;

/** True for a text that can be the name of an attribute (RFC 7643 section 2.1). */
export function isAttributeName(text: string): boolean {
  return ATTRNAME.test(text);
}

/**
 * Reads `attrPath`: `[URI ":"] ATTRNAME [subAttr]`. The last colon ends the URI, so that dots inside a URN are its own.
 *
 * @throws {@link PathSyntaxError} with the given keyword when what stands here is none
 */
export function readAttrPath(cursor: Cursor, scimType: PathError["scimType"]): AttrPath {
  const start = cursor.at;
  const run = cursor.take(RUN);
  if (run === undefined)
    throw new PathSyntaxError(scimType, start, `an attribute name is missing before ${cursor.here}`);
  const colon = run.lastIndexOf(":");
  const uri = colon < 0 ? undefined : run.slice(0, colon);
  const names = run.slice(colon + 1).split(".");
  const at = start + colon + 1;
  if (uri !== undefined && !/^[A-Za-z][\w+.-]*:./.test(uri)) {
    throw new PathSyntaxError(scimType, start, `${JSON.stringify(uri)} is no schema URI`);
  }
  const [name = "", subAttr] = names;
  if (names.some((part) => /^\d+$/.test(part)) && name !== "" && !/^\d/.test(name)) {
    throw new PathSyntaxError(scimType, at, "values are selected by a filter, not by an index", true);
  }
  const wrong = names.find((part) => !isAttributeName(part));
  if (wrong !== undefined) {
    throw new PathSyntaxError(scimType, at, `${JSON.stringify(wrong)} is no attribute name`);
  }
  if (names.length > 2) throw new PathSyntaxError(scimType, at, "a sub-attribute has no sub-attributes");
  return { ...(uri === undefined ? {} : { uri }), name, ...(subAttr === undefined ? {} : { subAttr }) };
}
