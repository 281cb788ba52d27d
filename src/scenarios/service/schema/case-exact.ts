import { attributeOf, textAttribute } from "../../../scim/index.ts";
import { NoVerdict } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { described } from "../described.ts";
import { ask, needFilter } from "../filter/ask.ts";
import { quoted } from "../filter/cases.ts";
import { keyOf, makeUser, readThere, say, serviceScenario } from "../kit.ts";
import { attributesThat } from "./attributes.ts";

const HONEST = "RFC7643-7-SCHEMA-HONEST";
const CASE = "RFC7644-3.4.2.2-CASE";

// Those that clients look for; more would only say the same.
const LOOKED_FOR: ReadonlySet<string> = new Set(["userName", "displayName", "externalId", "title"]);

/** Whether case matters in a filter is what the server's own schema says of the attribute. */
export const caseExact: Scenario = serviceScenario({
  id: "service.schema.case-exact",
  title: "Filters heed case where the server's schema says so, and only there",
  requirements: [CASE, HONEST],
  needs: ["POST User collection", "GET User collection"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    await needFilter(context);
    const schema = await described(context, "User");
    const all = schema?.attributes.filter(({ name, type }) => LOOKED_FOR.has(name) && type === "string") ?? [];
    if (all.length === 0) throw new NoVerdict("not-applicable", "the server does not describe a User in /Schemas");
    const user = await makeUser(context, "own", { title: `${context.name("Title")} Of Both Cases` });
    const { resource } = await readThere(context, "User", user.id);
    let tested = 0;
    let refused: NoVerdict | undefined;
    for (const attribute of all) {
      const value = textAttribute(resource, attribute.name);
      const swapped = value?.toUpperCase() === value ? value?.toLowerCase() : value?.toUpperCase();
      if (value === undefined || swapped === undefined || swapped === value) continue;
      const wanted = attribute.caseExact ? [] : [user.id];
      try {
        const { ids, exchange } = await ask(context, "User", `${attribute.name} eq ${quoted(swapped)}`, wanted);
        tested += 1;
        say(context, {
          requirement: CASE,
          alsoViolates: [HONEST],
          invariant: `schema ${attribute.name}`,
          holds: ids.includes(user.id) !== attribute.caseExact,
          expected: [attribute.caseExact ? "nobody" : "the User"],
          actual: ids.includes(user.id) ? "the User" : "nobody",
          message: `The server's schema says that case ${attribute.caseExact ? "matters" : "does not matter"} in \`${attribute.name}\`, and a filter has it otherwise.`,
          operation: keyOf(context, "GET User collection"),
          exchanges: [exchange],
        });
      } catch (error) {
        if (!(error instanceof NoVerdict)) throw error;
        refused = error;
      }
    }
    if (tested === 0) throw refused ?? new NoVerdict("not-applicable", "the server shows nothing that has a case");
  },
});

/** What a server shows stands in its schema: a client that reads the schema knows what to expect. */
export const allDescribed: Scenario = serviceScenario({
  id: "service.schema.described",
  title: "All that a User shows is described by the server's schema",
  requirements: [HONEST],
  needs: ["POST User collection", "GET User resource"],
  makes: { users: 1, groups: 0 },
  run: async (context) => {
    await attributesThat(context, "User", { are: "described", holds: () => true });
    const schema = await described(context, "User");
    const user = await makeUser(context, "own", { title: context.name("title") });
    const { resource } = await readThere(context, "User", user.id);
    // Common to all resources, and described with none of them (RFC 7643 section 3.1).
    const known = new Set(["schemas", "id", "externalid", "meta"]);
    for (const { name } of schema?.attributes ?? []) known.add(name.toLowerCase());
    for (const { urn } of schema?.extensions ?? []) known.add(urn.toLowerCase());
    const strangers = Object.keys(resource).filter(
      (name) => !known.has(name.toLowerCase()) && attributeOf(resource, name) !== null,
    );
    say(context, {
      requirement: HONEST,
      invariant: "described",
      holds: strangers.length === 0,
      expected: ["attributes of the server's schema"],
      actual: strangers.join(", "),
      message: "A User shows attributes that the server's schema does not have.",
      operation: keyOf(context, "GET User resource"),
    });
  },
});
