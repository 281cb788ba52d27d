import { type Document, isAlias, isMap, isNode, isScalar, isSeq, type Node } from "yaml";
import { isPlainName } from "../result/index.ts";

/** Why a YAML tree is no JSON value, with the offset at which that shows. */
export class PlainValueError extends Error {
  readonly offset: number;
  readonly remedy: string;

  constructor(message: string, offset: number, remedy: string) {
    super(message);
    this.offset = offset;
    this.remedy = remedy;
  }
}

/** Deeper than any sensible document, and far from the limits of the call stack. */
const MAX_DEPTH = 200;
/** Nodes that aliases may add in all: what stops a "billion laughs" document. */
const MAX_ALIASED_NODES = 100_000;

/**
 * A YAML document as the JSON value that it stands for: aliases and merge keys expanded, keys as text.
 *
 * @param showsNames false for a file in which somebody may have put a credential by mistake
 * @throws PlainValueError for a duplicate key, too deep nesting, too many aliases, or a value that JSON does not have.
 */
export function toPlainValue(document: Document.Parsed, showsNames: boolean): unknown {
  let aliased = 0;
  const anchored = aliasTargets(document);
  const convert = (node: unknown, depth: number, inAlias: boolean): unknown => {
    if (node === null || node === undefined) return null;
    const offset = offsetOf(node);
    if (depth > MAX_DEPTH) {
      throw new PlainValueError(
        `nested more than ${MAX_DEPTH} levels deep`,
        offset,
        "flatten the document; an anchor must not contain an alias of itself",
      );
    }
    if (inAlias && (aliased += 1) > MAX_ALIASED_NODES) {
      throw new PlainValueError(
        `aliases expand to more than ${MAX_ALIASED_NODES} values`,
        offset,
        "use $ref instead of YAML aliases",
      );
    }
    if (isAlias(node)) {
      const target = anchored.get(node);
      if (target === undefined) {
        const name = showsNames || isPlainName(node.source) ? ` &${node.source}` : "";
        throw new PlainValueError(`no anchor${name} stands before this alias`, offset, "define the anchor");
      }
      return convert(target, depth + 1, true);
    }
    if (isSeq(node)) return node.items.map((item) => convert(item, depth + 1, inAlias));
    if (isMap(node)) return convertMap(node.items, depth, inAlias);
    if (isScalar(node)) return scalarOf(node.value, offset);
    throw new PlainValueError("not a JSON value", offset, "write a mapping, a list, a text, a number or true/false");
  };
  const convertMap = (
    pairs: readonly { readonly key: unknown; readonly value: unknown }[],
    depth: number,
    inAlias: boolean,
  ): unknown => {
    const found = new Map<string, unknown>();
    const merged = new Map<string, unknown>();
    for (const { key, value } of pairs) {
      const name = isScalar(key) ? String(key.value) : "";
      // A merge key gives way to keys written out, wherever it stands.
      if (name === "<<" && isScalar(key) && key.type === "PLAIN") {
        for (const part of [convert(value, depth + 1, inAlias)].flat()) {
          for (const [k, v] of Object.entries(typeof part === "object" && part !== null ? part : {})) {
            if (!merged.has(k)) merged.set(k, v);
          }
        }
        continue;
      }
      if (found.has(name)) {
        throw new PlainValueError(
          `${showsNames || isPlainName(name) ? `the key ${JSON.stringify(name)}` : "a key"} stands twice in one mapping`,
          offsetOf(key),
          "remove one of the two",
        );
      }
      found.set(name, convert(value, depth + 1, inAlias));
    }
    return objectOf([...[...merged].filter(([key]) => !found.has(key)), ...found]);
  };
  return convert(document.contents, 0, false);
}

/**
 * What each alias means: the nearest thing before it with that anchor. Found in one walk, because the library walks
 * the whole document for every alias.
 */
function aliasTargets(document: Document.Parsed): ReadonlyMap<unknown, Node> {
  const targets = new Map<unknown, Node>();
  const anchors = new Map<string, Node>();
  const visit = (node: unknown, depth: number): void => {
    // Deeper than this is refused anyway.
    if (depth > MAX_DEPTH) return;
    if (isAlias(node)) {
      const target = anchors.get(node.source);
      if (target !== undefined) targets.set(node, target);
      return;
    }
    if (isNode(node) && node.anchor !== undefined) anchors.set(node.anchor, node);
    if (isSeq(node)) for (const item of node.items) visit(item, depth + 1);
    if (isMap(node)) {
      for (const { key, value } of node.items) {
        visit(key, depth + 1);
        visit(value, depth + 1);
      }
    }
  };
  visit(document.contents, 0);
  return targets;
}

/** An object with exactly these properties; a key `__proto__` is a property like any other. */
function objectOf(entries: readonly (readonly [string, unknown])[]): unknown {
  return Object.fromEntries(entries);
}

function scalarOf(value: unknown, offset: number): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (typeof value === "number" && Number.isFinite(value)) return value;
  throw new PlainValueError(
    "not a JSON value: neither text, a finite number, true, false nor null",
    offset,
    "write it in quotes if it is meant as text",
  );
}

function offsetOf(node: unknown): number {
  const range = (node as Partial<Node> | null)?.range;
  return range?.[0] ?? 0;
}
