import { expectWritten } from "../expect-written.ts";
import { groupBody, memberEntry, stateOf } from "../group-body.ts";
import type { Scenario } from "../scenario.ts";

/** A member's `display` is for people: whoever it names, the member is the one of `value` (RFC 7643 section 4.2). */
export const memberDisplay: Scenario = {
  id: "put.group.members.display",
  title: "A member is the one of `value`, whatever its `display` says",
  depth: "standard",
  requirements: ["RFC7643-4.2-MEMBER-VALUE", "RFC7644-3.5.1-MEMBERS-REPLACED"],
  users: 3,
  groups: 1,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const group = await context.group([a]);
    const other = context.userName(c) ?? "Somebody Else";
    const members = [
      { ...memberEntry(context, a), display: other },
      { ...memberEntry(context, b), display: "One of two of the same name" },
    ];
    const answer = await context.write(group.id, groupBody(context, group, { members }), {
      title: "PUT 2 members, one with the `display` of a third user",
      intent: { kind: "valid" },
    });
    const expected = stateOf(group.displayName, [a, b]);
    await expectWritten(context, { group, answer, expected, shape: "members-few", about: "RFC7643-4.2-MEMBER-VALUE" });
  },
};

/** Attribute names have no case (RFC 7643 section 2.1): `Members` with a `Value` is `members` with a `value`. */
export const memberNameCase: Scenario = {
  id: "put.group.members.name-case",
  title: "`Members` in another case is `members`",
  depth: "standard",
  requirements: ["RFC7643-2.1-NAME-CASE", "RFC7644-3.5.1-MEMBERS-REPLACED"],
  users: 3,
  groups: 1,
  run: async (context) => {
    const [a = "", b = "", c = ""] = await context.users(3);
    const group = await context.group([a, b]);
    const entries = [b, c].map((id) =>
      Object.fromEntries(
        Object.entries(memberEntry(context, id)).map(([name, value]) => [name === "value" ? "Value" : name, value]),
      ),
    );
    const body = groupBody(context, { displayName: context.name("case") }, { Members: entries });
    // Where the document's own schema would refuse the spelling, a refusal obeys the document.
    const fits = context.fits(body);
    const answer = await context.write(group.id, body, {
      title: "PUT a new name and 2 members under `Members`, each with a `Value`",
      intent: fits
        ? { kind: "valid" }
        : { kind: "open", why: "the declared schema knows the attribute in one case only" },
    });
    const expected = stateOf(context.name("case"), [b, c]);
    await expectWritten(context, {
      group,
      answer,
      expected,
      shape: "members-name-case",
      about: "RFC7643-2.1-NAME-CASE",
    });
  },
};
