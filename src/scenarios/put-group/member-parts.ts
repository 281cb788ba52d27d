import { attributeOf, isObject, type JsonObject } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type Observation, type ScenarioContext } from "../context.ts";
import { declares } from "../declares.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, memberEntry, stateOf } from "../group-body.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { listIds } from "../words.ts";

const MEMBER_TYPE = "RFC7643-4.2-MEMBER-TYPE";
const MEMBER_VALUE = "RFC7643-4.2-MEMBER-VALUE";

/** Parts of a member that a document declares beside its `value`: the reference under its name, and the type. */
export const memberParts: ScenarioFamily["scenarios"] = (_contract, operation) => {
  // Where nothing of a body is declared, a name that the RFC does not have is not sent.
  const describes = !declares(operation, "members[].not-an-attribute-of-any-member");
  const names = ["$ref", "ref"].filter((name) => describes && declares(operation, `members[].${name}`));
  return [...names.map(withReference), ...(declares(operation, "members[].type") ? [mixedTypes] : [])];
};

/** A member with everything that the document gives it; its `value` says who it is. */
function withReference(name: string): Scenario {
  return {
    id: `put.group.members.with-${name.replace("$", "dollar-")}`,
    title: `A member sent with \`${name}\` and \`display\` is the one of its \`value\``,
    depth: "standard",
    requirements: [MEMBER_VALUE, "RFC7644-3.5.1-MEMBERS-REPLACED"],
    users: 3,
    groups: 1,
    run: async (context) => {
      const [a = "", b = "", c = ""] = await context.users(3);
      const group = await context.group([a]);
      for (const wanted of [
        [a, b],
        [b, c],
      ]) {
        const members = await Promise.all(
          wanted.map(async (id) => ({
            ...memberEntry(context, id),
            display: "Somebody",
            [name]: await locationOf(context, id),
          })),
        );
        const answer = await context.write(group.id, groupBody(context, group, { members }), {
          title: `PUT ${listIds(wanted)} with \`${name}\` and \`display\``,
          intent: { kind: "valid" },
        });
        const expected = stateOf(group.displayName, wanted);
        await expectWritten(context, { group, answer, expected, shape: "members-few", about: MEMBER_VALUE });
      }
    },
  };
}

/** Where a User is, as the server says; without a way to ask, relative to the service (RFC 7643 section 2.3.7). */
async function locationOf(context: ScenarioContext, id: string): Promise<string> {
  const seen = await context.read(id, undefined, "User");
  const meta = seen.kind === "present" ? attributeOf(seen.resource, "meta") : undefined;
  const location = isObject(meta) ? attributeOf(meta, "location") : undefined;
  return typeof location === "string" ? location : `Users/${encodeURIComponent(id)}`;
}

/** Users and Groups side by side in one list: each keeps the type of what it names, and each goes alone. */
const mixedTypes: Scenario = {
  id: "put.group.member-types",
  title: "Users and Groups are members side by side, each shown with its own type",
  depth: "standard",
  requirements: [MEMBER_TYPE, "RFC7643-4.2-NESTED", "RFC7644-3.5.1-MEMBERS-REPLACED"],
  users: 2,
  groups: 2,
  run: async (context) => {
    const [a = "", b = ""] = await context.users(2);
    const nested = await context.group([b]);
    const group = await context.group([a]);
    for (const [users, groups] of [
      [[a], [nested.id]],
      [[], [nested.id]],
      [[b], [nested.id]],
      [[a, b], []],
    ] as const) {
      const wanted = [...users, ...groups];
      const members = [
        ...users.map((id) => memberEntry(context, id, "User")),
        ...groups.map((id) => memberEntry(context, id, "Group")),
      ];
      const answer = await context.write(group.id, groupBody(context, group, { members }), {
        title: `PUT ${users.length} Users and ${groups.length} Groups as members`,
        intent: groups.length > 0 ? { kind: "open", why: "a Group as a member" } : { kind: "valid" },
      });
      needAnswer(answer);
      if (groups.length > 0 && isRefusal(answer)) {
        await expectUnchanged(context, {
          id: group.id,
          before: group,
          requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
          shape: "members-nested",
          although: `the PUT was refused with ${statusText(answer)}`,
        });
        throw new NoVerdict("not-applicable", `a Group as a member is refused with ${statusText(answer)}`);
      }
      const expected = stateOf(group.displayName, wanted);
      if (groups.length > 0 && isSuccess(answer)) {
        // Left out is one of the legal answers to a Group as a member; another scenario holds the rest against it.
        const seen = await context.read(group.id, expected);
        if (seen.kind === "present" && !seen.members.values.has(nested.id)) {
          throw new NoVerdict("not-applicable", "a Group as a member is accepted and left out");
        }
      }
      const seen = await expectWritten(context, { group, answer, expected, shape: "members-nested" });
      judgeTypes(context, seen, nested.id);
    }
    await expectUnchanged(context, {
      id: nested.id,
      before: nested,
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      shape: "members-nested",
      although: "it was only a member of the Group that was written to",
    });
  },
};

function judgeTypes(context: ScenarioContext, seen: Observation, nested: string): void {
  if (seen.kind !== "present") return;
  const members = attributeOf(seen.resource, "members");
  const entries = (Array.isArray(members) ? members : []).filter((entry): entry is JsonObject => isObject(entry));
  for (const entry of entries) {
    const type = attributeOf(entry, "type");
    if (typeof type !== "string") continue;
    const value = attributeOf(entry, "value");
    const [right, wrong] = value === nested ? ["group", "user"] : ["user", "group"];
    const common = { requirement: MEMBER_TYPE, invariant: right, shape: "members-nested" } as const;
    // A word that the RFC does not know is the document's own; the other of the two is wrong.
    if (type.toLowerCase() !== wrong) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        outcome: "failed",
        expected: [`the type of a ${right === "group" ? "Group" : "User"}`],
        actual: JSON.stringify(type),
        message: `A ${right === "group" ? "Group" : "User"} that is a member is shown with the type of the other kind.`,
        pointer: "/members",
      });
    }
  }
}
