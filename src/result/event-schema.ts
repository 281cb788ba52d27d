import { CONTRACTS_SCHEMA } from "./contracts-schema.ts";
import { RESULT_SCHEMA } from "./result-schema.ts";

/** A JSON Schema as plain data. */
type Schema = Readonly<Record<string, unknown>>;

/** The version of the published JSON Schema of `events.ndjson`. Grows when a field changes meaning or goes away. */
export const EVENT_SCHEMA_VERSION = 1;

const RESULT_DEFS = RESULT_SCHEMA["$defs"] as Readonly<Record<string, Schema>>;

/** A closed object: nothing may be added, and everything is required but what `optional` names. */
function object(description: string, properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", description, additionalProperties: false, required, properties };
}

const event = (
  type: string,
  description: string,
  own: Readonly<Record<string, Schema>>,
  optional?: readonly string[],
) => object(description, { type: { const: type }, ...own }, optional);

const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });
const text: Schema = { type: "string" };
const texts: Schema = { type: "array", items: text };
const flag: Schema = { type: "boolean" };
const count: Schema = { type: "integer", minimum: 0 };
const millis: Schema = { type: "number", minimum: 0 };
const instant: Schema = { type: "string", format: "date-time" };

/** Of an exchange as results keep it, what is the same in an event. */
const KEPT = RESULT_DEFS["exchange"]?.["properties"] as Readonly<Record<string, Schema>>;

const exchange = object(
  "One request and what came back, whole, credentials removed.",
  {
    id: text,
    scenario: text,
    purpose: KEPT["purpose"] ?? {},
    intent: ref("intent"),
    operation: text,
    resource: KEPT["resource"] ?? {},
    title: text,
    request: object(
      "The request as sent.",
      { method: text, url: text, headers: { type: "array", items: ref("header") }, body: text },
      ["body"],
    ),
    response: object(
      "The response as received.",
      {
        status: count,
        headers: { type: "array", items: ref("header") },
        body: text,
        digest: { type: "string", pattern: "^sha256:[0-9a-f]{64}$" },
        bodyBytes: count,
        utf8: flag,
        bom: flag,
      },
      ["digest"],
    ),
    failure: KEPT["failure"] ?? {},
    startedAt: instant,
    durationMs: millis,
    notes: texts,
    disclosed: texts,
  },
  ["operation", "resource", "response", "failure"],
);

const judgement = object(
  "What a check or a scenario found for one requirement. Passes are counted: see `passes`.",
  {
    by: text,
    scenario: text,
    requirement: text,
    alsoViolates: texts,
    operation: text,
    outcome: ref("outcome"),
    invariant: text,
    shape: ref("shape"),
    expected: texts,
    actual: text,
    message: text,
    pointer: { type: "string", format: "json-pointer" },
    exchanges: texts,
    counterexample: ref("counterexample"),
  },
  ["alsoViolates", "pointer", "counterexample"],
);

const EVENTS: readonly Schema[] = [
  event("run-started", "The first line: what is going to be run.", {
    schemaVersion: { const: EVENT_SCHEMA_VERSION },
    at: instant,
    version: text,
    suites: {
      type: "array",
      items: object("A suite and the ids of its scenarios.", { id: text, scenarios: texts }),
    },
  }),
  event("suite-started", "A suite begins.", { suite: text, url: text, seed: { type: "integer" }, runId: text }),
  event("preflight", "A step of the preflight.", { suite: text, step: ref("preflightStep") }),
  event("capability", "Something left open that the server decided.", {
    suite: text,
    capability: ref("learnt"),
  }),
  event("contracts", "Where the RFC, the server's own schemas and the document disagree.", {
    suite: text,
    contracts: CONTRACTS_SCHEMA,
  }),
  event("scenario-started", "A scenario begins; several go on at a time.", {
    suite: text,
    scenario: text,
    title: text,
  }),
  event("exchange", "A request was answered, or was not.", { suite: text, exchange }),
  event("judgement", "Something was judged, and did not pass.", { suite: text, judgement }),
  event("passes", "Judgements that passed, counted.", {
    suite: text,
    scenario: text,
    by: text,
    requirement: text,
    operation: text,
    count,
  }),
  event("confirmed", "A write showed its effect to an independent observation.", {
    suite: text,
    operation: text,
    observedBy: text,
  }),
  event(
    "scenario-ended",
    "A scenario has its outcome.",
    { suite: text, scenario: text, outcome: ref("outcome"), reason: text, durationMs: millis },
    ["reason"],
  ),
  event("suite-ended", "A suite has ended, and how: `complete`, `preflight` or `aborted`.", {
    suite: text,
    durationMs: millis,
    ended: text,
  }),
  event("cleanup", "What became of the resources that a suite made.", { suite: text, cleanup: ref("cleanup") }),
  event("run-ended", "The last line. Without it a run still goes on, or was killed.", {
    at: instant,
    durationMs: millis,
  }),
];

const USED = ["outcome", "shape", "intent", "header", "preflightStep", "counterexample", "cleanup", "learnt"] as const;

/** The JSON Schema 2020-12 of one line of `events.ndjson`, closed at every level; published as `schemas/events-1.schema.json`. */
export const EVENT_SCHEMA: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:scimproof:events:1",
  title: "Scimproof event",
  description: "One line of events.ndjson: evidence as it is made, in the order in which it was made.",
  type: "object",
  required: ["type"],
  oneOf: EVENTS,
  $defs: Object.fromEntries(USED.map((name) => [name, RESULT_DEFS[name]])),
};
