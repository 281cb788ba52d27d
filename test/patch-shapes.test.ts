import { expect, test } from "vitest";
import { cites, line, onlyScenario, PROOF_SETTINGS, runEmbedded, speaks } from "../bench/embedded.ts";
import { FAULTS } from "../src/targets/index.ts";

// At LightOn it is found out first how members are written and removed: a server that acknowledges and does nothing must not
// be taken for one that has no such way, with which nothing of it could be tested.
test.each([
  ["patch-add-ignored", "patch.group.members.add-one"],
  ["patch-remove-one-ignored", "patch.group.members.remove-one"],
  ["patch-remove-last-ignored", "patch.group.members.remove-last"],
  ["patch-remove-one-hits-next", "patch.group.members.remove-one"],
])("%s is found where shapes are probed", async (id, scenario) => {
  const { result } = await runEmbedded({
    dialect: "lighton",
    faults: [id],
    settings: { ...PROOF_SETTINGS, selection: { grep: onlyScenario(scenario) } },
  });
  const { requirement = "" } = FAULTS.find((fault) => fault.id === id) ?? {};
  const found = result.findings.filter(speaks);
  expect(
    found.some((finding) => cites(finding, requirement)),
    found.map(line).join("\n"),
  ).toBe(true);
});
