import { attributeOf } from "../../scim/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { TARGET_ONLY, type WriteMethod, wholeBody } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";
import { judge404 } from "./unknown-id.ts";

const REFUSED = "RFC7644-3.12-REFUSED-UNCHANGED";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";

/**
 * An id is a text (RFC 7643 section 3.1): where ids are digits, `12x` is not read as 12. A server that looks at the form of
 * an id first may say so in place of 404.
 */
export function idWithMore(method: WriteMethod): Scenario {
  const word = method.toUpperCase();
  return {
    id: `${method}.group.id-with-more`,
    title: "An id of digits with a letter after it names nothing, and the Group of those digits stays as it is",
    depth: "standard",
    requirements: [TARGET_ONLY[method], "OPENAPI-404-UNKNOWN", "RFC7644-3.12-404", REFUSED, DONE],
    users: 0,
    groups: 1,
    run: async (context) => {
      const members = await context.someUsers(1);
      const group = await context.group(members);
      if (!/^\d+$/u.test(group.id)) throw new NoVerdict("not-applicable", "the server's ids are not digits alone");
      const body = await wholeBody(context, { displayName: context.name("read as a number"), members });
      const id = `${group.id}x`;
      const answer = await context.write(id, body, {
        title: `${word} to the id of the Group with a letter after it`,
        intent: { kind: "open", why: "an id of another form than the server's own" },
      });
      needAnswer(answer);
      await adoptMade(context, id);
      if (isRefusal(answer) && answer.response?.status !== 404) learn(context, statusText(answer));
      else judge404(context, answer, "an id that names nothing");
      await expectUnchanged(context, {
        id: group.id,
        before: group,
        requirement: isSuccess(answer) ? TARGET_ONLY[method] : REFUSED,
        shape: "none",
        although: `the ${word} was one of an id with a letter more`,
      });
    },
  };
}

/**
 * What a server made under an id that named nothing is to be removed. Only what says that this is its id: where `12x` is
 * read as 12, a DELETE would hit the Group of those digits.
 */
async function adoptMade(context: ScenarioContext, id: string): Promise<void> {
  const made = await context.read(id);
  if (made.kind === "present" && attributeOf(made.resource, "id") === id) context.adopt(id);
}

function learn(context: ScenarioContext, status: string): void {
  context.learn({
    id: "id.of-another-form",
    title: "A write on an id of another form than the server's own",
    value: `is answered with ${status}`,
  });
}
