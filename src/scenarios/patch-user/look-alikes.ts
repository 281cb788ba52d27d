import { type JsonObject, type PatchOperation } from "../../scim/index.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import type { Scenario } from "../scenario.ts";
import { outcomesFor } from "./advice.ts";
import { type MadeUser, makeUser, type Subjects, watched } from "./case.ts";
import { judgeUserPatch } from "./judge.ts";
import { expectUserUnchanged } from "./unchanged.ts";
import { Values } from "./values.ts";

const TARGET = "RFC7644-3.5.2-TARGET-ONLY";

/** Two Users who share a value that RFC 7643 lets several have are two Users: a PATCH goes by the id in its URL. */
export function lookAlikes({ text, list }: Subjects, hasExternalId: boolean): readonly Scenario[] {
  const alike = (id: string, what: string, shared: (values: Values) => JsonObject): Scenario => ({
    id: `patch.user.${id}`,
    title: `A PATCH of one of two Users of the same ${what} leaves the other alone`,
    depth: "standard",
    users: 0,
    groups: 0,
    requirements: [TARGET, "RFC7644-3.5.2.3-SINGLE"],
    run: async (context) => {
      const values = new Values(context);
      const begin = { [text]: values.text(text, 0), ...shared(values) };
      const first = await makeUser(context, begin, "first");
      const second = await secondUser(context, begin, what);
      const operations: readonly PatchOperation[] = [{ op: "replace", path: text, value: values.text(text, 1) }];
      const needs = [text, ...Object.keys(shared(values))];
      const answer = await context.write(second.id, operations, {
        title: `PATCH: replace ${text} of the second of two Users of the same ${what}`,
        intent: { kind: "valid" },
      });
      await judgeUserPatch(context, {
        id: second.id,
        before: second.shown,
        answer,
        outcomes: outcomesFor(second.shown, operations),
        paths: watched(second.shown, { needs }),
        rules: ["RFC7644-3.5.2.3-SINGLE", TARGET],
        shape: "edit-replace",
      });
      await expectUserUnchanged(context, {
        id: first.id,
        before: first.shown,
        paths: watched(first.shown, { needs }),
        requirement: TARGET,
        shape: "none",
        although: "it was another User that the PATCH went to",
      });
    },
  });
  return [
    alike("same-list", `\`${list}\``, (values) => ({ [list]: [values.entry(list, 0, "work", { primary: true })] })),
    ...(hasExternalId
      ? [alike("same-external-id", "`externalId`", (values) => ({ externalId: values.name("shared external id") }))]
      : []),
  ];
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
