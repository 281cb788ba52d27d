import type { ResourceTypeName } from "../../../document/index.ts";
import { type AttributeSchema, attributeOf, isObject, isUnassigned, type JsonObject } from "../../../scim/index.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import { described } from "../described.ts";

/** An attribute of a server's own schema, and where it stands in a resource. */
export interface OwnAttribute {
  /** What it is an attribute of. */
  readonly type: ResourceTypeName;
  readonly attribute: AttributeSchema;
  /** URN of the extension that it stands under; undefined for one of the core. */
  readonly under: string | undefined;
  /** What its extension requires beside it: a body with the one and not the others is refused, whatever its value. */
  readonly beside: readonly AttributeSchema[];
  /** False in an extension that its resource type does not require: a resource may be without all of it. */
  readonly isDemanded: boolean;
}

// More than any server describes with one characteristic; the rest would be more of the same.
const AT_MOST = 12;

// Handled by scenarios of their own, or by every server in a way of its own.
const APART: ReadonlySet<string> = new Set(["schemas", "id", "meta", "username", "password"]);

/** Which attributes are meant. */
export interface Described {
  /** Completes “an attribute that is …”. */
  readonly are: string;
  readonly holds: (attribute: AttributeSchema, own: OwnAttribute) => boolean;
  /**
   * By name in small letters, the scenario or check that tests an attribute which is handled by one of its own: by name those
   * of every type, and `displayname`, which is that of a Group alone.
   */
  readonly elsewhere?: Readonly<Record<string, string>>;
  /** What is the same of attributes of which the first stands for all; without it each is tested. */
  readonly alike?: (own: OwnAttribute) => string;
}

/**
 * The attributes of a type that a server describes so.
 *
 * @throws NoVerdict where it describes none, or only such as have a scenario of their own
 */
export async function attributesThat(
  context: ScenarioContext,
  type: ResourceTypeName,
  { are, holds, elsewhere = {}, alike = pathOf }: Described,
): Promise<readonly OwnAttribute[]> {
  const schema = await described(context, type);
  if (schema === undefined) throw new NoVerdict("not-applicable", `the server does not describe a ${type} in /Schemas`);
  const { resourceTypes } = await context.service.discovery();
  const demanded = new Set(
    resourceTypes.model
      ?.find(({ name }) => name === type)
      ?.extensions.flatMap((one) => (one.required ? [one.schema.toLowerCase()] : [])),
  );
  const all: OwnAttribute[] = [
    ...schema.attributes.map((attribute) => ({ type, attribute, under: undefined, beside: [], isDemanded: true })),
    ...schema.extensions.flatMap(({ urn, attributes }) => {
      const isDemanded = demanded.has(urn.toLowerCase());
      const required = attributes.filter((one) => one.required && one.mutability !== "readOnly");
      return attributes.map((attribute) => {
        const beside = required.filter((one) => one !== attribute);
        return { type, attribute, under: urn, beside, isDemanded };
      });
    }),
  ].filter((own) => holds(own.attribute, own));
  const isApart = ({ attribute }: OwnAttribute): boolean => {
    const name = attribute.name.toLowerCase();
    return APART.has(name) || (type === "Group" && name === "displayname" && elsewhere[name] !== undefined);
  };
  const tested = all.filter((own) => !isApart(own));
  const first = tested.filter((own, at) => tested.findIndex((other) => alike(other) === alike(own)) === at);
  if (first.length > 0) return first.slice(0, AT_MOST);
  const apart = all.map(({ attribute: { name } }) => {
    const by = elsewhere[name.toLowerCase()];
    return by === undefined ? `${name} (which nothing tests)` : `${name} (which ${by} tests)`;
  });
  const but = apart.length === 0 ? "" : ` but ${apart.join(" and ")}`;
  throw new NoVerdict("not-applicable", `the server describes no attribute of a ${type} that is ${are}${but}`);
}

/** A body with a value of the attribute, where it belongs. */
export function withAttribute(body: JsonObject, { attribute, under }: OwnAttribute, value: unknown): JsonObject {
  if (under === undefined) return { ...body, [attribute.name]: value };
  const schemas: readonly unknown[] = Array.isArray(body["schemas"]) ? body["schemas"] : [];
  const extension = body[under];
  return {
    ...body,
    schemas: [...new Set([...schemas, under])],
    [under]: { ...(isObject(extension) ? extension : {}), [attribute.name]: value },
  };
}

/** A body without the attribute. */
export function withoutAttribute(body: JsonObject, { attribute, under }: OwnAttribute): JsonObject {
  const drop = (from: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(from).filter(([name]) => name.toLowerCase() !== attribute.name.toLowerCase()));
  if (under === undefined) return drop(body);
  const extension = body[under];
  return isObject(extension) ? { ...body, [under]: drop(extension) } : body;
}

/** What a resource shows of the attribute; undefined for nothing. */
export function shownOf(resource: JsonObject, { attribute, under }: OwnAttribute): unknown {
  const from = under === undefined ? resource : attributeOf(resource, under);
  const value = isObject(from) ? attributeOf(from, attribute.name) : undefined;
  return isUnassigned(value) ? undefined : value;
}

/** How the attribute is named in a query. */
export function pathOf({ attribute, under }: OwnAttribute): string {
  return under === undefined ? attribute.name : `${under}:${attribute.name}`;
}
