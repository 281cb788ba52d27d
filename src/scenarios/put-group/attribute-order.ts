import { expectWritten } from "../expect-written.ts";
import { groupBody, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

const ORDER = "RFC7643-2.3.8-ORDER";

/** The attributes of a body in another order, `schemas` the last of them (RFC 7643 section 2.3.8). */
export const groupAttributeOrder: Scenario = {
  id: "put.group.attribute-order",
  title: "A PUT of a Group is taken whatever the order of the attributes in it",
  depth: "standard",
  requirements: [ORDER, "RFC7644-3.5.1-RW-REPLACED", "RFC7644-3.5.1-MEMBERS-REPLACED"],
  users: 0,
  groups: 1,
  run: async (context) => {
    const members = await context.someUsers(1);
    const group = await context.group(members);
    const displayName = context.name("in another order");
    const body = Object.entries(groupBody(context, { displayName, members })).toReversed();
    const answer = await context.write(group.id, Object.fromEntries(body), {
      title: "PUT a Group with its attributes in another order",
      intent: { kind: "valid" },
    });
    const expected = stateOf(displayName, members);
    await expectWritten(context, { group, answer, expected, shape: "none", about: ORDER });
  },
};
