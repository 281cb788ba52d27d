import { contractFrom, type Source } from "../document/index.ts";
import { isObject } from "../scim/index.ts";

// A path that takes part in nothing: it is added, asked for the document it stands in, and forgotten.
const PROBE = "/scim/scimproof-audit/Users";

/**
 * The document as it stands after an overlay. A contract keeps only what a run needs of it; but a parameter of a
 * contract has its schema as written, and a reference to `#` is the whole document.
 *
 * @throws HarnessError `OVERLAY_INVALID` for an overlay that does not fit
 */
export function overlaid(published: Source, overlay: Source): Readonly<Record<string, unknown>> {
  const { focus: _, ...source } = published;
  const paths = isObject(published.value["paths"]) ? published.value["paths"] : {};
  const probe = { get: { responses: {}, parameters: [{ name: "whole", in: "query", schema: { $ref: "#" } }] } };
  const value = { ...published.value, paths: { ...paths, [PROBE]: probe } };
  const { operations } = contractFrom({ ...source, value }, overlay, undefined);
  const whole = operations.find(({ path }) => path === PROBE)?.parameters[0]?.schema;
  if (!isObject(whole)) return published.value;
  const { [PROBE]: __, ...rest } = isObject(whole["paths"]) ? whole["paths"] : {};
  return { ...whole, paths: rest };
}
