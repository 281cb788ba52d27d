import { expect, test } from "vitest";
import type { Contract, Operation } from "../src/document/index.ts";
import { type Severity, severityOf } from "../src/result/index.ts";
import { SCENARIO_FAMILIES, type Scenario, type ScenarioJudgement } from "../src/scenarios/index.ts";
import { type JsonObject, REQUIREMENTS } from "../src/scim/index.ts";
import { type Behaviour, judgedBy } from "./support/fake-users.ts";
import { patchUsersContract } from "./support/patch-users.ts";
import { set } from "./support/wrong-users.ts";

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
