import type { BodySchema } from "../document/index.ts";
import { isObject } from "../scim/index.ts";

const known = new WeakMap<BodySchema, ReadonlyMap<string, string>>();

/**
 * A body with its attributes under the names that a schema has for them: names of attributes have no case (RFC 7643
 * section 2.1), and those of a JSON Schema have.
 */
export function inDeclaredNames(value: unknown, schema: BodySchema): unknown {
  const names = known.get(schema) ?? namesOf(schema);
  known.set(schema, names);
  return renamed(value, names);
}

/** Every property that a schema names, by its name in lower case. */
function namesOf({ schema, standalone = schema }: BodySchema): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const collect = (part: unknown): void => {
    if (Array.isArray(part)) for (const each of part) collect(each);
    if (!isObject(part)) return;
    const { properties } = part;
    if (isObject(properties)) for (const name of Object.keys(properties)) names.set(name.toLowerCase(), name);
    for (const each of Object.values(part)) collect(each);
  };
  collect(standalone);
  return names;
}

function renamed(value: unknown, names: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((each) => renamed(each, names));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [names.get(name.toLowerCase()) ?? name, renamed(each, names)]),
  );
}
