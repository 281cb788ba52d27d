import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadContract, loadVendor } from "../../src/document/index.ts";
import { DEFAULT_SETTINGS, type RunSettings, run, type SuiteRun, suitesOf } from "../../src/engine/index.ts";
import { REPORTERS } from "../../src/report/index.ts";
import type { RunResult } from "../../src/result/index.ts";
import { fileOf } from "./place.ts";
import type { CompatServer, RunningServer } from "./server.ts";

/** The suites that a server is held to: those of its own document and, of a whole service provider, the RFC's of the service. */
export async function suitesFor({
  name,
  wholeService,
}: CompatServer): Promise<readonly Pick<SuiteRun, "suite" | "contract">[]> {
  const own = await loadContract({ spec: fileOf(name, "openapi.yaml"), profile: fileOf(name, "profile.yaml") });
  const ofDocument = suitesOf(own).map((suite) => ({ suite, contract: own }));
  if (!wholeService) return ofDocument;
  const rfc = await loadVendor("rfc");
  const service = suitesOf(rfc).filter(({ id }) => id.endsWith(".service"));
  return [...ofDocument, ...service.map((suite) => ({ suite, contract: rfc }))];
}

/** Runs every suite that a server is held to against it, with the settings of a run that says nothing else. */
export async function runServer(
  server: CompatServer,
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
  const runs = (await suitesFor(server)).map(({ suite, contract }) => ({ suite, contract, target }));
  return await run(runs, { ...DEFAULT_SETTINGS, command: `npm run compat -- ${server.name}`, ...settings });
}

/** Writes every report of a run into a folder. */
export async function writeReports(result: RunResult, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  for (const { file, render } of Object.values(REPORTERS)) writeFileSync(join(folder, file), await render(result));
}
