import { isJsonObject, omit } from "../core/json.ts";
import { property } from "../core/patch/operation.ts";
import { membersOf } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { ENTERPRISE_URN } from "../dialects/rfc-schema.ts";
import { fault, onGroupPut } from "./build.ts";
import { ALL_PATCHERS, isGroupPatch, onAddition, withoutEffect } from "./build-patch.ts";
import { by, rfcFault } from "./build-rfc.ts";
import { onUserOperation } from "./build-user-patch.ts";
import type { Fault } from "./fault.ts";

const append = "RFC7644-3.5.2.1-MULTI-APPEND";
const unassigned = "RFC7643-2.5-UNASSIGNED";
const single = "RFC7644-3.5.2.3-SINGLE";

/** Faults that only values at an edge show: nothing, null, digits, quotation marks, a text for a boolean, the same once more. */
export const EDGE_VALUES: readonly Fault[] = [
  fault(
    {
      id: "patch-add-nobody-empties",
      title: "An add of an empty list of members empties the group",
      requirement: append,
      category: "membership",
      difficulty: 3,
      dialects: ALL_PATCHERS,
      source: by("RFC 7644 §3.5.2.1", "an empty list is taken for the new state"),
    },
    () => onAddition(({ named }) => (named.length === 0 ? [] : undefined)),
  ),
  fault(
    {
      id: "patch-same-body-once",
      title: "A PATCH that is to the letter one that the group has had is acknowledged and does nothing",
      requirement: append,
      category: "membership",
      difficulty: 5,
      dialects: ALL_PATCHERS,
      source: by("RFC 7644 §3.5.2", "a guard against deliveries that come twice, which knows no time"),
    },
    () => {
      const had = new Set<string>();
      return {
        onBody(call, body) {
          if (!isGroupPatch(call)) return undefined;
          const key = JSON.stringify([call.id, body]);
          if (had.has(key)) return withoutEffect(body);
          had.add(key);
          return undefined;
        },
      };
    },
  ),
  fault(
    {
      id: "patch-add-to-100-lost",
      title: "A member who is added to a hundred is lost",
      requirement: "RFC7644-3.5.2.1-MEMBER-ADD",
      category: "membership",
      difficulty: 4,
      dialects: ALL_PATCHERS,
      source: by("better-auth/better-auth#8549", "members were read a hundred at a time"),
    },
    () => onAddition(({ members }) => (members.length >= 100 ? members : undefined)),
  ),
  fault(
    {
      id: "put-members-null-500",
      title: "A PUT with null for members breaks the server",
      requirement: "RFC7644-3.12-NO-5XX",
      category: "errors",
      difficulty: 3,
      dialects: ["cube", "maia", "rfc"],
      source: by("RFC 7643 §2.5", "null is read as a list"),
    },
    () =>
      onGroupPut(({ body }) => {
        if (isJsonObject(body) && property(body, "members") === null) throw new ScimError(500, "Unexpected error.");
        return undefined;
      }),
  ),
  rfcFault(
    {
      id: "put-members-null-kept",
      title: "A PUT with null for members keeps them",
      requirement: unassigned,
      category: "membership",
      difficulty: 3,
      source: by("RFC 7643 §2.5", "null is taken for absent, and absent for unchanged"),
    },
    () =>
      onGroupPut(({ body }, attributes, before) =>
        isJsonObject(body) && property(body, "members") === null
          ? { ...attributes, members: membersOf(before.attributes) }
          : undefined,
      ),
  ),
  rfcFault(
    {
      id: "patch-members-null-ignored",
      title: "A replacement of the members by null is acknowledged and keeps them",
      requirement: unassigned,
      category: "membership",
      difficulty: 3,
      source: by("RFC 7643 §2.5", "what has no value is passed over"),
    },
    () => ({
      onOperation: (call, { op, path, value }, attributes) =>
        call.type === "Group" && op === "replace" && path === "members" && value === null ? attributes : undefined,
    }),
  ),
  rfcFault(
    {
      id: "patch-remove-ne-as-eq",
      title: "A removal of members by `ne` takes the one that it names",
      requirement: "RFC7644-3.5.2.2-FILTER-VALUE",
      category: "membership",
      difficulty: 4,
      source: by("RFC 7644 §3.5.2.2", "the id is cut out of the filter, whatever its operator"),
    },
    () => ({
      onOperations: (_, operations, before) =>
        before.type === "Group"
          ? operations.map((one) =>
              one.op === "remove" && one.path !== undefined
                ? { ...one, path: one.path.replace(/^(members\[value) ne /iu, "$1 eq ") }
                : one,
            )
          : undefined,
    }),
  ),
  rfcFault(
    {
      id: "user-digits-as-number",
      title: "A text of digits that a PATCH replaces loses the zeros before it",
      requirement: single,
      category: "attributes",
      difficulty: 4,
      source: by("RFC 7643 §2.3.1", "text that looks like a number is kept as one"),
    },
    () => ({
      onPatch: (_, attributes, before) =>
        before.type === "User"
          ? Object.fromEntries(
              Object.entries(attributes).map(([name, value]) => [
                name,
                typeof value === "string" && /^0\d+$/u.test(value) ? String(Number(value)) : value,
              ]),
            )
          : undefined,
    }),
  ),
  rfcFault(
    {
      id: "user-filter-cut-at-bracket",
      title: "The filter of a path ends at the first closing bracket, also at one in a text",
      requirement: "RFC7644-3.5.2.2-FILTER-SUBATTR",
      category: "errors",
      difficulty: 4,
      source: by("RFC 7644 §3.5.2", "paths taken apart by a regular expression"),
    },
    () => ({
      onOperation(call, { path = "" }) {
        const inside = /^[^[]*\[([^\]]*)\]/u.exec(path)?.[1] ?? "";
        const marks = inside.replaceAll(/\\./gu, "").split('"').length - 1;
        if (call.type !== "User" || marks % 2 === 0) return undefined;
        throw new ScimError(400, "The filter breaks off.", { scimType: "invalidPath" });
      },
    }),
  ),
  rfcFault(
    {
      id: "user-extension-no-path-wipes",
      title: "An operation without path on one attribute of an extension takes the others away",
      requirement: "RFC7644-3.5.2.3-COMPLEX-MERGE",
      category: "attributes",
      difficulty: 3,
      source: by("RFC 7644 §3.5.2.3", "the extension in the value takes the place of the one that is there"),
    },
    () =>
      onUserOperation(({ path, value }, attributes) =>
        path === undefined && isJsonObject(value) && isJsonObject(value[ENTERPRISE_URN])
          ? { ...attributes, ...omit(value, "schemas") }
          : undefined,
      ),
  ),
  rfcFault(
    {
      id: "user-active-text-truthy",
      title: "Any text for active is true, also “False”",
      requirement: "RFC7644-3.12-SUCCESS-MEANS-DONE",
      category: "attributes",
      difficulty: 3,
      source: by("RFC 7643 §2.3.2", "a text that is not empty is truthy"),
    },
    () => ({
      onBody(call, body) {
        const operations = property(body, "Operations");
        if (call.type !== "User" || !Array.isArray(operations)) return undefined;
        const read = operations.map((one) =>
          isJsonObject(one) && one["path"] === "active" && typeof one["value"] === "string"
            ? Object.assign({}, one, { value: true })
            : one,
        );
        return { ...body, Operations: read };
      },
    }),
  ),
];
