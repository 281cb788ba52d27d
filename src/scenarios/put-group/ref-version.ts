import { attributeOf, isObject } from "../../scim/index.ts";
import { type GroupFixture, NoVerdict, type ScenarioContext } from "../context.ts";
import { declares } from "../declares.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, memberEntry, stateOf } from "../group-body.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";

const EQUIVALENT = "RFC7643-2.4-REF-EQUIV";
const VERSION = /\/v\d+(?=\/)/iu;

/**
 * A member whose `$ref` has the version of the API in it, or not, where the document has `$ref`; of the document of every
 * server, which names no more of a member than all have, where the server shows one.
 */
export const refVersion: ScenarioFamily["scenarios"] = ({ profile }, operation) => {
  if (profile.generic) return [scenarioFor({ mustBeShown: true })];
  const describes = !declares(operation, "members[].not-an-attribute-of-any-member");
  return describes && declares(operation, "members[].$ref") ? [scenarioFor({ mustBeShown: false })] : [];
};

const scenarioFor = ({ mustBeShown }: { readonly mustBeShown: boolean }): Scenario => ({
  id: "put.group.members.ref-version",
  title: "A member is the one of its `value` whether its `$ref` has the version of the API in it or not",
  depth: "standard",
  requirements: [EQUIVALENT, "RFC7644-3.5.1-MEMBERS-REPLACED"],
  users: 2,
  groups: 1,
  run: async (context) => {
    const [a = "", b = ""] = await context.users(2);
    const group = await context.group([a]);
    if (mustBeShown) await needReference(context, group);
    const location = await locationOf(context, b);
    const other = VERSION.test(location) ? location.replace(VERSION, "") : location.replace("/Users/", "/v2/Users/");
    for (const [words, $ref] of [
      ["as the server writes it", location],
      ["with another version, or none", other],
    ] as const) {
      const members = [memberEntry(context, a), { ...memberEntry(context, b), $ref }];
      const answer = await context.write(group.id, groupBody(context, group, { members }), {
        title: `PUT a member whose \`$ref\` is ${words}`,
        intent: { kind: "valid" },
      });
      const expected = stateOf(group.displayName, [a, b]);
      await expectWritten(context, { group, answer, expected, shape: "members-few", about: EQUIVALENT });
    }
  },
});

/** @throws NoVerdict when the server shows a member without `$ref`: it may not know what that is */
async function needReference(context: ScenarioContext, group: GroupFixture): Promise<void> {
  const seen = await context.read(group.id, stateOf(group.displayName, [...group.members]));
  const members = seen.kind === "present" ? attributeOf(seen.resource, "members") : undefined;
  const isShown = (member: unknown): boolean => isObject(member) && typeof attributeOf(member, "$ref") === "string";
  if (!Array.isArray(members) || !members.some(isShown))
    throw new NoVerdict("not-applicable", "the server shows no `$ref` of a member");
}

/** @throws NoVerdict when the server does not say where a User is */
async function locationOf(context: ScenarioContext, id: string): Promise<string> {
  const seen = await context.read(id, undefined, "User");
  const meta = seen.kind === "present" ? attributeOf(seen.resource, "meta") : undefined;
  const location = isObject(meta) ? attributeOf(meta, "location") : undefined;
  if (typeof location !== "string" || !location.includes("/Users/"))
    throw new NoVerdict("not-applicable", "the server does not say at which address a User is");
  return location;
}
