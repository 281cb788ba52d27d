import { textAttribute } from "../../scim/index.ts";
import { answeredResource } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import { declares, shows } from "../declares.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { quote } from "../words.ts";
import { isClosedPage } from "./style.ts";

const WRITABLE = "RFC7643-3.1-EXTID-RW";
const CASE = "RFC7643-3.1-EXTID-CASE";

/** The client's own id of a Group by PATCH, where the document lets a client send it. */
export const patchExternalId: ScenarioFamily["scenarios"] = (contract, operation) => {
  const isSent = contract.operations.some(
    (other) =>
      other.resourceType === "Group" &&
      (other.method === "PUT" || other.method === "POST") &&
      other.request.content.length > 0 &&
      declares(other, "externalId"),
  );
  return isSent && shows(operation, "externalId") === true && !isClosedPage(contract) ? [scenario] : [];
};

const scenario: Scenario = {
  id: "patch.group.external-id",
  title: "`externalId` of a Group is set by a PATCH, with its case, and changed in case alone",
  depth: "standard",
  requirements: [WRITABLE, CASE],
  users: 0,
  groups: 1,
  run: async (context) => {
    const members = await context.someUsers(1);
    const group = await context.group(members);
    const name = context.name("external id");
    for (const value of [`Ext-${name}`, `eXT-${name.toUpperCase()}`]) {
      const answer = await context.write(group.id, [{ op: "replace", path: "externalId", value }], {
        title: `PATCH: externalId ${quote(value)}`,
        intent: { kind: "valid" },
      });
      const rules = patchRules("RFC7644-3.5.2.1-MULTI-APPEND");
      const seen = await expectPatched(context, {
        group,
        answer,
        expected: { ...group, externalId: value },
        shape: "none",
        rules,
        about: WRITABLE,
        changes: true,
      });
      const shown = seen.kind === "present" ? seen.resource : answeredResource(answer);
      if (shown === undefined) throw new NoVerdict("inconclusive", "the Group could not be read back");
      const stored = textAttribute(shown, "externalId");
      const isCase = stored?.toLowerCase() === value.toLowerCase();
      const common = { requirement: isCase ? CASE : WRITABLE, invariant: "externalId", shape: "none" } as const;
      if (stored === value) context.judge({ ...common, outcome: "passed" });
      else {
        context.judge({
          ...common,
          ...(isCase ? { alsoViolates: [WRITABLE] } : {}),
          outcome: "failed",
          expected: [quote(value)],
          actual: `${quote(stored)} in ${seen.kind === "present" ? seen.by : "the answer"}`,
          message: "`externalId` is not what the acknowledged PATCH sent.",
          pointer: "/externalId",
        });
      }
    }
  },
};
