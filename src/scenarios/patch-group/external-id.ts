import { textAttribute } from "../../scim/index.ts";
import { answeredResource } from "../answer.ts";
import { type GroupFixture, NoVerdict, type ScenarioContext } from "../context.ts";
import { declares, shows } from "../declares.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { addMembers, removeMembers, renameTo } from "../patch-operations.ts";
import { sameExternalId } from "../put-group/same-external-id.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { quote } from "../words.ts";
import { isClosedPage, styleOf } from "./style.ts";

const WRITABLE = "RFC7643-3.1-EXTID-RW";
const CASE = "RFC7643-3.1-EXTID-CASE";
const TARGET = "RFC7644-3.5.2-TARGET-ONLY";

/** The client's own id of a Group by PATCH, where the document lets a client send it. */
export const patchExternalId: ScenarioFamily["scenarios"] = (contract, operation) => {
  const isSent = contract.operations.some(
    (other) =>
      other.resourceType === "Group" &&
      (other.method === "PUT" || other.method === "POST") &&
      other.request.content.length > 0 &&
      declares(other, "externalId"),
  );
  return isSent && shows(operation, "externalId") === true && !isClosedPage(contract)
    ? [scenario, sameExternalId("patch")]
    : [];
};

const scenario: Scenario = {
  id: "patch.group.external-id",
  title: "`externalId` of a Group is set, changed and removed by a PATCH, with its case, and kept when others change",
  depth: "standard",
  requirements: [WRITABLE, CASE, TARGET],
  users: 0,
  groups: 1,
  run: async (context) => {
    const members = await context.someUsers(1);
    const group = await context.group(members);
    const name = context.name("external id");
    for (const step of stepsOf(name, context.digits(8))) await setAndLook(context, group, step);
    await keptBeside(context, { id: group.id, members, displayName: group.displayName });
  },
};

/** One operation on the id, and what it is then; undefined where it has none. */
interface Step {
  readonly op: "add" | "remove" | "replace";
  readonly value?: string;
}

function stepsOf(name: string, digits: string): readonly Step[] {
  return [
    // Digits with zeros before them are no number.
    { op: "replace", value: `00${digits}` },
    { op: "replace", value: `Ext-${name}` },
    { op: "replace", value: `eXT-${name.toUpperCase()}` },
    { op: "remove" },
    { op: "add", value: `Added-${name}` },
    { op: "add", value: `Again-${name}` },
  ];
}

async function setAndLook(context: ScenarioContext, group: GroupFixture, { op, value }: Step): Promise<void> {
  const operation = { op, path: "externalId", ...(value === undefined ? {} : { value }) };
  const answer = await context.write(group.id, [operation], {
    title: `PATCH: ${op} externalId${value === undefined ? "" : ` ${quote(value)}`}`,
    intent: { kind: "valid" },
  });
  const seen = await expectPatched(context, {
    group,
    answer,
    expected: { ...group, ...(value === undefined ? {} : { externalId: value }) },
    shape: "none",
    rules: patchRules("RFC7644-3.5.2.1-MULTI-APPEND"),
    about: WRITABLE,
    changes: true,
  });
  const shown = seen.kind === "present" ? seen.resource : answeredResource(answer);
  if (shown === undefined) throw new NoVerdict("inconclusive", "the Group could not be read back");
  const stored = textAttribute(shown, "externalId");
  const isCase = value !== undefined && stored?.toLowerCase() === value.toLowerCase();
  const common = { requirement: isCase ? CASE : WRITABLE, invariant: "externalId", shape: "none" } as const;
  if (stored === value || (value === undefined && stored === "")) {
    context.judge({ ...common, outcome: "passed" });
    return;
  }
  context.judge({
    ...common,
    ...(isCase ? { alsoViolates: [WRITABLE] } : {}),
    outcome: "failed",
    expected: [value === undefined ? "no externalId" : quote(value)],
    actual: `${quote(stored)} in ${seen.kind === "present" ? seen.by : "the answer"}`,
    message:
      value === undefined
        ? "`externalId` is still there after an acknowledged removal."
        : "`externalId` is not what the acknowledged PATCH sent.",
    pointer: "/externalId",
  });
}

/** An edit of the members and a rename leave the id that a client has given (RFC 7644 section 3.5.2). */
async function keptBeside(
  context: ScenarioContext,
  {
    id,
    members,
    displayName,
  }: { readonly id: string; readonly members: readonly string[]; readonly displayName: string },
): Promise<void> {
  const style = await styleOf(context);
  const look = await context.read(id, { displayName, members: new Set(members) });
  const had = look.kind === "present" ? textAttribute(look.resource, "externalId") : undefined;
  if (had === undefined) return;
  const renamed = context.name("beside");
  const steps = [
    ...(members.length === 0
      ? []
      : [
          { title: "remove the members", operations: removeMembers(style, members), displayName, left: [] },
          { title: "add them again", operations: addMembers(style, members), displayName, left: members },
        ]),
    { title: "rename", operations: [renameTo(style, renamed)], displayName: renamed, left: members },
  ];
  for (const { title, operations, displayName: name, left } of steps) {
    const answer = await context.write(id, operations, { title: `PATCH: ${title}`, intent: { kind: "valid" } });
    const seen = await expectPatched(context, {
      group: { id },
      answer,
      expected: { displayName: name, members: new Set(left) },
      shape: "none",
      rules: patchRules("RFC7644-3.5.2.1-MULTI-APPEND"),
      changes: true,
    });
    if (seen.kind !== "present") return;
    const stored = textAttribute(seen.resource, "externalId");
    const common = { requirement: TARGET, invariant: "externalId", shape: "none" } as const;
    if (stored === had) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        alsoViolates: [WRITABLE],
        outcome: "failed",
        expected: [quote(had)],
        actual: `${quote(stored)} in ${seen.by}`,
        message: "`externalId` is another one after a PATCH that does not name it.",
        pointer: "/externalId",
      });
      return;
    }
  }
}
