import { URN } from "../../scim/index.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import type { WriteMethod } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";
import { memberOdd } from "./member-odd.ts";

/** RFC 7643 section 4.1 requires `userName` of a User and nothing else: who has no more can be a member. */
export const memberMinimal = (method: WriteMethod): Scenario =>
  memberOdd(method, { id: "member-minimal", who: "a User with a userName alone", make: makeMinimal });

/** @throws NoVerdict where Users must have more */
async function makeMinimal(context: ScenarioContext): Promise<string> {
  const { userName } = context.userBody("minimal");
  const { id } = await context.service.create({
    type: "User",
    body: { schemas: [URN.user], ...context.contract.profile.put.alwaysSend.User, userName },
    title: "make a User with a userName alone",
    intent: { kind: "helper" },
  });
  if (id === undefined) throw new NoVerdict("not-applicable", "the server asks more of a User than a `userName`");
  return id;
}
