import { AUDIT_SCHEMA } from "./audit-schema.ts";
import { CONTRACTS_SCHEMA } from "./contracts-schema.ts";
import { HISTORY_SCHEMA } from "./history-schema.ts";
import { STATUS_CLASSES } from "./traffic.ts";
import { WAIVER_STATES } from "./waiver.ts";

/** A JSON Schema as plain data. */
type Schema = Readonly<Record<string, unknown>>;

/** A closed object: nothing may be added, and everything is required but what `optional` names. */
function object(description: string, properties: Readonly<Record<string, Schema>>, optional: readonly string[] = []) {
  const required = Object.keys(properties).filter((name) => !optional.includes(name));
  return { type: "object", description, additionalProperties: false, required, properties };
}

const list = (items: Schema): Schema => ({ type: "array", items });
const oneOf = (...words: readonly string[]): Schema => ({ enum: words });
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

const text: Schema = { type: "string" };
const texts: Schema = list(text);
const flag: Schema = { type: "boolean" };
const number: Schema = { type: "number" };
const count: Schema = { type: "integer", minimum: 0 };
const millis: Schema = { type: "number", minimum: 0 };
const instant: Schema = { type: "string", format: "date-time" };
const digest: Schema = { type: "string", pattern: "^sha256:[0-9a-f]{64}$" };
const pointer: Schema = { type: "string", format: "json-pointer" };
const link: Schema = { type: "string", format: "uri", pattern: "^https?://" };

const OUTCOME_WORDS = ["passed", "failed", "not-applicable", "blocked", "inconclusive", "harness-error"];

const counts = (description: string, words: readonly string[]): Schema =>
  object(description, Object.fromEntries(words.map((word) => [word, count])));

const $defs: Readonly<Record<string, Schema>> = {
  verdict: oneOf("conformant", "nonconformant", "inconclusive"),
  outcome: oneOf(...OUTCOME_WORDS),
  outcomeCounts: counts("Outcomes counted.", OUTCOME_WORDS),
  level: oneOf("MUST", "DOCUMENT", "SECURITY", "SHOULD", "MAY", "DERIVED", "CLIENT"),
  severity: oneOf("error", "warning", "notice", "none"),
  party: oneOf("server-document", "server-rfc", "document", "client"),
  shape: oneOf(
    "none",
    "name-ordinary",
    "name-odd",
    "members-empty",
    "members-one",
    "members-few",
    "members-many",
    "members-absent",
    "members-duplicate",
    "members-unknown",
    "members-nested",
    "members-name-case",
    "body-malformed",
    "body-type",
    "body-required",
    "body-read-only",
    "credential-missing",
    "credential-wrong",
    "credential-other",
    "media-type",
    "edit-add",
    "edit-add-again",
    "edit-remove",
    "edit-remove-all",
    "edit-remove-stranger",
    "edit-replace",
    "edit-put",
    "edit-put-back",
    "edit-rename",
    "edit-unknown",
    "edit-refused",
    "edit-mixed",
    "edit-parallel",
    "edit-values",
  ),
  gate: {
    description: "What a server or its document must have for a requirement to apply.",
    ...oneOf(
      "patch",
      "delete",
      "etag",
      "filter",
      "discovery",
      "extension",
      "nested-groups",
      "references",
      "immutable-attribute",
      "versioned-url",
      "no-patch",
    ),
  },
  source: {
    description: "Where a requirement comes from.",
    oneOf: [
      object("A section of an RFC.", { kind: { const: "rfc" }, rfc: count, section: text }),
      object("A place in the vendor's document.", { kind: { const: "document" }, pointer }),
      object("A sentence on a page.", { kind: { const: "prose" }, page: text, place: text, url: link }, ["url"]),
    ],
  },
  tested: {
    description: "What tests a requirement, or why nothing can.",
    oneOf: [object("Checks and scenarios.", { by: texts }), object("Why nothing can test it.", { untestable: text })],
  },
  intent: {
    description: "What the sender knew about the request.",
    oneOf: [
      object("A documented request that must succeed.", { kind: { const: "valid" } }),
      object("Wrong on purpose.", {
        kind: { const: "provoked" },
        cause: oneOf("unknown-id", "bad-body", "credentials", "media-type", "method"),
      }),
      object("The sources leave the answer open.", { kind: { const: "open" }, why: text }),
      object("Not declared by the document.", { kind: { const: "helper" } }),
    ],
  },
  header: { type: "array", prefixItems: [text, text], items: false, minItems: 2 },
  body: object(
    "A body, whole, or cut with its length and the digest of the whole.",
    { text, bytes: count, cut: flag, digest },
    ["digest"],
  ),
  scenario: object(
    "One scenario's outcome in a suite.",
    {
      id: text,
      title: text,
      outcome: ref("outcome"),
      reason: text,
      judgements: ref("outcomeCounts"),
      exchanges: count,
      durationMs: millis,
      findings: texts,
    },
    ["reason"],
  ),
  operation: object(
    "One selected operation: whether a write of it was confirmed, and what of its declaration was seen.",
    {
      key: text,
      confirmed: flag,
      observedBy: text,
      statuses: list(object("A declared status.", { status: text, seen: count })),
      undeclared: list(object("A status that is not declared.", { status: count, seen: count })),
      requestMediaTypes: list(object("A media type of requests.", { type: text, sent: count })),
    },
    ["observedBy"],
  ),
  propertyCoverage: object("How many properties a schema declares, and which of them no body had.", {
    declared: count,
    exercised: count,
    notExercised: list(object("Properties, as pointers into a body.", { reason: text, properties: texts })),
  }),
  place: object("A place in a document; the file is relative, lines and columns count from 1.", {
    file: text,
    line: { type: "integer", minimum: 1 },
    column: { type: "integer", minimum: 1 },
  }),
  audit: AUDIT_SCHEMA,
  operationCoverage: object(
    "One SCIM operation of a document, whatever sent its requests.",
    {
      key: text,
      place: ref("place"),
      requests: count,
      reason: text,
      mediaTypes: list(object("A media type of requests.", { type: text, sent: count })),
      properties: ref("propertyCoverage"),
      responses: list(
        object(
          "A declared response.",
          {
            status: text,
            seen: count,
            mediaTypes: list(object("A media type of answers.", { type: text, seen: count })),
            properties: ref("propertyCoverage"),
          },
          ["properties"],
        ),
      ),
    },
    ["place", "reason", "properties"],
  ),
  documentCoverage: object("What of a document's SCIM operations the run met.", {
    name: text,
    title: text,
    digest,
    operations: list(ref("operationCoverage")),
  }),
  preflightStep: object(
    "One step of the preflight.",
    { id: text, outcome: oneOf("passed", "failed", "noted", "skipped"), message: text, remedy: text },
    ["remedy"],
  ),
  suite: object(
    "What was tested, from which document, against what, and how it came out.",
    {
      contracts: CONTRACTS_SCHEMA,
      id: text,
      title: text,
      target: object(
        "The server, how the run got in, and whether any certificate was accepted.",
        { url: text, kind: oneOf("embedded", "remote"), access: texts, insecure: flag },
        ["access", "insecure"],
      ),
      document: object("The document.", { name: text, title: text, version: text, openapi: text, digest }),
      seed: { type: "integer" },
      runId: text,
      depth: text,
      ended: text,
      verdict: ref("verdict"),
      reason: text,
      outcomes: ref("outcomeCounts"),
      operations: list(ref("operation")),
      scenarios: list(ref("scenario")),
      capabilities: list(ref("learnt")),
      preflight: list(ref("preflightStep")),
    },
    ["contracts", "ended"],
  ),
  learnt: object(
    "Something left open that the server decided.",
    {
      id: text,
      title: text,
      value: text,
      series: list(object("A value in ms at a size.", { at: number, value: number })),
    },
    ["series"],
  ),
  counterexample: object("The smallest failing history of a property; null for scripted scenarios.", {
    property: text,
    history: HISTORY_SCHEMA,
    story: text,
    steps: list(
      object("One step; number 0 is the starting state.", {
        number: count,
        words: text,
        subjects: list(
          object("What has a set: a Group with its members, a User with its values.", {
            id: text,
            name: text,
            expected: texts,
            actual: { oneOf: [{ type: "null" }, texts] },
          }),
        ),
        parted: flag,
        exchanges: texts,
      }),
    ),
    edits: count,
    members: count,
    reruns: object("How often it was run again, and failed.", { failed: count, of: count }),
    effort: object("What it cost to find and to make small.", { histories: count, shrinkRuns: count }),
  }),
  finding: object(
    "A failed requirement or a document defect, with the exchanges that prove it.",
    {
      fingerprint: { type: "string", pattern: "^[0-9a-f]{12}$" },
      suite: text,
      requirement: text,
      alsoViolates: texts,
      level: ref("level"),
      severity: ref("severity"),
      party: ref("party"),
      title: text,
      message: text,
      citation: text,
      link,
      operation: text,
      invariant: text,
      shape: ref("shape"),
      expected: texts,
      actual: text,
      pointer,
      exchanges: texts,
      occurrences: { type: "integer", minimum: 1 },
      scenarios: texts,
      counterexample: { oneOf: [{ type: "null" }, ref("counterexample")] },
      replay: text,
      waived: {
        oneOf: [{ type: "null" }, object("The waiver that covers it.", { reason: text, until: text, link }, ["link"])],
      },
    },
    ["link", "pointer"],
  ),
  requirement: object(
    "A requirement with how it came out in this run.",
    {
      id: text,
      level: ref("level"),
      party: ref("party"),
      text,
      source: ref("source"),
      tested: ref("tested"),
      gate: ref("gate"),
      refines: texts,
      advisory: text,
      remedy: text,
      suite: text,
      severity: ref("severity"),
      citation: text,
      link,
      outcome: oneOf(...OUTCOME_WORDS, "untestable", "not-tested"),
      reason: text,
      coverage: object("Judgements counted.", { judged: count, passed: count, failed: count }),
      findings: texts,
    },
    ["gate", "refines", "advisory", "remedy", "link", "reason"],
  ),
  exchange: object(
    "One request and what came back, credentials removed.",
    {
      id: text,
      suite: text,
      scenario: text,
      purpose: oneOf("scenario", "fixture", "observation", "preflight", "probe", "cleanup"),
      intent: ref("intent"),
      operation: text,
      resource: object("The resource addressed.", { type: text, id: text }),
      title: text,
      request: object(
        "The request as sent.",
        { method: text, url: text, headers: list(ref("header")), body: ref("body") },
        ["body"],
      ),
      response: object("The response as received.", {
        status: count,
        headers: list(ref("header")),
        body: ref("body"),
        bodyBytes: count,
        utf8: flag,
        bom: flag,
      }),
      failure: object("Why no usable response arrived.", {
        kind: oneOf(
          "proxy",
          "refused",
          "dns",
          "tls",
          "connect-timeout",
          "timeout",
          "reset",
          "truncated",
          "body-too-large",
          "malformed",
          "redirect",
          "aborted",
        ),
        message: text,
      }),
      startedAt: instant,
      durationMs: millis,
      notes: texts,
      disclosed: texts,
      curl: text,
      cited: flag,
    },
    ["operation", "resource", "response", "failure"],
  ),
  waiver: object(
    "A waiver with what became of it.",
    {
      fingerprint: { type: "string", pattern: "^[0-9a-f]{12}$" },
      reason: text,
      until: text,
      link,
      suite: text,
      requirement: text,
      operation: text,
      invariant: text,
      scenarios: texts,
      flaky: flag,
      state: oneOf(...WAIVER_STATES),
      message: text,
      line: { type: "integer", minimum: 1 },
    },
    ["link", "suite", "requirement", "operation", "invariant", "scenarios", "flaky", "line"],
  ),
  traffic: object("All exchanges added up: how long answers took, and when requests were sent.", {
    bounds: list(millis),
    operations: list(
      object(
        "How long the answers to one operation took; p50, p95 and max in milliseconds.",
        {
          operation: text,
          requests: count,
          buckets: list(count),
          durations: list({ type: "array", prefixItems: [millis, count], items: false, minItems: 2 }),
          p50: millis,
          p95: millis,
          max: millis,
        },
        ["durations"],
      ),
    ),
    sliceMs: millis,
    slices: list(counts("Requests in a slice of time, by what was answered.", STATUS_CLASSES)),
  }),
  notTested: object("Something that was not tested, with the reason.", {
    suite: text,
    kind: oneOf("scenario", "requirement", "operation", "capability"),
    id: text,
    title: text,
    outcome: oneOf("not-applicable", "blocked", "inconclusive", "harness-error", "untestable", "not-tested"),
    reason: text,
  }),
  client: object("What one identity provider does with a server, and how each of it came out.", {
    suite: text,
    client: text,
    title: text,
    about: text,
    capabilities: list(
      object(
        "Something that it does: the scenario that replays it, and what to do where it does not work.",
        {
          id: text,
          title: text,
          scenario: text,
          outcome: oneOf(...OUTCOME_WORDS, "not-tested"),
          reason: text,
          findings: texts,
          remedies: texts,
        },
        ["reason"],
      ),
    ),
  }),
  cleanup: object("Resources the run made, and what became of them.", {
    created: count,
    removed: count,
    left: list(object("Still there.", { type: text, id: text, reason: text })),
    restored: list(
      object("A named fixture that was written to.", {
        type: text,
        id: text,
        state: oneOf("restored", "not-verified", "failed"),
        reason: text,
      }),
    ),
  }),
};

/** The JSON Schema 2020-12 of `results.json`, closed at every level; published as `schemas/results-1.schema.json`. */
export const RESULT_SCHEMA: Readonly<Record<string, unknown>> = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  $id: "urn:scimproof:results:1",
  title: "Scimproof results",
  ...object(
    "The whole result of a run: what every report is made from.",
    {
      schemaVersion: { const: 1 },
      tool: object("What wrote this.", { name: { const: "scimproof" }, version: text }),
      verdict: ref("verdict"),
      sentence: text,
      ended: object(
        "How the run ended.",
        {
          how: oneOf("complete", "interrupted", "time-budget", "max-requests", "max-failures", "harness-error"),
          detail: text,
          signal: oneOf("SIGINT", "SIGTERM"),
        },
        ["signal"],
      ),
      gate: object("What decides the exit code beside the verdict.", {
        failOn: oneOf("error", "warning", "never"),
        strict: flag,
      }),
      summary: object("The run in numbers.", {
        requirements: counts("Requirements by outcome.", [...OUTCOME_WORDS, "untestable", "not-tested"]),
        findings: counts("Findings by severity.", ["error", "warning", "notice", "none", "waived"]),
        scenarios: ref("outcomeCounts"),
        judgements: ref("outcomeCounts"),
        exchanges: count,
        requests: count,
        durationMs: millis,
      }),
      startedAt: instant,
      selection: object(
        "What was left out on purpose.",
        { allSuites: flag, grep: text, grepInvert: text, replay: flag },
        ["grep", "grepInvert", "replay"],
      ),
      shard: object("Which part of a whole run this is of.", {
        index: { type: "integer", minimum: 1 },
        count: { type: "integer", minimum: 1 },
        suites: list(object("A suite of the whole run, with its plan.", { id: text, scenarios: texts })),
        singles: list(ref("finding")),
        scripted: list(
          object("The shortest proof of a script.", { fingerprint: text, scenario: text, exchanges: texts }),
        ),
      }),
      merged: object("What this was joined from.", { results: count, missing: texts }),
      waivers: object("The waivers that the result was held against.", {
        file: text,
        on: text,
        entries: list(ref("waiver")),
      }),
      suites: list(ref("suite")),
      documents: list(ref("documentCoverage")),
      audit: ref("audit"),
      findings: list(ref("finding")),
      requirements: list(ref("requirement")),
      exchanges: list(ref("exchange")),
      exchangesTotal: count,
      traffic: ref("traffic"),
      notTested: list(ref("notTested")),
      clients: list(ref("client")),
      cleanup: ref("cleanup"),
      environment: object(
        "Where and how it ran, credentials removed.",
        {
          node: text,
          platform: text,
          command: text,
          configuration: { type: "object" },
          access: object(
            "What commands that repeat a request need to get in: the name of the variable that holds the credential, and which options.",
            { variable: text, insecure: flag, ca: flag, clientCertificate: flag, proxy: flag },
            ["variable", "insecure", "ca", "clientCertificate", "proxy"],
          ),
        },
        ["access"],
      ),
    },
    ["selection", "shard", "merged", "waivers", "documents", "audit", "clients", "traffic"],
  ),
  $defs,
};
