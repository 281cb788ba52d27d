import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import { CONFIG_SCHEMA, TARGETS_SCHEMA } from "../src/cli/index.ts";
import { OVERLAY_SCHEMA, PROFILE_SCHEMA } from "../src/document/index.ts";
import { WAIVERS_SCHEMA } from "../src/gate/index.ts";
import { type Capability, EVENT_SCHEMA, MATRIX_SCHEMA, RESULT_SCHEMA } from "../src/result/index.ts";

// `npm run schemas` writes the files again.
test.each([
  ["results-1", RESULT_SCHEMA],
  ["events-1", EVENT_SCHEMA],
  ["overlay", OVERLAY_SCHEMA],
  ["profile", PROFILE_SCHEMA],
  ["config", CONFIG_SCHEMA],
  ["targets", TARGETS_SCHEMA],
  ["matrix-1", MATRIX_SCHEMA],
  ["waivers", WAIVERS_SCHEMA],
])("schemas/%s.schema.json is the schema that the code holds input to", (name, schema) => {
  const published = readFileSync(new URL(`../schemas/${name}.schema.json`, import.meta.url), "utf8");
  expect(published).toBe(`${JSON.stringify(schema, null, 2)}\n`);
});

test("an event of what the server decided may have the times at several sizes, as a result may", () => {
  const ajv = new Ajv2020({ strict: true });
  formats.default(ajv);
  const validate = ajv.compile(EVENT_SCHEMA);
  const capability: Capability = { id: "group.growth", title: "Growth", value: "2 members: 1 ms" };
  const series = [{ at: 2, value: 1.5 }];
  for (const one of [capability, { ...capability, series }]) {
    expect(validate({ type: "capability", suite: "s", capability: one }), ajv.errorsText(validate.errors)).toBe(true);
  }
  expect(validate({ type: "capability", suite: "s", capability: { ...capability, unknown: 1 } })).toBe(false);
});
