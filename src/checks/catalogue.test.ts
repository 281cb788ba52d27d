import { expect, test } from "vitest";
import { loadVendor } from "../document/index.ts";
import { CHECKS } from "./catalogue.ts";
import { showExample } from "./example.ts";

test("every check has an id of its own, a title and something to speak about", () => {
  const ids = CHECKS.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { id, title, requirements } of CHECKS) {
    expect(id).toMatch(/^[a-z]+\.[a-z0-9-]+$/u);
    expect(title, id).not.toBe("");
    expect(requirements.length, id).toBeGreaterThan(0);
    expect(new Set(requirements).size, id).toBe(requirements.length);
  }
});

test("every check finds in its example what it is for", async () => {
  const contract = await loadVendor("cube");
  for (const check of CHECKS) {
    const shown = showExample(check, contract);
    expect(shown, check.id).toBeDefined();
    expect(check.requirements, check.id).toContain(shown?.verdict.requirement);
    expect(shown?.verdict.message, check.id).not.toBe("");
  }
});

test("an ordinary Group is no example", async () => {
  const contract = await loadVendor("cube");
  for (const check of CHECKS) expect(showExample({ ...check, example: {} }, contract), check.id).toBeUndefined();
});
