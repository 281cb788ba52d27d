import { attributeOf, isUnassigned } from "../../../scim/index.ts";
import { NoVerdict, type ScenarioContext } from "../../context.ts";
import type { Scenario } from "../../scenario.ts";
import { attributeNamed, describedUser } from "../described.ts";
import { keyOf, make, makeGroup, readThere, say, serviceScenario } from "../kit.ts";
import { holds } from "../stored.ts";
import { ask, isMissedBy, needFilter, type Queried } from "./ask.ts";
import { FILTER_CASES, type FilterCase, quoted } from "./cases.ts";
import { LIST_CASES } from "./list-cases.ts";
import { ODD_NAMES } from "./odd-names.ts";
import { PART_CASES } from "./part-cases.ts";
import { type ThreeUsers, threeBodies } from "./three-users.ts";

const NAMES = ["ann", "ben", "cat"] as const;

const CASES: readonly FilterCase[] = [...FILTER_CASES, ...LIST_CASES, ...ODD_NAMES, ...PART_CASES];

/** Each case on three Users of its own: whom it matches is found, and nobody else of the three. */
export const filterScenarios: readonly Scenario[] = CASES.map((one) =>
  serviceScenario({
    id: `service.filter.${one.name}`,
    title: one.title,
    requirements: [one.requirement],
    depth: one.depth ?? "standard",
    needs: ["POST User collection", "GET User collection"],
    makes: { users: 3, groups: 0 },
    run: async (context) => {
      await needFilter(context);
      const users = await makeThree(context, one);
      const wanted = await expectedOf(context, one);
      const filter = one.filter(users);
      const ids = wanted.map((name) => users[name].id);
      const queried = await ask(context, "User", filter, ids).catch(async (refusal: unknown) => {
        if (await isTakenAs(context, one, { users, ids, refusal })) return undefined;
        if (await isTakenOrdinarily(context, one, { users, refusal })) return undefined;
        throw refusal;
      });
      if (queried === undefined) return;
      if (wanted.length === 0) await needFinding(context, one, users);
      else if (!ids.some((id) => queried.ids.includes(id))) await needKnown(context, one, users);
      const parts = { users, wanted, filter, queried };
      await needOthers(context, one, parts);
      judge(context, one, parts);
    },
  }),
);

/** Whether the same in other words, which a server may not choose between, is answered: judged as a failure where it is. */
async function isTakenAs(
  context: ScenarioContext,
  { sameAs, requirement, name, filter }: FilterCase,
  parts: { readonly users: ThreeUsers; readonly ids: readonly string[]; readonly refusal: unknown },
): Promise<boolean> {
  const { users, ids, refusal } = parts;
  if (sameAs === undefined || !(refusal instanceof NoVerdict) || refusal.outcome !== "not-applicable") return false;
  const plain = await ask(context, "User", sameAs(users), ids);
  if (!ids.every((id) => plain.ids.includes(id))) return false;
  say(context, {
    requirement,
    invariant: `${name} refused`,
    holds: false,
    expected: [`what ${shape(sameAs(users))} is answered with`],
    actual: refusal.message,
    message: `The filter ${shape(filter(users))} is refused, and ${shape(sameAs(users))}, which says the same, is not.`,
    operation: keyOf(context, "GET User collection"),
  });
  return true;
}

/** Whether the same about an ordinary value finds whom it should: what is refused is the value then, which is text like any other. */
async function isTakenOrdinarily(
  context: ScenarioContext,
  { ordinary, requirement, name, filter }: FilterCase,
  { users, refusal }: { readonly users: ThreeUsers; readonly refusal: unknown },
): Promise<boolean> {
  if (ordinary === undefined || !(refusal instanceof NoVerdict) || refusal.outcome !== "not-applicable") return false;
  const plain = await ask(context, "User", ordinary(users), [users.ben.id]);
  if (!plain.ids.includes(users.ben.id)) return false;
  say(context, {
    requirement,
    invariant: `${name} refused`,
    holds: false,
    expected: ["ann"],
    actual: refusal.message,
    message: `The filter ${shape(filter(users))} is refused for a name that was taken, and not for another one.`,
    operation: keyOf(context, "GET User collection"),
  });
  return true;
}

/** @throws NoVerdict where the server finds nobody by such a filter whatever it says, which others judge */
async function needFinding(context: ScenarioContext, { finds }: FilterCase, users: ThreeUsers): Promise<void> {
  if (finds === undefined) return;
  const { ids } = await ask(context, "User", finds(users), [users.ann.id]);
  if (ids.includes(users.ann.id)) return;
  throw nobodyBy(finds(users));
}

/** @throws NoVerdict where nobody is found by the kind of filter, which others judge */
async function needKnown(context: ScenarioContext, { finds }: FilterCase, users: ThreeUsers): Promise<void> {
  if (finds !== undefined && (await isMissedBy(context, "User", finds(users), users.ann.id)))
    throw nobodyBy(finds(users));
}

const nobodyBy = (filter: string): NoVerdict =>
  new NoVerdict("not-applicable", `the server finds nobody by ${shape(filter)}, as another scenario tells`);

/** What a filter of a case found. */
interface Found {
  readonly users: ThreeUsers;
  readonly wanted: FilterCase["matches"];
  readonly filter: string;
  readonly queried: Queried;
}

const foundIn = ({ users, queried }: Found): FilterCase["matches"] =>
  NAMES.filter((one) => queried.ids.includes(users[one].id));

/** @throws NoVerdict where a wrong answer is explained by what the RFC leaves open, or by what another scenario tells */
async function needOthers(context: ScenarioContext, { apart, orNobody }: FilterCase, parts: Found): Promise<void> {
  const { users, wanted, filter } = parts;
  const found = foundIn(parts);
  if (found.join(" ") === wanted.join(" ")) return;
  if (orNobody !== undefined && found.length === 0)
    throw new NoVerdict("not-applicable", `the server finds nobody by ${shape(filter)}, and ${orNobody}`);
  if (apart === undefined) return;
  const explained = await ask(context, "User", apart(users), []).catch((refusal: unknown) => {
    // Refused, it explains nothing.
    if (refusal instanceof NoVerdict) return undefined;
    throw refusal;
  });
  if (explained?.ids.includes(users.ann.id) === true)
    throw new NoVerdict(
      "not-applicable",
      "the conditions of a value path are not about one entry, as another scenario tells",
    );
}

async function makeThree(context: ScenarioContext, one: FilterCase): Promise<ThreeUsers> {
  const { by, without, made: own, mayBeRefused } = one;
  const bodies = threeBodies(context, own);
  const made: Record<string, ThreeUsers["ann"]> = {};
  for (const name of NAMES) {
    const request = { type: "User", body: bodies[name], title: `make the User “${name}”` } as const;
    const { id, body } = await make(context, request).catch((refusal: unknown) => {
      // Others judge whether anybody can be made.
      if (mayBeRefused === true && name === "ann" && refusal instanceof NoVerdict && refusal.outcome === "blocked")
        throw new NoVerdict("not-applicable", `such a name is not taken: ${refusal.message}`);
      throw refusal;
    });
    made[name] = { ...body, id };
  }
  const users = made as ThreeUsers;
  if (by === undefined) return users;
  // What a server does not keep, it cannot be asked for.
  const { resource } = await readThere(context, "User", users.ann.id, (seen) => !isUnassigned(attributeOf(seen, by)));
  if (isUnassigned(attributeOf(resource, by))) {
    throw new NoVerdict("not-applicable", `the server shows no \`${by}\` of a User who was made with it`);
  }
  // Nor can it be asked for what was sent where it keeps something else: that is for others to judge.
  if (by !== "meta" && !holds(attributeOf(bodies.ann, by), attributeOf(resource, by)))
    throw new NoVerdict("not-applicable", `the server shows another \`${by}\` than a User was made with`);
  if (without !== undefined) {
    const { resource: bare } = await readThere(context, "User", users[without].id);
    if (!isUnassigned(attributeOf(bare, by)))
      throw new NoVerdict("not-applicable", `the server shows \`${by}\` of a User who was made without it`);
  }
  return by === "meta" ? { ...users, ann: { ...users.ann, meta: attributeOf(resource, by) } } : users;
}

/** A server whose own schema has an attribute compared by case finds nobody in another one. */
async function expectedOf(context: ScenarioContext, { exactBy, matches }: FilterCase): Promise<FilterCase["matches"]> {
  if (exactBy === undefined) return matches;
  const attribute = attributeNamed((await describedUser(context))?.attributes, exactBy);
  return attribute?.caseExact === true ? [] : matches;
}

function judge(context: ScenarioContext, { requirement, name }: FilterCase, parts: Found): void {
  const { wanted, filter } = parts;
  const found = foundIn(parts);
  const missing = wanted.filter((one) => !found.includes(one));
  const strangers = found.filter((one) => !wanted.includes(one));
  const common = { requirement, operation: keyOf(context, "GET User collection") };
  say(context, {
    ...common,
    invariant: `${name} missing`,
    holds: missing.length === 0,
    expected: [wanted.join(" and ") || "nobody"],
    actual: found.join(" and ") || "nobody",
    message: `The filter ${shape(filter)} does not find ${missing.join(" and ")}, whom it matches.`,
  });
  say(context, {
    ...common,
    invariant: `${name} strangers`,
    holds: strangers.length === 0,
    expected: [`${wanted.join(" and ") || "nobody"} of the three`],
    actual: found.join(" and ") || "nobody",
    message: `The filter ${shape(filter)} finds ${strangers.join(" and ")}, whom it does not match.`,
  });
}

/** A filter without its values: which User it was is no part of a sentence. */
function shape(filter: string): string {
  return `\`${filter.replaceAll(/"(?:[^"\\]|\\.)*"/gu, "…")}\``;
}

/** Groups are found by their name, which is how clients look for them. */
export const groupFilter: Scenario = serviceScenario({
  id: "service.filter.group-name",
  title: "`displayName eq` finds the Group of this name and no other",
  requirements: ["RFC7644-3.4.2.2-ONLY-MATCHING"],
  needs: ["POST Group collection", "GET Group collection"],
  makes: { users: 0, groups: 2 },
  run: async (context) => {
    await needFilter(context);
    const wanted = await makeGroup(context, "one");
    const other = await makeGroup(context, "two");
    const filter = `displayName eq ${quoted(wanted.body["displayName"])}`;
    const { ids } = await ask(context, "Group", filter, [wanted.id]);
    say(context, {
      requirement: "RFC7644-3.4.2.2-ONLY-MATCHING",
      invariant: "group-name",
      holds: ids.includes(wanted.id) && !ids.includes(other.id),
      expected: ["the Group of this name"],
      actual: ids.includes(other.id) ? "another Group" : "not the Group of this name",
      message: `The filter ${shape(filter)} does not find the one Group that it matches.`,
      operation: keyOf(context, "GET Group collection"),
    });
  },
});
