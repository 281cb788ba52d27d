import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RunEvent } from "../../src/result/index.ts";
import { median } from "../lib/statistics.ts";
import type { Table } from "../lib/table.ts";
import { CLI, timed } from "./child.ts";
import { judged, type SpeedPart } from "./part.ts";

const RUNS = 7;
const VENDORS = ["cube", "lighton", "maia", "strongdm"];

/** From typing a command to what is waited for. */
export const start: SpeedPart = {
  title: "commands: --help, list, the first result, one vendor, all five",
  measure: async (): Promise<Table> => {
    const bare = await often(["-e", "0"]);
    const row = (what: string, ms: number, most: number): readonly string[] => [
      what,
      seconds(ms),
      `${(ms / bare).toFixed(1)} ×`,
      seconds(most),
      judged(ms, most),
    ];
    const rows = [row("node -e 0 (for comparison)", bare, Infinity)];
    for (const args of [["--help"], ["list", "suites"], ["list", "scenarios"], ["list", "faults"]])
      rows.push(row(`scimproof ${args.join(" ")}`, await often([CLI, ...args]), 350));
    rows.push(row("first result of one suite, embedded", await firstResult("cube.groups.put"), 2000));
    const vendors: number[] = [];
    for (const vendor of VENDORS) vendors.push(await whole([vendor]));
    VENDORS.forEach((vendor, index) =>
      rows.push(row(`scimproof run ${vendor}, standard`, vendors[index] ?? 0, 10_000)),
    );
    rows.push(row("scimproof run, all five suites of vendors", await whole([]), 30_000));
    return { title: "Commands", head: ["what", "time", "of bare node", "goal", "here"], rows };
  },
};

async function often(args: readonly string[]): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) times.push((await timed(args)).ms);
  return median(times) ?? 0;
}

async function whole(suites: readonly string[]): Promise<number> {
  const out = mkdtempSync(join(tmpdir(), "scimproof-speed-"));
  try {
    const embedded = suites.length === 0 ? [] : ["--target", "embedded"];
    const { ms, code } = await timed([CLI, "run", ...suites, ...embedded, "--out", out]);
    if (code !== 0) throw new Error(`run ${suites.join(" ")} ended with ${code ?? "a signal"}`);
    return ms;
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** Until the first scenario has ended, by the events that the run writes: ms since the command was typed. */
async function firstResult(suite: string): Promise<number> {
  const times: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    const out = mkdtempSync(join(tmpdir(), "scimproof-speed-"));
    try {
      const typed = Date.now();
      await timed([CLI, "run", suite, "--target", "embedded", "--out", out]);
      times.push(firstEnd(readFileSync(join(out, "events.ndjson"), "utf8")) - typed);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  }
  return median(times) ?? 0;
}

/** When the last answer came that the first scenario waited for, in ms since 1970. */
function firstEnd(events: string): number {
  let last = Number.NaN;
  for (const line of events.split("\n")) {
    const event = JSON.parse(line) as RunEvent;
    if (event.type === "exchange") last = Date.parse(event.exchange.startedAt) + event.exchange.durationMs;
    if (event.type === "scenario-ended") return last;
  }
  return Number.NaN;
}

function seconds(ms: number): string {
  return Number.isFinite(ms) ? `${(ms / 1000).toFixed(2)} s` : "–";
}
