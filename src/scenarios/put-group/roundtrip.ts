import { answeredResource, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { expectWritten } from "../expect-written.ts";
import type { Scenario } from "../scenario.ts";

const REQUIREMENT = "RFC7644-3.5.1-ROUNDTRIP";
const IMMUTABLE = "RFC7644-3.5.1-IMMUTABLE-SAME";

/** What GET returned, PUT back as it is: `id`, `meta`, `display` and all. */
export const roundtrip: Scenario = {
  id: "put.group.roundtrip",
  title: "A PUT of what GET returned changes nothing",
  depth: "standard",
  requirements: [REQUIREMENT, IMMUTABLE, "RFC7644-3.5.1-RO-IGNORED", "RFC7644-3.5.1-MEMBERS-REPLACED"],
  users: 2,
  groups: 1,
  run: async (context) => {
    const users = await context.users(2);
    const group = await context.group(users);
    const shown = await context.read(group.id, group);
    if (shown.kind !== "present") throw new NoVerdict("not-applicable", "the server offers no way to read a Group");
    const representation = answeredResource(shown.exchange);
    if (representation === undefined || shown.by !== "GET") {
      throw new NoVerdict("not-applicable", "the server offers no GET of a single Group");
    }
    // A representation that a server answers with need not fit the declared request schema.
    const fits = context.fits(representation);
    const whole = shown.members.values.size === users.length && "members" in representation;
    if (!whole) throw new NoVerdict("not-applicable", "a plain GET does not show all members");
    const answer = await context.write(group.id, representation, {
      title: "PUT back exactly what GET returned",
      intent: fits
        ? { kind: "valid" }
        : { kind: "open", why: "what GET returned does not fit the declared request schema" },
    });
    needAnswer(answer);
    if (isSuccess(answer)) {
      await expectWritten(context, { group, answer, expected: group, shape: "body-read-only" });
      // What GET shows of a member is immutable in part, and has come back as it was.
      for (const requirement of [REQUIREMENT, IMMUTABLE])
        context.judge({ requirement, invariant: "accepted", shape: "body-read-only", outcome: "passed" });
      return;
    }
    context.judge({
      requirement: REQUIREMENT,
      invariant: "accepted",
      shape: "body-read-only",
      outcome: "failed",
      expected: ["a success status"],
      actual: statusText(answer),
      message: "The server refuses the representation that it returned itself.",
    });
    await expectUnchanged(context, {
      id: group.id,
      before: group,
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      shape: "body-read-only",
      although: `the PUT was refused with ${statusText(answer)}`,
    });
  },
};
