import { type JsonObject, type PatchOperation } from "../../scim/index.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import type { Scenario } from "../scenario.ts";
import { outcomesFor } from "./advice.ts";
import { type MadeUser, makeUser, type Subjects, watched } from "./case.ts";
import { judgeUserPatch } from "./judge.ts";
import { expectUserUnchanged } from "./unchanged.ts";
import { Values } from "./values.ts";

const TARGET = "RFC7644-3.5.2-TARGET-ONLY";
const SINGLE = "RFC7644-3.5.2.3-SINGLE";

/** Two Users who share a value that RFC 7643 lets several have are two Users: a PATCH goes by the id in its URL. */
export function lookAlikes({ text, list }: Subjects, hasExternalId: boolean): readonly Scenario[] {
  const alike = (id: string, what: string, shared: (values: Values) => JsonObject): Scenario => ({
    id: `patch.user.${id}`,
    title: `A PATCH of one of two Users of the same ${what} leaves the other alone`,
    depth: "standard",
    users: 0,
    groups: 0,
    requirements: [TARGET, SINGLE],
    run: async (context) => {
      const values = new Values(context);
      const begin = { [text]: values.text(text, 0), ...shared(values) };
      const other = await makeUser(context, begin, "first");
      const own = await secondUser(context, begin, what);
      const needs = [text, ...Object.keys(shared(values))];
      await patchOneOfTwo(context, { own, other, text, needs, which: `the second of two Users of the same ${what}` });
    },
  });
  return [
    alike("same-list", `\`${list}\``, (values) => ({ [list]: [values.entry(list, 0, "work", { primary: true })] })),
    ...(hasExternalId
      ? [alike("same-external-id", "`externalId`", (values) => ({ externalId: values.name("shared external id") }))]
      : []),
  ];
}

/** Changes a text of one of two Users, and sees that the other one is as it was. */
export async function patchOneOfTwo(
  context: ScenarioContext,
  parts: {
    readonly own: MadeUser;
    readonly other: MadeUser;
    readonly text: string;
    /** What the two are told by. */
    readonly needs: readonly string[];
    /** The one that is changed, in words. */
    readonly which: string;
  },
): Promise<void> {
  const { own, other, text, needs, which } = parts;
  const operations: readonly PatchOperation[] = [
    { op: "replace", path: text, value: new Values(context).text(text, 1) },
  ];
  const answer = await context.write(own.id, operations, {
    title: `PATCH: replace ${text} of ${which}`,
    intent: { kind: "valid" },
  });
  await judgeUserPatch(context, {
    id: own.id,
    before: own.shown,
    answer,
    outcomes: outcomesFor(own.shown, operations),
    paths: watched(own.shown, { needs }),
    rules: [SINGLE, TARGET],
    shape: "edit-replace",
  });
  await expectUserUnchanged(context, {
    id: other.id,
    before: other.shown,
    paths: watched(other.shown, { needs }),
    requirement: TARGET,
    shape: "none",
    although: "it was another User that the PATCH went to",
  });
}

/** @throws NoVerdict `not-applicable` where the server lets nobody else have what the first User has */
async function secondUser(context: ScenarioContext, begin: JsonObject, what: string): Promise<MadeUser> {
  try {
    return await makeUser(context, begin, "second");
  } catch (error) {
    if (error instanceof NoVerdict && error.outcome === "blocked")
      throw new NoVerdict("not-applicable", `a second User of the same ${what} could not be made`);
    throw error;
  }
}
