import { attributeOf } from "../../scim/index.ts";
import { answeredResource, isSuccess, needAnswer, statusText } from "../answer.ts";
import type { GroupFixture, ScenarioContext } from "../context.ts";
import { NoVerdict } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

const IGNORED = "RFC7644-3.5.1-RO-IGNORED";
const NOT_CLIENT = "RFC7643-3.1-ID-NOT-CLIENT";

/** PUTs a valid change with a foreign `id` beside it: the change must be made, the `id` ignored. */
async function putForeignId(
  context: ScenarioContext,
  group: GroupFixture,
  foreign: string,
  members: readonly string[],
): Promise<void> {
  const expected = stateOf(context.name("changed"), members);
  const answer = await context.write(group.id, groupBody(context, expected, { id: foreign }), {
    title: "PUT a new name and other members, with another id in the body",
    intent: { kind: "valid" },
  });
  needAnswer(answer);
  if (!isSuccess(answer)) {
    context.judge({
      requirement: IGNORED,
      invariant: "id-accepted",
      shape: "body-read-only",
      outcome: "failed",
      expected: ["200: a readOnly value is ignored"],
      actual: statusText(answer),
      message: "A PUT was refused although only a readOnly `id` in its body differed.",
    });
    return;
  }
  const shownId = attributeOf(answeredResource(answer) ?? {}, "id");
  if (typeof shownId === "string" && shownId !== group.id) context.adopt(shownId);
  const observation = await expectWritten(context, {
    group,
    answer,
    expected,
    shape: "body-read-only",
    about: NOT_CLIENT,
  });
  if (observation.kind !== "present") return;
  const id = attributeOf(observation.resource, "id");
  const common = {
    requirement: NOT_CLIENT,
    alsoViolates: [IGNORED],
    invariant: "id",
    shape: "body-read-only",
  } as const;
  if (id !== foreign) {
    context.judge({ ...common, outcome: "passed" });
    context.judge({ requirement: IGNORED, invariant: "id", shape: "body-read-only", outcome: "passed" });
  } else {
    context.judge({
      ...common,
      outcome: "failed",
      expected: [JSON.stringify(group.id)],
      actual: JSON.stringify(id),
      message: "The `id` of the body became the Group's `id`.",
      pointer: "/id",
    });
  }
}

/** An `id` that names nothing. */
export const bodyIdIgnored: Scenario = {
  id: "put.group.body-id-ignored",
  title: "An unknown `id` in the body is ignored and the rest is applied",
  depth: "standard",
  requirements: [IGNORED, NOT_CLIENT, "RFC7643-3.1-ID-STABLE"],
  users: 2,
  groups: 1,
  run: async (context) => {
    const [a = "", b = ""] = await context.users(2);
    const group = await context.group([a]);
    const foreign = await context.unknownId(group.id);
    await putForeignId(context, group, foreign, [b]);
    const moved = await context.read(foreign);
    if (moved.kind !== "present") return;
    context.adopt(foreign);
    context.judge({
      requirement: NOT_CLIENT,
      alsoViolates: [IGNORED, "RFC7644-3.5.1-NO-CREATE"],
      invariant: "resource-at-body-id",
      shape: "body-read-only",
      outcome: "failed",
      expected: ["no resource under the id of the body"],
      actual: "a Group under that id",
      message: "The PUT made a Group under the `id` of its body.",
    });
  },
};

/** The `id` of another Group. */
export const bodyIdOfAnother: Scenario = {
  id: "put.group.body-id-of-another",
  title: "Another Group's `id` in the body is ignored and that Group is left alone",
  depth: "standard",
  requirements: ["RFC7644-3.5.1-TARGET-ONLY", IGNORED, NOT_CLIENT],
  users: 3,
  groups: 2,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const other = await context.group([c]);
    const group = await context.group([a]);
    let verdict: NoVerdict | undefined;
    try {
      await putForeignId(context, group, other.id, [b]);
    } catch (error) {
      // The other Group matters all the more when this one did not come out as expected.
      if (!(error instanceof NoVerdict)) throw error;
      verdict = error;
    }
    await expectUnchanged(context, {
      id: other.id,
      before: other,
      requirement: "RFC7644-3.5.1-TARGET-ONLY",
      alsoViolates: [IGNORED],
      shape: "body-read-only",
      although: "the PUT named another Group in its URL",
    });
    if (verdict !== undefined) throw verdict;
  },
};
