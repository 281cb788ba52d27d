import { isRefusal, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { needMethod } from "../described.ts";
import { BAD_BODY, keyOf, needSaid, readThere, say, serviceScenario } from "../kit.ts";
import { attributesThat, type OwnAttribute, pathOf, shownOf } from "./attributes.ts";
import { needCarriedOut } from "./control.ts";
import { makeWith } from "./make-with.ts";

const REQUIRED = "RFC7644-3.5.2.2-REQUIRED";
const UNCHANGED = "RFC7644-3.12-REFUSED-UNCHANGED";

/** What the server's own schema requires cannot be removed by PATCH (RFC 7644 section 3.5.2.2). */
export const requiredKept: readonly Scenario[] = (["User", "Group"] as const).map((type) =>
  serviceScenario({
    id: `service.schema.required-removed-${type.toLowerCase()}`,
    title: `A PATCH that removes what the server's schema requires of a ${type} is refused, and nothing has changed`,
    requirements: [REQUIRED, UNCHANGED],
    needs: [`POST ${type} collection`, `GET ${type} resource`, `PATCH ${type} resource`],
    makes: type === "User" ? { users: 4, groups: 0 } : { users: 0, groups: 4 },
    run: async (context) => {
      await needMethod(context, "PATCH");
      const all = await attributesThat(context, type, {
        // Without all that it has an extension is not there any more, and need not be where the type does not require it.
        are: "required and can be written, in no extension that may be left out",
        holds: ({ required, mutability }, { isDemanded }) => required && isDemanded && mutability === "readWrite",
        ...(type === "User" ? { elsewhere: { username: "patch.user.required.remove" } } : {}),
      });
      let tested = 0;
      for (const own of all) if (await removed(context, own)) tested += 1;
      if (tested > 0) return;
      throw new NoVerdict("not-applicable", `nothing could be made of ${all.map(pathOf).join(", ")} to see it by`);
    },
  }),
);

async function removed(context: ScenarioContext, own: OwnAttribute): Promise<boolean> {
  const { type } = own;
  const { name } = own.attribute;
  const made = await makeWith(context, own);
  if (made === undefined) return false;
  const { resource: before } = await readThere(context, type, made.id);
  if (shownOf(before, own) === undefined) return false;
  const answer = await context.service.request({
    method: "PATCH",
    to: { type, id: made.id },
    title: `remove \`${name}\`, which is required`,
    body: [{ op: "remove", path: pathOf(own) }],
    intent: BAD_BODY,
  });
  needAnswer(answer);
  needSaid(answer);
  const { resource } = await readThere(context, type, made.id);
  const isThere = shownOf(resource, own) !== undefined;
  // Refused for what it removes, or would any PATCH be?
  if (isRefusal(answer) && isThere) await needCarriedOut(context, type, made.id);
  const common = { invariant: name, operation: keyOf(context, `PATCH ${type} resource`) };
  say(context, {
    ...common,
    requirement: REQUIRED,
    holds: isRefusal(answer),
    expected: ["400 with scimType mutability"],
    actual: `${statusText(answer)}, and \`${name}\` is ${isThere ? "still there" : "gone"}`,
    message: `A removal of \`${name}\`, which the server's own schema requires of a ${type}, is answered with success.`,
  });
  if (!isRefusal(answer)) return true;
  say(context, {
    ...common,
    requirement: UNCHANGED,
    holds: isThere,
    expected: [`\`${name}\` as it was`],
    actual: "it is gone",
    message: `A removal of \`${name}\` was refused and carried out all the same.`,
  });
  return true;
}
