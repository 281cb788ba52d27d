import { type AttributeSchema, attributeOf, isObject, type JsonObject } from "../../../scim/index.ts";
import type { ScenarioContext } from "../../context.ts";
import { quoted } from "../filter/cases.ts";
import { type OwnAttribute, pathOf } from "./attributes.ts";
import { comesTo, type Edit } from "./edit.ts";
import { otherValueFor, valueFor } from "./values.ts";

/** Edits of one kind: none where the attribute has no two values, or nothing to see them by. */
export type Edits = (context: ScenarioContext, own: OwnAttribute) => readonly Edit[];

// What a server may put in its own words, and what says nothing of an entry: no edit is seen by them.
const NOT_SEEN: ReadonlySet<string> = new Set(["display", "type", "formatted", "$ref", "ref", "primary"]);

/** Two values of an attribute; undefined where there are none. */
function twoOf(context: ScenarioContext, { attribute }: OwnAttribute): readonly [unknown, unknown] | undefined {
  const first = valueFor(context, attribute, `first ${attribute.name}`);
  const other = otherValueFor(context, attribute, `other ${attribute.name}`);
  return first === undefined || other === undefined || comesTo(first, other) ? undefined : [first, other];
}

/** The value that stands in a list as its only entry. */
const entryOf = (list: unknown): unknown => (Array.isArray(list) ? (list as readonly unknown[])[0] : undefined);

/** The names of sub-attributes of text that both have, and that the client can write. */
function textsOf({ subAttributes = [] }: AttributeSchema, left: JsonObject, right: JsonObject): readonly string[] {
  const isText = (one: JsonObject, name: string): boolean => typeof attributeOf(one, name) === "string";
  return subAttributes
    .filter(({ type, mutability, multiValued }) => type === "string" && mutability === "readWrite" && !multiValued)
    .map(({ name }) => name)
    .filter((name) => isText(left, name) && isText(right, name));
}

// A type of number has a zero beside the values that are made up for it.
const NUMBERS: ReadonlySet<string> = new Set(["integer", "decimal"]);

/** An add of what has no value, while the resource may have nothing of its extension. */
export const added: Edits = (context, own) => {
  const value = valueFor(context, own.attribute, `first ${own.attribute.name}`);
  if (value === undefined) return [];
  const operations = [{ op: "add", path: pathOf(own), value }];
  return [{ what: "add", requirement: "RFC7644-3.5.2.1-NEW", from: undefined, to: value, operations }];
};

/** Another value in place of one, and a zero: it is a value as any other. */
export const replaced: Edits = (context, own) => {
  const two = twoOf(context, own);
  if (two === undefined) return [];
  const [from, other] = two;
  const all = NUMBERS.has(own.attribute.type) ? [other, 0] : [other];
  return all.map((to) => ({
    what: to === 0 ? "replace by zero" : "replace",
    requirement: "RFC7644-3.5.2.3-SINGLE",
    from,
    to,
    operations: [{ op: "replace", path: pathOf(own), value: to }],
  }));
};

/** The removal of all that an attribute has. */
export const removed: Edits = (context, own) => {
  const from = valueFor(context, own.attribute, `first ${own.attribute.name}`);
  if (from === undefined) return [];
  const requirement = own.attribute.multiValued ? "RFC7644-3.5.2.2-MULTI-ALL" : "RFC7644-3.5.2.2-SINGLE";
  return [{ what: "remove", requirement, from, to: undefined, operations: [{ op: "remove", path: pathOf(own) }] }];
};

/** A replace without a path: what is of an extension stands under its URN. */
export const replacedWithoutPath: Edits = (context, own) => {
  const two = twoOf(context, own);
  if (two === undefined) return [];
  const [from, to] = two;
  const named = { [own.attribute.name]: to };
  const operations = [{ op: "replace", value: own.under === undefined ? named : { [own.under]: named } }];
  return [{ what: "replace without a path", requirement: "RFC7644-3.5.2.3-NO-PATH", from, to, operations }];
};

/** The same with the whole name of the attribute as the key, as some clients send it: a way that no sentence describes. */
export const replacedByFullName: Edits = (context, own) => {
  const two = twoOf(context, own);
  if (two === undefined) return [];
  const [from, to] = two;
  const operations = [{ op: "replace", value: { [pathOf(own)]: to } }];
  const what = "replace without a path, by its whole name,";
  return [{ what, requirement: "RFC7644-3.10-URN-PATH", from, to, operations, isAdvice: true }];
};

/** An entry that comes to those of a list. */
export const appended: Edits = (context, own) => {
  const two = twoOf(context, own);
  if (two === undefined) return [];
  const [from, more] = two;
  const to = [entryOf(from), entryOf(more)];
  const operations = [{ op: "add", path: pathOf(own), value: more }];
  return [{ what: "add to", requirement: "RFC7644-3.5.2.1-MULTI-APPEND", from, to, operations }];
};

/** Other entries in place of a list. */
export const listReplaced: Edits = (context, own) => {
  const two = twoOf(context, own);
  if (two === undefined) return [];
  const [from, to] = two;
  const operations = [{ op: "replace", path: pathOf(own), value: to }];
  return [{ what: "replace", requirement: "RFC7644-3.5.2.3-MULTI-ALL", from, to, operations }];
};

/** One of two entries, found by what it is or by a part of it. */
export const oneRemoved: Edits = (context, own) => {
  const [gone, stays] = (twoOf(context, own) ?? []).map(entryOf);
  const requirement = "RFC7644-3.5.2.2-FILTER-VALUE";
  const edit = (filter: string): Edit => ({
    what: "remove one entry of",
    requirement,
    from: [gone, stays],
    to: [stays],
    operations: [{ op: "remove", path: `${pathOf(own)}[${filter}]` }],
  });
  if (typeof gone === "string" && typeof stays === "string")
    // That `value` finds what has no sub-attributes is said nowhere: that it finds nothing is no fault.
    return [{ ...edit(`value eq ${quoted(gone)}`), mayFindNothing: true }];
  if (!isObject(gone) || !isObject(stays)) return [];
  const by = textsOf(own.attribute, gone, stays).find((name) => !NOT_SEEN.has(name));
  return by === undefined ? [] : [edit(`${by} eq ${quoted(attributeOf(gone, by))}`)];
};

/** A part of one of two entries. */
export const entryChanged: Edits = (context, own) => {
  const [first, stays] = (twoOf(context, own) ?? []).map(entryOf);
  if (!isObject(first) || !isObject(stays)) return [];
  const texts = textsOf(own.attribute, first, stays);
  const part = texts.find((name) => !NOT_SEEN.has(name));
  const by = texts.find((name) => name !== part && attributeOf(first, name) !== attributeOf(stays, name));
  if (part === undefined || by === undefined) return [];
  const value = context.name(`third ${part}`);
  const path = `${pathOf(own)}[${by} eq ${quoted(attributeOf(first, by))}].${part}`;
  return [
    {
      what: "replace a part of one entry of",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
      from: [first, stays],
      to: [{ ...first, [part]: value }, stays],
      operations: [{ op: "replace", path, value }],
    },
  ];
};

/** A part of a complex value, by its own path: the other parts stay. */
export const partReplaced: Edits = (context, own) =>
  ofOnePart(context, own, "RFC7644-3.5.2.3-SINGLE", "replace a part of", (name, value) => ({
    path: `${pathOf(own)}.${name}`,
    value,
  }));

/** A complex value of which only a part is sent: the other parts stay. */
export const merged: Edits = (context, own) =>
  ofOnePart(context, own, "RFC7644-3.5.2.3-COMPLEX-MERGE", "replace by a part", (name, value) => ({
    path: pathOf(own),
    value: { [name]: value },
  }));

function ofOnePart(
  context: ScenarioContext,
  own: OwnAttribute,
  requirement: string,
  what: string,
  operation: (name: string, value: unknown) => object,
): readonly Edit[] {
  const [from, other] = twoOf(context, own) ?? [];
  if (!isObject(from) || !isObject(other)) return [];
  const name = Object.keys(from).find(
    (part) => !NOT_SEEN.has(part) && isWritten(own, part) && !comesTo(from[part], other[part]),
  );
  // With one part alone there is nothing that could be lost.
  if (name === undefined || Object.keys(from).filter((part) => !NOT_SEEN.has(part)).length < 2) return [];
  const to = { ...from, [name]: other[name] };
  return [{ what, requirement, from, to, operations: [{ op: "replace", ...operation(name, other[name]) }] }];
}

const isWritten = ({ attribute: { subAttributes = [] } }: OwnAttribute, part: string): boolean =>
  subAttributes.some(({ name, mutability }) => name === part && mutability === "readWrite");

/** An entry that is primary beside one that was: only one can be. */
export const primaryMoved: Edits = (context, own) => {
  const [was, is] = (twoOf(context, own) ?? []).map(entryOf);
  const hasPrimary = own.attribute.subAttributes?.some(({ name, type }) => name === "primary" && type === "boolean");
  if (!isObject(was) || !isObject(is) || hasPrimary !== true) return [];
  const next = { ...is, primary: true };
  const primary = (entry: unknown): boolean => isObject(entry) && attributeOf(entry, "primary") === true;
  return [
    {
      what: "add a primary entry to",
      requirement: "RFC7644-3.5.2-PRIMARY-RESET",
      from: [{ ...was, primary: true }],
      to: [was, next],
      operations: [{ op: "add", path: pathOf(own), value: [next] }],
      isRight: (shown) => comesTo([was, is], shown) && Array.isArray(shown) && comesTo([is], shown.filter(primary)),
    },
  ];
};

/** Another value by PUT, after the resource was made with one. */
export const put: Edits = (context, own) => {
  const two = twoOf(context, own);
  if (two === undefined) return [];
  const [from, to] = two;
  return [{ what: "replace", requirement: "RFC7644-3.5.1-RW-REPLACED", from, to }];
};
