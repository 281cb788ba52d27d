import { attributeOf, isObject, isUnassigned, parseDateTime } from "../scim/index.ts";
import type { Body, BodyShape, Part } from "./part.ts";
import { type BodyOptions, ordinaryContent } from "./valid.ts";

/** What is wrong in a body. */
export type ViolationKind = "missing" | "null" | "type" | "not-canonical";

/** One way to break one thing of a body, by a SCIM schema. */
export interface BodyViolation {
  /** Words that stay: `nickName.type-object`, `emails.value.missing`. */
  readonly id: string;
  readonly kind: ViolationKind;
  /** Of what is broken. */
  readonly path: string;
  /** The attribute that has it, and the URN of the extension that this stands under. */
  readonly attribute: string;
  readonly under: string | undefined;
  /** For people: `nickName is an object instead of text`. */
  readonly words: string;
  /** The wrong value; undefined where there is none. */
  readonly wrong: unknown;
  /** A broken copy of a valid body. */
  readonly apply: (valid: Body) => Body;
  /** True when what a resource shows of the attribute is what the schema allows there, or nothing. */
  readonly allows: (shown: unknown) => boolean;
  /** The same with something ordinary in the attribute: what is refused of this one is not refused for what is broken. */
  readonly mend: (valid: Body) => Body;
}

const TYPE_WORDS: Readonly<Record<Part["kind"], string>> = {
  text: "text",
  boolean: "true or false",
  integer: "a whole number",
  decimal: "a number",
  dateTime: "a date and time",
  binary: "base64",
  uri: "a URI",
  complex: "an object",
  members: "an object",
};

/** One wrong value for each kind: none that a lenient reader could take for a right one, as `"true"` or `"7"`. */
const WRONG: Readonly<Record<Part["kind"], readonly [name: string, words: string, value: unknown]>> = {
  text: ["object", "an object", { wrong: "x" }],
  uri: ["object", "an object", { wrong: "x" }],
  boolean: ["text", "text", "perhaps"],
  integer: ["text", "text", "seven"],
  decimal: ["text", "text", "much"],
  dateTime: ["text", "text that is none", "yesterday"],
  binary: ["number", "a number", 7],
  complex: ["text", "text", "not an object"],
  members: ["text", "text", "not an object"],
};

/**
 * The single violations of a shape, in the order of its attributes: of each attribute and sub-attribute one value of a wrong
 * type; of each required one that it is missing, and null (RFC 7643 section 2.5: the same as missing); of suggested values
 * another one, which a server may take or refuse (section 7).
 *
 * @param shape made from a SCIM schema: what a JSON Schema forbids is told by its own single violations
 */
export function violationsOf(shape: BodyShape, options: BodyOptions): readonly BodyViolation[] {
  return shape.parts.flatMap((part) =>
    part.isExtension
      ? part.parts.flatMap((inner) => ofAttribute(inner, part, part.required, options))
      : ofAttribute(part, undefined, true, options),
  );
}

type MakeParts = readonly [
  kind: ViolationKind,
  id: string,
  path: string,
  words: string,
  wrong: unknown,
  change: (content: unknown) => unknown,
];

function ofAttribute(
  part: Part,
  extension: Part | undefined,
  isDemanded: boolean,
  options: BodyOptions,
): readonly BodyViolation[] {
  const make = (...[kind, id, path, words, wrong, change]: MakeParts): BodyViolation => ({
    id: `${path}.${id}`,
    kind,
    path,
    attribute: part.name,
    under: extension?.name,
    words,
    wrong,
    apply: (valid) => withContent(valid, part, extension, change, options),
    mend: (valid) => withContent(valid, part, extension, (content) => content, options),
    allows: (shown) => (path === part.path ? allows(part, shown) : allowsIn(shown, part, path)),
  });
  const [typeId, typeWords, wrong] = WRONG[part.kind];
  const found: BodyViolation[] = [];
  if (part.required && isDemanded && part.kind !== "members") {
    found.push(make("missing", "missing", part.path, `\`${part.path}\` is left out`, undefined, () => undefined));
    found.push(make("null", "null", part.path, `\`${part.path}\` is null`, null, () => null));
  }
  const listed = part.multiValued && part.kind !== "complex" && part.kind !== "members" ? [wrong] : wrong;
  found.push(
    make(
      "type",
      `type-${typeId}`,
      part.path,
      `\`${part.path}\` ${part.multiValued ? "has" : "is"} ${typeWords} instead of ${TYPE_WORDS[part.kind]}`,
      wrong,
      () => (part.multiValued && !Array.isArray(listed) ? [listed] : listed),
    ),
  );
  if (part.multiValued && part.kind !== "members") {
    const words = `\`${part.path}\` is text instead of a list`;
    found.push(make("type", "type-no-list", part.path, words, "not a list", () => "not a list"));
  }
  if (part.canonical !== undefined) found.push(notCanonical(part, make, (to) => () => (part.multiValued ? [to] : to)));
  for (const sub of part.kind === "complex" ? part.parts : []) {
    if (sub.kind === "complex") continue;
    const [id, words, value] = WRONG[sub.kind];
    const put = (to: unknown) => (content: unknown) => inEntry(content, sub.name, to);
    const is = `\`${sub.path}\` is ${words} instead of ${TYPE_WORDS[sub.kind]}`;
    found.push(make("type", `type-${id}`, sub.path, is, value, put(value)));
    if (sub.required && part.multiValued) {
      const left = `\`${sub.path}\` of an entry is left out`;
      found.push(make("missing", "missing", sub.path, left, undefined, put(undefined)));
    }
    if (sub.canonical !== undefined) found.push(notCanonical(sub, make, put));
  }
  return found;
}

const OTHER = "none-of-these";

function notCanonical(
  part: Part,
  make: (...parts: MakeParts) => BodyViolation,
  put: (to: unknown) => (content: unknown) => unknown,
): BodyViolation {
  const words = `\`${part.path}\` is none of the values that the schema suggests`;
  return make("not-canonical", "not-canonical", part.path, words, OTHER, put(OTHER));
}

/** The first entry of a list, or the value itself, with another sub-attribute. */
function inEntry(content: unknown, name: string, to: unknown): unknown {
  if (Array.isArray(content)) {
    const [first, ...rest]: unknown[] = content;
    return [inEntry(first, name, to), ...rest];
  }
  const { [name]: _, ...rest } = isObject(content) ? content : {};
  return to === undefined ? rest : { ...rest, [name]: to };
}

function withContent(
  valid: Body,
  part: Part,
  extension: Part | undefined,
  change: (content: unknown) => unknown,
  options: BodyOptions,
): Body {
  const holder = extension === undefined ? valid : (objectIn(valid[extension.name]) ?? leastOf(extension, options));
  const { [part.name]: before, ...rest } = holder;
  const after = change(before ?? ordinaryContent(part, options));
  const next = after === undefined ? rest : { ...rest, [part.name]: after };
  return extension === undefined ? next : { ...valid, [extension.name]: next };
}

function objectIn(value: unknown): Body | undefined {
  return isObject(value) ? value : undefined;
}

/** An extension that may be left out, where it is not: what it has to have then. */
function leastOf(extension: Part, options: BodyOptions): Body {
  const needed = { ...extension, parts: extension.parts.filter(({ required }) => required) };
  return objectIn(ordinaryContent(needed, options)) ?? {};
}

/** Whether a value is of the type that the schema has: what it says is not looked at, but of a date. */
function allows(part: Part, value: unknown): boolean {
  if (isUnassigned(value)) return true;
  if (part.multiValued) return Array.isArray(value) && value.every((one: unknown) => allowsOne(part, one));
  return allowsOne(part, value);
}

function allowsOne({ kind }: Part, value: unknown): boolean {
  switch (kind) {
    case "text":
    case "uri":
    case "binary":
      return typeof value === "string";
    case "boolean":
      return typeof value === "boolean";
    case "integer":
      return Number.isInteger(value);
    case "decimal":
      return typeof value === "number";
    case "dateTime":
      return typeof value === "string" && parseDateTime(value) !== undefined;
    case "complex":
    case "members":
      return isObject(value);
  }
}

/** The same of one sub-attribute, in every entry. */
function allowsIn(shown: unknown, part: Part, path: string): boolean {
  const sub = part.parts.find((one) => one.path === path);
  if (sub === undefined || isUnassigned(shown)) return true;
  const entries: readonly unknown[] = Array.isArray(shown) ? shown : [shown];
  return entries.every((entry) => isObject(entry) && allows(sub, attributeOf(entry, sub.name)));
}
