import type { AttributeSchema } from "../../../scim/index.ts";
import type { ScenarioContext } from "../../context.ts";

/**
 * A value that an attribute may have, by its own characteristics (RFC 7643 section 7); undefined where none can be made
 * up: a reference to a resource, binary data that must mean something.
 */
export function valueFor(context: ScenarioContext, attribute: AttributeSchema, label: string): unknown {
  return listed(attribute, oneFor(context, attribute, label, 0));
}

/** Another value than that of {@link valueFor}, whatever the label; undefined where there is none. */
export function otherValueFor(context: ScenarioContext, attribute: AttributeSchema, label: string): unknown {
  return listed(attribute, oneFor(context, attribute, label, 1));
}

function listed({ multiValued }: AttributeSchema, one: unknown): unknown {
  return one === undefined || !multiValued ? one : [one];
}

/** @param nth 0 for a value, 1 for another one: not every type is made another by its label */
function oneFor(context: ScenarioContext, attribute: AttributeSchema, label: string, nth: 0 | 1): unknown {
  const named = context.attribute(attribute.name, label);
  if (named !== undefined && !attribute.multiValued) return named;
  switch (attribute.type) {
    case "string":
      if (attribute.canonicalValues !== undefined && attribute.canonicalValues.length > 0)
        return attribute.canonicalValues[nth];
      return context.name(`${attribute.name} ${label}`);
    case "boolean":
      return nth === 0;
    case "integer":
      return 1 + nth;
    case "decimal":
      return 1.5 + nth;
    case "dateTime":
      return `202${4 + nth}-02-03T04:05:06Z`;
    case "complex":
      return complexFor(context, attribute, label, nth);
    case "reference":
    case "binary":
      return undefined;
  }
}

function complexFor(context: ScenarioContext, attribute: AttributeSchema, label: string, nth: 0 | 1): unknown {
  const parts = (attribute.subAttributes ?? []).flatMap((sub) => {
    // `primary` is for one entry of a list; whether it is true matters to nobody here.
    if (sub.mutability === "readOnly" || sub.name === "primary") return [];
    const address = sub.name === "value" ? context.attribute(`${attribute.name}.value`, label) : undefined;
    const value = address ?? listed(sub, oneFor(context, sub, label, nth));
    return value === undefined ? [] : [[sub.name, value] as const];
  });
  return parts.length === 0 ? undefined : Object.fromEntries(parts);
}
