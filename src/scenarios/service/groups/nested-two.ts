import { membersOf } from "../../../scim/index.ts";
import { isSuccess, needAnswer, statusText } from "../../answer.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { groupOf, keyOf, learn, makeGroup, needSaid, open, readThere, say, serviceScenario } from "../kit.ts";

const STORED = "RFC7644-3.3-STORED";
const MEMBERS = "RFC7643-4.2-MEMBERS-RW";
const LABELS = ["inner one", "inner two", "inner three"] as const;

/** Several Groups in a Group are as many members. */
export const nestedTwo: Scenario = serviceScenario({
  id: "service.groups.nested-two",
  title: "A Group that is made with several Groups as members shows every one of them",
  requirements: [STORED, MEMBERS],
  needs: ["POST Group collection", "GET Group resource"],
  makes: { users: 0, groups: LABELS.length + 1 },
  run: async (context) => {
    const inner: string[] = [];
    for (const label of LABELS) inner.push((await makeGroup(context, label)).id);
    if (new Set(inner).size < inner.length)
      throw new NoVerdict("blocked", "the server has answered for two new Groups with one");
    const { exchange, id } = await context.service.create({
      type: "Group",
      body: groupOf(context, "outer", inner),
      title: `make a Group with ${inner.length} Groups as members`,
      intent: open("Groups as members"),
    });
    needAnswer(exchange);
    needSaid(exchange);
    if (id === undefined || !isSuccess(exchange)) {
      learn(context, "groups.in-groups", "A Group as a member of a Group", `is refused with ${statusText(exchange)}`);
      throw new NoVerdict("not-applicable", `Groups as members were answered ${statusText(exchange)}`);
    }
    const { resource } = await readThere(context, "Group", id, (seen) =>
      inner.every((one) => membersOf(seen).values.has(one)),
    );
    const { values } = membersOf(resource);
    const shown = inner.filter((one) => values.has(one));
    // That none is kept is what `service.groups.nested` speaks of.
    if (shown.length === 0) throw new NoVerdict("not-applicable", "Groups as members are not kept");
    say(context, {
      requirement: STORED,
      alsoViolates: [MEMBERS],
      invariant: "nested",
      shape: "members-nested",
      holds: shown.length === inner.length,
      expected: [`all ${inner.length} Groups`],
      actual: `${shown.length} of them`,
      message: "Of the Groups that a Group was made with, some are not shown as its members.",
      operation: keyOf(context, "POST Group collection"),
    });
  },
});
