import type { ResourceTypeName } from "../../../document/index.ts";
import { type AttributeSchema, attributeOf, ENTERPRISE_USER, isObject, type JsonObject } from "../../../scim/index.ts";
import { misfitOfNew } from "../../admitted.ts";
import { needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import { described } from "../described.ts";
import { bodyFor, type Made, needSaid, open, readThere } from "../kit.ts";
import { holds } from "../stored.ts";
import { otherValueFor, valueFor } from "./values.ts";

/** A value in an extension that a filter can name: an attribute of its own, or a part of one. */
export interface Leaf {
  /** As a filter names it: `urn:…:department`. */
  readonly path: string;
  readonly urn: string;
  readonly attribute: AttributeSchema;
  /** The attribute that it is a part of. */
  readonly parent: AttributeSchema | undefined;
}

/** One of a type that was made with values in all of its extensions, and what a read shows of it. */
export interface Extended {
  readonly made: Made;
  readonly resource: JsonObject;
  /** What a read shows as it was sent. */
  readonly leaves: readonly Leaf[];
}

/** What a scenario says of a server without extensions to test. */
const NONE = "the server describes no extension that it takes values of";

/** Values for all that a client can set and read again in the extensions of a type; `nth` tells two apart. */
async function valuesOf(
  context: ScenarioContext,
  type: ResourceTypeName,
  nth: 0 | 1,
): Promise<Readonly<Record<string, JsonObject>>> {
  const extensions = (await described(context, type))?.extensions ?? [];
  const all = extensions.map(({ urn, attributes }) => [urn, setValues(context, attributes, nth)] as const);
  return Object.fromEntries(all.filter(([, parts]) => Object.keys(parts).length > 0));
}

/** Values for those of some attributes that a client can set and read again. */
export function setValues(
  context: ScenarioContext,
  attributes: readonly AttributeSchema[],
  nth: 0 | 1 = 0,
): Readonly<Record<string, unknown>> {
  const value = nth === 0 ? valueFor : otherValueFor;
  const label = nth === 0 ? "one" : "two";
  return Object.fromEntries(
    attributes.filter(isGiven).flatMap((attribute) => {
      const given = value(context, attribute, `${attribute.name} ${label}`);
      return given === undefined ? [] : [[attribute.name, given] as const];
    }),
  );
}

/** True for what a client sets and sees: who a reference leads to would have to be there. */
function isGiven({ mutability, returned, subAttributes = [] }: AttributeSchema): boolean {
  const isSet = mutability === "readWrite" || mutability === "immutable";
  const isSeen = returned === "default" || returned === "always";
  return isSet && isSeen && !subAttributes.some(({ type }) => type === "reference");
}

/** A body with values under the URNs of extensions. */
export function withExtensions(body: JsonObject, values: Readonly<Record<string, JsonObject>>): JsonObject {
  const schemas: readonly unknown[] = Array.isArray(body["schemas"]) ? body["schemas"] : [];
  return { ...body, ...values, schemas: [...new Set([...schemas, ...Object.keys(values)])] };
}

/**
 * Makes one of a type with values in every extension that the server describes; where those are refused together, in the
 * enterprise extension alone.
 *
 * @throws NoVerdict where the server describes none, refuses them, or shows none
 */
export async function makeExtended(
  context: ScenarioContext,
  type: ResourceTypeName,
  label: string,
  { nth = 0, more = {} }: { readonly nth?: 0 | 1; readonly more?: JsonObject } = {},
): Promise<Extended> {
  const values = await valuesOf(context, type, nth);
  const body = { ...bodyFor(context, type, label), ...more };
  const made = await oneOf(
    context,
    type,
    candidatesOf(values).map((one) => withExtensions(body, one)),
  );
  const leaves = leavesOf(values, (await described(context, type))?.extensions ?? []).filter(
    ({ urn, attribute, parent }) => partOf(made.body, urn, (parent ?? attribute).name) !== undefined,
  );
  const isShown = (seen: JsonObject, { urn, attribute, parent }: Leaf): boolean => {
    const name = (parent ?? attribute).name;
    return holds(partOf(made.body, urn, name), partOf(seen, urn, name));
  };
  const { resource } = await readThere(context, type, made.id, (seen) => leaves.every((leaf) => isShown(seen, leaf)));
  const shown = leaves.filter((leaf) => isShown(resource, leaf));
  if (shown.length === 0)
    throw new NoVerdict("not-applicable", `the server shows nothing of the extensions that a ${type} was made with`);
  return { made, resource, leaves: shown };
}

/** All extensions at once; then the one that most servers have, with what clients fill in most. */
function candidatesOf(values: Readonly<Record<string, JsonObject>>): readonly Readonly<Record<string, JsonObject>>[] {
  const [urn, enterprise] = Object.entries(values).find(([name]) => name.toLowerCase() === ENTERPRISE) ?? [];
  if (urn === undefined || enterprise === undefined) return Object.keys(values).length === 0 ? [] : [values];
  const usual = ["employeeNumber", "department"].flatMap((name) => {
    const value = attributeOf(enterprise, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  return [values, ...(usual.length === 0 ? [] : [{ [urn]: Object.fromEntries(usual) }])];
}

const ENTERPRISE = ENTERPRISE_USER.urn.toLowerCase();

async function oneOf(context: ScenarioContext, type: ResourceTypeName, bodies: readonly JsonObject[]): Promise<Made> {
  let refusal = NONE;
  for (const body of bodies) {
    if (misfitOfNew(context.contract, type, body) !== undefined) continue;
    const { exchange, id, isGivenAgain } = await context.service.create({
      type,
      body,
      title: `make a ${type} with values in its extensions`,
      intent: open("values that the server may not take"),
    });
    needAnswer(exchange);
    if (id !== undefined) return { id, body, exchange, isGivenAgain };
    needSaid(exchange);
    refusal = `values in the extensions of a ${type} are refused with ${statusText(exchange)}`;
  }
  throw new NoVerdict("not-applicable", refusal);
}

function leavesOf(
  values: Readonly<Record<string, JsonObject>>,
  extensions: readonly { readonly urn: string; readonly attributes: readonly AttributeSchema[] }[],
): readonly Leaf[] {
  return extensions.flatMap(({ urn, attributes }) =>
    attributes.flatMap((attribute): readonly Leaf[] => {
      const value = attributeOf(values[urn] ?? {}, attribute.name);
      if (value === undefined) return [];
      const path = `${urn}:${attribute.name}`;
      if (attribute.type !== "complex") return [{ path, urn, attribute, parent: undefined }];
      const [entry]: readonly unknown[] = Array.isArray(value) ? value : [value];
      return (attribute.subAttributes ?? []).flatMap((sub) =>
        isObject(entry) && attributeOf(entry, sub.name) !== undefined
          ? [{ path: `${path}.${sub.name}`, urn, attribute: sub, parent: attribute }]
          : [],
      );
    }),
  );
}

function partOf(resource: JsonObject, urn: string, name: string): unknown {
  const extension = attributeOf(resource, urn);
  return isObject(extension) ? attributeOf(extension, name) : undefined;
}

/** The values at a leaf, as many as there are. */
export function valuesAt(resource: JsonObject, { urn, attribute, parent }: Leaf): readonly unknown[] {
  const at = partOf(resource, urn, (parent ?? attribute).name);
  const all: readonly unknown[] = Array.isArray(at) ? at : [at];
  const values =
    parent === undefined ? all : all.map((entry) => (isObject(entry) ? attributeOf(entry, attribute.name) : undefined));
  return values.flat().filter((one) => one !== undefined && one !== null);
}

/** True for text of its own that a name makes: nothing else on the server has it. */
export function isOwnText({ attribute }: Leaf): boolean {
  return attribute.type === "string" && (attribute.canonicalValues ?? []).length === 0;
}
