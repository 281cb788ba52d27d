import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { parse } from "yaml";
import { loadContract } from "../../src/document/index.ts";
import { suitesOf } from "../../src/engine/index.ts";
import { countOf } from "../lib/words.ts";
import { asYaml, largeDocument } from "./large-document.ts";

const HELP = `npm run bench:documents -- [--megabytes 14] [--runs 3] [--keep FOLDER]

Writes a document of that size, as JSON and as YAML, and measures in a process each how long it takes until its SCIM
operations are compiled and their suites known, beside a plain JSON.parse or YAML parse of the same text. Ends with 1
when that is longer than 5 s, or more than 600 MB, on this machine.
`;

const MOST_MS = 5000;
const MOST_MB = 600;
const WRITERS: readonly (readonly [name: string, write: (value: object) => string])[] = [
  ["openapi.json", (value) => JSON.stringify(value)],
  ["indented.json", (value) => JSON.stringify(value, undefined, 2)],
  ["openapi.yaml", (value) => asYaml(value)],
];

/** What a process tells of itself. */
interface Measured {
  readonly ms: number;
  /** Time that the processor worked for it, garbage collection on other threads included. */
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly found: number;
}

const [mode, file] = process.argv.slice(2);
if ((mode === "--ready" || mode === "--plain") && file !== undefined) await measureHere(mode, file);
else await compare();

/** In a process of its own: memory is told as the most that it ever had. */
async function measureHere(how: "--ready" | "--plain", path: string): Promise<void> {
  const begun = performance.now();
  const before = process.cpuUsage();
  let found = 0;
  if (how === "--ready") {
    const contract = await loadContract({ spec: path });
    found = suitesOf(contract).length;
  } else {
    const text = readFileSync(path, "utf8");
    const value: unknown = path.endsWith(".json") ? JSON.parse(text) : parse(text, { maxAliasCount: -1 });
    found = Object.keys(value as object).length;
  }
  const measured: Measured = {
    ms: Math.round(performance.now() - begun),
    cpuMs: Math.round((process.cpuUsage(before).user + process.cpuUsage(before).system) / 1000),
    peakMb: Math.round(process.resourceUsage().maxRSS / 1024),
    found,
  };
  process.stdout.write(JSON.stringify(measured));
}

async function compare(): Promise<void> {
  const { values } = parseArgs({
    options: {
      megabytes: { type: "string" },
      runs: { type: "string" },
      keep: { type: "string" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) {
    process.stdout.write(HELP);
    return;
  }
  const megabytes = countOf("megabytes", values.megabytes, 14);
  const runs = countOf("runs", values.runs, 3);
  const folder = values.keep ?? mkdtempSync(join(tmpdir(), "scimproof-documents-"));
  try {
    for (const [name, write] of WRITERS) writeFileSync(join(folder, name), ofSize(megabytes * 1e6, write));
    process.stdout.write(`${"document".padEnd(28)}${"ready".padStart(34)}${"plain parse".padStart(34)}\n`);
    for (const [name] of WRITERS) {
      const path = join(folder, name);
      const ready = await best("--ready", path, runs);
      const plain = await best("--plain", path, 1);
      const size = `${name}, ${(statSync(path).size / 1e6).toFixed(1)} MB`;
      process.stdout.write(`${size.padEnd(28)}${words(ready).padStart(34)}${words(plain).padStart(34)}\n`);
      if (ready.ms > MOST_MS || ready.peakMb > MOST_MB) process.exitCode = 1;
    }
  } finally {
    if (values.keep === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

/** A document of about so many bytes: what a small one takes tells how many paths and schemas it needs. */
function ofSize(bytes: number, write: (value: object) => string): string {
  const few = 500;
  return write(largeDocument(Math.ceil((few * bytes) / write(largeDocument(few)).length)));
}

/** The quickest of several: what else the machine does only makes it longer. */
async function best(how: string, path: string, runs: number): Promise<Measured> {
  let least: Measured | undefined;
  for (let run = 0; run < runs; run += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(import.meta.url), how, path]);
    const measured = JSON.parse(stdout) as Measured;
    if (measured.found === 0) throw new Error(`nothing was found in ${path}`);
    if (least === undefined || measured.ms < least.ms) least = measured;
  }
  if (least === undefined) throw new Error("nothing was measured");
  return least;
}

function words({ ms, cpuMs, peakMb }: Measured): string {
  return `${(ms / 1000).toFixed(2)} s (${(cpuMs / 1000).toFixed(2)} s CPU), ${peakMb} MB`;
}
