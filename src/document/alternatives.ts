import { isObject, list, lookup } from "./pointer.ts";

type Schema = Readonly<Record<string, unknown>>;

/** With more, one by one takes longer than it is worth. */
const MOST = 16;

/**
 * The alternatives that a standalone schema leaves to a whole body (`oneOf`, `anyOf`, also within `allOf` and behind a
 * reference), each as a schema of its own with everything that holds for all of them. The schema itself where there are
 * none, or too many. Those of a part of the body are not looked into.
 */
export function alternativesOf(root: Schema): readonly Schema[] {
  const known = new Map<unknown, readonly unknown[]>();
  let tooMany = false;
  const expand = (schema: unknown): readonly unknown[] => {
    const before = known.get(schema);
    if (before !== undefined || !isObject(schema)) return before ?? [schema];
    // One that contains itself is taken as it stands there.
    known.set(schema, [schema]);
    let found: readonly Schema[] = [schema];
    const choose = (options: readonly ((one: Schema) => Schema)[]): void => {
      tooMany ||= found.length * options.length > MOST;
      if (options.length > 1 && !tooMany) found = found.flatMap((one) => options.map((option) => option(one)));
    };
    const { $ref: reference } = schema;
    if (typeof reference === "string") {
      const targets = expand(lookup(root, reference.slice(1)));
      choose(targets.map((target) => (one) => ({ ...withoutReference(one), allOf: [...list(one, "allOf"), target] })));
    }
    list(schema, "allOf").forEach((part, index) => {
      choose(
        expand(part).map((choice) => (one) => ({
          ...one,
          allOf: list(one, "allOf").map((other, at) => (at === index ? choice : other)),
        })),
      );
    });
    for (const keyword of ["oneOf", "anyOf"]) {
      const branches = list(schema, keyword).flatMap((branch) => expand(branch));
      choose(branches.map((branch) => (one) => ({ ...one, [keyword]: [branch] })));
    }
    known.set(schema, found);
    return found;
  };
  const found = expand(root);
  return tooMany ? [root] : (found as readonly Schema[]);
}

function withoutReference(schema: Schema): Schema {
  return Object.fromEntries(Object.entries(schema).filter(([keyword]) => keyword !== "$ref"));
}
