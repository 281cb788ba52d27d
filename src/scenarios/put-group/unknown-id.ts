import type { Exchange } from "../../result/index.ts";
import { attributeOf } from "../../scim/index.ts";
import { answeredResource, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { type WriteMethod, wholeBody } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

const NO_CREATE = "RFC7644-3.5.1-NO-CREATE";
const DECLARED = "OPENAPI-404-UNKNOWN";
const SHOULD_404 = "RFC7644-3.12-404";
const DELETED = "RFC7644-3.6-404-ALL";

/** Judges the answer to a write on an id that names nothing, and that nothing has come into being under it. */
export async function judgeNothing(
  context: ScenarioContext,
  id: string,
  name: string,
  answer: Exchange,
  deleted: boolean,
): Promise<void> {
  needAnswer(answer);
  const shownId = attributeOf(answeredResource(answer) ?? {}, "id");
  if (typeof shownId === "string") context.adopt(shownId);
  judge404(
    context,
    answer,
    deleted ? `a deleted ${context.operation.resourceType}` : "an id that names nothing",
    deleted,
  );
  await judgeNotCreated(context, id, name, deleted);
}

/**
 * Judges that a write on an id that names nothing was answered with 404.
 *
 * @param what completes “A write on … was answered”
 */
export function judge404(context: ScenarioContext, answer: Exchange, what: string, deleted = false): void {
  const declares = context.operation.responses.some(({ status }) => status === "404");
  const main = deleted ? DELETED : declares ? DECLARED : SHOULD_404;
  const status = answer.response?.status ?? 0;
  const common = { requirement: main, invariant: "status", shape: "none" } as const;
  if (status === 404) {
    context.judge({ ...common, outcome: "passed" });
    for (const requirement of [SHOULD_404, ...(declares ? [DECLARED] : [])]) {
      if (requirement !== main) context.judge({ ...common, requirement, outcome: "passed" });
    }
  } else if (status < 500) {
    // 410 for something deleted says the same, where the document does not settle on 404.
    if (!(deleted && status === 410 && !declares)) {
      context.judge({
        ...common,
        alsoViolates: [
          ...(context.operation.method === "PATCH" ? ["RFC7644-3.5.2-404"] : []),
          ...(declares && main !== DECLARED ? [DECLARED] : []),
          ...(isSuccess(answer) ? ["RFC7644-3.12-SUCCESS-MEANS-DONE"] : []),
          ...(main === SHOULD_404 ? [] : [SHOULD_404]),
        ],
        outcome: "failed",
        expected: ["404"],
        actual: statusText(answer),
        message: `A write on ${what} was answered ${statusText(answer)}.`,
      });
    }
  }
}

async function judgeNotCreated(context: ScenarioContext, id: string, name: string, deleted: boolean): Promise<void> {
  const { resourceType } = context.operation;
  const now = await context.read(id);
  const listed = await context.find(name);
  const found = now.kind === "present" || (listed !== undefined && listed.length > 0);
  if (!found) {
    if (now.kind === "not-offered" && listed === undefined) {
      throw new NoVerdict("inconclusive", "the server offers no way to see whether something was created");
    }
    context.judge({ requirement: NO_CREATE, invariant: "nothing-created", shape: "none", outcome: "passed" });
    return;
  }
  context.adopt(id);
  for (const resource of listed ?? []) {
    const created = attributeOf(resource, "id");
    if (typeof created === "string") context.adopt(created);
  }
  context.judge({
    requirement: NO_CREATE,
    ...(deleted ? { alsoViolates: [DELETED] } : {}),
    invariant: deleted ? "resurrected" : "created",
    shape: "none",
    outcome: "failed",
    expected: ["nothing under that id, nothing of that name"],
    actual: now.kind === "present" ? `a ${resourceType} under that id` : `a ${resourceType} of that name in the list`,
    message: deleted
      ? `A write brought a deleted ${resourceType} back.`
      : `A write on an unknown id created a ${resourceType}.`,
  });
}

/** An id of the server's own shape that names nothing. */
export const unknownId = (method: WriteMethod): Scenario => ({
  id: `${method}.group.unknown-id`,
  title: "A write on an unknown id answers 404 and creates nothing",
  depth: "smoke",
  requirements: [NO_CREATE, DECLARED, SHOULD_404],
  users: 0,
  groups: 1,
  run: async (context) => {
    const members = await context.someUsers(1);
    const like = await context.group(members);
    const id = await context.unknownId(like.id);
    const name = context.name("created by PUT");
    const answer = await context.write(id, await wholeBody(context, { displayName: name, members }), {
      title: "write to an id that names nothing",
      intent: { kind: "provoked", cause: "unknown-id" },
    });
    await judgeNothing(context, id, name, answer, false);
  },
});

/** An id that named a Group until it was deleted. */
export const deletedId = (method: WriteMethod): Scenario => ({
  id: `${method}.group.deleted-id`,
  title: "A write on a deleted Group answers 404 and does not bring it back",
  depth: "standard",
  requirements: [DELETED, NO_CREATE],
  users: 0,
  groups: 1,
  run: async (context) => {
    const members = await context.someUsers(1);
    const group = await context.group(members);
    await context.deleteFixture(group);
    const name = context.name("brought back");
    const answer = await context.write(group.id, await wholeBody(context, { displayName: name, members }), {
      title: "write to the id of the deleted one",
      intent: { kind: "provoked", cause: "unknown-id" },
    });
    await judgeNothing(context, group.id, name, answer, true);
  },
});
