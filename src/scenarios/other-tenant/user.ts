import { attributeOf, textOf } from "../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict } from "../context.ts";
import type { Scenario } from "../scenario.ts";
import {
  judgeNothingElsewhere,
  judgeOtherWrite,
  lookAsOther,
  needOther,
  OTHER_TENANT_REQUIREMENTS,
  OTHER_WRITE,
} from "./isolation.ts";

const NICKNAME = "Taken over";

/** Another tenant changes a User: it is refused, sees nothing of the User, who stays as they were. */
export const otherTenantUser: Scenario = {
  id: "put.user.other-tenant",
  title: "Another tenant can neither see a User nor change it",
  depth: "standard",
  requirements: OTHER_TENANT_REQUIREMENTS,
  users: 0,
  groups: 0,
  run: async (context) => {
    needOther(context);
    const user = await context.user("own");
    const value = textOf(user.body["userName"]);
    const owned = { type: "User", id: user.id, attribute: "userName", value } as const;
    const isValid = await lookAsOther(context, owned);
    const answer = await context.write(
      user.id,
      { ...user.body, nickName: NICKNAME },
      {
        title: "PUT as another tenant",
        intent: { kind: "provoked", cause: "credentials" },
        credential: "other",
      },
    );
    needAnswer(answer);
    const seen = await context.read(user.id);
    if (seen.kind === "unreadable" || seen.kind === "not-offered") {
      throw new NoVerdict("inconclusive", "the User could not be read back");
    }
    const common = { requirement: OTHER_WRITE, invariant: "unchanged", shape: "credential-other" } as const;
    const isKept = seen.kind === "present" && attributeOf(seen.resource, "nickName") !== NICKNAME;
    if (isKept) {
      context.judge({ ...common, outcome: "passed" });
      if (isSuccess(answer)) await judgeNothingElsewhere(context, owned);
    } else {
      context.judge({
        ...common,
        ...(isSuccess(answer) ? {} : { alsoViolates: ["RFC7644-3.12-REFUSED-UNCHANGED"] }),
        outcome: "failed",
        expected: ["the User as it was"],
        actual: seen.kind === "present" ? `the change was made (${statusText(answer)})` : "it is gone",
        message: "A User has changed although the write came from another tenant.",
      });
    }
    judgeOtherWrite(context, answer, isValid);
  },
};
