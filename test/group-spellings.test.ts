import { expect, test } from "vitest";
import { failedIn, fakeWorld } from "../src/membership/testing/fake-context.ts";
import { acknowledgeOnly, type Fault } from "../src/membership/testing/play-history.ts";
import { SCENARIO_FAMILIES } from "../src/scenarios/index.ts";
import type { FakeRequest } from "../src/scenarios/service/testing/fake-service.ts";

/** What the scenario of names in another case fails by on a server like this: requirements and invariants. */
async function failures(fault: Fault): Promise<readonly string[]> {
  const { context: fake, judged } = await fakeWorld({ method: "PATCH", ...fault });
  const context = { ...fake, users: (count: number) => fake.someUsers(count) };
  const scenario = SCENARIO_FAMILIES.filter(({ area }) => area === "PATCH Group")
    .flatMap((family) => family.scenarios(context.contract, context.operation))
    .find(({ id }) => id === "patch.group.path-case");
  if (scenario === undefined) throw new Error("no scenario");
  await scenario.run(context).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === "NoVerdict")) throw error;
  });
  return [...new Set(failedIn(judged).map((line) => line.split(" ").slice(0, 2).join(" ")))];
}

const isSpelled = ({ method, body }: FakeRequest): boolean => method === "PATCH" && /"M|"DISPLAY/u.test(body ?? "");

test("a name in another case that is passed over is the spelling's doing", async () => {
  const before: Fault["before"] = (request, service) =>
    isSpelled(request) ? acknowledgeOnly.before?.(request, service) : undefined;
  const found = await failures({ before });
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((line) => !line.startsWith("RFC7644-3.10-NAME-CASE"))).toEqual([]);
});

test("what goes wrong in its plain form as well is not", async () => {
  const found = await failures(acknowledgeOnly);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((line) => line.startsWith("RFC7644-3.10-NAME-CASE"))).toEqual([]);
});

test("a server that is right is told nothing", async () => {
  expect(await failures({})).toEqual([]);
});
