import type { Exchange } from "../../../result/index.ts";
import { type JsonObject, membersOf } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { needMethod } from "../described.ts";
import { groupOf, keyOf, learn, open, readThere, say, serviceScenario, VALID } from "../kit.ts";
import { labels, type Nested, nestedIn } from "./nested.ts";

const TARGET = "RFC7644-3.5.2-TARGET-ONLY";
const PUT_TARGET = "RFC7644-3.5.1-TARGET-ONLY";
const PUT_MEMBERS = "RFC7644-3.5.1-MEMBERS-REPLACED";

/** A write of all members of a Group that has a Group in it: what it sends, and whether one User is left. */
interface Whole {
  readonly name: string;
  readonly title: string;
  readonly requirement: string;
  readonly method: "PUT" | "PATCH";
  /** Members of a whole Group, or the operation of a PATCH. */
  readonly sends: (nested: Nested) => readonly string[] | JsonObject;
  readonly left: readonly ("inner" | "beside")[];
  /** True where the write is a second one: of the first, all members are as they were. */
  readonly isSecond?: true;
  /** Why the write may be refused, where it may. */
  readonly open?: string;
}

const WHOLES: readonly Whole[] = [
  {
    name: "nested-replaced-by-patch",
    title: "A PATCH that replaces all members of a Group by one User leaves no Group in it",
    requirement: "RFC7644-3.5.2.3-MULTI-ALL",
    method: "PATCH",
    sends: ({ beside }) => ({ op: "replace", path: "members", value: [{ value: beside }] }),
    left: ["beside"],
  },
  {
    name: "nested-emptied-by-patch",
    title: "A PATCH that removes all members of a Group leaves no Group in it",
    requirement: "RFC7644-3.5.2.2-MULTI-ALL",
    method: "PATCH",
    sends: () => ({ op: "remove", path: "members" }),
    left: [],
    open: "a Group that a server may want somebody in",
  },
  {
    name: "nested-replaced-by-put",
    title: "A PUT that has one User as a member leaves no Group in the Group",
    requirement: PUT_MEMBERS,
    method: "PUT",
    sends: ({ beside }) => [beside],
    left: ["beside"],
  },
  {
    name: "nested-kept-by-patch",
    title: "A PATCH that replaces all members by a Group and a User leaves both",
    requirement: "RFC7644-3.5.2.3-MULTI-ALL",
    method: "PATCH",
    sends: ({ inner, beside }) => ({ op: "replace", path: "members", value: [{ value: inner }, { value: beside }] }),
    left: ["inner", "beside"],
  },
  {
    name: "nested-kept-by-put",
    title: "A PUT that has a Group among the members leaves it in the Group",
    requirement: PUT_MEMBERS,
    method: "PUT",
    sends: ({ inner, beside }) => [inner, beside],
    left: ["inner", "beside"],
  },
  {
    name: "nested-kept-by-second-put",
    title: "A second PUT that has a Group among the members leaves it in the Group",
    requirement: PUT_MEMBERS,
    method: "PUT",
    sends: ({ inner, beside }) => [inner, beside],
    left: ["inner", "beside"],
    isSecond: true,
  },
  {
    name: "nested-emptied-by-put",
    title: "A PUT with an empty list of members leaves no Group in the Group",
    requirement: PUT_MEMBERS,
    method: "PUT",
    sends: () => [],
    left: [],
    open: "a Group that a server may want somebody in",
  },
];

/** {@link WHOLES}, each on Groups of its own: a Group is a member like others, and goes with them. */
export const nestedReplaced: readonly Scenario[] = WHOLES.map((one) =>
  serviceScenario({
    id: `service.groups.${one.name}`,
    title: one.title,
    requirements: [one.requirement, one.method === "PUT" ? PUT_TARGET : TARGET],
    needs: ["POST User collection", "POST Group collection", "GET Group resource", `${one.method} Group resource`],
    makes: { users: 3, groups: 2 },
    run: async (context) => {
      if (one.method === "PATCH") await needMethod(context, one.method);
      const nested = await nestedIn(context);
      const { inner, both, beside } = nested;
      if (one.isSecond === true) await write(context, one, nested, [inner, both, beside]);
      const answer = await write(context, one, nested, one.sends(nested));
      if (!isSuccess(answer)) {
        learn(context, `groups.${one.name}`, one.title, `is refused with ${statusText(answer)}`);
        throw new NoVerdict("not-applicable", `the ${one.method} was refused with ${statusText(answer)}`);
      }
      const left = one.left.map((key) => nested[key]);
      const isAsSent = (seen: JsonObject): boolean => {
        const { values } = membersOf(seen);
        // Who is shown for being in the Group inside comes and goes with it, which is the server's to decide.
        const isShown = nested.isFlattened && one.left.includes("inner");
        const own = [...values].filter((id) => !isShown || (id !== nested.inside && id !== nested.both));
        return own.length === left.length && left.every((id) => values.has(id));
      };
      const { resource } = await readThere(context, "Group", nested.outer, isAsSent);
      const operation = keyOf(context, `${one.method} Group resource`);
      say(context, {
        requirement: one.requirement,
        invariant: one.name,
        shape: "members-nested",
        holds: isAsSent(resource),
        expected: [one.left.join(", ") || "nobody"],
        actual: labels([...membersOf(resource).values], nested),
        message:
          "After an acknowledged write of all members of a Group that has a Group in it, others are members than it names.",
        operation,
        exchanges: [answer],
      });
      const { resource: inside } = await readThere(
        context,
        "Group",
        nested.inner,
        (seen) => membersOf(seen).values.size === 2,
      );
      say(context, {
        requirement: one.method === "PUT" ? PUT_TARGET : TARGET,
        invariant: one.name,
        shape: "members-nested",
        holds: [nested.both, nested.inside].every((id) => membersOf(inside).values.has(id)),
        expected: ["the Group inside as it was"],
        actual: labels([...membersOf(inside).values], nested),
        message: "A write of all members of a Group has changed the Group that was in it.",
        operation,
      });
    },
  }),
);

async function write(
  context: ScenarioContext,
  { method, left, open: why }: Whole,
  { outer }: Nested,
  sent: readonly string[] | JsonObject,
): Promise<Exchange> {
  const answer = await context.service.request({
    method,
    to: { type: "Group", id: outer },
    title: left.length === 0 ? "leave the Group without members" : `write all members by a ${method}`,
    body: Array.isArray(sent)
      ? { ...groupOf(context, "outer"), members: sent.map((value: string) => ({ value })) }
      : [sent as JsonObject],
    intent: why === undefined ? VALID : open(why),
  });
  needAnswer(answer);
  return answer;
}
