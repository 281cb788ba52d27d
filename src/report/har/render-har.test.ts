import { createRequire } from "node:module";
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import type { KeptExchange, RunResult } from "../../result/index.ts";
import { SAMPLE_RESULT } from "../fixtures/sample-result.ts";
import { renderHar } from "./render-har.ts";

interface Entry {
  readonly startedDateTime: string;
  readonly time: number;
  readonly request: { readonly url: string; readonly postData?: { readonly text: string; readonly comment?: string } };
  readonly response: {
    readonly status: number;
    readonly comment?: string;
    readonly content: { readonly size: number; readonly text?: string; readonly comment?: string };
  };
  readonly timings: Readonly<Record<"send" | "wait" | "receive", number>>;
}

const entriesOf = (result: RunResult): readonly Entry[] =>
  (JSON.parse(renderHar(result)) as { readonly log: { readonly entries: readonly Entry[] } }).log.entries;

// The schema of har-validator, of JSON Schema draft-06: what ajv must know of that is its $schema.
const require = createRequire(import.meta.url);
const schemas = require("har-schema") as Readonly<Record<string, object>>;
const ajv = new Ajv({ allErrors: true, strict: false });
formats.default(ajv);
ajv.addMetaSchema(require("ajv/dist/refs/json-schema-draft-06.json") as object);
for (const schema of Object.values(schemas)) ajv.addSchema(schema);
const validate = ajv.getSchema("har.json");

test("is what the golden file holds, and valid against the schema of HAR 1.2", async () => {
  const text = renderHar(SAMPLE_RESULT);
  await expect(text).toMatchFileSnapshot("../fixtures/golden/exchanges.har");
  expect(validate?.(JSON.parse(text)), JSON.stringify(validate?.errors)).toBe(true);
  expect(validate?.(JSON.parse(text.replaceAll('"startedDateTime"', '"started"')))).toBe(false);
});

test("has every exchange that was kept, oldest first, and its times add up", () => {
  const entries = entriesOf({ ...SAMPLE_RESULT, exchanges: SAMPLE_RESULT.exchanges.toReversed() });
  expect(entries).toHaveLength(SAMPLE_RESULT.exchanges.length);
  const starts = entries.map(({ startedDateTime }) => Date.parse(startedDateTime));
  expect(starts).toEqual(starts.toSorted((one, two) => one - two));
  for (const { time, timings } of entries) expect(timings.send + timings.wait + timings.receive).toBe(time);
});

const [sample] = SAMPLE_RESULT.exchanges;

function changed(change: (exchange: KeptExchange) => KeptExchange): Entry {
  if (sample === undefined) throw new Error("the sample has no exchange");
  const result = { ...SAMPLE_RESULT, exchanges: [change(sample)] };
  expect(validate?.(JSON.parse(renderHar(result))), JSON.stringify(validate?.errors)).toBe(true);
  const [entry] = entriesOf(result);
  if (entry === undefined) throw new Error("no entry");
  return entry;
}

test("a body that was cut says so, with the size and digest of the whole", () => {
  const body = { text: "{", bytes: 70_000, cut: true, digest: `sha256:${"a".repeat(64)}` };
  const { request, response } = changed((one) => ({
    ...one,
    request: { ...one.request, body },
    ...(one.response === undefined ? {} : { response: { ...one.response, body, bodyBytes: 70_000, utf8: false } }),
  }));
  expect(request.postData?.comment).toMatch(
    /^Cut: the first 1 character of 70\u00a0000 bytes, sha256:a{64} of the whole\.$/u,
  );
  expect(response.content).toMatchObject({ size: 70_000, text: "{" });
  expect(response.content.comment).toMatch(/^Cut: .*not valid UTF-8/u);
});

test("an answer that never came has no status, and why", () => {
  const { response } = changed(({ response: _response, ...one }) => ({
    ...one,
    failure: { kind: "timeout", message: "no answer within 10 s" },
  }));
  expect(response).toMatchObject({ status: 0, comment: "timeout: no answer within 10 s" });
});
