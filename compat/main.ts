import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { RunResult } from "../src/result/index.ts";
import { SERVERS } from "./catalogue.ts";
import { confirm } from "./lib/confirm.ts";
import { compare, type ExpectedFinding, readExpected, recorded, unconfirmed, writeExpected } from "./lib/expected.ts";
import { matrixPage, type Summary, serverPage, summaryOf } from "./lib/pages.ts";
import { fileOf, projectRoot, toolVersion } from "./lib/place.ts";
import { runServer, writeReports } from "./lib/run-server.ts";
import { type CompatServer, NotHere, type RunningServer } from "./lib/server.ts";

const HELP = `npm run compat -- [options] [NAME…]

Starts servers that others wrote, runs every suite against each, and holds the findings to those that were confirmed by
hand. Writes a report folder for each under reports/compat/, and the public pages docs/reference/compat.md and docs/reference/compat/NAME.md.
What a server needs is installed into a folder for temporary files; where that cannot be, it says "not run, because …".

  --record          writes what was found to expected-findings.json: what is new waits there for its why
  --confirm         sends the curl lines of expected-findings.json again and writes what was answered
  --start           only starts the one server and says where it is and its token, until interrupted
  --list            the names

Ends with 0 when every server that could be started did what was expected, 1 otherwise.
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: "boolean" },
    confirm: { type: "boolean" },
    start: { type: "boolean" },
    list: { type: "boolean" },
    help: { type: "boolean" },
  },
});

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function chosen(names: readonly string[]): readonly CompatServer[] {
  const unknown = names.find((name) => !SERVERS.some((server) => server.name === name));
  if (unknown !== undefined)
    throw new Error(`there is no ${unknown}: one of ${SERVERS.map(({ name }) => name).join(", ")}`);
  return names.length === 0 ? SERVERS : SERVERS.filter(({ name }) => names.includes(name));
}

/** Keeps what was sent and answered by hand up to date. */
async function confirmAll(server: CompatServer, running: RunningServer): Promise<void> {
  const findings: ExpectedFinding[] = [];
  for (const finding of readExpected(server.name)) {
    findings.push({ ...finding, confirmed: await confirm(running, finding) });
  }
  writeExpected(server.name, findings);
  say(`${server.name}: ${findings.length} findings sent again`);
  // The pages show what was answered: made again from the last run, where there was one.
  const last = join(outOf(server), "results.json");
  if (existsSync(last))
    writePages(server, JSON.parse(readFileSync(last, "utf8")) as RunResult, readExpected(server.name));
}

function outOf({ name }: CompatServer): string {
  return join(projectRoot(), "reports", "compat", name);
}

/** @returns true when all was as expected */
async function test(server: CompatServer, running: RunningServer): Promise<boolean> {
  const out = outOf(server);
  const result = await runServer(server, running, { out, version: toolVersion() });
  await writeReports(result, out);
  if (values.record === true) writeExpected(server.name, recorded(result, readExpected(server.name)));
  const expected = readExpected(server.name);
  const { appeared, disappeared } = compare(result, expected);
  const waiting = unconfirmed(expected);
  writePages(server, result, expected);
  say(`${server.name}: ${result.sentence} (${result.summary.requests} requests, ${result.summary.durationMs} ms)`);
  const tell = (what: string, lines: readonly string[]): void => {
    for (const line of lines) say(`  ${what}: ${line}`);
  };
  tell("appeared", appeared);
  tell("disappeared", disappeared);
  tell("not confirmed", waiting);
  tell(
    "left",
    result.cleanup.left.map(({ type, id, reason }) => `${type} ${id}, ${reason}`),
  );
  return [appeared, disappeared, waiting, result.cleanup.left].every(({ length }) => length === 0);
}

function writePages(server: CompatServer, result: RunResult, expected: readonly ExpectedFinding[]): void {
  const summary = summaryOf(server, result, expected);
  writeFileSync(fileOf(server.name, "summary.json"), `${JSON.stringify(summary, null, 2)}\n`);
  const docs = join(projectRoot(), "docs", "reference");
  mkdirSync(join(docs, "compat"), { recursive: true });
  writeFileSync(join(docs, "compat", `${server.name}.md`), serverPage(summary, result, expected));
  const summaries = SERVERS.map(({ name }) => fileOf(name, "summary.json"))
    .filter((path) => existsSync(path))
    .map((path) => JSON.parse(readFileSync(path, "utf8")) as Summary);
  writeFileSync(join(docs, "compat.md"), matrixPage(summaries));
}

async function keepRunning(server: CompatServer): Promise<void> {
  const running = await server.start();
  say(`${server.title} listens until it is interrupted.\n  URL=${running.url}\n  TOKEN=${running.token}`);
  await new Promise<void>((resolve) => {
    process.once("SIGINT", resolve);
    process.once("SIGTERM", resolve);
  });
  await running.close();
}

async function main(): Promise<number> {
  if (values.help === true) say(HELP);
  if (values.list === true) for (const { name, title, runtime } of SERVERS) say(`${name}: ${title} (${runtime})`);
  if (values.help === true || values.list === true) return 0;
  const servers = chosen(positionals);
  const [first] = servers;
  if (values.start === true && first !== undefined) {
    await keepRunning(first);
    return 0;
  }
  let good = true;
  for (const server of servers) {
    let running: RunningServer;
    try {
      running = await server.start();
    } catch (error) {
      if (!(error instanceof NotHere)) throw error;
      say(`${server.name}: not run, because ${error.message}`);
      continue;
    }
    try {
      if (values.confirm === true) await confirmAll(server, running);
      else good = (await test(server, running)) && good;
    } finally {
      await running.close();
    }
  }
  return good ? 0 : 1;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`compat: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
