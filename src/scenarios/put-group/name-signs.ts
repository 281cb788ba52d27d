import { compareMembers, sameMembers } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupState, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";
import { quote } from "../words.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";

// Signs that lists, paths and names of directories are cut at.
const NAMES = [
  "Sales, EMEA",
  "Sales; EMEA",
  "Sales | EMEA",
  "Sales / EMEA",
  "Sales: EMEA",
  "cn=Sales",
  "Sales & Co.",
  "Sales' own",
];

/** Whoever keeps a Group in a line, or under its name in a path, cuts the name where no sign of it ends. */
export const nameSigns: Scenario = {
  id: "put.group.name-signs",
  title: "A Group whose name has signs of lists and paths takes a name and other members at once, as any Group does",
  depth: "standard",
  requirements: [REPLACED, "RFC7644-3.5.1-MEMBERS-REPLACED"],
  users: 3,
  groups: 1,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const group = await context.group([a]);
    const sets = [[b, c], [a], [a, b, c]];
    await needOrdinary(context, group.id, stateOf(context.name("ordinary"), [c]));
    let isTaken = false;
    for (const [index, text] of NAMES.entries()) {
      const expected = stateOf(`${context.name("signs")} ${text}`, sets[index % sets.length] ?? []);
      const answer = await context.write(group.id, groupBody(context, expected), {
        title: `PUT the name ${quote(text)} and other members`,
        intent: { kind: "open", why: "which signs a name may have" },
      });
      needAnswer(answer);
      // What becomes of a name that is refused is told where names are what it is about.
      if (isRefusal(answer)) continue;
      isTaken = true;
      await expectWritten(context, { group, answer, expected, shape: "name-odd", about: REPLACED });
    }
    if (!isTaken) throw new NoVerdict("not-applicable", "the server takes no name with such signs");
  },
};

/** @throws NoVerdict where an ordinary name and other members are not taken either: that is no matter of signs */
async function needOrdinary(context: ScenarioContext, id: string, state: GroupState): Promise<void> {
  const answer = await context.write(id, groupBody(context, state), {
    title: "PUT an ordinary name and other members",
    intent: { kind: "valid" },
  });
  needAnswer(answer);
  if (!isSuccess(answer))
    throw new NoVerdict("inconclusive", `an ordinary name and other members were answered ${statusText(answer)}`);
  const seen = await context.read(id, state);
  if (seen.kind === "not-offered") return;
  if (
    seen.kind !== "present" ||
    seen.displayName !== state.displayName ||
    !sameMembers(compareMembers(state.members, seen.members.values))
  )
    throw new NoVerdict("inconclusive", "an ordinary name and other members are not stored as they were sent either");
}
