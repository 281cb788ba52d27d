import { expect, test } from "vitest";
import { failedIn, fakeWorld } from "../src/membership/testing/fake-context.ts";
import { acknowledgeOnly, type Fault } from "../src/membership/testing/play-history.ts";
import { SCENARIO_FAMILIES } from "../src/scenarios/index.ts";
import { type FakeRequest, refuse } from "../src/scenarios/service/testing/fake-service.ts";

const PATHS = "patch.group.path-case";
const FILTERS = "patch.group.members.filter-case";
const NAME_CASE = "RFC7644-3.10-NAME-CASE";
const FILTER_CASE = "RFC7644-3.4.2.2-NAME-CASE";
const TOLD = "not-applicable: the plain form goes wrong in the same way, as another scenario tells";

/** What a scenario of names in another case fails by on a server like this, requirements and invariants, and how it ends. */
async function play(id: string, fault: Fault): Promise<{ readonly failed: readonly string[]; readonly ended: string }> {
  const { context: fake, judged } = await fakeWorld({ method: "PATCH", ...fault });
  const context = { ...fake, users: (count: number) => fake.someUsers(count) };
  const scenario = SCENARIO_FAMILIES.filter(({ area }) => area === "PATCH Group")
    .flatMap((family) => family.scenarios(context.contract, context.operation))
    .find((one) => one.id === id);
  if (scenario === undefined) throw new Error("no scenario");
  let ended = "";
  await scenario.run(context).catch((error: unknown) => {
    if (!(error instanceof Error && error.name === "NoVerdict")) throw error;
    ended = `${"outcome" in error ? String(error.outcome) : ""}: ${error.message}`;
  });
  const failed = failedIn(judged).map((line) => line.split(" ").slice(0, 2).join(" "));
  return { failed: [...new Set(failed)], ended };
}

const requirementsOf = (failed: readonly string[]): readonly string[] => [
  ...new Set(failed.map((line) => line.split(" ")[0] ?? "")),
];

const isPatch = ({ method }: FakeRequest): boolean => method === "PATCH";
const isSpelled = (request: FakeRequest): boolean => isPatch(request) && /"M|"DISPLAY/u.test(request.body ?? "");
const hasFilter = (request: FakeRequest): boolean => isPatch(request) && /members\[/u.test(request.body ?? "");
const isSpelledFilter = (request: FakeRequest): boolean =>
  isPatch(request) && /\[Value eq|value EQ/u.test(request.body ?? "");

const refusing = (isOne: (request: FakeRequest) => boolean): Fault => ({
  before: (request) => (isOne(request) ? refuse(400) : undefined),
});

test("a name in another case that is passed over is the spelling's doing", async () => {
  const before: Fault["before"] = (request, service) =>
    isSpelled(request) ? acknowledgeOnly.before?.(request, service) : undefined;
  const { failed, ended } = await play(PATHS, { before });
  expect(requirementsOf(failed)).toEqual([NAME_CASE]);
  expect(ended).toBe("");
});

test("so is a filter in another case that is refused", async () => {
  const { failed, ended } = await play(FILTERS, refusing(isSpelledFilter));
  expect(requirementsOf(failed)).toEqual([FILTER_CASE]);
  expect(ended).toBe("");
});

test.each([
  [PATHS, "passed over", acknowledgeOnly],
  [FILTERS, "passed over", acknowledgeOnly],
  [FILTERS, "refused", refusing(hasFilter)],
])("%s: what is %s in its plain form as well is left to others", async (id, _how, fault) => {
  expect(await play(id, fault)).toEqual({ failed: [], ended: TOLD });
});

test.each([
  [PATHS, isSpelled, NAME_CASE],
  [FILTERS, isSpelledFilter, FILTER_CASE],
])(
  "%s: what goes wrong otherwise than its plain form is told, and not of the spelling",
  async (id, isOne, spelling) => {
    const before: Fault["before"] = (request, service) =>
      isOne(request) ? refuse(400) : acknowledgeOnly.before?.(request, service);
    const { failed } = await play(id, { before });
    expect(failed.length).toBeGreaterThan(0);
    expect(requirementsOf(failed)).not.toContain(spelling);
  },
);

test("what goes wrong in its plain form hides nothing of a name that is not known", async () => {
  const before: Fault["before"] = (request) => (hasFilter(request) || isSpelled(request) ? refuse(400) : undefined);
  const { failed } = await play(PATHS, { before });
  expect(requirementsOf(failed)).toEqual([NAME_CASE]);
});

test.each([PATHS, FILTERS])("%s: a server that is right is told nothing", async (id) => {
  expect(await play(id, {})).toEqual({ failed: [], ended: "" });
});
