import { OUTCOMES } from "./outcome.ts";
import { VERDICTS } from "./run-result.ts";
import { SEVERITIES } from "./severity.ts";

type Schema = Readonly<Record<string, unknown>>;

const object = (properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []): Schema => ({
  type: "object",
  additionalProperties: false,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
  properties,
});
const text: Schema = { type: "string" };
const count: Schema = { type: "integer", minimum: 0 };
const verdict: Schema = { enum: VERDICTS };
const exitCode: Schema = { enum: [0, 1, 2, 3, 4, 130, 143] };
const counts = (words: readonly string[]): Schema => object(Object.fromEntries(words.map((word) => [word, count])));

const RUN = object({
  verdict,
  sentence: text,
  ended: { enum: ["complete", "interrupted", "time-budget", "max-requests", "max-failures", "harness-error"] },
  findings: counts([...SEVERITIES, "waived"]),
  scenarios: counts(OUTCOMES),
  requests: count,
  startedAt: { type: "string", format: "date-time" },
  durationMs: { type: "number", minimum: 0 },
  suites: {
    type: "array",
    items: object({ id: text, verdict, url: text, kind: { enum: ["embedded", "remote"] } }),
  },
  left: count,
});

/** The JSON Schema 2020-12 of `matrix.json`; published as `schemas/matrix-1.schema.json`. */
export const MATRIX_SCHEMA: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:scimproof:matrix:1",
  title: "Scimproof matrix",
  description: "What several targets came to, each by its own results.json.",
  ...object({
    schemaVersion: { const: 1 },
    tool: object({ name: { const: "scimproof" }, version: text }),
    verdict,
    exitCode,
    sentence: text,
    targets: {
      type: "array",
      items: object(
        {
          name: text,
          vendor: text,
          environment: text,
          exitCode,
          run: RUN,
          reason: text,
          reports: { type: "object", additionalProperties: text },
        },
        ["run", "reason"],
      ),
    },
  }),
};
