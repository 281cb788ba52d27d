import type { Operation } from "../../document/index.ts";
import { patchEntriesIn, patchRequestsOf } from "../bodies.ts";
import type { AuditDocument } from "../document.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { propertiesOf, requiredAt, typesOf } from "../schema.ts";

/** What each type of a value is needed for. */
const NEEDED: Readonly<Record<Operation["resourceType"], Readonly<Record<string, string>>>> = {
  User: { string: "userName", boolean: "active", array: "emails" },
  Group: { string: "displayName", array: "members" },
};

/** An operation's value that cannot hold what it has to. */
export const operationValueNarrow: Rule = documentRule({
  id: "audit.operation-value-narrow",
  title: "the value of a PATCH operation takes every type that attributes have",
  level: "error",
  explanation:
    "The value of an operation is as its attribute is: a text, a truth value, a list of members, or an object where the path is left out. A client that sends what the RFC shows breaks a document that takes less.",
  source: rfc(7644, "3.5.2"),
  *find(document) {
    for (const request of patchRequestsOf(document)) {
      for (const entry of patchEntriesIn(document, request)) {
        const values = propertiesOf(document, entry).filter(({ name }) => name === "value");
        const [first] = values;
        const types = together(
          document,
          values.map(({ pointer }) => pointer),
        );
        if (first === undefined || types === undefined) continue;
        const needed = { ...NEEDED[request.operation.resourceType] };
        if (requiredAt(document, entry, "path") === undefined) needed["object"] = "attributes without a path";
        const missing = Object.entries(needed).filter(([type]) => !types.has(type));
        if (missing.length === 0) continue;
        yield {
          pointer: first.pointer,
          message: `the value of an operation is ${[...types].join(" or ")}: it cannot hold ${missing.map(([type, use]) => `${use} (${type})`).join(", ")}`,
          remedy: "leave the type of value open, or list every type with oneOf",
        };
      }
    }
  },
});

/** The types of all alternatives; undefined where one of them is open. */
function together(document: AuditDocument, pointers: readonly string[]): ReadonlySet<string> | undefined {
  const found = pointers.map((pointer) => typesOf(document, pointer));
  return found.includes(undefined) ? undefined : new Set(found.flatMap((types) => [...(types ?? [])]));
}
