#!/usr/bin/env node
// Writes the published JSON Schemas from the built code. A test holds the files to it: run `npm run schemas` when it fails.
import { mkdirSync, writeFileSync } from "node:fs";
import { CONFIG_SCHEMA, TARGETS_SCHEMA } from "../dist/src/cli/index.js";
import { OVERLAY_SCHEMA, PROFILE_SCHEMA } from "../dist/src/document/index.js";
import { WAIVERS_SCHEMA } from "../dist/src/gate/index.js";
import { EVENT_SCHEMA, MATRIX_SCHEMA, RESULT_SCHEMA } from "../dist/src/result/index.js";

const folder = new URL("../schemas/", import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [name, schema] of Object.entries({
  "results-1": RESULT_SCHEMA,
  "events-1": EVENT_SCHEMA,
  overlay: OVERLAY_SCHEMA,
  profile: PROFILE_SCHEMA,
  config: CONFIG_SCHEMA,
  targets: TARGETS_SCHEMA,
  "matrix-1": MATRIX_SCHEMA,
  waivers: WAIVERS_SCHEMA,
})) {
  writeFileSync(new URL(`${name}.schema.json`, folder), `${JSON.stringify(schema, null, 2)}\n`);
}
