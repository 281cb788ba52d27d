import { textAttribute } from "../../scim/index.ts";
import type { Observation, ScenarioContext } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { stateOf } from "../group-body.ts";
import { renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { quote } from "../words.ts";
import { nameStyleOf } from "./style.ts";

const ONLY_NAMED = "RFC7644-3.5.2-ONLY-NAMED";
const RULES = patchRules("RFC7644-3.5.2.1-MULTI-APPEND");

/** A PATCH of the name renames and keeps everybody. */
export const patchRename: Scenario = {
  id: "patch.group.rename",
  title: "A PATCH of the name renames the Group and keeps its members",
  depth: "smoke",
  requirements: ["RFC7644-3.5.2.3-SINGLE", "RFC7644-3.5.2.3-NO-PATH", "RFC7644-3.1-RESPONSE-STATE", ONLY_NAMED],
  users: 0,
  groups: 1,
  run: async (context) => {
    const users = await context.someUsers(2);
    const group = await context.group(users);
    const style = nameStyleOf(context);
    const before = await context.read(group.id);
    for (const label of ["renamed", "renamed again"]) {
      const expected = stateOf(context.name(label), users);
      const answer = await context.write(group.id, [renameTo(style, expected.displayName)], {
        title: `PATCH another name (“${label}”)`,
        intent: { kind: "valid" },
      });
      const about = style.profile.patch.pathRequired ? "RFC7644-3.5.2.3-SINGLE" : "RFC7644-3.5.2.3-NO-PATH";
      const after = await expectPatched(context, {
        group,
        answer,
        expected,
        shape: "name-ordinary",
        rules: RULES,
        changes: true,
        about,
      });
      judgeKept(context, before, after);
    }
  },
};

/** Judges that a rename left alone what the client calls the Group in its own books, where the server shows it. */
function judgeKept(context: ScenarioContext, before: Observation, after: Observation): void {
  if (before.kind !== "present" || after.kind !== "present") return;
  const [had, has] = [before, after].map(({ resource }) => textAttribute(resource, "externalId"));
  if (had === undefined) return;
  const common = { requirement: ONLY_NAMED, invariant: "externalId", shape: "name-ordinary" } as const;
  if (has === had) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: [`${quote(had)}, as before`],
      actual: `${quote(has)} in ${after.by}`,
      message: "A PATCH of the name changed `externalId`.",
      pointer: "/externalId",
    });
  }
}
