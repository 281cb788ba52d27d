import type { Operation } from "../document/index.ts";

/** How a document spells the reference of a member in requests: `ref` where it declares that and no `$ref`. */
export function refNameIn(operation: Operation): string {
  const schema = operation.request.content.find(({ body }) => body?.standalone !== undefined)?.body?.standalone;
  const names = propertyNames(schema, new Set());
  return names.has("ref") && !names.has("$ref") ? "ref" : "$ref";
}

/** The names of all properties that a schema declares anywhere. */
function propertyNames(schema: unknown, names: Set<string>): Set<string> {
  if (Array.isArray(schema)) for (const part of schema as unknown[]) propertyNames(part, names);
  else if (typeof schema === "object" && schema !== null) {
    for (const [key, value] of Object.entries(schema)) {
      if (key === "properties" && typeof value === "object" && value !== null) {
        for (const name of Object.keys(value as object)) names.add(name);
      }
      propertyNames(value, names);
    }
  }
  return names;
}
