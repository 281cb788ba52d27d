import type { ResourceTypeName } from "../../../document/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { bodyFor, keyOf, make, say, serviceScenario } from "../kit.ts";

const REQUIREMENT = "RFC7643-3.1-ID-NOT-REASSIGNED";

// A server that gives ids again takes the last one, or the lowest: the next of its kind has it, or the one after.
const SUCCESSORS = ["second", "third"] as const;

/** An `id` dies with its resource: whoever still holds it must not be led to another one. */
export const notReassigned: readonly Scenario[] = (["User", "Group"] as const).map((type: ResourceTypeName) =>
  serviceScenario({
    id: `service.delete.id-not-reassigned-${type.toLowerCase()}`,
    title: `The \`id\` of a ${type} that was deleted is given to no other`,
    requirements: [REQUIREMENT],
    needs: [`POST ${type} collection`, `DELETE ${type} resource`],
    makes: type === "User" ? { users: 3, groups: 0 } : { users: 0, groups: 3 },
    run: async (context) => {
      const first = await make(context, { type, body: bodyFor(context, type, "first"), title: `make a ${type}` });
      const gone = await context.service.remove({ type, id: first.id, title: `DELETE the ${type}` });
      needAnswer(gone);
      if (!isSuccess(gone)) throw new NoVerdict("blocked", `DELETE was answered ${statusText(gone)}`);
      for (const label of SUCCESSORS) {
        const next = await make(context, {
          type,
          body: bodyFor(context, type, label),
          title: `make another ${type} after the DELETE`,
        });
        say(context, {
          requirement: REQUIREMENT,
          invariant: "id",
          holds: next.id !== first.id,
          expected: ["an `id` that no other resource ever had"],
          actual: `\`${next.id}\`, the \`id\` of the ${type} that was deleted`,
          message: `The \`id\` of a ${type} that was deleted was given to another ${type}.`,
          operation: keyOf(context, `POST ${type} collection`),
        });
      }
    },
  }),
);
