import type { Scenario } from "../scenario.ts";
import { expectUser } from "./expect-user.ts";
import { canaryPath, withValue } from "./user-attributes.ts";

const ORDER = "RFC7643-2.3.8-ORDER";

/** The attributes of a body in another order, `schemas` the last of them (RFC 7643 section 2.3.8). */
export const userAttributeOrder: Scenario = {
  id: "put.user.attribute-order",
  title: "A PUT of a User is taken whatever the order of the attributes in it",
  depth: "standard",
  requirements: [ORDER, "RFC7644-3.5.1-RW-REPLACED"],
  users: 0,
  groups: 0,
  run: async (context) => {
    const user = await context.user("own");
    const canary = { path: canaryPath(context.operation), value: context.name("in another order") };
    const body = Object.entries(withValue(user.body, canary.path, canary.value)).toReversed();
    const answer = await context.write(user.id, Object.fromEntries(body), {
      title: "PUT a User with its attributes in another order",
      intent: { kind: "valid" },
    });
    await expectUser(context, { id: user.id, answer, attributes: [canary], about: ORDER });
  },
};
