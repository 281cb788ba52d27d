import { sameName } from "../path/attribute-schema.ts";
import { type Context, chooseOrRefuse } from "./context.ts";
import { type Node, readList, readNode, write } from "./node.ts";
import { Refusal } from "./refusal.ts";
import { sameValue } from "./same-value.ts";

/** Adds a URN to `schemas`, once: an extension's attribute brings its schema with it (RFC 7644 section 3.5.2). */
export function addSchema(root: Node, urn: string): void {
  if (!hasSchema(root, urn)) write(root, "schemas", [...readList(root, "schemas"), urn]);
}

function hasSchema(root: Node, urn: string): boolean {
  return readList(root, "schemas").some((entry) => typeof entry === "string" && sameName(entry, urn));
}

/**
 * Holds `schemas` to RFC 7643 section 3 after an operation: the base schema stays, and an extension that was there and is
 * not named any more has its data dropped, or keeps it, or the operation is refused.
 *
 * @throws {@link Refusal} when the base schema was taken away
 */
export function settleSchemas(before: Node, root: Node, context: Context): void {
  const { schema } = context;
  if (hasSchema(before, schema.urn) && !hasSchema(root, schema.urn)) {
    throw new Refusal("required", `${schema.urn} is the base schema of the resource`);
  }
  for (const { urn } of schema.extensions) {
    // An extension that is shown without attributes has no data (RFC 7643 section 2.5).
    if (!hasSchema(before, urn) || hasSchema(root, urn) || sameValue(readNode(root, urn), {})) continue;
    const answer = chooseOrRefuse(context, "schemas-without-data", "value", `there are attributes of ${urn}`);
    if (answer === "drop-data") write(root, urn, undefined);
  }
}
