import type { ResourceTypeName } from "../../../document/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { bodyFor, keyOf, make, say, serviceScenario } from "../kit.ts";

const REQUIREMENT = "RFC7643-3.1-ID-NOT-REASSIGNED";

// A server that gives ids again takes the last one, or the lowest. Scenarios beside this one make and remove as well, and may be given
// what this one has removed: whoever has an id that any resource of the run had before has it again, and it is tried more than once.
const LIVES = ["first", "second", "third", "fourth"] as const;

/** An `id` dies with its resource: whoever still holds it must not be led to another one. */
export const notReassigned: readonly Scenario[] = (["User", "Group"] as const).map((type: ResourceTypeName) =>
  serviceScenario({
    id: `service.delete.id-not-reassigned-${type.toLowerCase()}`,
    title: `The \`id\` of a ${type} that was deleted is given to no other`,
    requirements: [REQUIREMENT],
    needs: [`POST ${type} collection`, `DELETE ${type} resource`],
    makes: type === "User" ? { users: LIVES.length, groups: 0 } : { users: 0, groups: LIVES.length },
    run: async (context) => {
      for (const [lives, label] of LIVES.entries()) {
        const body = bodyFor(context, type, label);
        const made = await make(context, { type, body, title: `make the ${label} ${type}` });
        if (lives > 0) {
          say(context, {
            requirement: REQUIREMENT,
            invariant: "id",
            holds: !made.isGivenAgain,
            expected: ["an `id` that no other resource ever had"],
            actual: `\`${made.id}\`, the \`id\` of a ${type} that was deleted`,
            message: `The \`id\` of a ${type} that was deleted was given to another ${type}.`,
            operation: keyOf(context, `POST ${type} collection`),
          });
        }
        // It has been shown, or there is nobody to come after.
        if ((lives > 0 && made.isGivenAgain) || label === LIVES.at(-1)) return;
        const gone = await context.service.remove({ type, id: made.id, title: `DELETE the ${label} ${type}` });
        needAnswer(gone);
        if (!isSuccess(gone)) throw new NoVerdict("blocked", `DELETE was answered ${statusText(gone)}`);
      }
    },
  }),
);
