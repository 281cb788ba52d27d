import { textAttribute, URN } from "../../scim/index.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { shows } from "../declares.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { stateOf } from "../group-body.ts";
import { addMembers, removeMembers, renameTo } from "../patch-operations.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { quote } from "../words.ts";
import { styleOf } from "./style.ts";

const ONLY_NAMED = "RFC7644-3.5.2-ONLY-NAMED";

/** The client's own id of a Group, where the document shows it, whether or not a PATCH may write it. */
export const patchExternalIdKept: ScenarioFamily["scenarios"] = (_contract, operation) =>
  shows(operation, "externalId") === true ? [scenario] : [];

/** A Group that is made with an id of the client's keeps it through PATCHes that do not name it. */
const scenario: Scenario = {
  id: "patch.group.external-id-kept",
  title: "A Group keeps the `externalId` that it was made with through a rename and edits of its members",
  depth: "standard",
  requirements: [ONLY_NAMED],
  users: 2,
  groups: 0,
  run: async (context) => {
    const style = await styleOf(context);
    const [a = "", b = ""] = await context.users(2);
    const name = context.name("with an external id");
    const { id, had } = await makeWithExternalId(context, name);
    const renamed = context.name("renamed");
    const steps = [
      { title: "add 2 members", operations: addMembers(style, [a, b]), expected: stateOf(name, [a, b]) },
      { title: "rename", operations: [renameTo(style, renamed)], expected: stateOf(renamed, [a, b]) },
      { title: "remove a member", operations: removeMembers(style, [a]), expected: stateOf(renamed, [b]) },
    ];
    for (const { title, operations, expected } of steps) {
      const answer = await context.write(id, operations, { title: `PATCH: ${title}`, intent: { kind: "valid" } });
      const seen = await expectPatched(context, {
        group: { id },
        answer,
        expected: { ...expected, externalId: had },
        shape: "none",
        rules: patchRules("RFC7644-3.5.2.1-MULTI-APPEND"),
        changes: true,
      });
      if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read back");
      const stored = textAttribute(seen.resource, "externalId");
      const common = { requirement: ONLY_NAMED, invariant: "externalId", shape: "none" } as const;
      if (stored === had) context.judge({ ...common, outcome: "passed" });
      else {
        context.judge({
          ...common,
          outcome: "failed",
          expected: [`${quote(had)}, as before`],
          actual: `${quote(stored)} in ${seen.by}`,
          message: "`externalId` is another one after a PATCH that does not name it.",
          pointer: "/externalId",
        });
        return;
      }
    }
  },
};

/** @throws NoVerdict where no Group is made with an `externalId` and shown with it */
async function makeWithExternalId(
  context: ScenarioContext,
  displayName: string,
): Promise<{ readonly id: string; readonly had: string }> {
  // Of named Groups there are few, and what they are called by elsewhere is not for a test to change.
  if (!context.canHold(Number.MAX_SAFE_INTEGER))
    throw new NoVerdict("not-applicable", "Groups cannot be made, so none with an `externalId`");
  const externalId = `Ext-${displayName}`;
  const { id } = await context.service.create({
    type: "Group",
    body: { schemas: [URN.group], ...context.contract.profile.put.alwaysSend.Group, displayName, externalId },
    title: "make a Group with an `externalId`",
    intent: { kind: "helper" },
  });
  if (id === undefined) throw new NoVerdict("not-applicable", "no Group is made with an `externalId`");
  const seen = await context.read(id, { ...stateOf(displayName, []), externalId });
  const had = seen.kind === "present" ? textAttribute(seen.resource, "externalId") : undefined;
  if (had === undefined || had === "")
    throw new NoVerdict("not-applicable", "the server shows no `externalId` of a Group that was made with one");
  return { id, had };
}
