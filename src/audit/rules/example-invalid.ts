import { isObject } from "../../scim/index.ts";
import { type Body, requestsOf, responsesOf } from "../bodies.ts";
import { type AuditDocument, follow } from "../document.ts";
import { below, lookup, members, own } from "../pointer.ts";
import { documentRule, openapi, type Rule } from "../rule.ts";
import { applied } from "../schema.ts";

interface Example {
  readonly value: unknown;
  readonly pointer: string;
}

/** An example that its own schema refuses. */
export const exampleInvalid: Rule = documentRule({
  id: "audit.example-invalid",
  title: "examples fit their schemas",
  level: "warning",
  explanation: "People copy examples. One of the two is wrong, the example or the schema, and nobody can tell which.",
  source: openapi("Example Object"),
  *find(document) {
    for (const body of [...requestsOf(document), ...responsesOf(document)]) {
      // How a form's example is to be written is told by its encoding, not by its schema.
      if (!/^(?:application|text)\/(?:[\w.-]+\+)?json\b/iu.test(body.type.trim())) continue;
      for (const { value, pointer } of examplesOf(document, body)) {
        const [violation] = body.body.validate(decoded(value));
        if (violation === undefined) continue;
        const { instancePointer, expected, actual } = violation;
        const at = typeof value === "string" ? pointer : pointer + instancePointer;
        yield {
          // The place of what is wrong; where something is missing, of what lacks it.
          pointer: lookup(document.root, at) === undefined ? pointer : at,
          message: `the example of ${nameOf(body)} does not fit its schema: ${instancePointer === "" ? "the whole" : instancePointer} should be ${expected}, is ${actual}`,
          remedy: "correct the example or the schema",
        };
      }
    }
  },
});

function nameOf({ operation, response }: Body): string {
  return response === undefined ? `the request of ${operation.key}` : `${response.status} of ${operation.key}`;
}

/** The examples of a media type and of its schema. */
function examplesOf(document: AuditDocument, { media, schema }: Body): readonly Example[] {
  const found: Example[] = [];
  const holder = lookup(document.root, media);
  if (own(holder, "example") !== undefined) found.push({ value: own(holder, "example"), pointer: `${media}/example` });
  for (const [name] of members(holder, "examples")) {
    const { value, pointer } = follow(document, below(media, "examples", name));
    // An externalValue stands elsewhere, and nothing is fetched.
    if (isObject(value) && value["value"] !== undefined)
      found.push({ value: value["value"], pointer: `${pointer}/value` });
  }
  for (const at of applied(document, schema)) {
    const part = lookup(document.root, at);
    if (own(part, "example") !== undefined) found.push({ value: own(part, "example"), pointer: `${at}/example` });
    const examples = own(part, "examples");
    if (Array.isArray(examples)) {
      found.push(...examples.map((value: unknown, index) => ({ value, pointer: below(at, "examples", index) })));
    }
  }
  return found;
}

/** JSON that is written as a text, which OpenAPI allows. */
function decoded(value: unknown): unknown {
  if (typeof value !== "string" || !/^\s*[[{]/u.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
