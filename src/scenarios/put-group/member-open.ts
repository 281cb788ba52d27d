import { answeredState, isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupFixture, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { judgeMembers } from "../expect-written.ts";
import { groupBody, memberEntry } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";
import { judgeNamed, NAMED } from "../unknown-named.ts";

/** A member whose acceptance the sources leave open, put beside one who is a member already. */
interface Open {
  readonly shape: "members-unknown" | "members-nested";
  readonly entry: Record<string, unknown>;
  readonly id: string;
  readonly capability: string;
  readonly title: string;
  readonly requirement: string;
  /** True where the document's prose says that it is refused with 404. */
  readonly named?: boolean;
}

/**
 * Puts [kept, open] on a Group of [kept, dropped]. Stored, left out or refused are all legal unless the document names
 * the answer; nobody else may suffer:
 * a refusal keeps everybody, an acceptance has `kept` and not `dropped`.
 */
async function putOpen(context: ScenarioContext, group: GroupFixture, kept: string, open: Open): Promise<void> {
  const body = groupBody(context, group, { members: [memberEntry(context, kept), open.entry] });
  const answer = await context.write(group.id, body, {
    title: `PUT 2 members, one of them ${open.title}`,
    intent:
      open.named === true
        ? { kind: "provoked", cause: "unknown-id" }
        : { kind: "open", why: `${open.title} as a member` },
  });
  needAnswer(answer);
  if (open.named === true) judgeNamed(context, answer.response?.status ?? 0);
  let value = `is answered with ${statusText(answer)}`;
  if (isSuccess(answer)) {
    const observation = await context.read(group.id, {
      displayName: group.displayName,
      members: new Set([kept, open.id]),
    });
    const members = observation.kind === "present" ? observation.members : answeredState(answer)?.members;
    if (members === undefined) throw new NoVerdict("inconclusive", "the Group could not be read back");
    const stored = members.values.has(open.id);
    value = stored ? "is stored" : "is accepted and left out";
    judgeMembers(context, members, new Set(stored ? [kept, open.id] : [kept]), open.shape, {
      by: "a read",
      alsoViolates: [],
    });
  } else if (isRefusal(answer)) {
    await expectUnchanged(context, {
      id: group.id,
      before: group,
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      shape: open.shape,
      although: `the PUT was refused with ${statusText(answer)}`,
    });
  }
  context.learn({ id: open.capability, title: `${open.title} as a member`, value });
  context.judge({ requirement: open.requirement, invariant: "learnt", shape: open.shape, outcome: "passed" });
}

/** An id that names nobody, as a member. */
export const memberUnknown: Scenario = {
  id: "put.group.member-unknown",
  title: "An unknown id as a member is stored, left out or refused, and nobody else suffers",
  depth: "standard",
  requirements: [
    NAMED,
    "RFC7643-2.3.7-REF-INTEGRITY",
    "RFC7644-3.5.1-MEMBERS-REPLACED",
    "RFC7644-3.12-REFUSED-UNCHANGED",
  ],
  users: 2,
  groups: 1,
  run: async (context) => {
    const [kept = "", dropped = ""] = await context.users(2);
    const group = await context.group([kept, dropped]);
    const id = await context.unknownId(kept, "User");
    await putOpen(context, group, kept, {
      shape: "members-unknown",
      entry: memberEntry(context, id),
      id,
      capability: "members.unknown",
      title: "an id that names nobody",
      requirement: "RFC7643-2.3.7-REF-INTEGRITY",
      named: context.contract.profile.members.unknown === "refuse-404",
    });
  },
};

/** Another Group, as a member. */
export const memberGroup: Scenario = {
  id: "put.group.member-group",
  title: "A Group as a member is stored, left out or refused, and nobody else suffers",
  depth: "standard",
  requirements: ["RFC7643-4.2-NESTED", "RFC7644-3.5.1-MEMBERS-REPLACED", "RFC7644-3.12-REFUSED-UNCHANGED"],
  users: 3,
  groups: 2,
  run: async (context) => {
    // Who is in the Group that becomes a member becomes none by it (RFC 7643 section 4.2: indirect membership is a User's to show).
    const [kept = "", dropped = "", inside = ""] = await context.users(3);
    const nested = await context.group([inside]);
    const group = await context.group([kept, dropped]);
    await putOpen(context, group, kept, {
      shape: "members-nested",
      entry: memberEntry(context, nested.id, "Group"),
      id: nested.id,
      capability: "members.group",
      title: "a Group",
      requirement: "RFC7643-4.2-NESTED",
    });
  },
};
