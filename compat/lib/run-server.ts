import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Contract, loadContract } from "../../src/document/index.ts";
import { DEFAULT_SETTINGS, type RunSettings, run, suitesOf } from "../../src/engine/index.ts";
import { REPORTERS } from "../../src/report/index.ts";
import type { RunResult } from "../../src/result/index.ts";
import { fileOf } from "./place.ts";
import type { CompatServer, RunningServer } from "./server.ts";

/** The contracts of a server: its own document, with its profile. */
export async function contractsOf(server: string): Promise<readonly Contract[]> {
  return [await loadContract({ spec: fileOf(server, "openapi.yaml"), profile: fileOf(server, "profile.yaml") })];
}

/** Runs every suite that a server's documents give against it, with the settings of a run that says nothing else. */
export async function runServer(
  { name }: CompatServer,
  { url, token }: RunningServer,
  settings: Partial<RunSettings> = {},
): Promise<RunResult> {
  const target = {
    baseUrl: url,
    kind: "remote",
    credentials: [{ kind: "bearer", token, from: "TOKEN" }],
    headers: {},
    insecure: false,
  } as const;
  const contracts = await contractsOf(name);
  const runs = contracts.flatMap((contract) => suitesOf(contract).map((suite) => ({ suite, contract, target })));
  return await run(runs, { ...DEFAULT_SETTINGS, command: `npm run compat -- ${name}`, ...settings });
}

/** Writes every report of a run into a folder. */
export async function writeReports(result: RunResult, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { file, render } of Object.values(REPORTERS)) writeFileSync(join(folder, file), await render(result));
}
