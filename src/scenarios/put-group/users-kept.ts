import { isObject, isUnassigned, type JsonObject } from "../../scim/index.ts";
import { type GroupFixture, type GroupState, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectPatched, patchRules } from "../expect-patched.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, memberEntry, stateOf, TARGET_ONLY, type WriteMethod } from "../group-body.ts";
import { styleOf } from "../patch-group/style.ts";
import { addMembers, memberValue, type PatchOperation, removeMembers } from "../patch-operations.ts";
import { expectUserUnchanged } from "../patch-user/unchanged.ts";
import { valueAt } from "../put-user/expect-user.ts";
import type { Scenario } from "../scenario.ts";

// Whose User it is, how to reach him, and whether he may come in. What else comes with membership is the server's affair:
// roles, entitlements, `groups`, and when a User counts as modified.
const OWN = ["userName", "externalId", "active", "displayName", "name.givenName", "name.familyName", "emails"];
const THE_SERVERS = new Set(["schemas", "meta", "roles", "entitlements", "groups", "password"]);

// What is said of a User beside what every User is made with, where the server takes it.
const SAID = {
  title: "Engineer",
  nickName: "Kim",
  preferredLanguage: "en-US",
  phoneNumbers: [{ value: "+49 30 901820", type: "work" }],
};

/** A User to be put into Groups, and the attributes that are the User's own. */
interface Watched {
  readonly id: string;
  readonly paths: readonly string[];
}

/** A write of a Group says who its members are, not what they are called: the Users stay as they were. */
export function usersKept(method: WriteMethod): Scenario {
  const word = method.toUpperCase();
  return {
    id: `${method}.group.users-kept`,
    title: `A ${word} of a Group changes no User: neither who comes, nor who goes, nor who stays`,
    depth: "standard",
    requirements: [TARGET_ONLY[method]],
    users: 3,
    groups: 1,
    run: async (context) => {
      const users = await usersOf(context);
      const [a = "", b = "", c = ""] = users.map(({ id }) => id);
      const before = new Map<string, JsonObject>();
      for (const { id } of users) before.set(id, await userNow(context, id));
      const group = await context.group([a, b]);
      if (method === "put") await putEach(context, group, { stays: b, comes: c });
      else await patchEach(context, group, { goes: a, stays: b, comes: c });
      for (const { id, paths } of users) {
        const user = before.get(id) ?? {};
        await expectUserUnchanged(context, {
          id,
          before: user,
          paths: paths.filter((path) => !isUnassigned(valueAt(user, path))),
          requirement: TARGET_ONLY[method],
          shape: "members-few",
          although: `each ${word} was one of a Group`,
        });
      }
    },
  };
}

/**
 * Three Users whom no other scenario has put into a Group: what a server does to members it has done to those already.
 * Where Users cannot be made, the named ones have to do.
 */
async function usersOf(context: ScenarioContext): Promise<readonly Watched[]> {
  const shared = await context.users(3);
  if (shared.some((id) => context.userName(id) === undefined)) return shared.map((id) => ({ id, paths: OWN }));
  const own: Watched[] = [];
  for (const label of ["goes", "stays", "comes"]) own.push(await userOf(context, label));
  return own;
}

/** A User of whom as much is said as the server takes. */
async function userOf(context: ScenarioContext, label: string): Promise<Watched> {
  const said = { ...context.userBody(label), ...SAID };
  for (const body of [{ ...said, ...twoEmails(context, label) }, said]) {
    const { id } = await context.service.create({
      type: "User",
      body,
      title: "make a User of whom more is said",
      intent: { kind: "helper" },
    });
    if (id !== undefined) return { id, paths: pathsIn(body) };
  }
  const plain = await context.user(label);
  return { id: plain.id, paths: pathsIn(plain.body) };
}

/** Two, of which a table with a column for one keeps one. */
function twoEmails(context: ScenarioContext, label: string): { readonly emails: readonly JsonObject[] } {
  const value = (kind: string): string =>
    context.attribute("emails.value", `${label} ${kind}`) ?? `${kind}@example.com`;
  return {
    emails: [
      { value: value("work"), type: "work", primary: true },
      { value: value("home"), type: "home" },
    ],
  };
}

/** The attributes of the core schema in a body, of a complex one its parts. */
function pathsIn(body: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(body)
    .filter(([name]) => !THE_SERVERS.has(name) && !name.includes(":"))
    .flatMap(([name, value]) => (isObject(value) ? Object.keys(value).map((part) => `${name}.${part}`) : [name]));
}

/** @throws NoVerdict when the User cannot be read */
async function userNow(context: ScenarioContext, id: string): Promise<JsonObject> {
  const seen = await context.readUser(id, { holds: () => true, names: [] });
  if (seen.kind === "not-offered") throw new NoVerdict("not-applicable", "the server offers no way to read a User");
  if (seen.kind !== "present") throw new NoVerdict("inconclusive", "a User could not be read");
  return seen.resource;
}

/** One goes, one comes and one stays, each under another's name; then all go. */
async function putEach(
  context: ScenarioContext,
  group: GroupFixture,
  { stays, comes }: { readonly stays: string; readonly comes: string },
): Promise<void> {
  const named = [stays, comes].map((id) => Object.assign(memberEntry(context, id), { display: "Somebody Else" }));
  const steps = [
    { title: "PUT 2 members under another `display`", members: [stays, comes], extra: { members: named } },
    { title: "PUT no members", members: [], extra: {} },
  ];
  for (const { title, members, extra } of steps) {
    const expected = stateOf(group.displayName, members);
    const answer = await context.write(group.id, groupBody(context, expected, extra), {
      title,
      intent: { kind: "valid" },
    });
    await expectWritten(context, { group, answer, expected, shape: "members-few" });
  }
}

/** One comes, then one goes, and one who stays is named by another's name. */
async function patchEach(
  context: ScenarioContext,
  group: GroupFixture,
  { goes, stays, comes }: { readonly goes: string; readonly stays: string; readonly comes: string },
): Promise<void> {
  const style = await styleOf(context);
  const more = [...group.members, comes];
  const steps: readonly {
    readonly title: string;
    readonly operations: readonly PatchOperation[];
    readonly expected: GroupState;
    readonly rule: string;
  }[] = [
    {
      title: "PATCH: add a member",
      operations: addMembers(style, [comes]),
      expected: stateOf(group.displayName, more),
      rule: "RFC7644-3.5.2.1-MULTI-APPEND",
    },
    {
      title: "PATCH: remove a member",
      operations: removeMembers(style, [goes]),
      expected: stateOf(
        group.displayName,
        more.filter((id) => id !== goes),
      ),
      rule: "RFC7644-3.5.2.2-FILTER-VALUE",
    },
  ];
  for (const { title, operations, expected, rule } of steps) {
    const answer = await context.write(group.id, operations, { title, intent: { kind: "valid" } });
    await expectPatched(context, {
      group,
      answer,
      expected,
      shape: "members-few",
      rules: patchRules(rule),
      changes: true,
    });
  }
  if (style.shapes.value === "bare-id") return;
  // Whether it is taken is not asked here.
  await context.write(
    group.id,
    [{ op: "add", path: "members", value: memberValue(style, [stays], { display: "Somebody Else" }) }],
    {
      title: "PATCH: add a member again under another `display`",
      intent: { kind: "open", why: "`display` of a member" },
    },
  );
}
