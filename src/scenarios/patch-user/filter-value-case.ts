import type { PatchOperation } from "../../scim/index.ts";
import { isRefusal } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import type { Scenario } from "../scenario.ts";
import { attributeNamed, describedUser } from "../service/described.ts";
import { outcomesFor } from "./advice.ts";
import { makeUser, type Subjects, watched } from "./case.ts";
import { intentFor, judgeUserPatch } from "./judge.ts";
import { Values } from "./values.ts";

/** Whether case matters to a filter is what the server's own schema says of the attribute (RFC 7643 section 2.2). */
export function filterValueCase({ list }: Subjects): Scenario {
  return {
    id: "patch.user.filter.value-case",
    title: "A text in the filter of a path has no case where the schema says that the attribute has none",
    depth: "standard",
    users: 0,
    groups: 0,
    requirements: ["RFC7644-3.4.2.2-CASE", "RFC7644-3.5.2.2-FILTER-SUBATTR"],
    run: async (context) => {
      await needNoCase(context, list);
      const values = new Values(context);
      const user = await makeUser(context, {
        [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")],
      });
      const remove = (type: string): readonly PatchOperation[] => [
        { op: "remove", path: `${list}[type eq ${JSON.stringify(type)}]` },
      ];
      const outcomes = outcomesFor(user.shown, remove("HOME"));
      const answer = await context.write(user.id, remove("HOME"), {
        title: `PATCH: remove the home entry of ${list}, its type in capitals`,
        intent: intentFor(outcomes, undefined),
      });
      await judgeUserPatch(context, {
        id: user.id,
        before: user.shown,
        answer,
        outcomes,
        paths: watched(user.shown, { needs: [list] }),
        rules: ["RFC7644-3.4.2.2-CASE", "RFC7644-3.5.2.2-FILTER-SUBATTR"],
        shape: "edit-remove",
        isRefusedPlainly: async () => {
          const plain = await context.write(user.id, remove("home"), {
            title: `PATCH: remove the home entry of ${list}, in its plain form, to tell what is refused`,
            intent: { kind: "valid" },
          });
          return isRefusal(plain);
        },
      });
    },
  };
}

/** @throws NoVerdict `not-applicable` where case matters, or the server does not say that it does not */
async function needNoCase(context: ScenarioContext, list: string): Promise<void> {
  const schema = await describedUser(context);
  const type = attributeNamed(attributeNamed(schema?.attributes, list)?.subAttributes, "type");
  if (type === undefined)
    throw new NoVerdict("not-applicable", `the server does not describe \`${list}.type\` in its schemas`);
  if (type.caseExact)
    throw new NoVerdict("not-applicable", `case matters in \`${list}.type\`: the server's schema says so`);
}
