import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../../src/cli/index.ts";
import { sourceFrom } from "../../../src/document/index.ts";
import { startTarget } from "../../../src/targets/index.ts";
import { projectRoot } from "../../lib/root.ts";
import type { Example } from "./mutators.ts";

/** One kind of input file, and the command that reads it. */
export interface InputKind {
  readonly name: string;
  /** The name of the file. */
  readonly file: string;
  readonly example: Example;
  /** The command line that reads the file at a path, and sends nothing to anybody but a closed port of this machine. */
  readonly argv: (path: string) => readonly string[];
  /** Exit codes that are right. */
  readonly codes: readonly number[];
}

/** How a command line came out. */
export interface End {
  readonly code: number;
  readonly text: string;
}

// Nobody listens there.
const CLOSED = "http://127.0.0.1:1";
const QUICK = ["--target", CLOSED, "--dry-run", "--depth", "smoke", "-t", "rename|user.replace"];
const AT = "2026-11-01T00:00:00.000Z";

const PROFILE = `vendor: acme
title: Acme
alsoAcceptedRequestTypes: [application/scim+json]
put:
  absentMembers: clear
  alwaysSend: { Group: { externalId: g } }
patch: { noChangeStatus: 204, valueShapes: [array, bare-id], removeShapes: [filter] }
members: { unknown: open, types: { User: User } }
attributes:
  userName: acme-{run}-{n}@example.com
  emails.value: acme-{run}-{n}@example.com
requirements:
  - id: ACME-REPLACED
    text: A PUT replaces the whole Group.
    source: { kind: document, pointer: /paths }
    tested: { by: [put.group.rename] }
`;

const OVERLAY = `overlay: 1.0.0
info: { title: Repairs, version: 1.0.0 }
actions:
  - target: $.paths['/scim/v2/Groups/{id}'].put.responses
    update:
      "418": { description: Odd. }
  - target: $.info
    update: { version: 2.0.0 }
  - target: $.servers
    remove: true
`;

const CONFIG = `suites: [cube]
target: ${CLOSED}
depth: smoke
grep: rename
seed: 7
concurrency: 2
rate: 50/s
timeout: 10s
grace: 0s
maxBody: 1MiB
headers: { X-Tenant: acme }
fixtures: { users: [a, b], groups: [] }
reporters: [json]
failOn: error
strict: true
redact: { fields: [name.familyName], headers: [X-Trace], names: true }
`;

const WAIVERS = `waivers:
  - fingerprint: "0123456789ab"
    reason: ACME-12, mended in the next release
    until: 2999-12-31
    link: https://tracker.example.com/ACME-12
  - fingerprint: "ffffffffffff"
    reason: ACME-13
    until: 2000-01-01
`;

const JOURNAL = [
  { journal: "scimproof", format: 1, baseUrl: CLOSED, runId: "abc123", version: "0.1.0" },
  ...["User", "Group"].map((resource, index) => ({
    entry: index + 1,
    is: "intended",
    at: AT,
    intent: {
      kind: "create",
      resource,
      collectionPath: `/scim/v2/${resource}s`,
      key: { attribute: resource === "User" ? "userName" : "displayName", value: `sp-abc123-${index}` },
    },
  })),
  { entry: 1, is: "done", id: "1" },
  { entry: 2, is: "void", why: "refused with 400" },
  {
    entry: 3,
    is: "intended",
    at: AT,
    intent: { kind: "write", resource: "Group", id: "7", path: "/scim/v2/Groups/7", before: { displayName: "A" } },
  },
];

/** Runs a command line in this process. */
export async function runCli(argv: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<End> {
  let text = "";
  const stream = {
    write: (more: string) => {
      text += more;
    },
  };
  const code = await main(argv, { stdout: stream, stderr: stream, env, columns: 100, onSignal: () => () => undefined });
  return { code, text };
}

/** A result with findings, one of which has a history to run again. */
async function makeResult(folder: string): Promise<string> {
  const target = await startTarget({ dialect: "cube", faults: ["put-members-merged"] });
  const flags = ["--depth", "smoke", "-t", "few-1|rename", "--out", folder, "--quiet"];
  await runCli(["run", "cube", "--target", target.url, "--token-env", "T", ...flags], { T: target.token });
  await target.close();
  return readFileSync(join(folder, "results.json"), "utf8");
}

const whole = (text: string, file: string): Example => ({
  bytes: Buffer.from(text),
  values: [sourceFrom(text, file, "DOCUMENT_INVALID").value],
  isLines: false,
});

/**
 * Every kind of input file, with a valid example of each.
 *
 * @param folder a folder to work in
 */
export async function inputKinds(folder: string): Promise<readonly InputKind[]> {
  const yaml = readFileSync(join(projectRoot(), "specs/cube/openapi.yaml"), "utf8");
  const json = JSON.stringify(sourceFrom(yaml, "o.yaml", "DOCUMENT_INVALID").value, undefined, 1);
  const page = `# Replace a group\n\n\`\`\`yaml openapi.yaml put /scim/v2/Groups/{id}\n${yaml}\n\`\`\`\n`;
  const spec = join(folder, "spec.yaml");
  writeFileSync(spec, yaml);
  const result = await makeResult(mkdtempSync(join(folder, "result-")));
  const { findings } = JSON.parse(result) as {
    readonly findings: readonly { fingerprint: string; counterexample: unknown }[];
  };
  const replayed = findings.find(({ counterexample }) => counterexample !== null)?.fingerprint;
  if (replayed === undefined) throw new Error("the example has no history");
  const results = { bytes: Buffer.from(result), values: [JSON.parse(result) as unknown], isLines: false };
  return [
    {
      name: "YAML document, audited",
      file: "a.yaml",
      example: whole(yaml, "a.yaml"),
      argv: (path) => ["audit", path],
      codes: [0, 1, 2],
    },
    {
      name: "YAML document",
      file: "b.yaml",
      example: whole(yaml, "b.yaml"),
      argv: (path) => ["run", "--spec", path, ...QUICK],
      codes: [0, 2],
    },
    {
      name: "JSON document",
      file: "c.json",
      example: whole(json, "c.json"),
      argv: (path) => ["run", "--spec", path, ...QUICK],
      codes: [0, 2],
    },
    {
      name: "page",
      file: "d.md",
      example: { ...whole(yaml, "d.yaml"), bytes: Buffer.from(page) },
      argv: (path) => ["audit", path],
      codes: [0, 1, 2],
    },
    {
      name: "overlay",
      file: "e.yaml",
      example: whole(OVERLAY, "e.yaml"),
      argv: (path) => ["audit", spec, "--overlay", path],
      codes: [0, 1, 2],
    },
    {
      name: "profile",
      file: "f.yaml",
      example: whole(PROFILE, "f.yaml"),
      argv: (path) => ["run", "--spec", spec, "--profile", path, ...QUICK],
      codes: [0, 2],
    },
    {
      name: "config",
      file: "g.yaml",
      example: whole(CONFIG, "g.yaml"),
      argv: (path) => ["run", "--config", path, "--dry-run"],
      codes: [0, 2],
    },
    {
      name: "waivers",
      file: "k.yaml",
      example: whole(WAIVERS, "k.yaml"),
      argv: (path) => ["run", "cube", "--target", CLOSED, "--dry-run", "-t", "put.group.rename", "--baseline", path],
      codes: [0, 2],
    },
    {
      name: "result",
      file: "h.json",
      example: results,
      argv: (path) => ["report", path, "--out", join(folder, "again")],
      codes: [0, 2],
    },
    {
      name: "result, run again",
      file: "i.json",
      example: results,
      argv: (path) => ["run", "cube", "--target", "embedded", "--dry-run", "--replay", replayed, "--from", path],
      codes: [0, 2],
    },
    {
      name: "journal",
      file: "j.ndjson",
      example: {
        bytes: Buffer.from(JOURNAL.map((line) => `${JSON.stringify(line)}\n`).join("")),
        values: JOURNAL,
        isLines: true,
      },
      argv: (path) => ["cleanup", path, "--target", CLOSED],
      // 3: it was read, and nobody answers.
      codes: [0, 2, 3],
    },
  ];
}
