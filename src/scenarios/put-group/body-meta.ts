import { attributeOf, isObject, type JsonObject, textOf } from "../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

const REQUIREMENT = "RFC7643-3.1-META-IGNORED";
const IGNORED = "RFC7644-3.5.1-RO-IGNORED";

/** Values that no server would have made itself, so that finding one of them again means that it was taken over. */
export const FOREIGN_META: Readonly<Record<string, string>> = {
  created: "1999-12-31T23:59:59Z",
  lastModified: "1999-12-31T23:59:59Z",
  location: "https://elsewhere.example/scim/v2/Groups/somewhere-else",
  version: 'W/"not-from-the-server"',
};

/** `meta` in the body is ignored, each of its sub-attributes, and the rest of the PUT is applied. */
export const bodyMetaIgnored: Scenario = {
  id: "put.group.body-meta-ignored",
  title: "`meta` in the body is ignored and the rest is applied",
  depth: "standard",
  requirements: [REQUIREMENT, IGNORED],
  users: 2,
  groups: 1,
  run: async (context) => {
    const [a = "", b = ""] = await context.users(2);
    const group = await context.group([a]);
    const expected = stateOf(context.name("changed"), [b]);
    const body = groupBody(context, expected, { meta: { resourceType: "Group", ...FOREIGN_META } });
    const answer = await context.write(group.id, body, {
      title: "PUT a new name and another member, with invented `meta` in the body",
      intent: { kind: "valid" },
    });
    needAnswer(answer);
    if (!isSuccess(answer)) {
      context.judge({
        requirement: IGNORED,
        alsoViolates: [REQUIREMENT],
        invariant: "meta-accepted",
        shape: "body-read-only",
        outcome: "failed",
        expected: ["200: readOnly values are ignored"],
        actual: statusText(answer),
        message: "A PUT was refused although only readOnly `meta` was added to its body.",
      });
      return;
    }
    const observation = await expectWritten(context, { group, answer, expected, shape: "body-read-only" });
    if (observation.kind !== "present") return;
    const meta = attributeOf(observation.resource, "meta");
    for (const name of Object.keys(FOREIGN_META)) {
      const shown = isObject(meta) ? attributeOf(meta, name) : undefined;
      const common = {
        requirement: REQUIREMENT,
        alsoViolates: [IGNORED],
        invariant: name,
        shape: "body-read-only",
      } as const;
      if (!tookOver(name, shown)) {
        context.judge({ ...common, outcome: "passed" });
        context.judge({ requirement: IGNORED, invariant: "meta", shape: "body-read-only", outcome: "passed" });
        continue;
      }
      context.judge({
        ...common,
        outcome: "failed",
        expected: [`the server's own \`meta.${name}\``],
        actual: JSON.stringify(shown),
        message: `\`meta.${name}\` of the body was taken over.`,
        pointer: `/meta/${name}`,
      });
    }
  },
};

/** True when a shown value of `meta` is the invented one. */
export function tookOver(name: string, shown: unknown): boolean {
  const foreign: JsonObject = FOREIGN_META;
  if (typeof shown !== "string") return false;
  if (shown === foreign[name]) return true;
  // A date may come back in another notation of the same instant.
  return (name === "created" || name === "lastModified") && Date.parse(shown) === Date.parse(textOf(foreign[name]));
}
