import type { ShapeClass } from "../../result/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupFixture, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { addMembers, memberFilter, memberValue, type PatchStyle, renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { quote } from "../words.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const NAMED = "OPENAPI-REFUSAL-NAMED";
const LENIENT = "LENIENT-ACCEPTED";
const MALFORMED = "RFC7644-3.12-400-MALFORMED";

interface Ids {
  readonly member: string;
  readonly other: string;
  /** An id that names no user. */
  readonly nobody: string;
}

/** A wrong PATCH with a valid change, the canary, before the fault. */
interface Wrong {
  readonly id: string;
  readonly title: string;
  readonly shape: ShapeClass;
  /** The RFC's requirement that names the refusal, where one does. */
  readonly requirement?: string;
  /** True where the prose of a vendor that lists its refusals names this one. */
  readonly byProse: boolean;
  /** The whole message, or text that is no JSON. */
  readonly message: (canary: unknown, style: PatchStyle, ids: Ids) => unknown;
}

const message = (...operations: readonly unknown[]): unknown => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
  Operations: operations,
});

const WRONG: readonly Wrong[] = [
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
    requirement: "RFC7644-3.5.2-OPS-NONEMPTY",
    byProse: false,
    message: () => ({ schemas: ["urn:ietf:params:scim:api:messages:2.0:PatchOp"] }),
  },
  {
    id: "invalid.unknown-op",
    title: "an operation that is neither add, remove nor replace",
    shape: "body-type",
    requirement: "RFC7644-3.5.2-OP-KNOWN",
    byProse: true,
    message: (canary) => message(canary, { op: "upsert", path: "displayName", value: "x" }),
  },
  {
    id: "invalid.remove-without-path",
    title: "a remove without path",
    shape: "body-required",
    requirement: "RFC7644-3.5.2.2-PATH-REQUIRED",
    byProse: true,
    message: (canary) => message(canary, { op: "remove" }),
  },
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
    id: "foreign-filter.attribute",
    title: "a removal by another attribute than value",
    shape: "body-type",
    byProse: true,
    message: (canary) => message(canary, { op: "remove", path: 'members[display eq "nobody of that name"]' }),
  },
  {
    id: "foreign-filter.operator",
    title: "a removal by another operator than eq",
    shape: "body-type",
    byProse: true,
    message: (canary) => message(canary, { op: "remove", path: 'members[value sw "no-such-id"]' }),
  },
  {
    id: "foreign-filter.compound",
    title: "a removal by a compound filter",
    shape: "body-type",
    byProse: true,
    message: (canary, _style, { member }) =>
      message(canary, { op: "remove", path: `members[value eq ${JSON.stringify(member)} and display eq "nobody"]` }),
  },
  {
    id: "foreign-filter.unclosed",
    title: "a path whose filter does not end",
    shape: "body-type",
    byProse: true,
    message: (canary, _style, { member }) => message(canary, { op: "remove", path: memberFilter(member).slice(0, -2) }),
  },
  {
    id: "atomic-late",
    title: "valid operations before one that cannot be carried out",
    shape: "members-unknown",
    requirement: "RFC7644-3.5.2-ATOMIC",
    byProse: false,
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
    requirement: "RFC7644-3.5.2-ATOMIC",
    byProse: false,
    message: (canary, style, { other }) =>
      message(...addMembers(style, [other]), canary, {
        op: "upsert",
        path: "members",
        value: memberValue(style, [other]),
      }),
  },
];

/** Refused without effect, or acknowledged and applied; refused with 400 where RFC or prose name the refusal. */
export const patchRefusals: readonly Scenario[] = WRONG.map((wrong) => ({
  id: `patch.group.${wrong.id}`,
  title: `${wrong.title.charAt(0).toUpperCase()}${wrong.title.slice(1)} is refused without effect`,
  depth: "standard",
  requirements: [
    ...(wrong.requirement === undefined ? [] : [wrong.requirement]),
    ...(wrong.byProse ? [NAMED] : []),
    REFUSED,
    DONE,
  ],
  users: 2,
  groups: 1,
  run: async (context) => {
    const [member = "", other = ""] = await context.users(2);
    const style = { shapes: await context.patchShapes(), profile: context.contract.profile };
    const group = await context.group([member]);
    const name = context.name("canary");
    const nobody = await context.unknownId(member, "User");
    const sent = wrong.message(renameTo(style, name), style, { member, other, nobody });
    const answer = await context.write(group.id, sent, {
      title: `PATCH: ${wrong.title}, with a valid rename before it`,
      intent: { kind: "provoked", cause: "bad-body" },
    });
    needAnswer(answer);
    const status = answer.response?.status ?? 0;
    const named = namedBy(context, wrong);
    if (isSuccess(answer)) {
      await judgeAcceptance(context, wrong, group, name, named);
      return;
    }
    if (wrong.id === "invalid.malformed" && status < 500) judge400(context, MALFORMED, wrong, status);
    else if (named !== undefined && status < 500) {
      context.judge({ requirement: named, invariant: wrong.id, shape: wrong.shape, outcome: "passed" });
      if (named === NAMED) judge400(context, NAMED, wrong, status);
    }
    const isAtomic = wrong.id.startsWith("atomic");
    const atomic = isAtomic ? { alsoViolates: [REFUSED] } : {};
    await expectUnchanged(context, {
      id: group.id,
      before: group,
      requirement: isAtomic ? "RFC7644-3.5.2-ATOMIC" : REFUSED,
      ...atomic,
      shape: wrong.shape,
      although: `the PATCH was answered ${statusText(answer)}`,
    });
  },
}));

/** The requirement that names this refusal: the RFC's, else the prose of a vendor that lists its refusals. */
function namedBy(context: ScenarioContext, wrong: Wrong): string | undefined {
  if (wrong.requirement !== undefined) return wrong.requirement;
  const lists = context.contract.requirements.some(({ refines }) => refines?.includes(NAMED) === true);
  return wrong.byProse && lists ? NAMED : undefined;
}

function judge400(context: ScenarioContext, requirement: string, wrong: Wrong, status: number): void {
  const common = { requirement, invariant: `status ${wrong.id}`, shape: wrong.shape } as const;
  if (status === 400) context.judge({ ...common, outcome: "passed" });
  else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: ["400"],
      actual: String(status),
      message: `${wrong.title.charAt(0).toUpperCase()}${wrong.title.slice(1)} was refused with ${status}.`,
    });
  }
}

async function judgeAcceptance(
  context: ScenarioContext,
  wrong: Wrong,
  group: GroupFixture,
  name: string,
  named: string | undefined,
): Promise<void> {
  if (wrong.id === "atomic-late") {
    // Accepting it is another matter (an unknown member, a filter without match): whether it is whole is not at stake.
    throw new NoVerdict("not-applicable", "the server carries out the operation that was to fail");
  }
  if (named !== undefined || wrong.id === "invalid.malformed") {
    context.judge({
      requirement: named ?? DONE,
      ...(named === undefined ? { alsoViolates: [MALFORMED] } : {}),
      invariant: `accepted ${wrong.id}`,
      shape: wrong.shape,
      outcome: "failed",
      expected: ["400"],
      actual: "a success status",
      message: `${wrong.title.charAt(0).toUpperCase()}${wrong.title.slice(1)} was accepted.`,
    });
    return;
  }
  const now = await context.read(group.id, { displayName: name, members: group.members });
  if (now.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read back");
  const common = { requirement: DONE, invariant: `canary ${wrong.id}`, shape: wrong.shape } as const;
  const kept = [...group.members].every((id) => now.members.values.has(id));
  if (now.displayName === name && (kept || wrong.id.startsWith("foreign-filter.operator"))) {
    context.judge({ ...common, outcome: "passed" });
    context.judge({
      requirement: LENIENT,
      invariant: wrong.id,
      shape: wrong.shape,
      outcome: "failed",
      expected: ["a refusal with 4xx"],
      actual: `accepted; the Group is ${quote(now.displayName)} with ${now.members.values.size} members`,
      message: `${wrong.title.charAt(0).toUpperCase()}${wrong.title.slice(1)} was accepted.`,
    });
    return;
  }
  context.judge({
    ...common,
    outcome: "failed",
    expected: ["a refusal", "or the valid part applied and every member kept"],
    actual: `${quote(now.displayName)} with ${now.members.values.size} of ${group.members.size} members`,
    message: `A PATCH with ${wrong.title} was acknowledged; ${kept ? "the valid part of it was not applied" : "members were lost"}.`,
  });
}

/** An empty name: refused where the prose says so; elsewhere refused or stored. */
export const patchEmptyName: Scenario = {
  id: "patch.group.empty-name",
  title: "An empty name is refused without effect where the document says so",
  depth: "standard",
  requirements: [NAMED, REFUSED],
  users: 0,
  groups: 1,
  run: async (context) => {
    const style = { shapes: { value: "array", remove: "filter" }, profile: context.contract.profile } as const;
    const users = await context.someUsers(1);
    const group = await context.group(users);
    const answer = await context.write(group.id, [renameTo(style, "")], {
      title: "PATCH an empty name",
      intent: { kind: "provoked", cause: "bad-body" },
    });
    needAnswer(answer);
    const wrong: Wrong = {
      id: "empty-name",
      title: "an empty name",
      shape: "name-odd",
      byProse: true,
      message: () => [],
    };
    const named = namedBy(context, wrong);
    if (isRefusal(answer)) {
      if (named !== undefined) judge400(context, named, wrong, answer.response?.status ?? 0);
      await expectUnchanged(context, {
        id: group.id,
        before: group,
        requirement: REFUSED,
        shape: "name-odd",
        although: `the PATCH was refused with ${statusText(answer)}`,
      });
      return;
    }
    if (named === undefined || !isSuccess(answer)) return;
    context.judge({
      requirement: named,
      invariant: "accepted empty-name",
      shape: "name-odd",
      outcome: "failed",
      expected: ["400"],
      actual: statusText(answer),
      message: "An empty name was accepted, which the document's prose excludes.",
    });
  },
};
