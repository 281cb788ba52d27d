import { URN } from "../scim/index.ts";
import type { Operation } from "./contract.ts";
import { jsonBody } from "./json-body.ts";
import { isObject } from "./pointer.ts";
import type { PatchRemoveShape, PatchValueShape, Profile } from "./profile.ts";

/** How a document spells what goes around the operations of a PATCH message. */
interface Envelope {
  /** The attribute that holds the operations; names are case insensitive (RFC 7643 section 2.1). */
  readonly key: "Operations" | "operations";
  readonly spell: (op: string) => string;
}

/** A PATCH message as a document has it, or why it has none. */
export interface PatchForm {
  readonly message: Readonly<Record<string, unknown>>;
  /** What the declared schema says against every form of the message; undefined where one fits. */
  readonly misfit?: string;
}

type PatchEntry = Readonly<Record<string, unknown>>;

const PLAIN: Envelope = { key: "Operations", spell: (op) => op };
const SPELLINGS: readonly Envelope["spell"][] = [
  PLAIN.spell,
  (op) => op.charAt(0).toUpperCase() + op.slice(1),
  (op) => op.toUpperCase(),
];
const ID = "2819c223-7f76-453a-919d-413861904646";
const FILTER = `members[value eq "${ID}"]`;
const ADD = { op: "add", path: "members" };

const VALUES: readonly (readonly [PatchValueShape, unknown])[] = [
  ["array", [{ value: ID }]],
  ["json-text", JSON.stringify([{ value: ID }])],
  ["bare-id", ID],
];

const REMOVALS: readonly (readonly [PatchRemoveShape, PatchEntry])[] = [
  ["filter", { op: "remove", path: FILTER }],
  ["filter-empty-value", { op: "remove", path: FILTER, value: "" }],
  ["value-list", { op: "remove", path: "members", value: [{ value: ID }] }],
];

const NAMED = { op: "replace", path: "displayName", value: "Tour Guides" };
const PATHLESS = { op: "replace", value: { displayName: "Tour Guides" } };
const SAMPLES: readonly PatchEntry[] = [
  ...VALUES.map(([, value]) => ({ ...ADD, value })),
  ...REMOVALS.map(([, removal]) => removal),
  NAMED,
  PATHLESS,
  { op: "replace", path: "active", value: false },
  { op: "replace", value: { active: false } },
  { op: "add", value: { members: [{ value: ID }] } },
];

const envelopes = new WeakMap<Operation, Envelope>();

/**
 * A PATCH message in a form that the document's schema takes: `operations` for `Operations` and `Add` for `add` where
 * only that is declared; an attribute and its value as an object without a path, which means the same (RFC 7644 section
 * 3.5.2), where a value has to be an object. What fits as it is stays as it is.
 */
export function patchForm(operation: Operation, operations: readonly unknown[]): PatchForm {
  const envelope = envelopeOf(operation);
  const message = messageOf(envelope, operations);
  const validate = validatorOf(operation);
  if (validate === undefined || validate(message).length === 0) return { message };
  const rewritten = messageOf(
    envelope,
    operations.map((entry) => fittingEntry(operation, envelope, entry)),
  );
  const [violation] = validate(rewritten);
  if (violation === undefined) return { message: rewritten };
  const { instancePointer, expected } = violation;
  return { message, misfit: `${instancePointer === "" ? "the message" : instancePointer} must be ${expected}` };
}

/** What a document's schema leaves of the ways to write members, names and removals, in the order to try. */
export function patchShapesOf(
  operation: Operation,
): Pick<Profile["patch"], "valueShapes" | "removeShapes" | "pathRequired"> {
  const fits = (entry: PatchEntry): boolean => patchForm(operation, [entry]).misfit === undefined;
  const fitsAsIs = (entry: PatchEntry): boolean =>
    validatorOf(operation)?.(messageOf(envelopeOf(operation), [entry])).length === 0;
  const values = VALUES.filter(([, value]) => fits({ ...ADD, value })).map(([shape]) => shape);
  const removals = REMOVALS.filter(([, removal]) => fits(removal)).map(([shape]) => shape);
  // The RFC's own shape is enough where the document takes it: nothing hints at the others.
  return {
    valueShapes: values.includes("array") || values.length === 0 ? ["array"] : values,
    removeShapes: removals.includes("filter") || removals.length === 0 ? ["filter"] : removals,
    pathRequired: !fitsAsIs(PATHLESS) && fitsAsIs(NAMED),
  };
}

function fittingEntry(operation: Operation, envelope: Envelope, entry: unknown): unknown {
  const validate = validatorOf(operation);
  if (!isObject(entry) || validate === undefined) return entry;
  if (validate(messageOf(envelope, [entry])).length === 0) return entry;
  const { op, path, value, ...rest } = entry;
  if (typeof path !== "string" || !/^[a-z$][\w$-]*$/iu.test(path) || value === undefined || op === "remove")
    return entry;
  return { op, value: { [path]: value }, ...rest };
}

function messageOf({ key, spell }: Envelope, operations: readonly unknown[]): Readonly<Record<string, unknown>> {
  const spelt = operations.map((entry) =>
    isObject(entry) && (entry["op"] === "add" || entry["op"] === "remove" || entry["op"] === "replace")
      ? { ...entry, op: spell(entry["op"]) }
      : entry,
  );
  return { schemas: [URN.patchOp], [key]: spelt };
}

function envelopeOf(operation: Operation): Envelope {
  const known = envelopes.get(operation);
  if (known !== undefined) return known;
  const validate = validatorOf(operation);
  const candidates = [PLAIN.key, "operations" as const].flatMap((key) => SPELLINGS.map((spell) => ({ key, spell })));
  const found = candidates.find((candidate) =>
    SAMPLES.some((entry) => validate === undefined || validate(messageOf(candidate, [entry])).length === 0),
  );
  const envelope = found ?? PLAIN;
  envelopes.set(operation, envelope);
  return envelope;
}

function validatorOf({
  request,
}: Operation):
  | ((value: unknown) => readonly { readonly instancePointer: string; readonly expected: string }[])
  | undefined {
  return jsonBody(request.content)?.validate;
}
