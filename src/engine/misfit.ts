import type { ResourceTypeName, SchemaViolation } from "../document/index.ts";

/**
 * Why a body that was to be valid is not sent: what of it does not fit the document's schema, and where in the profile to
 * say what would.
 */
export function whyMisfit(
  { instancePointer, keyword, expected, actual }: SchemaViolation,
  type: ResourceTypeName,
): string {
  const isLacking = keyword === "required";
  const where = instancePointer === "" ? "the body" : instancePointer;
  const what = isLacking ? `${where} has no ${expected}` : `${where} is ${actual}, expected ${expected}`;
  const key = type === "User" && !isLacking ? "attributes" : `put.alwaysSend.${type}`;
  return `the request of this scenario does not fit the declared schema: ${what}; give a value that does under \`${key}\` in the profile`;
}
