import { judgeAdvance } from "../advance.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import type { ScenarioContext } from "../context.ts";
import { declares } from "../declares.ts";
import { granularityOf, lastModified, shownTime } from "../modified.ts";
import { FOREIGN_META, tookOver } from "../put-group/body-meta.ts";
import type { Scenario } from "../scenario.ts";
import { judgeStandsStill } from "../stands-still.ts";
import { type ExpectedAttribute, expectUser, isSameAt, valueAt } from "./expect-user.ts";
import { canaryPath, USER_ATTRIBUTES, valuesFor, withValue } from "./user-attributes.ts";

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

/** A kind of change, where the document has it and the User may be written so. */
function changesOf(context: ScenarioContext, body: Readonly<Record<string, unknown>>): readonly ExpectedAttribute[] {
  const { operation } = context;
  const emails = USER_ATTRIBUTES.find(({ path }) => path === "emails");
  return [
    { path: canaryPath(operation), value: context.name("changed") },
    ...(emails !== undefined && declares(operation, "emails")
      ? [{ path: "emails", value: valuesFor(context, emails)[1] }]
      : []),
    ...(declares(operation, "active") ? [{ path: "active", value: body["active"] === false }] : []),
  ];
}

/** `meta.lastModified` advances with each kind of effective PUT, given time enough for its granularity. */
export const userLastModified: Scenario = {
  ...base,
  id: "put.user.last-modified-advances",
  title: "`meta.lastModified` of a User advances when a PUT changes something",
  requirements: [MOVES, "RFC7644-3.1-RESPONSE-STATE"],
  run: async (context) => {
    const user = await context.user("own");
    await judgeStandsStill(context, user.id);
    let { body } = user;
    for (const [index, change] of changesOf(context, body).entries()) {
      const { path } = change;
      const seenBefore = await context.read(user.id);
      const before = shownTime(seenBefore);
      await context.wait(granularityOf(before));
      const changed = withValue(body, path, change.value);
      const intent = index === 0 ? VALID : ({ kind: "open", why: `another value of ${path}` } as const);
      const answer = await context.write(user.id, changed, { title: `PUT another value of ${path}`, intent });
      if (index === 0) await expectUser(context, { id: user.id, answer, attributes: [change] });
      const seen = await context.read(user.id);
      // What was not taken, or not in this form, is held against the scenarios that are about it.
      if (!isSuccess(answer) || isSameAt(path, seenBefore, seen)) continue;
      body = changed;
      const again = async (): Promise<number> => {
        const later = withValue(body, canaryPath(context.operation), context.name(`changed again ${index}`));
        await context.write(user.id, later, { title: "PUT another change", intent: VALID });
        return (await lastModified(context, user.id)).epochMs;
      };
      const deed = `PUT changed \`${path}\` of the User`;
      if ((await judgeAdvance(context, { before, after: shownTime(seen), deed, answer, again })) === "never") return;
    }
  },
};
