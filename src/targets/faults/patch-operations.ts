import { type JsonObject, omit } from "../core/json.ts";
import { property } from "../core/patch/operation.ts";
import { membersOf, withMembers } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { fault } from "./build.ts";
import {
  ALL_PATCHERS,
  changeOperations,
  isGroupPatch,
  onGroupPatch,
  rewriteOperations,
  withoutEffect,
} from "./build-patch.ts";
import type { Fault } from "./fault.ts";

const dialects = ALL_PATCHERS;
const sequential = "RFC7644-3.5.2-SEQUENTIAL";
const opKnown = "RFC7644-3.5.2-OP-KNOWN";
const OPS: ReadonlySet<unknown> = new Set(["add", "remove", "replace"]);

/** Faults of what the operations of a PATCH are, and of how they go together. */
export const PATCH_OPERATIONS: readonly Fault[] = [
  fault(
    {
      id: "patch-first-operation-only",
      title: "Of several operations only the first is applied",
      requirement: sequential,
      category: "membership",
      difficulty: 2,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#644", note: "of two operations the first one won" },
    },
    () => changeOperations((operations) => operations.slice(0, 1)),
  ),
  fault(
    {
      id: "patch-last-operation-only",
      title: "Each operation starts from the group as it was: only the last one has an effect",
      requirement: sequential,
      category: "membership",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "the result of an operation is not handed to the next" },
    },
    () => changeOperations((operations) => operations.slice(-1)),
  ),
  fault(
    {
      id: "patch-operations-reversed",
      title: "The operations are applied in reverse",
      requirement: sequential,
      category: "membership",
      difficulty: 3,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#644", note: "the order of operations was not kept" },
    },
    () => changeOperations((operations) => operations.toReversed()),
  ),
  fault(
    {
      id: "patch-removals-last",
      title: "The operations are sorted by kind: additions first, then removals",
      requirement: sequential,
      category: "membership",
      difficulty: 4,
      dialects,
      source: {
        reference: "RFC 7644 §3.5.2",
        note: "the operations are gathered into a list to add and one to remove",
      },
    },
    () =>
      changeOperations((operations) => [
        ...operations.filter(({ op }) => op !== "remove"),
        ...operations.filter(({ op }) => op === "remove"),
      ]),
  ),
  fault(
    {
      id: "patch-operations-capped",
      title: "A request with more than five operations is acknowledged, and those beyond are passed over",
      requirement: sequential,
      category: "membership",
      difficulty: 4,
      dialects,
      source: { reference: "slashdevops/idp-scim-sync#62", note: "a limit on the changes of one request" },
    },
    () => changeOperations((operations) => operations.slice(0, 5)),
  ),
  fault(
    {
      id: "patch-not-atomic",
      title: "When an operation is refused, those before it stay applied",
      requirement: "RFC7644-3.5.2-ATOMIC",
      category: "membership",
      difficulty: 3,
      dialects,
      source: {
        reference: "Captain-P-Goldfish/SCIM-SDK#200",
        note: "the first operation was kept after the second failed",
      },
    },
    () => {
      const reached = new WeakMap<object, JsonObject>();
      return {
        onOperation(call, _, attributes) {
          reached.set(call, attributes);
          return undefined;
        },
        onPatch(call, attributes) {
          reached.set(call, attributes);
          return undefined;
        },
        onUnknownMember(call) {
          keepReached(call, reached.get(call));
          return undefined;
        },
        onError(call) {
          keepReached(call, reached.get(call));
          return undefined;
        },
      };
    },
  ),
  fault(
    {
      id: "patch-refused-renames",
      title: "A PATCH that is refused keeps the new name that it brought, and no other change",
      requirement: "RFC7644-3.5.2-ATOMIC",
      category: "attributes",
      difficulty: 4,
      dialects,
      source: { reference: "zulip/zulip#39869", note: "the name was committed, the request reported as failed" },
    },
    () => ({
      onError(call) {
        const { before, body } = call;
        const name = before === undefined ? undefined : newNameIn(body);
        if (before === undefined || name === undefined || !isGroupPatch(call)) return undefined;
        call.service.store.save({ ...before, attributes: { ...before.attributes, displayName: name } });
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "patch-refused-moves-last-modified",
      title: "A PATCH that is refused moves lastModified",
      requirement: "RFC7644-3.5.2-RESTORE",
      category: "meta",
      difficulty: 4,
      dialects: ["lighton"],
      source: {
        reference: "python-scim/scim2-models#155",
        note: "the resource was changed in place before the failure",
      },
    },
    () => ({
      onError(call) {
        const { before } = call;
        if (before !== undefined && isGroupPatch(call)) {
          call.service.store.save({ ...before, lastModified: call.service.clock.next() });
        }
        return undefined;
      },
    }),
  ),
  fault(
    {
      id: "patch-rename-ignored",
      title: "A new name is acknowledged and not stored",
      requirement: "RFC7644-3.5.2.3-SINGLE",
      category: "attributes",
      difficulty: 1,
      dialects,
      source: { reference: "ory/polis#4070", note: "200, and the whole change of the group was thrown away" },
    },
    () => onGroupPatch((_, attributes, { attributes: { displayName = "" } }) => ({ ...attributes, displayName })),
  ),
  fault(
    {
      id: "patch-rename-beside-members-ignored",
      title: "A new name is not stored when the same request changes the members",
      requirement: sequential,
      category: "attributes",
      difficulty: 3,
      dialects,
      source: { reference: "langwatch/langwatch#7141", note: "one attribute of a group was ignored for ever" },
    },
    () =>
      onGroupPatch((_, attributes, before) => {
        const { displayName = "" } = before.attributes;
        const ids = (of: JsonObject): string =>
          membersOf(of)
            .map(({ value }) => value)
            .join();
        return ids(attributes) === ids(before.attributes) ? undefined : { ...attributes, displayName };
      }),
  ),
  fault(
    {
      id: "patch-rename-empties",
      title: "A PATCH that renames the group empties it",
      requirement: "RFC7644-3.5.2.3-SINGLE",
      category: "membership",
      difficulty: 2,
      dialects,
      source: { reference: "langwatch/langwatch#7131", note: "members that were not named were read as an empty list" },
    },
    () =>
      onGroupPatch((_, attributes, before) =>
        attributes["displayName"] === before.attributes["displayName"] ? undefined : withMembers(attributes, []),
      ),
  ),
  fault(
    {
      id: "patch-without-path-ignored",
      title: "An operation without a path is acknowledged and passed over",
      requirement: "RFC7644-3.5.2.3-NO-PATH",
      category: "attributes",
      difficulty: 1,
      dialects: ["strongdm"],
      source: { reference: "metabase/metabase#64130", note: "a replace without a path was not supported" },
    },
    () => changeOperations((operations) => operations.filter(({ path }) => path !== undefined)),
  ),
  fault(
    {
      id: "patch-op-lower-case-refused",
      title: "op is taken as Add, Remove and Replace only: the names of the RFC are refused with 400",
      requirement: opKnown,
      category: "attributes",
      difficulty: 1,
      dialects,
      source: { reference: "Azure/AzureAD-BYOA-Provisioning-Samples#24", note: "add failed, Add worked" },
    },
    () =>
      rewriteOperations((operation) => {
        const op = property(operation, "op");
        if (OPS.has(op)) throw new ScimError(400, "op must be Add, Remove or Replace.");
        return typeof op === "string" && /^(?:Add|Remove|Replace)$/u.test(op)
          ? { ...omit(operation, "op", "Op"), op: op.toLowerCase() }
          : operation;
      }),
  ),
  fault(
    {
      id: "patch-op-unknown-claimed",
      title: "An operation with an unknown op is passed over, and the request acknowledged",
      requirement: opKnown,
      category: "errors",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "a switch without a default branch" },
    },
    () => rewriteOperations((operation) => (hasKnownOp(operation) ? operation : undefined)),
  ),
  fault(
    {
      id: "patch-op-unknown-as-replace",
      title: "An unknown op is taken for replace",
      requirement: opKnown,
      category: "errors",
      difficulty: 3,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "replace is the last branch of a series of comparisons" },
    },
    () =>
      rewriteOperations((operation) =>
        hasKnownOp(operation) ? operation : { ...omit(operation, "op", "Op"), op: "replace" },
      ),
  ),
  fault(
    {
      id: "patch-op-unknown-500",
      title: "An unknown op is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category: "errors",
      difficulty: 2,
      dialects,
      source: { reference: "simpleidserver/SimpleIdServer#73", note: "500 for an op that does not exist" },
    },
    () =>
      rewriteOperations((operation) => {
        if (!hasKnownOp(operation)) throw new ScimError(500, "Internal error.");
        return operation;
      }),
  ),
  fault(
    {
      id: "patch-without-operations-claimed",
      title: "A PATCH without Operations is acknowledged",
      requirement: "RFC7644-3.5.2-OPS-NONEMPTY",
      category: "errors",
      difficulty: 2,
      dialects,
      source: { reference: "RFC 7644 §3.5.2", note: "a missing list is read as an empty one" },
    },
    () => ({
      onBody: (call, body) =>
        isGroupPatch(call) && !Array.isArray(property(body, "Operations")) ? withoutEffect(body) : undefined,
    }),
  ),
  fault(
    {
      id: "patch-without-operations-500",
      title: "A PATCH without Operations is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category: "errors",
      difficulty: 2,
      dialects,
      source: { reference: "wso2/product-is#19409", note: "500 where Operations was spelt in lower case" },
    },
    () => ({
      onBody(call, body) {
        if (!isGroupPatch(call) || Array.isArray(property(body, "Operations"))) return undefined;
        throw new ScimError(500, "Internal error.");
      },
    }),
  ),
  fault(
    {
      id: "patch-remove-without-path-claimed",
      title: "A remove without a path is acknowledged and does nothing",
      requirement: "RFC7644-3.5.2.2-PATH-REQUIRED",
      category: "errors",
      difficulty: 2,
      dialects,
      source: { reference: "elimity-com/scim#77", note: "a remove without a target was not refused as such" },
    },
    () => rewriteOperations((operation) => (isRemoveWithoutPath(operation) ? undefined : operation)),
  ),
  fault(
    {
      id: "patch-remove-without-path-empties",
      title: "A remove without a path removes all members",
      requirement: "RFC7644-3.5.2.2-PATH-REQUIRED",
      category: "membership",
      difficulty: 2,
      dialects,
      source: { reference: "elimity-com/scim#186", note: "an empty path of a remove was taken for something else" },
    },
    () =>
      rewriteOperations((operation) =>
        isRemoveWithoutPath(operation) ? { op: "replace", path: "members", value: [] } : operation,
      ),
  ),
];

function keepReached(call: Parameters<typeof isGroupPatch>[0], attributes: JsonObject | undefined): void {
  const { before } = call;
  if (before === undefined || attributes === undefined || attributes === before.attributes) return;
  call.service.store.save({ ...before, attributes });
}

function hasKnownOp(operation: JsonObject): boolean {
  const op = property(operation, "op");
  return typeof op === "string" && OPS.has(op.toLowerCase());
}

function isRemoveWithoutPath(operation: JsonObject): boolean {
  return property(operation, "op") === "remove" && (property(operation, "path") ?? "") === "";
}

/** The name in the operations of a body, with a path or without. */
function newNameIn(body: unknown): string | undefined {
  const [, quoted] = /"displayName"(?::|,"value":)("(?:[^"\\]|\\.)+")/u.exec(JSON.stringify(body) ?? "") ?? [];
  return quoted === undefined ? undefined : String(JSON.parse(quoted));
}
