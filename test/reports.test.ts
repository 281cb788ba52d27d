import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { DEFAULT_REPORTERS, REPORTER_NAMES, REPORTERS } from "../src/report/index.ts";
import { type DocumentAudit, EVENT_SCHEMA, type RunEvent, type RunResult } from "../src/result/index.ts";
import { type RunningTarget, startTarget } from "../src/targets/index.ts";
import { type CliEnd, cli, tempFolder } from "./support/cli-run.ts";

const ALL = REPORTER_NAMES.join(",");
const FILES = Object.values(REPORTERS).map(({ file }) => file);
const SOME = ["-t", "members.smaller|rename"];

const read = (folder: string, file: string): string => readFileSync(join(folder, file), "utf8");

function eventsIn(folder: string): readonly RunEvent[] {
  return read(folder, "events.ndjson")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as RunEvent);
}

describe("a run with every reporter", () => {
  let out = "";
  let summary = "";
  let ended: CliEnd | undefined;
  let target: RunningTarget | undefined;
  /** The types of the events that could be read each time that something was printed. */
  const seen: string[][] = [];

  beforeAll(async () => {
    out = mkdtempSync(join(tmpdir(), "scimproof-"));
    summary = join(out, "step-summary.md");
    writeFileSync(summary, "what an earlier step said\n");
    target = await startTarget({ dialect: "cube", faults: ["put-members-merged"] });
    const argv = ["run", "cube", "--target", target.url, "--token-env", "T", ...SOME, "--out", out, "--reporter", ALL];
    const end = await cli([...argv, "--verbose"], {
      env: { T: target.token, GITHUB_STEP_SUMMARY: summary },
      onErr: () => {
        if (existsSync(join(out, "events.ndjson"))) seen.push(eventsIn(out).map(({ type }) => type));
      },
    });
    ended = end;
  });

  afterAll(async () => {
    await target?.close();
    rmSync(out, { recursive: true, force: true });
  });

  test("writes each, says where, and writes nothing else beside its own files", () => {
    expect(ended?.code).toBe(1);
    for (const { label, file } of Object.values(REPORTERS)) {
      expect(ended?.out).toMatch(new RegExp(`${label} +.*${file}`, "u"));
    }
    expect(readdirSync(out).sort()).toEqual(
      [...FILES, "events.ndjson", "exchanges.ndjson.gz", "journal-cube.groups.put.ndjson", "step-summary.md"].sort(),
    );
  });

  test("a result later makes each again, the same to the byte", async () => {
    const later = tempFolder();
    const again = await cli(["report", join(out, "results.json"), "--reporter", ALL, "--out", later]);
    expect(again).toMatchObject({ code: 0, err: "" });
    for (const file of FILES) expect(read(later, file), file).toBe(read(out, file));
  });

  test("the step's summary is added to, once", () => {
    expect(readFileSync(summary, "utf8")).toBe(`what an earlier step said\n\n${read(out, "summary.md")}`);
  });

  test("findings stand at the lines of the document, and no path of this machine is told", () => {
    const [run] = (JSON.parse(read(out, "results.sarif")) as SarifLog).runs;
    const results = run?.results.filter(({ ruleId }) => !ruleId.startsWith("audit."));
    const places = results?.map(({ locations }) => locations[0]?.physicalLocation);
    expect(places?.length).toBeGreaterThan(0);
    const lines = readFileSync(new URL("../specs/cube/openapi.yaml", import.meta.url), "utf8").split("\n");
    for (const place of places ?? []) {
      expect(place?.artifactLocation.uri).toBe("specs/cube/openapi.yaml");
      expect(lines[(place?.region.startLine ?? 0) - 1]).toMatch(/^\s*put:/u);
    }
    for (const file of FILES) expect(read(out, file), file).not.toContain(process.cwd());
  });

  test("what the audit of the document finds is in the result, and in every report that is for it", async () => {
    const audit = await cli(["audit", "specs/cube/openapi.yaml", "--profile", "specs/cube/profile.yaml", "--json"]);
    const { defects } = JSON.parse(audit.out) as { readonly defects: DocumentAudit["defects"] };
    expect(defects.length).toBeGreaterThan(0);
    const result = JSON.parse(read(out, "results.json")) as RunResult;
    expect(result.audit?.documents).toEqual([
      expect.objectContaining({ digest: result.suites[0]?.document.digest, defects, more: 0 }),
    ]);
    const [run] = (JSON.parse(read(out, "results.sarif")) as SarifLog).runs;
    const told = run?.results.filter(({ ruleId }) => ruleId.startsWith("audit."));
    expect(told?.map(({ ruleId, locations }) => [ruleId, locations[0]?.physicalLocation.region.startLine])).toEqual(
      defects.map(({ rule, place }) => [rule, place.line]),
    );
    for (const { place } of defects) {
      expect(read(out, "index.html")).toContain(`specs/cube/openapi.yaml:${place.line}:${place.column}`);
      expect(read(out, "summary.md")).toContain(`specs/cube/openapi.yaml:${place.line}:${place.column}`);
    }
  });

  test("each line of the event stream is what its published schema says", () => {
    const ajv = new Ajv2020({ strict: true, allErrors: false });
    formats.default(ajv);
    const validate = ajv.compile(EVENT_SCHEMA);
    const events = eventsIn(out);
    for (const event of events) expect(validate(event), JSON.stringify(event).slice(0, 300)).toBe(true);
    // Every kind of event but the one that tells of what the server decided came, and an unknown field is refused.
    const types = new Set(events.map(({ type }) => type));
    const known = (EVENT_SCHEMA["oneOf"] as readonly { properties: { type: { const: string } } }[]).map(
      ({ properties }) => properties.type.const,
    );
    expect(known.filter((type) => !types.has(type as RunEvent["type"]) && type !== "capability")).toEqual([]);
    expect(events.filter((event) => validate({ ...event, unknown: 1 }))).toEqual([]);
  });

  test("the event stream can be read while the run goes on", () => {
    const during = seen.filter((types) => types.length > 0 && !types.includes("run-ended"));
    expect(during.length).toBeGreaterThan(3);
    expect(during.every(([first]) => first === "run-started")).toBe(true);
    const scenarios = during.map((types) => types.filter((type) => type === "scenario-ended").length);
    expect(new Set(scenarios).size).toBeGreaterThan(1);
    expect(eventsIn(out).at(-1)?.type).toBe("run-ended");
  });
});

interface SarifLog {
  readonly runs: readonly {
    readonly results: readonly {
      readonly ruleId: string;
      readonly locations: readonly {
        readonly physicalLocation: {
          readonly artifactLocation: { readonly uri: string };
          readonly region: { readonly startLine: number };
        };
      }[];
    }[];
  }[];
}

test("without md the step's summary is left alone; reports of an earlier run do not stay beside a new result", async () => {
  const out = tempFolder();
  const summary = join(tempFolder(), "summary.md");
  const run = ["run", "cube", "--target", "embedded", "-t", "rename", "--out", out];
  for (const file of FILES) writeFileSync(join(out, file), "stale");
  await cli(run, { env: { GITHUB_STEP_SUMMARY: summary } });
  expect(existsSync(summary)).toBe(false);
  const written = DEFAULT_REPORTERS.map((name) => REPORTERS[name].file);
  expect(
    readdirSync(out)
      .filter((file) => FILES.includes(file))
      .sort(),
  ).toEqual([...written].sort());
});

test("a step summary that cannot be added to is told; somebody's own files are not taken for reports of an earlier run", async () => {
  const out = tempFolder();
  const folder = join(out, "summary");
  mkdirSync(folder);
  writeFileSync(join(out, "badge.svg"), "mine");
  const argv = ["run", "cube", "--target", "embedded", "-t", "rename", "--out", out, "--reporter", "md"];
  const end = await cli(argv, { env: { GITHUB_STEP_SUMMARY: folder } });
  expect(end.code).toBe(4);
  expect(end.err).toContain("GITHUB_STEP_SUMMARY");
  expect(read(out, "summary.md")).toContain("SCIM");
  expect(read(out, "badge.svg")).toBe("mine");
});

test.each([
  ["junti", 'Did you mean "junit"?'],
  ["markdown", 'Did you mean "md"?'],
  ["SVG", 'Did you mean "badge"?'],
  ["sarf", 'Did you mean "sarif"?'],
])("an unknown reporter %s: nothing is sent, the nearest is named", async (name, hint) => {
  const end = await cli(["run", "cube", "--target", "http://127.0.0.1:1", "--reporter", `html,${name}`]);
  expect(end.code).toBe(2);
  expect(end.err).toContain(hint);
  expect(end.err).toContain(REPORTER_NAMES.join(", "));
});

test("help names every reporter and the default", async () => {
  for (const command of ["run", "report"]) {
    const help = (await cli([command, "--help"], { columns: 200 })).out;
    expect(help).toContain(`one or several of ${ALL}, with commas between (default: ${DEFAULT_REPORTERS.join(",")})`);
  }
});
