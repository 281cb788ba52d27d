import { describe, expect, test } from "vitest";
import type { Contract, Operation } from "../src/document/index.ts";
import { type Severity, severityOf } from "../src/result/index.ts";
import { SCENARIO_FAMILIES, type Scenario, type ScenarioJudgement } from "../src/scenarios/index.ts";
import { type JsonObject, REQUIREMENTS } from "../src/scim/index.ts";
import { type Behaviour, judgedBy } from "./support/fake-users.ts";
import { patchUsersContract } from "./support/patch-users.ts";
import { list, makes, refuses, set, without } from "./support/wrong-users.ts";

const contract = await patchUsersContract({ whole: true });
const put = contract.operations.find(({ key }) => key.startsWith("PUT"));
if (put === undefined) throw new Error("the document declares PUT");
const operation: Operation = put;

const scenarioOf = (id: string, by: Contract = contract): Scenario => {
  const scenario = SCENARIO_FAMILIES.flatMap(({ area, scenarios }) =>
    area === "PUT User" ? scenarios(by, operation) : [],
  ).find((one) => one.id === id);
  if (scenario === undefined) throw new Error(`no scenario ${id}`);
  return scenario;
};
const severity = ({ requirement }: ScenarioJudgement): Severity => {
  const known = REQUIREMENTS.find(({ id }) => id === requirement);
  if (known === undefined) throw new Error(`no requirement ${requirement}`);
  return severityOf(known);
};
const blamed = (judgements: readonly ScenarioJudgement[]): readonly string[] =>
  judgements.flatMap((one) =>
    one.outcome === "failed" && severity(one) !== "notice"
      ? [`${one.requirement} ${one.invariant}: ${one.actual}`]
      : [],
  );

/** A server that gives every User without one of these a value of its own. */
const defaults = (values: JsonObject): Behaviour => ({
  patch: (asked) => {
    const answer = asked.right();
    const after = { ...values, ...answer.after };
    return answer.after === undefined ? answer : { ...answer, body: after, after };
  },
});

test("what is always sent is not left out", async () => {
  const { profile } = contract;
  const by = {
    ...contract,
    profile: { ...profile, put: { ...profile.put, alwaysSend: { User: { userType: "Employee" } } } },
  };
  const all = await judgedBy(scenarioOf("put.user.left-out", by), by, operation);
  expect(blamed(all.judgements)).toEqual([]);
  expect(all.judgements.filter(({ invariant }) => invariant === "userType")).toEqual([]);
  expect(all.judgements.some(({ invariant }) => invariant === "title")).toBe(true);
  const one = await judgedBy(scenarioOf("put.user.left-out.userType", by), by, operation);
  expect([one.judgements, one.noVerdict?.outcome]).toEqual([[], "not-applicable"]);
});

test("a default that is one of the values tried is one way all the same", async () => {
  const server = defaults({ userType: "Employee" });
  for (const id of ["put.user.left-out", "put.user.left-out.userType"]) {
    const { judgements, noVerdict } = await judgedBy(scenarioOf(id), contract, operation, server);
    expect([blamed(judgements), noVerdict], id).toEqual([[], undefined]);
  }
});

test("a value that is kept once and cleared once is not", async () => {
  let times = 0;
  const server: Behaviour = {
    patch: (asked) => {
      const { before } = asked;
      const answer = asked.right();
      if (answer.after === undefined || "title" in answer.after || before["title"] === undefined) return answer;
      times += 1;
      const after = times % 2 === 1 ? set(answer.after, "title", before["title"]) : answer.after;
      return { ...answer, body: after, after };
    },
  };
  const { judgements } = await judgedBy(scenarioOf("put.user.left-out"), contract, operation, server);
  expect(blamed(judgements).join("\n")).toContain("RFC7644-3.5.1-OMITTED-CONSISTENT title");
});

const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
const isRenamed = (after: JsonObject): boolean => String(after["userName"]).startsWith("renamed");
/** Changes every User but the one of the request who has the same externalId. */
const merged: Behaviour = {
  patch: (asked) => {
    const answer = asked.right();
    const { after } = answer;
    for (const [id, user] of asked.users)
      if (after !== undefined && id !== asked.id && user["externalId"] === after["externalId"])
        asked.users.set(id, set(user, "title", after["title"]));
    return answer;
  },
};
const mapped = (name: string, change: (entry: JsonObject) => JsonObject): Behaviour =>
  makes((after) => (name in after ? set(after, name, list(after, name).map(change)) : after));
const cut = (entry: JsonObject, part: string, what: RegExp, by = ""): JsonObject =>
  typeof entry[part] === "string" ? set(entry, part, entry[part].replace(what, by)) : entry;

const WRONG: readonly (readonly [id: string, server: Behaviour])[] = [
  ["put.user.rename-keeps-all", makes((after) => (isRenamed(after) ? without(after, "externalId") : after))],
  ["put.user.rename-keeps-all", makes((after) => (isRenamed(after) ? without(after, ENTERPRISE) : after))],
  ["put.user.active", makes((after) => (isRenamed(after) ? set(after, "active", true) : after))],
  ["put.user.shared.externalId", merged],
  ["put.user.text.commas", makes((after) => cut(after, "title", /,.*$/u))],
  ["put.user.text.null-word", makes((after) => (after["title"] === "Null" ? without(after, "title") : after))],
  ["put.user.text.true-word", makes((after) => (after["title"] === "true" ? set(after, "title", true) : after))],
  ["put.user.attributes.userName.tagged", makes((after) => cut(after, "userName", /\+[^@]*/u))],
  ["put.user.attributes.emails.tagged", mapped("emails", (entry) => cut(entry, "value", /\+[^@]*/u))],
  ["put.user.attributes.phoneNumbers.extension", mapped("phoneNumbers", (entry) => cut(entry, "value", /;ext=.*/u))],
  [
    "put.user.attributes.addresses.street-lines",
    mapped("addresses", (entry) => cut(entry, "streetAddress", /\n/gu, " ")),
  ],
  ["put.user.attributes.externalId.signs", makes((after) => cut(after, "externalId", /[{}]/gu))],
  [
    "put.user.extension.employee-number",
    makes((after) => set(after, ENTERPRISE, cut((after[ENTERPRISE] ?? {}) as JsonObject, "employeeNumber", /^0+/u))),
  ],
];

const LEGAL: readonly (readonly [string, Behaviour])[] = [
  ["follows the letter", {}],
  ["takes no other userName", refuses(409, ({ before, message }) => userNameOf(message) !== before["userName"])],
  ["takes nothing that another User has", refuses(409, ({ id, message, users }) => isShared(id, message, users))],
  [
    "takes no signs and no odd words",
    refuses(400, ({ message }) => /\+tag|ext=|Null|"true"|[{};]\w|\\n/u.test(text(message))),
  ],
  [
    "writes userNames in small letters",
    makes((after) => set(after, "userName", String(after["userName"]).toLowerCase())),
  ],
  ["shows no roles", { show: (user) => without(user, "roles") }],
];

function userNameOf(message: unknown): unknown {
  return (message as JsonObject)["userName"];
}
function text(message: unknown): string {
  return JSON.stringify({ ...(message as JsonObject), schemas: [] });
}
function isShared(id: string, message: unknown, users: ReadonlyMap<string, JsonObject>): boolean {
  const sent = message as JsonObject;
  return [...users].some(
    ([other, user]) =>
      other !== id &&
      (user["externalId"] === sent["externalId"] || JSON.stringify(user["emails"]) === JSON.stringify(sent["emails"])),
  );
}

describe("PUT of Users", () => {
  test.each(WRONG)("%s finds what it is there for", async (id, server) => {
    const { judgements, noVerdict } = await judgedBy(scenarioOf(id), contract, operation, server);
    expect(blamed(judgements).join("\n"), noVerdict?.message).not.toBe("");
  });

  test.each(LEGAL)("nothing is said of a server that %s", async (_, server) => {
    for (const id of [...WRONG.map(([one]) => one), "put.user.shared.emails", "put.user.shared.phoneNumbers"]) {
      const { judgements, noVerdict } = await judgedBy(scenarioOf(id), contract, operation, server);
      expect(blamed(judgements), id).toEqual([]);
      expect(judgements.length > 0 || noVerdict !== undefined, id).toBe(true);
    }
  });
});
