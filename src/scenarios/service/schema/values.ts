import type { AttributeSchema } from "../../../scim/index.ts";
import type { ScenarioContext } from "../../context.ts";

/**
 * A value that an attribute may have, by its own characteristics (RFC 7643 section 7); undefined where none can be made
 * up: a reference to a resource, binary data that must mean something.
 */
export function valueFor(context: ScenarioContext, attribute: AttributeSchema, label: string): unknown {
  const one = oneFor(context, attribute, label);
  if (one === undefined) return undefined;
  return attribute.multiValued ? [one] : one;
}

function oneFor(context: ScenarioContext, attribute: AttributeSchema, label: string): unknown {
  const named = context.attribute(attribute.name, label);
  if (named !== undefined && !attribute.multiValued) return named;
  switch (attribute.type) {
    case "string":
      return attribute.canonicalValues?.[0] ?? context.name(`${attribute.name} ${label}`);
    case "boolean":
      return true;
    case "integer":
      return 1;
    case "decimal":
      return 1.5;
    case "dateTime":
      return "2024-02-03T04:05:06Z";
    case "complex":
      return complexFor(context, attribute, label);
    case "reference":
    case "binary":
      return undefined;
  }
}

function complexFor(context: ScenarioContext, attribute: AttributeSchema, label: string): unknown {
  const parts = (attribute.subAttributes ?? []).flatMap((sub) => {
    // `primary` is for one entry of a list; whether it is true matters to nobody here.
    if (sub.mutability === "readOnly" || sub.name === "primary") return [];
    const address = sub.name === "value" ? context.attribute(`${attribute.name}.value`, label) : undefined;
    const value = address ?? valueFor(context, sub, label);
    return value === undefined ? [] : [[sub.name, value] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}
