import { isSuccess } from "../answer.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { stateOf, type WriteMethod, wholeBody } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";
import {
  judgeNothingElsewhere,
  judgeOtherWrite,
  lookAsOther,
  needOther,
  OTHER_TENANT_REQUIREMENTS,
  OTHER_WRITE,
} from "./isolation.ts";

/** Another tenant renames and empties a Group: it is refused, sees nothing of it, and the Group stays as it was. */
export const otherTenantGroup = (method: WriteMethod): Scenario => ({
  id: `${method}.group.other-tenant`,
  title: "Another tenant can neither see a Group nor change it",
  depth: "standard",
  requirements: OTHER_TENANT_REQUIREMENTS,
  users: 0,
  groups: 1,
  run: async (context) => {
    needOther(context);
    const group = await context.group(await context.someUsers(1));
    const owned = { type: "Group", id: group.id, attribute: "displayName", value: group.displayName } as const;
    const isValid = await lookAsOther(context, owned);
    const name = context.name("taken over");
    const answer = await context.write(group.id, await wholeBody(context, stateOf(name, [])), {
      title: "write as another tenant",
      intent: { kind: "provoked", cause: "credentials" },
      credential: "other",
    });
    const same = await expectUnchanged(context, {
      id: group.id,
      before: group,
      requirement: OTHER_WRITE,
      ...(isSuccess(answer) ? {} : { alsoViolates: ["RFC7644-3.12-REFUSED-UNCHANGED"] }),
      shape: "credential-other",
      although: "the write came from another tenant",
    });
    if (same && isSuccess(answer)) {
      await judgeNothingElsewhere(context, { ...owned, value: name });
    }
    judgeOtherWrite(context, answer, isValid);
  },
});
