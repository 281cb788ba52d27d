import type { Exchange } from "../../../result/index.ts";
import { type JsonObject, membersOf } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { needMethod } from "../described.ts";
import { quoted } from "../filter/cases.ts";
import {
  groupOf,
  keyOf,
  learn,
  makeGroup,
  makeUser,
  readGroup,
  readThere,
  say,
  serviceScenario,
  VALID,
} from "../kit.ts";

const REPLACED = "RFC7644-3.5.1-MEMBERS-REPLACED";
const ADD = "RFC7644-3.5.2.1-MEMBER-ADD";
const REMOVE = "RFC7644-3.5.2.2-FILTER-VALUE";

/** The Group, who stays in it, who goes and who comes. */
interface Cast {
  readonly group: string;
  readonly stays: string;
  readonly goes: string;
  readonly comes: string;
}

/** A write of the Group after one of its members was deleted, and who are its members then. */
interface Step {
  readonly title: string;
  readonly requirement: string;
  /** Members of a whole Group, or the operation of a PATCH. */
  readonly sends: (cast: Cast) => readonly string[] | JsonObject;
  readonly members: readonly ("stays" | "goes" | "comes")[];
}

const WRITES: Readonly<Record<"PUT" | "PATCH", { readonly before: Step; readonly after: readonly Step[] }>> = {
  PUT: {
    before: {
      title: "give the Group a second member",
      requirement: REPLACED,
      sends: ({ stays, goes }) => [stays, goes],
      members: ["stays", "goes"],
    },
    after: [
      {
        title: "PUT the Group with who is left and somebody new",
        requirement: REPLACED,
        sends: ({ stays, comes }) => [stays, comes],
        members: ["stays", "comes"],
      },
    ],
  },
  PATCH: {
    before: {
      title: "give the Group a second member",
      requirement: ADD,
      sends: ({ goes }) => ({ op: "add", path: "members", value: [{ value: goes }] }),
      members: ["stays", "goes"],
    },
    after: [
      {
        title: "add somebody new to the Group",
        requirement: ADD,
        sends: ({ comes }) => ({ op: "add", path: "members", value: [{ value: comes }] }),
        members: ["stays", "comes"],
      },
      {
        title: "remove who was left from the Group",
        requirement: REMOVE,
        sends: ({ stays }) => ({ op: "remove", path: `members[value eq ${quoted(stays)}]` }),
        members: ["comes"],
      },
    ],
  },
};

/** A member who was deleted is in the way of no later write of the Group. */
export const groupWritten: readonly Scenario[] = (["PUT", "PATCH"] as const).map((method) =>
  serviceScenario({
    id: `service.delete.member-then-${method.toLowerCase()}`,
    title: `A Group can be written by ${method} after the DELETE of a member, and has the members that it was given`,
    requirements: method === "PUT" ? [REPLACED] : [ADD, REMOVE],
    needs: [
      "POST User collection",
      "POST Group collection",
      "GET Group resource",
      "DELETE User resource",
      `${method} Group resource`,
    ],
    makes: { users: 3, groups: 1 },
    run: async (context) => {
      if (method === "PATCH") await needMethod(context, method);
      const { before, after } = WRITES[method];
      const cast = await castOf(context);
      // A write that is not carried out anyway says nothing of the deletion.
      const control = await write(context, method, cast, before);
      if (!isSuccess(control)) throw new NoVerdict("blocked", `a ${method} was answered ${statusText(control)}`);
      if (!(await showsExactly(context, cast, before, [])).holds)
        throw new NoVerdict("blocked", `the Group does not show the members that a ${method} gave it`);
      await deleteMember(context, cast);
      for (const step of after) {
        const answer = await write(context, method, cast, step);
        // A PUT names everybody; a PATCH leaves who is gone where the server left them, which another scenario tells.
        const seen = await showsExactly(context, cast, step, method === "PUT" ? [] : [cast.goes]);
        say(context, {
          requirement: step.requirement,
          invariant: "member deleted",
          shape: "members-few",
          holds: isSuccess(answer) && seen.holds,
          expected: [`a success, and ${step.members.length} members`],
          actual: `${statusText(answer)}, and ${seen.words}`,
          message: `After the DELETE of a member, a ${method} does not give the Group the members that it names.`,
          operation: keyOf(context, `${method} Group resource`),
          exchanges: [answer],
        });
        if (!isSuccess(answer)) return;
      }
    },
  }),
);

async function castOf(context: ScenarioContext): Promise<Cast> {
  const stays = (await makeUser(context, "stays")).id;
  const goes = (await makeUser(context, "goes")).id;
  const comes = (await makeUser(context, "comes")).id;
  const group = await makeGroup(context, "group", [stays]);
  return { group: group.id, stays, goes, comes };
}

async function deleteMember(context: ScenarioContext, { group, goes }: Cast): Promise<void> {
  const gone = await context.service.remove({ type: "User", id: goes, title: "DELETE a member" });
  needAnswer(gone);
  if (isSuccess(gone)) {
    // What follows is written when the membership had the time to go.
    await readGroup(context, group, (seen) => !membersOf(seen).values.has(goes));
    return;
  }
  learn(context, "delete.member", "The DELETE of a User who is a member", `is refused with ${statusText(gone)}`);
  throw new NoVerdict("not-applicable", `the DELETE of a member is refused with ${statusText(gone)}`);
}

async function write(context: ScenarioContext, method: "PUT" | "PATCH", cast: Cast, step: Step): Promise<Exchange> {
  const sent = step.sends(cast);
  const answer = await context.service.request({
    method,
    to: { type: "Group", id: cast.group },
    title: step.title,
    body: Array.isArray(sent) ? groupOf(context, "group", sent as readonly string[]) : [sent as JsonObject],
    intent: VALID,
  });
  needAnswer(answer);
  return answer;
}

/** Whether the Group has the members of a step, and nobody else but whoever is left out of account. */
async function showsExactly(
  context: ScenarioContext,
  cast: Cast,
  { members }: Step,
  ignored: readonly string[],
): Promise<{ readonly holds: boolean; readonly words: string }> {
  const wanted = members.map((name) => cast[name]);
  const own = (group: JsonObject): readonly string[] =>
    [...membersOf(group).values].filter((id) => !ignored.includes(id));
  const isRight = (group: JsonObject): boolean =>
    own(group).length === wanted.length && wanted.every((id) => own(group).includes(id));
  const { resource } = await readThere(context, "Group", cast.group, isRight);
  const names = own(resource).map((id) =>
    id === cast.stays ? "who stayed" : id === cast.goes ? "who is gone" : id === cast.comes ? "who came" : "a stranger",
  );
  return { holds: isRight(resource), words: names.join(" and ") || "no members" };
}
