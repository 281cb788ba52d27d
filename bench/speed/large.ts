import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunResult } from "../../src/result/index.ts";
import type { Table } from "../lib/table.ts";
import { CLI, serve, timed } from "./child.ts";
import { judged, type SpeedPart } from "./part.ts";

const EXCHANGES = 100_000;
const MOST_MB = 500;
const MOST_RESULT_MB = 20;
const REPORTS = ["results.json", "index.html", "junit.xml", "exchanges.ndjson.gz", "events.ndjson"];

/** A long run: what it takes of memory and of disk, and how many requests it makes in a second. */
export const large: SpeedPart = {
  title: `a run of ${EXCHANGES} exchanges and its reports`,
  measure: async (): Promise<Table> => {
    const rows = [await rowOf([]), await rowOf(["--runs", await histories()])];
    const head = ["exchanges", "time", "in a second", "peak memory", "results.json", "other files", "goal", "here"];
    return { title: "Long runs against a server in another process", head, rows };
  },
};

/** How many histories a lane takes until the run has so many exchanges: by what a few take. */
async function histories(): Promise<string> {
  const [few, more] = [await run(["--runs", "20"]), await run(["--runs", "60"])];
  const each = (more.exchanges - few.exchanges) / 40;
  return String(Math.ceil(20 + (EXCHANGES - few.exchanges) / each));
}

async function rowOf(flags: readonly string[]): Promise<readonly string[]> {
  const { exchanges, ms, peakMb, sizes } = await run(flags);
  const [result = 0, ...others] = sizes;
  const isLong = exchanges >= EXCHANGES;
  return [
    String(exchanges),
    `${(ms / 1000).toFixed(1)} s`,
    (exchanges / (ms / 1000)).toFixed(0),
    `${peakMb.toFixed(0)} MB`,
    `${result.toFixed(1)} MB`,
    REPORTS.slice(1)
      .map((name, index) => `${name} ${(others[index] ?? 0).toFixed(1)} MB`)
      .join(", "),
    isLong ? `${MOST_MB} MB, ${MOST_RESULT_MB} MB` : "–",
    isLong ? `${judged(peakMb, MOST_MB)}, ${judged(result, MOST_RESULT_MB)}` : "–",
  ];
}

async function run(flags: readonly string[]): Promise<{
  readonly exchanges: number;
  readonly ms: number;
  readonly peakMb: number;
  readonly sizes: readonly number[];
}> {
  const server = await serve("cube");
  const out = mkdtempSync(join(tmpdir(), "scimproof-speed-"));
  try {
    const args = [CLI, "run", "cube", "--target", server.url, "--token-env", "SPEED_TOKEN", "--out", out, ...flags];
    const { code, ms, peakMb } = await timed(args, { SPEED_TOKEN: server.token });
    if (code !== 0) throw new Error(`run ${flags.join(" ")} ended with ${code ?? "a signal"}`);
    const { exchangesTotal } = JSON.parse(readFileSync(join(out, "results.json"), "utf8")) as RunResult;
    const sizes = REPORTS.map((name) => statSync(join(out, name)).size / 1e6);
    return { exchanges: exchangesTotal, ms, peakMb, sizes };
  } finally {
    rmSync(out, { recursive: true, force: true });
    await server.stop();
  }
}
