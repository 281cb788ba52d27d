import type { ResourceTypeName } from "../../../document/index.ts";
import { textOf } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import {
  judgeOtherWrite,
  lookAsOther,
  needOther,
  OTHER_TENANT_REQUIREMENTS,
  OTHER_WRITE,
} from "../../other-tenant/isolation.ts";
import type { Scenario } from "../../scenario.ts";
import { bodyFor, keyOf, make, read, say, serviceScenario } from "../kit.ts";

/** What one tenant has made, another neither sees nor deletes. */
export const otherTenantScenarios: readonly Scenario[] = (["User", "Group"] as const).map((type: ResourceTypeName) =>
  serviceScenario({
    id: `service.other-tenant.${type.toLowerCase()}`,
    title: `A ${type} of one tenant is neither shown to another nor deleted by it`,
    requirements: OTHER_TENANT_REQUIREMENTS,
    needs: [`POST ${type} collection`, `DELETE ${type} resource`],
    makes: type === "User" ? { users: 1, groups: 0 } : { users: 0, groups: 1 },
    last: true,
    run: async (context) => {
      needOther(context);
      const operation = keyOf(context, `DELETE ${type} resource`);
      const attribute = type === "User" ? "userName" : "displayName";
      const { id, body } = await make(context, { type, body: bodyFor(context, type, "own"), title: `make a ${type}` });
      const isValid = await lookAsOther(context, { type, id, attribute, value: textOf(body[attribute]) });
      const answer = await context.service.remove({
        type,
        id,
        title: `DELETE the ${type} with another tenant's credential`,
        intent: { kind: "provoked", cause: "credentials" },
        credential: "other",
      });
      needAnswer(answer);
      judgeOtherWrite(context, answer, isValid);
      const { resource, exchange } = await read(context, type, id);
      // An answer of success to what did nothing is told above; what counts is whether it is still there.
      if (isSuccess(answer) && resource !== undefined) context.adopt(id, type);
      say(context, {
        requirement: OTHER_WRITE,
        invariant: "deleted",
        shape: "credential-other",
        holds: resource !== undefined,
        expected: [`the ${type} as it was`],
        actual: statusText(exchange),
        message: `A ${type} of one tenant was deleted with the credential of another.`,
        operation,
      });
    },
  }),
);
