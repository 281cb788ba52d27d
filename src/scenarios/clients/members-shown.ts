import { URN } from "../../scim/index.ts";
import { answeredResource, isSuccess } from "../answer.ts";
import type { ScenarioContext } from "../context.ts";

/**
 * True when the server shows the members of some Group: one that is made with a member, else one to which it is added in
 * the way of RFC 7644 section 3.5.2.1. A server that shows none to anybody has lost nothing by that.
 */
export async function showsMembers(context: ScenarioContext, user: string): Promise<boolean> {
  const displayName = context.name("group with a member");
  const made = await context.service.create({
    type: "Group",
    body: { schemas: [URN.group], displayName, members: [{ value: user }] },
    title: "see whether members are shown at all: make a Group with one",
    intent: { kind: "open", why: "a look for what the server shows" },
  });
  if (made.id === undefined) return false;
  const expected = { displayName, members: new Set([user]) };
  const shows = async (): Promise<boolean> => {
    const seen = await context.read(made.id ?? "", expected, "Group");
    return seen.kind === "present" && seen.members.values.has(user);
  };
  if (await shows()) return true;
  const answer = await context.service.request({
    method: "PATCH",
    to: { type: "Group", id: made.id },
    title: "see whether members are shown at all: add one",
    intent: { kind: "open", why: "a look for what the server shows" },
    body: [{ op: "add", path: "members", value: [{ value: user }] }],
  });
  // An answer that shows them will do: only the effect is looked for.
  return isSuccess(answer) && ((await shows()) || JSON.stringify(answeredResource(answer) ?? {}).includes(user));
}
