import type { Call } from "../core/call.ts";
import { isJsonObject, type Json, type JsonObject, omit } from "../core/json.ts";
import type { FaultRecord } from "../types.ts";
import { fault, hitSameExternalId } from "./build.ts";
import { changeOperations, rewriteOperations } from "./build-patch.ts";
import { by } from "./build-rfc.ts";
import type { Fault } from "./fault.ts";

const dialects: FaultRecord["dialects"] = ["rfc"];

/** A list of a User as a table with ten columns has it. */
function firstTen(value: Json | undefined): Json | undefined {
  return Array.isArray(value) ? value.slice(0, 10) : value;
}

/** The name of a User without parts that are the word null. */
function withoutNull(name: Json | undefined): Json | undefined {
  if (!isJsonObject(name)) return name;
  const parts = Object.entries(name).map(([part, text]) => [
    part,
    typeof text === "string" && /^null$/iu.test(text) ? "" : text,
  ]);
  return Object.fromEntries(parts) as JsonObject;
}

function isUserPut({ method, type }: Call): boolean {
  return method === "PUT" && type === "User";
}

/** Faults that show in requests of a size or with a value that people seldom send. */
export const SELDOM_SENT: readonly Fault[] = [
  fault(
    {
      id: "patch-operations-capped-at-twenty",
      title: "A request with more than twenty operations is acknowledged, and those beyond are passed over",
      requirement: "RFC7644-3.5.2-SEQUENTIAL",
      category: "membership",
      difficulty: 4,
      dialects,
      source: by("RFC 7644 §3.5.2", "a limit on the changes of one request"),
    },
    () => changeOperations((operations) => operations.slice(0, 20)),
  ),
  fault(
    {
      id: "patch-members-beside-name-ignored",
      title: "Of a replace without path that has a name and members, the name alone is set",
      requirement: "RFC7644-3.5.2.3-NO-PATH",
      category: "membership",
      difficulty: 3,
      dialects,
      source: by("RFC 7644 §3.5.2.3", "a rename is looked for first, and ends the operation"),
    },
    () =>
      rewriteOperations((operation) => {
        const { path, value } = operation;
        if (path !== undefined || !isJsonObject(value) || value["displayName"] === undefined) return operation;
        return { ...operation, value: { displayName: value["displayName"] } };
      }),
  ),
  fault(
    {
      id: "patch-hits-same-external-id-group",
      title: "A PATCH changes the members of every group that has the same externalId",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category: "identity",
      difficulty: 5,
      dialects,
      source: by("RFC 7644 §3.5.2", "an update by the client's own id, where that is not unique"),
    },
    () => hitSameExternalId("PATCH"),
  ),
  fault(
    {
      id: "put-list-cut-at-ten",
      title: "Of more than ten emails a PUT stores the first ten",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      category: "membership",
      difficulty: 4,
      dialects,
      source: by("RFC 7644 §3.5.1", "a table with a column for each"),
    },
    () => ({
      onPut: (call, attributes) => {
        const emails = isUserPut(call) ? firstTen(attributes["emails"]) : undefined;
        return emails === undefined ? undefined : { ...attributes, emails };
      },
    }),
  ),
  fault(
    {
      id: "put-display-of-email-lost",
      title: "The display of an email is stored by a POST, and dropped by a PUT",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      category: "membership",
      difficulty: 4,
      dialects,
      source: by("RFC 7644 §3.5.1", "the update of a row knows fewer columns than its insert"),
    },
    () => ({
      onPut: (call, attributes) => {
        const { emails } = attributes;
        if (!isUserPut(call) || !Array.isArray(emails)) return undefined;
        return { ...attributes, emails: emails.map((one) => (isJsonObject(one) ? omit(one, "display") : one)) };
      },
    }),
  ),
  fault(
    {
      id: "put-null-word-dropped",
      title: "A name that is the word Null is stored as an empty one",
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      category: "membership",
      difficulty: 4,
      dialects,
      source: by("RFC 7644 §3.5.1", "the word is taken for no value on its way to a database"),
    },
    () => ({
      onPut: (call, attributes) => {
        const name = isUserPut(call) ? withoutNull(attributes["name"]) : undefined;
        return name === undefined ? undefined : { ...attributes, name };
      },
    }),
  ),
];
