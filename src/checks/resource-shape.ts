import { attributeOf, baseSchemaOf, isObject, isUnassigned, malformedMembers, textOf } from "../scim/index.ts";
import { type Check, type CheckVerdict, defineCheck, failed, passed } from "./check.ts";
import { type ShownResource, shownResource } from "./shown-resource.ts";
import { shortJson } from "./words.ts";

const NONEMPTY = "RFC7643-3-SCHEMAS-NONEMPTY";
const NODUP = "RFC7643-3-SCHEMAS-NODUP";
const BASE = "RFC7643-3.3-BASE-SCHEMA";
const COMMON = "RFC7643-3.1-COMMON";
const RESERVED = "RFC7643-3.1-ID-BULKID";
const NAME = "RFC7643-4.2-DISPLAYNAME";
const MEMBER = "RFC7643-4.2-MEMBER-VALUE";

/** A resource has what every SCIM resource has: `schemas`, `id`, `meta`; a Group its name, a member its `value`. */
export const resourceShape: Check = defineCheck({
  id: "resource.shape",
  title: "A resource has schemas, id and meta",
  requirements: [NONEMPTY, NODUP, BASE, COMMON, RESERVED, NAME, MEMBER],
  scope: "notice-on-helpers",
  example: { group: { id: undefined } },
  judge: (input) => {
    const shown = shownResource(input);
    if (shown === undefined) return [];
    return [...schemas(shown), ...common(shown), ...reserved(shown), ...group(shown)];
  },
});

function schemas({ resource, type }: ShownResource): CheckVerdict[] {
  const value = attributeOf(resource, "schemas");
  if (!Array.isArray(value) || value.length === 0 || !value.every((uri) => typeof uri === "string" && uri !== "")) {
    return [
      failed(NONEMPTY, "schemas", {
        expected: ["a non-empty array of schema URIs"],
        actual: shortJson(value),
        message: "The resource has no usable `schemas`.",
        pointer: "/schemas",
      }),
    ];
  }
  // URNs compare without regard to case (RFC 8141 section 3.1 for the namespace; RFC 7643 section 2.1 for names).
  const uris = value.map((uri) => textOf(uri).toLowerCase());
  const base = baseSchemaOf(type);
  return [
    passed(NONEMPTY, "schemas"),
    new Set(uris).size === uris.length
      ? passed(NODUP, "schemas")
      : failed(NODUP, "schemas", {
          expected: ["each URI once"],
          actual: shortJson(value),
          message: "`schemas` repeats a URI.",
          pointer: "/schemas",
        }),
    uris.includes(base.toLowerCase())
      ? passed(BASE, "schemas")
      : failed(BASE, "schemas", {
          expected: [base],
          actual: shortJson(value),
          message: `\`schemas\` lacks the base schema of ${type}.`,
          pointer: "/schemas",
        }),
  ];
}

function common({ resource }: ShownResource): CheckVerdict[] {
  const id = attributeOf(resource, "id");
  const meta = attributeOf(resource, "meta");
  return [
    typeof id === "string" && id !== ""
      ? passed(COMMON, "id")
      : failed(COMMON, "id", {
          expected: ["a non-empty string"],
          actual: shortJson(id),
          message: "The resource has no `id`.",
          pointer: "/id",
        }),
    isObject(meta)
      ? passed(COMMON, "meta")
      : failed(COMMON, "meta", {
          expected: ["an object"],
          actual: shortJson(meta),
          message: "The resource has no `meta`.",
          pointer: "/meta",
        }),
  ];
}

/** `bulkId` is a word of bulk requests, and in no `id` (RFC 7643 section 3.1). */
function reserved({ resource }: ShownResource): CheckVerdict[] {
  const id = attributeOf(resource, "id");
  if (typeof id !== "string" || id === "") return [];
  if (!id.includes("bulkId")) return [passed(RESERVED, "id")];
  return [
    failed(RESERVED, "id", {
      expected: ["an id without the reserved word bulkId"],
      actual: shortJson(id),
      message: "`id` contains the reserved word `bulkId`.",
      pointer: "/id",
    }),
  ];
}

function group({ resource, type }: ShownResource): CheckVerdict[] {
  if (type !== "Group") return [];
  const name = attributeOf(resource, "displayName");
  const verdicts: CheckVerdict[] = [
    typeof name === "string"
      ? passed(NAME, "displayName")
      : failed(NAME, "displayName", {
          expected: ["a string"],
          actual: shortJson(name),
          message: "The Group has no `displayName`.",
          pointer: "/displayName",
        }),
  ];
  const members = attributeOf(resource, "members");
  if (!isUnassigned(members)) {
    const malformed = malformedMembers(resource);
    verdicts.push(
      Array.isArray(members) && malformed === 0
        ? passed(MEMBER, "members")
        : failed(MEMBER, "members", {
            expected: ["an array of objects, each with a text `value`"],
            actual: shortJson(members),
            message: "`members` holds an entry without a `value`.",
            pointer: "/members",
          }),
    );
  }
  return verdicts;
}
