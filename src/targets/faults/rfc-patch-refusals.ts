import type { Call } from "../core/call.ts";
import { isJsonObject, textOf } from "../core/json.ts";
import { applyOperation } from "../core/patch/apply.ts";
import type { Operation } from "../core/patch/operation.ts";
import { rulesFor } from "../core/schema-table.ts";
import { ScimError } from "../core/scim-error.ts";
import { PATCH_URN } from "../core/urns.ts";
import { by, claimed, rfcFault } from "./build-rfc.ts";
import { objectsIn } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const category = "errors";

/** Whether a PATCH has an operation of a kind on an attribute. */
function hasOn(call: Call, op: string, path: RegExp): boolean {
  const operations = isJsonObject(call.body) ? objectsIn(call.body["Operations"]) : [];
  return operations.some((one) => textOf(one["op"]).toLowerCase() === op && path.test(textOf(one["path"] ?? "")));
}

/** Faults of what a PATCH refuses, or ought to. */
export const RFC_PATCH_REFUSALS: readonly Fault[] = [
  rfcFault(
    {
      id: "patch-no-target-claimed",
      title: "A replace through a filter that selects nothing is answered 200",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-NOTARGET",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2.3", "an update of no row is taken for a success"),
    },
    () => claimed((scimType, call) => scimType === "noTarget" && hasOn(call, "replace", /\[/u)),
  ),
  rfcFault(
    {
      id: "patch-no-target-404",
      title: "A replace through a filter that selects nothing is answered 404",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-NOTARGET",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2.3", "the status is 400, 404 is for the resource"),
    },
    () => ({
      onError: (call, { scimType, message }) =>
        call.method === "PATCH" && scimType === "noTarget" && hasOn(call, "replace", /\[/u)
          ? new ScimError(404, message)
          : undefined,
    }),
  ),
  rfcFault(
    {
      id: "patch-required-removal-claimed",
      title: "A removal of userName is answered 200, and nothing is removed",
      requirement: "RFC7644-3.5.2.2-REQUIRED",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2.2", "a required attribute cannot be removed: an error says so"),
    },
    () => claimed((scimType, call) => scimType === "mutability" && hasOn(call, "remove", /^userName$/iu)),
  ),
  rfcFault(
    {
      id: "patch-required-removed",
      title: "A removal of a group's displayName is carried out",
      requirement: "RFC7644-3.5.2.2-REQUIRED",
      category: "attributes",
      difficulty: 2,
      source: by("RFC 7644 §3.5.2.2", "required is asked of POST alone"),
    },
    () => ({
      onOperation(_, { op, path }, attributes) {
        if (op !== "remove" || path?.toLowerCase() !== "displayname") return undefined;
        const { displayName: __, ...rest } = attributes;
        return rest;
      },
    }),
  ),
  rfcFault(
    {
      id: "patch-read-only-removal-claimed",
      title: "A removal of groups of a user is answered 200",
      requirement: "RFC7644-3.5.2.2-READONLY",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.5.2.2", "ignored, as a PUT would"),
    },
    () => claimed((scimType, call) => scimType === "mutability" && hasOn(call, "remove", /^(?:groups|meta|id)\b/iu)),
  ),
  rfcFault(
    {
      id: "patch-read-only-claimed",
      title: "A replace of what is readOnly is answered 200",
      requirement: "RFC7644-3.5.2-RO-REJECTED",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2", "ignored, as a PUT would"),
    },
    () => claimed((scimType, call) => scimType === "mutability" && hasOn(call, "replace", /^(?:groups|meta|id)\b/iu)),
  ),
  rfcFault(
    {
      id: "patch-mutability-without-type",
      title: "A change of what is readOnly is refused without a scimType that Table 9 has",
      requirement: "RFC7644-3.12-SCIMTYPE-KNOWN",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.12", "a keyword of its own instead of mutability"),
    },
    () => ({
      onRespond: (_, reply) =>
        isJsonObject(reply.body) && reply.body["scimType"] === "mutability"
          ? { ...reply, body: { ...reply.body, scimType: "readOnly" } }
          : undefined,
    }),
  ),
  rfcFault(
    {
      id: "user-refused-patch-partly-stored",
      title: "Of a PATCH of a user that is refused, the operations before the one that failed are stored",
      requirement: "RFC7644-3.5.2-ATOMIC",
      category: "attributes",
      difficulty: 2,
      source: by("RFC 7644 §3.5.2", "each operation is saved by itself"),
    },
    () => {
      const sent = new WeakMap<Call, readonly Operation[]>();
      return {
        onOperations(call, operations) {
          sent.set(call, operations);
          return undefined;
        },
        onError(call) {
          const { before, service } = call;
          if (before?.type !== "User") return undefined;
          let { attributes } = before;
          try {
            for (const operation of sent.get(call) ?? []) {
              attributes = applyOperation("User", attributes, operation, rulesFor(service, "User"));
            }
          } catch {
            // As far as it came.
          }
          if (attributes !== before.attributes) {
            service.store.save({ ...before, attributes, lastModified: service.clock.next() });
          }
          return undefined;
        },
      };
    },
  ),
  rfcFault(
    {
      id: "user-refused-patch-modifies",
      title: "A PATCH that is refused moves lastModified",
      requirement: "RFC7644-3.5.2-RESTORE",
      category: "meta",
      difficulty: 3,
      source: by("RFC 7644 §3.5.2", "rolled back, but for the time"),
    },
    () => ({
      onError(call) {
        const { before, service } = call;
        if (call.method === "PATCH" && before !== undefined) {
          service.store.save({ ...before, lastModified: service.clock.next() });
        }
        return undefined;
      },
    }),
  ),
  rfcFault(
    {
      id: "patch-invalid-path-500",
      title: "A path that cannot be read is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category,
      difficulty: 1,
      source: by("RFC 7644 §3.12", "the exception of a parser"),
    },
    () => ({
      onError: (call, { scimType }) =>
        call.method === "PATCH" && scimType === "invalidPath" ? new ScimError(500, "Internal error.") : undefined,
    }),
  ),
  rfcFault(
    {
      id: "patch-invalid-path-claimed",
      title: "A path to an attribute that does not exist is answered 200",
      requirement: "RFC7644-3.5.2-PATH-GRAMMAR",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.12", "unknown attributes are passed over in silence"),
    },
    () => claimed((scimType) => scimType === "invalidPath"),
  ),
  rfcFault(
    {
      id: "patch-invalid-filter-claimed",
      title: "A path with a filter that cannot be read is answered 200",
      requirement: "RFC7644-3.5.2-PATH-GRAMMAR",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.12", "a filter that cannot be read finds nothing"),
    },
    () => claimed((scimType) => scimType === "invalidFilter"),
  ),
  rfcFault(
    {
      id: "patch-index-taken",
      title: "emails[0] in a path is taken for the first email",
      requirement: "RFC7644-3.5.2-NO-INDEXING",
      category: "attributes",
      difficulty: 3,
      source: by("RFC 7644 §3.5.2", "JSON Patch under another name"),
    },
    () => ({
      onOperation(call, { op, path }, attributes) {
        if (call.type !== "User" || op !== "remove" || path !== "emails[0]") return undefined;
        return { ...attributes, emails: objectsIn(attributes["emails"]).slice(1) };
      },
    }),
  ),
  rfcFault(
    {
      id: "patch-message-without-urn",
      title: "A PATCH whose schemas does not name a PatchOp is carried out",
      requirement: "RFC7644-3.5.2-SCHEMAS-URI",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2", "schemas is not looked at"),
    },
    () => ({
      onBody: (call, body) => (call.method === "PATCH" ? { ...body, schemas: [PATCH_URN] } : undefined),
    }),
  ),
  rfcFault(
    {
      id: "patch-value-missing-claimed",
      title: "An add without a value is answered 200",
      requirement: "RFC7644-3.5.2.1-VALUE-REQUIRED",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2.1", "undefined is added, which changes nothing"),
    },
    () => ({
      onOperation: (_, { op, value }, attributes) => (op === "add" && value === undefined ? attributes : undefined),
    }),
  ),
  rfcFault(
    {
      id: "patch-type-mismatch-claimed",
      title: "A PATCH with a value of the wrong type is answered 200 and changes nothing",
      requirement: "RFC7644-3.5.2-TYPE-MISMATCH",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2", "a setter that fails in silence"),
    },
    () => claimed((scimType, call) => scimType === "invalidValue" && call.type === "User"),
  ),
];
