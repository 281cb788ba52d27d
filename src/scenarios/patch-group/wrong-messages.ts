import type { ShapeClass } from "../../result/index.ts";
import { addMembers, memberFilter, memberValue, type PatchStyle, renameTo } from "../patch-operations.ts";

/** Ids that a wrong message may be made of. */
export interface Ids {
  readonly member: string;
  readonly other: string;
  /** An id that names no user. */
  readonly nobody: string;
  /** A name that must never be the Group's. */
  readonly name: string;
}

/** A wrong PATCH with a valid change, the canary, before the fault. */
export interface Wrong {
  readonly id: string;
  readonly title: string;
  readonly shape: ShapeClass;
  /** The RFC's requirement that names the refusal, where one does. */
  readonly requirement?: string;
  /** True where the RFC names the status of the refusal. */
  readonly is400?: true;
  /** What a refusal that leaves something behind breaks, beside that a refused request changes nothing. */
  readonly whole?: string;
  /** True where the prose of a vendor that lists its refusals names this one. */
  readonly byProse: boolean;
  /** True where acceptance is another requirement's matter. */
  readonly acceptanceOpen?: true;
  /** True where only a vendor that lists the forms it takes excludes it. */
  readonly closedOnly?: true;
  /** True where the RFC takes it (RFC 7644 sections 3.4.2.2 and 3.5.2), so that only the document's schema or prose excludes it. */
  readonly ofRfc?: true;
  /** True where a member may be gone when the message was accepted. */
  readonly mayRemove?: true;
  /** The whole message, or text that is no JSON. */
  readonly message: (canary: unknown, style: PatchStyle, ids: Ids) => unknown;
}

const message = (...operations: readonly unknown[]): unknown => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: operations,
});

const OP_KNOWN = "RFC7644-3.5.2-OP-KNOWN";
const OPERATIONS = "RFC7644-3.5.2-OPS-NONEMPTY";
const ATOMIC = "RFC7644-3.5.2-ATOMIC";

/** Messages that are wrong as such: of another form than the RFC's, or of no form at all. */
const FORMS: readonly Wrong[] = [
  {
    id: "invalid.malformed",
    title: "a PATCH that is not JSON",
    shape: "body-malformed",
    byProse: false,
    message: (canary) => JSON.stringify(message(canary)).slice(0, -2),
  },
  {
    id: "invalid.no-operations",
    title: "a PATCH without Operations",
    shape: "body-required",
    requirement: OPERATIONS,
    byProse: false,
    message: () => ({ schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"] }),
  },
  {
    id: "invalid.operations-text",
    title: "Operations that are a text",
    shape: "body-type",
    requirement: OPERATIONS,
    byProse: true,
    message: () => ({ schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], Operations: "replace displayName" }),
  },
  {
    id: "invalid.no-op",
    title: "an operation without op",
    shape: "body-required",
    byProse: true,
    // It names nobody who is not a member: whatever a server takes it for, the canary shows.
    message: (canary, style, { member }) => message(canary, { path: "members", value: memberValue(style, [member]) }),
  },
  {
    id: "invalid.unknown-op",
    title: "an operation that is neither add, remove nor replace",
    shape: "body-type",
    requirement: OP_KNOWN,
    byProse: true,
    // Nothing else is wrong with it: a server that took the op for another one would carry it out.
    message: (canary, style, { name }) => message(canary, { ...renameTo(style, name), op: "upsert" }),
  },
  {
    id: "invalid.remove-without-path",
    title: "a remove without path",
    shape: "body-required",
    requirement: "RFC7644-3.5.2.2-PATH-REQUIRED",
    is400: true,
    byProse: true,
    message: (canary) => message(canary, { op: "remove" }),
  },
  {
    id: "invalid.other-attribute",
    title: "an operation on an attribute that nobody knows",
    shape: "body-type",
    byProse: true,
    message: (canary) => message(canary, { op: "replace", path: "scimproofUnknown", value: "x" }),
  },
];

/** Messages whose members are wrong. */
const MEMBERS: readonly Wrong[] = [
  {
    id: "invalid.members-bare",
    title: "members as bare strings",
    shape: "body-type",
    byProse: true,
    message: (canary, _style, { other }) => message(canary, { op: "add", path: "members", value: [other] }),
  },
  {
    id: "invalid.members-without-value",
    title: "an add of members without a value",
    shape: "body-required",
    byProse: true,
    message: (canary) => message(canary, { op: "add", path: "members" }),
  },
  {
    id: "invalid.replace-without-value",
    title: "a replace of members without a value",
    shape: "body-required",
    byProse: true,
    // RFC 7644 section 3.5.2.1 demands a value of an add; section 3.5.2.3 of a replace does not, and what is replaced by
    // nothing may well be cleared.
    mayRemove: true,
    message: (canary) => message(canary, { op: "replace", path: "members" }),
  },
  {
    id: "invalid.member-entry-without-value",
    title: "a member that has a display and no value",
    shape: "body-required",
    byProse: true,
    message: (canary) => message(canary, { op: "add", path: "members", value: [{ display: "nobody of that name" }] }),
  },
  {
    id: "invalid.replace-entry-without-value",
    title: "a list of members of which one has no value",
    shape: "body-required",
    byProse: true,
    message: (canary, style, { member }) =>
      message(canary, {
        op: "replace",
        path: "members",
        value: [...entriesOf(style, member), { display: "nobody of that name" }],
      }),
  },
  {
    id: "invalid.replace-without-match",
    title: "a replace through a filter that selects nothing",
    shape: "members-unknown",
    requirement: "RFC7644-3.5.2.3-VALUEPATH-NOTARGET",
    is400: true,
    byProse: true,
    message: (canary, style, { other }) => {
      const [value] = entriesOf(style, other);
      return message(canary, { op: "replace", path: memberFilter(other), value });
    },
  },
];

/** Removals through other filters than the one that every vendor takes. */
const FILTERS: readonly Wrong[] = [
  {
    id: "foreign-filter.attribute",
    title: "a removal by another attribute than value",
    shape: "body-type",
    byProse: true,
    ofRfc: true,
    message: (canary) => message(canary, { op: "remove", path: 'members[display eq "nobody of that name"]' }),
  },
  {
    id: "foreign-filter.operator",
    title: "a removal by another operator than eq",
    shape: "body-type",
    byProse: true,
    ofRfc: true,
    mayRemove: true,
    message: (canary) => message(canary, { op: "remove", path: 'members[value sw "no-such-id"]' }),
  },
  {
    id: "foreign-filter.compound",
    title: "a removal by a compound filter",
    shape: "body-type",
    byProse: true,
    ofRfc: true,
    message: (canary, _style, { member }) =>
      message(canary, { op: "remove", path: `members[value eq ${JSON.stringify(member)} and display eq "nobody"]` }),
  },
  {
    id: "foreign-filter.none",
    title: "a removal that names a member in its value, and has no filter",
    shape: "body-type",
    byProse: true,
    // Elsewhere it is one of the ways to remove a member, or removes them all (RFC 7644 section 3.5.2.2).
    closedOnly: true,
    message: (canary, style, { member }) =>
      message(canary, { op: "remove", path: "members", value: entriesOf(style, member) }),
  },
  {
    id: "foreign-filter.unclosed",
    title: "a path whose filter does not end",
    shape: "body-type",
    byProse: true,
    message: (canary, _style, { member }) => message(canary, { op: "remove", path: memberFilter(member).slice(0, -2) }),
  },
];

/** Valid operations before one that fails: as it is read, or only when it is carried out. */
const WHOLE: readonly Wrong[] = [
  {
    id: "atomic-late",
    title: "valid operations before one that cannot be carried out",
    shape: "members-unknown",
    whole: ATOMIC,
    byProse: false,
    // Accepting it is another matter (an unknown member, a filter without match).
    acceptanceOpen: true,
    // Where an unknown member is refused, that refusal comes only when the operation is carried out; elsewhere a filter
    // without match does (RFC 7644 section 3.5.2.3: noTarget).
    message: (canary, style, { other, nobody }) =>
      message(
        ...addMembers(style, [other]),
        canary,
        ...(style.profile.patch.unknownMember === "refuse-404"
          ? addMembers(style, [nobody])
          : [{ op: "replace", path: memberFilter(nobody), value: memberValue(style, [nobody]) }]),
      ),
  },
  {
    id: "atomic",
    title: "a valid operation before one that must fail",
    shape: "body-type",
    requirement: OP_KNOWN,
    whole: ATOMIC,
    byProse: false,
    message: (canary, style, { other }) =>
      message(...addMembers(style, [other]), canary, {
        op: "upsert",
        path: "members",
        value: memberValue(style, [other]),
      }),
  },
];

/** Entries of members as the RFC writes them, whatever shape the server takes: the message is wrong by design. */
function entriesOf(style: PatchStyle, id: string): readonly unknown[] {
  return memberValue({ ...style, shapes: { ...style.shapes, value: "array" } }, [id]) as readonly unknown[];
}

/** Every wrong message, one violation each. */
export const WRONG: readonly Wrong[] = [...FORMS, ...MEMBERS, ...FILTERS, ...WHOLE];
