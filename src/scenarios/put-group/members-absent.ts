import { compareMembers, type MemberSet, sameMembers } from "../../scim/index.ts";
import { answeredState, needAnswer, statusText } from "../answer.ts";
import type { GroupState, ScenarioContext } from "../context.ts";
import { NoVerdict } from "../context.ts";
import { expectWritten, judgeMembersShown } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";
import { listIds } from "../words.ts";

const CONSISTENT = "RFC7644-3.5.1-OMITTED-CONSISTENT";
const ABSENT = "OPENAPI-PUT-ABSENT-MEMBERS";
const CHOICE = "RFC7644-3.5.1-RW-OMITTED";

/** What becomes of members that a PUT does not mention: the server's choice, but always the same one. */
export const membersAbsent: Scenario = {
  id: "put.group.members.absent",
  title: "A PUT without `members` keeps them or clears them, and does so each time",
  depth: "standard",
  requirements: [CONSISTENT, ABSENT, CHOICE, "RFC7644-3.5.1-200-FULL"],
  users: 2,
  groups: 1,
  run: async (context) => {
    const users = await context.users(2);
    const group = await context.group(users);
    const policies: string[] = [];
    for (const label of ["first", "second"]) {
      const before = stateOf(group.displayName, users);
      if (label === "second") {
        const again = await context.write(group.id, groupBody(context, before), {
          title: "PUT the Group with its 2 members again",
          intent: { kind: "valid" },
        });
        await expectWritten(context, { group, answer: again, expected: before, shape: "members-few" });
      }
      policies.push(await putWithout(context, group.id, before, context.name(label)));
    }
    judgePolicies(context, policies);
  },
};

/** PUTs a new name without `members` and tells what became of them. */
async function putWithout(context: ScenarioContext, id: string, before: GroupState, name: string): Promise<string> {
  const answer = await context.write(id, groupBody(context, { displayName: name }), {
    title: "PUT another name without `members`",
    intent: { kind: "valid" },
  });
  const answered = answeredState(answer);
  const seen = answered === undefined ? undefined : policyOf(before, answered.members.values);
  const kept = stateOf(name, seen === "keep" ? before.members : []);
  const observation = await expectNameOnly(context, id, answer, kept);
  const policy = policyOf(before, observation.members.values);
  if (policy === "keep" && observation.by === undefined && before.members.size > 0) context.confirmed("later answer");
  if (policy === undefined) {
    context.judge({
      requirement: "RFC7644-3.5.1-MEMBERS-REPLACED",
      invariant: "members-wrong",
      shape: "members-absent",
      outcome: "failed",
      expected: [`all kept: ${listIds(before.members)}`, "or all cleared"],
      actual: listIds(observation.members.values),
      message: "A PUT without `members` neither kept nor cleared them.",
      pointer: "/members",
    });
    throw new NoVerdict("inconclusive", "members were neither kept nor cleared");
  }
  const { by } = observation;
  if (answered !== undefined && by !== undefined)
    judgeMembersShown(context, { answer, answered, observed: { ...observation, by } }, "members-absent");
  if (seen !== undefined && answered?.members.shown === true) {
    judgeConsistency(context, seen === policy, "answer", `the answer says ${seen}, a read says ${policy}`);
  }
  return policy;
}

interface Shown {
  readonly displayName: string | undefined;
  readonly members: MemberSet;
  /** Absent when it is the answer itself. */
  readonly by?: string;
}

async function expectNameOnly(
  context: ScenarioContext,
  id: string,
  answer: Parameters<typeof answeredState>[0],
  expected: GroupState,
): Promise<Shown> {
  const name = expected.displayName;
  needAnswer(answer);
  // The members are what is to be learnt: hold only the name against the expectation.
  const status = answer.response?.status ?? 0;
  if (status < 200 || status > 299) {
    context.judge({
      requirement: "RFC7644-3.5.1-RW-REPLACED",
      invariant: "accepted",
      shape: "members-absent",
      outcome: "failed",
      expected: ["200: `members` is optional in the declared request schema"],
      actual: statusText(answer),
      message: "The server did not carry out a PUT without `members`.",
    });
    throw new NoVerdict("inconclusive", "the PUT was not carried out");
  }
  const read = await context.read(id, expected);
  // Where nothing can be read, the answer to this later request, which does not carry members, shows what the one
  // before it stored.
  const observation = read.kind === "not-offered" ? answeredState(answer) : read.kind === "present" ? read : undefined;
  if (observation === undefined) throw new NoVerdict("inconclusive", "the Group could not be read back");
  context.judge(
    observation.displayName === name
      ? {
          requirement: "RFC7644-3.5.1-RW-REPLACED",
          invariant: "displayName",
          shape: "members-absent",
          outcome: "passed",
        }
      : {
          requirement: "RFC7644-3.5.1-RW-REPLACED",
          invariant: "displayName",
          shape: "members-absent",
          outcome: "failed",
          expected: [JSON.stringify(name)],
          actual: JSON.stringify(observation.displayName ?? null),
          message: "A PUT without `members` did not change `displayName`.",
          pointer: "/displayName",
        },
  );
  return observation;
}

function policyOf(before: GroupState, now: ReadonlySet<string>): "keep" | "clear" | undefined {
  if (now.size === 0) return "clear";
  return sameMembers(compareMembers(before.members, now)) ? "keep" : undefined;
}

function judgeConsistency(context: ScenarioContext, agrees: boolean, invariant: string, actual: string): void {
  const common = { requirement: CONSISTENT, invariant, shape: "members-absent" } as const;
  if (agrees) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: ["always kept", "or always cleared"],
      actual,
      message: "What becomes of members that a PUT leaves out is not always the same.",
    });
  }
}

function judgePolicies(context: ScenarioContext, policies: readonly string[]): void {
  judgeConsistency(context, new Set(policies).size === 1, "repetition", `first ${policies.join(", then ")}`);
  const policy = policies[0] ?? "unknown";
  context.learn({
    id: "put.members-absent",
    title: "Members that a PUT leaves out",
    value: policy === "keep" ? "are kept" : "are cleared",
  });
  context.judge({ requirement: CHOICE, invariant: "members", shape: "members-absent", outcome: "passed" });
  if (context.contract.profile.put.absentMembers === "open") return;
  const promised = context.contract.profile.put.absentMembers;
  context.judge(
    promised === policy
      ? { requirement: ABSENT, invariant: "members", shape: "members-absent", outcome: "passed" }
      : {
          requirement: ABSENT,
          invariant: "members",
          shape: "members-absent",
          outcome: "failed",
          expected: [`members ${promised === "clear" ? "cleared" : "kept"}, as the document's prose says`],
          actual: `members ${policy === "keep" ? "kept" : "cleared"}`,
          message: "A PUT without `members` does not do what the document's prose says.",
        },
  );
}
