import { judgeAdvance } from "../advance.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import { granularityOf, lastModified } from "../modified.ts";
import { FOREIGN_META, tookOver } from "../put-group/body-meta.ts";
import type { Scenario } from "../scenario.ts";
import { judgeStandsStill } from "../stands-still.ts";
import { expectUser, valueAt } from "./expect-user.ts";
import { canaryPath, withValue } from "./user-attributes.ts";

const META = "RFC7643-3.1-META-IGNORED";
const IGNORED = "RFC7644-3.5.1-RO-IGNORED";
const MOVES = "RFC7643-3.1-META-LASTMOD-MOVES";
const base = { depth: "standard", users: 0, groups: 0 } as const;
const VALID = { kind: "valid" } as const;

/** Invented `meta` in the body is ignored, each of its sub-attributes, and the rest of the PUT is applied. */
export const userBodyMeta: Scenario = {
  ...base,
  id: "put.user.body-meta-ignored",
  title: "`meta` in the body of a User is ignored and the rest is applied",
  requirements: [META, IGNORED],
  run: async (context) => {
    const user = await context.user("own");
    const canary = { path: canaryPath(context.operation), value: context.name("changed") };
    const meta = { resourceType: "User", ...FOREIGN_META };
    const body = withValue({ ...user.body, meta }, canary.path, canary.value);
    const answer = await context.write(user.id, body, {
      title: "PUT the User with another name and invented `meta` in the body",
      intent: VALID,
    });
    needAnswer(answer);
    if (!isSuccess(answer)) {
      context.judge({
        requirement: IGNORED,
        alsoViolates: [META],
        invariant: "meta-accepted",
        shape: "body-read-only",
        outcome: "failed",
        expected: ["200: readOnly values are ignored"],
        actual: statusText(answer),
        message: "A PUT was refused although only readOnly `meta` was added to its body.",
      });
      return;
    }
    const seen = await expectUser(context, { id: user.id, answer, attributes: [canary], shape: "body-read-only" });
    for (const name of Object.keys(FOREIGN_META)) {
      const shown = valueAt(seen, `meta.${name}`);
      const common = { requirement: META, invariant: name, shape: "body-read-only" } as const;
      if (!tookOver(name, shown)) context.judge({ ...common, outcome: "passed" });
      else {
        context.judge({
          ...common,
          alsoViolates: [IGNORED],
          outcome: "failed",
          expected: [`the server's own \`meta.${name}\``],
          actual: JSON.stringify(shown),
          message: `\`meta.${name}\` of the body was taken over.`,
          pointer: `/meta/${name}`,
        });
      }
    }
  },
};

/** `meta.lastModified` advances with an effective PUT, given time enough for its granularity. */
export const userLastModified: Scenario = {
  ...base,
  id: "put.user.last-modified-advances",
  title: "`meta.lastModified` of a User advances when a PUT changes something",
  requirements: [MOVES, "RFC7644-3.1-RESPONSE-STATE"],
  run: async (context) => {
    const user = await context.user("own");
    const before = await judgeStandsStill(context, user.id);
    await context.wait(granularityOf(before));
    const canary = { path: canaryPath(context.operation), value: context.name("changed") };
    const body = withValue(user.body, canary.path, canary.value);
    const answer = await context.write(user.id, body, { title: "PUT a change", intent: VALID });
    await expectUser(context, { id: user.id, answer, attributes: [canary] });
    const after = await lastModified(context, user.id);
    const again = async (): Promise<number> => {
      const later = withValue(user.body, canary.path, context.name("changed again"));
      await context.write(user.id, later, { title: "PUT another change", intent: VALID });
      return (await lastModified(context, user.id)).epochMs;
    };
    await judgeAdvance(context, { before, after, deed: "PUT changed the User", answer, again });
  },
};
