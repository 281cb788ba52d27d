import { type JsonObject, textAttribute } from "../../scim/index.ts";
import { type GroupFixture, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf, type WriteMethod } from "../group-body.ts";
import { styleOf } from "../patch-group/style.ts";
import { addMembers, removeMembers } from "../patch-operations.ts";
import { valueAt } from "../put-user/expect-user.ts";
import type { Scenario } from "../scenario.ts";

const VALUE = "RFC7643-4.2-MEMBER-VALUE";
const FILTER = "RFC7644-3.5.2.2-FILTER-VALUE";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const PUT = "RFC7644-3.5.1-MEMBERS-REPLACED";

/** Two Users who really share a name are two members (RFC 7643 section 4.2): one comes, one goes, and the other stays. */
export const namesakes = (method: WriteMethod): Scenario => ({
  id: `${method}.group.members.namesakes`,
  title: "Of two members of one name, the one who is named is added or taken out",
  depth: "standard",
  requirements: method === "put" ? [VALUE, PUT] : [APPEND, FILTER],
  users: 1,
  groups: 1,
  run: async (context) => {
    const [other = ""] = await context.users(1);
    if (context.userName(other) === undefined)
      throw new NoVerdict("not-applicable", "Users cannot be made, so no two of one name");
    const [first, second] = await twoOfOneName(context);
    const group = await context.group([other, first]);
    const steps = [
      { title: "the second of two Users of one name comes", rule: APPEND, members: [other, first, second] },
      { title: "the first of them goes", rule: FILTER, members: [other, second] },
    ] as const;
    for (const { title, rule, members } of steps) {
      const answer = await context.write(group.id, await bodyOf(context, method, { group, first, second, members }), {
        title: `${method.toUpperCase()}: ${title}`,
        intent: { kind: "valid" },
      });
      const written = { group, answer, expected: stateOf(group.displayName, members), shape: "members-few" } as const;
      if (method === "put") await expectWritten(context, { ...written, about: VALUE });
      else await expectPatched(context, { ...written, rules: patchRules(rule), changes: true });
    }
  },
});

async function bodyOf(
  context: ScenarioContext,
  method: WriteMethod,
  {
    group,
    first,
    second,
    members,
  }: Readonly<{ group: GroupFixture; first: string; second: string }> & {
    readonly members: readonly string[];
  },
): Promise<unknown> {
  if (method === "put") return groupBody(context, { displayName: group.displayName, members });
  const style = await styleOf(context);
  return members.includes(first) ? addMembers(style, [second]) : removeMembers(style, [first]);
}

/** @throws NoVerdict where there are no two Users who are shown under one name */
async function twoOfOneName(context: ScenarioContext): Promise<readonly [string, string]> {
  const { displayName, name } = context.userBody("first");
  const ids: string[] = [];
  const shown: JsonObject[] = [];
  for (const label of ["first", "second"]) {
    const { id } = await context.service.create({
      type: "User",
      body: { ...context.userBody(label), displayName, name },
      title: `make the ${label} of two Users of one name`,
      intent: { kind: "helper" },
    });
    if (id === undefined) throw new NoVerdict("not-applicable", "the server makes no two Users of one name");
    const seen = await context.readUser(id, { holds: () => true, names: [] });
    if (seen.kind !== "present")
      throw new NoVerdict("not-applicable", "Users cannot be read, nor whether they share a name");
    ids.push(id);
    shown.push(seen.resource);
  }
  const [a = {}, b = {}] = shown;
  const isShared =
    (textAttribute(a, "displayName") ?? "") === (textAttribute(b, "displayName") ?? "") &&
    (textAttribute(a, "displayName") !== undefined ||
      (valueAt(a, "name.familyName") !== undefined && valueAt(a, "name.familyName") === valueAt(b, "name.familyName")));
  if (!isShared) throw new NoVerdict("not-applicable", "the server does not show two Users under one name");
  return [ids[0] ?? "", ids[1] ?? ""];
}
