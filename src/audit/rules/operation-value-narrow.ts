import type { ResourceTypeName } from "../../document/index.ts";
import { isSuccess, patchEntriesIn, patchRequestsOf, resourceRequestsOf, resourcesIn, responsesOf } from "../bodies.ts";
import type { AuditDocument } from "../document.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { choicesOf, propertiesOf, propertyOf, requiredAt, typesOf } from "../schema.ts";

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
        const missing = neededIn(document, request.operation.resourceType, entry).filter(
          ({ type }) => !types.has(type),
        );
        if (missing.length === 0) continue;
        yield {
          pointer: first.pointer,
          message: `the value of an operation is ${[...types].join(" or ")}: it cannot hold ${missing.map(({ use, type }) => `${use} (${type})`).join(", ")}`,
          remedy: "leave the type of value open, or list every type with oneOf",
        };
      }
    }
  },
});

interface Need {
  readonly type: string;
  /** The attribute, or what else needs the type. */
  readonly use: string;
}

/**
 * What a value has to hold: the attributes that the RFC gives every resource of its type, and those that the document
 * gives it. Which others a server has is its own choice.
 */
function neededIn(document: AuditDocument, type: ResourceTypeName, entry: string): readonly Need[] {
  const core: readonly Need[] =
    type === "Group"
      ? [
          { type: "string", use: "displayName" },
          { type: "array", use: "members" },
        ]
      : [{ type: "string", use: "userName" }, ...declaredOfUser(document)];
  const path = propertyOf(document, entry, "path");
  const paths = path === undefined ? undefined : choicesOf(document, path.pointer)?.values;
  const named = paths === undefined ? core : core.filter(({ use }) => paths.includes(use));
  const isPathRequired = requiredAt(document, entry, "path") !== undefined;
  return isPathRequired ? named : [...named, { type: "object", use: "attributes without a path" }];
}

function declaredOfUser(document: AuditDocument): readonly Need[] {
  const bodies = [...resourceRequestsOf(document), ...responsesOf(document).filter(isSuccess)];
  const properties = bodies
    .filter(({ operation }) => operation.resourceType === "User")
    .flatMap((body) => resourcesIn(document, body).flatMap((at) => propertiesOf(document, at)));
  return [
    { type: "boolean", use: "active" },
    { type: "array", use: "emails" },
  ].filter(({ use }) => properties.some(({ name }) => name === use));
}

/** The types of all alternatives; undefined where one of them is open. */
function together(document: AuditDocument, pointers: readonly string[]): ReadonlySet<string> | undefined {
  const found = pointers.map((pointer) => typesOf(document, pointer));
  const all = new Set<string>();
  for (const types of found) {
    if (types === undefined) return undefined;
    for (const type of types) all.add(type);
  }
  return all;
}
