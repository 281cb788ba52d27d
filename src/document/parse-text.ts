import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter } from "yaml";
import { HarnessError, type HarnessErrorCode, type Place } from "../result/index.ts";
import { parseJson } from "./parse-json.ts";
import { parseYaml, TooMuchError } from "./parse-yaml.ts";
import { PlainValueError, toPlainValue } from "./plain-value.ts";
import { pointerTokens } from "./pointer.ts";

/** A YAML or JSON text as a value, with the place of everything in it. */
export interface ParsedText {
  readonly value: unknown;
  /** Where the thing a pointer names stands, or its nearest ancestor that does. */
  readonly placeOf: (pointer: string) => Place;
}

/** Where a text stands in its file: a fenced block begins further down, and maybe further in. */
export interface TextOrigin {
  readonly file: string;
  /** 1-based line of the file on which the text begins. */
  readonly firstLine: number;
  /** Columns that were taken off each line. */
  readonly indent: number;
}

/**
 * Reads YAML 1.2 or JSON, which it contains.
 *
 * @throws HarnessError with `code`, at line and column of the file, for anything that is not one JSON-like value.
 */
export function parseText(source: string, origin: TextOrigin, code: HarnessErrorCode): ParsedText {
  const lines = new LineCounter();
  const placeAt = (offset: number): Place => {
    const { line, col } = lines.linePos(Math.min(Math.max(0, offset), source.length));
    return {
      file: origin.file,
      line: Math.max(1, line) + origin.firstLine - 1,
      column: Math.max(1, col) + origin.indent,
    };
  };
  const refuse = (message: string, offset: number, remedy: string, cause?: unknown): HarnessError =>
    new HarnessError(code, message, { place: placeAt(offset), remedy, cause });

  const isJson = /^\s*\{/.test(source);
  const tooMany = isJson ? whereTooMany(source) : undefined;
  if (tooMany !== undefined) {
    throw refuse("has far too many values", tooMany, "give only the part that describes the SCIM endpoints");
  }
  const json = isJson ? parseJson(source) : undefined;
  if (json !== undefined) {
    lines.addNewLine(0);
    for (let at = source.indexOf("\n"); at !== -1; at = source.indexOf("\n", at + 1)) lines.addNewLine(at + 1);
    return { value: json.value, placeOf: (pointer) => placeAt(json.offsetOf(pointer)) };
  }

  let document: Document.Parsed;
  try {
    document = parseYaml(source, lines);
  } catch (cause) {
    if (cause instanceof TooMuchError) {
      throw refuse(
        cause.message,
        cause.offset,
        "give only the part that describes the SCIM endpoints, flattened",
        cause,
      );
    }
    throw refuse(`cannot be read as YAML or JSON: ${messageOf(cause)}`, 0, "check the file with a YAML linter", cause);
  }
  const [first] = document.errors;
  if (first !== undefined) {
    throw refuse(`not valid YAML or JSON: ${firstLine(first.message)}`, first.pos[0], remedyFor(first.code), first);
  }
  try {
    const value = toPlainValue(document, code !== "CONFIG_INVALID");
    return { value, placeOf: (pointer) => placeAt(offsetOf(document, pointer)) };
  } catch (cause) {
    if (cause instanceof PlainValueError) throw refuse(cause.message, cause.offset, cause.remedy, cause);
    throw refuse(`cannot be read: ${messageOf(cause)}`, 0, "check the file with a YAML linter", cause);
  }
}

// One of these comes before every value but the first. Signs within texts count too: nothing needs to be understood.
const MARKS: ReadonlySet<number> = new Set([",", "[", "{"].map((mark) => mark.charCodeAt(0)));

/** More values than any document has: one of 14 MB has six hundred thousand. */
const MAX_VALUES = 4_000_000;

/** Where a JSON text has had as many values as may be; undefined when it has fewer. */
function whereTooMany(source: string): number | undefined {
  if (source.length <= MAX_VALUES) return undefined;
  let count = 0;
  for (let at = 0; at < source.length; at += 1) {
    if (MARKS.has(source.charCodeAt(at))) count += 1;
    if (count > MAX_VALUES) return at;
  }
  return undefined;
}

/** The offset of a pointer's key or list item, following aliases. */
function offsetOf(document: Document.Parsed, pointer: string): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const token of pointerTokens(pointer)) {
    if (isAlias(node)) node = node.resolve(document);
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === token);
      if (pair === undefined || !isScalar(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      const item: unknown = node.items[Number(token)];
      if (item === undefined) return offset;
      offset = (item as { range?: readonly number[] | null }).range?.[0] ?? offset;
      node = item;
    } else return offset;
  }
  return offset;
}

function remedyFor(code: string): string {
  if (code === "MULTIPLE_DOCS") return "give one document only: remove what follows the line ---";
  if (code === "TAB_AS_INDENT") return "indent with spaces";
  return "correct the syntax at this place";
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? firstLine(cause.message) : String(cause);
}

function firstLine(message: string): string {
  return message.split("\n")[0] ?? message;
}
