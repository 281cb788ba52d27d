import { expect, test } from "vitest";
import { loadVendor } from "../../document/index.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import { patchRefusals } from "./refusals.ts";

/** Runs one of them up to what it would send: `sent`, or why it sends nothing. */
async function runOf(id: string, vendor: string, fits: boolean): Promise<string> {
  const contract = await loadVendor(vendor);
  const scenario = patchRefusals.find((one) => one.id === `patch.group.${id}`);
  const context: Partial<ScenarioContext> = {
    contract,
    ...(contract.operations[0] === undefined ? {} : { operation: contract.operations[0] }),
    users: () => Promise.resolve(["m1", "m2"]),
    patchShapes: () => Promise.resolve({ value: "array", remove: "filter" }),
    group: () => Promise.resolve({ id: "g1", displayName: "Group", members: new Set(["m1"]) }),
    name: (label) => label,
    unknownId: () => Promise.resolve("nobody"),
    fits: () => fits,
    write: () => Promise.reject(new TypeError("sent")),
  };
  try {
    await scenario?.run(context as ScenarioContext);
  } catch (error) {
    if (error instanceof NoVerdict) return `${error.outcome}: ${error.message}`;
    if (error instanceof TypeError) return error.message;
    throw error;
  }
  return "ended";
}

const OPEN = "not-applicable: neither the RFC nor the document excludes such a filter";

test.each(["attribute", "operator", "compound"])(
  "a filter of another kind (%s) is none that the RFC excludes",
  async (kind) => {
    expect(await runOf(`foreign-filter.${kind}`, "rfc", true)).toBe(OPEN);
  },
);

test("where the document's schema or its prose excludes it, it is sent", async () => {
  expect(await runOf("foreign-filter.operator", "rfc", false)).toBe("sent");
  expect(await runOf("foreign-filter.operator", "strongdm", true)).toBe("sent");
});

test("a filter that does not end is one that nobody takes", async () => {
  expect(await runOf("foreign-filter.unclosed", "rfc", true)).toBe("sent");
});
