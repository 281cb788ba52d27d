import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CONFIG_SCHEMA } from "../src/cli/index.ts";
import { OVERLAY_SCHEMA, PROFILE_SCHEMA } from "../src/document/index.ts";
import { EVENT_SCHEMA, RESULT_SCHEMA } from "../src/result/index.ts";

// `npm run schemas` writes the files again.
test.each([
  ["results-1", RESULT_SCHEMA],
  ["events-1", EVENT_SCHEMA],
  ["overlay", OVERLAY_SCHEMA],
  ["profile", PROFILE_SCHEMA],
  ["config", CONFIG_SCHEMA],
])("schemas/%s.schema.json is the schema that the code holds input to", (name, schema) => {
  const published = readFileSync(new URL(`../schemas/${name}.schema.json`, import.meta.url), "utf8");
  expect(published).toBe(`${JSON.stringify(schema, null, 2)}\n`);
});
