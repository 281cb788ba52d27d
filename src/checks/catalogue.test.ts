import { expect, test } from "vitest";
import { CHECKS } from "./catalogue.ts";

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
