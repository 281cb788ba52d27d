import { fileURLToPath } from "node:url";
import { type Contract, loadContract } from "../../../src/document/index.ts";
import { DEFAULT_SETTINGS, defineClientSuite, type RunSettings, run } from "../../../src/engine/index.ts";
import type { ClientCapabilityResult, RunResult } from "../../../src/result/index.ts";
import { type Quirk, startClientServer } from "./server.ts";

let contract: Promise<Contract> | undefined;

/** The document of the test server, compiled once. */
export function clientContract(): Promise<Contract> {
  contract ??= loadContract({ spec: fileURLToPath(new URL("openapi.yaml", import.meta.url)), vendor: "whole" });
  return contract;
}

/** Replays clients against a fresh server with these quirks. */
export async function replay(
  clients: readonly string[],
  quirks: readonly Quirk[],
  settings: Partial<RunSettings> = {},
  document?: Contract,
): Promise<{ readonly result: RunResult; readonly left: number }> {
  const server = await startClientServer(quirks);
  try {
    const of = document ?? (await clientContract());
    const target = { baseUrl: server.url, kind: "remote", credentials: [], headers: {}, insecure: false } as const;
    const runs = clients.map((client) => ({
      suite: defineClientSuite({ vendor: of.id, client }),
      contract: of,
      target,
    }));
    const result = await run(runs, { ...DEFAULT_SETTINGS, concurrency: 12, timeoutMs: 2000, ...settings });
    return { result, left: server.size() };
  } finally {
    await server.close();
  }
}

/** How a cell reads: `works`, `advice`, `broken`, or its outcome. */
export function cellOf(result: RunResult, { outcome, findings }: ClientCapabilityResult): string {
  const own = result.findings.filter(({ fingerprint }) => findings.includes(fingerprint));
  if (own.some(({ severity }) => severity === "error")) return "broken";
  if (outcome === "passed") return own.some(({ severity }) => severity === "warning") ? "advice" : "works";
  return outcome;
}

/** Every cell that does not simply work: `okta-oin push-members: broken`. */
export function cells(result: RunResult): readonly string[] {
  return (result.clients ?? []).flatMap(({ client, capabilities }) =>
    capabilities.flatMap((cell) => {
      const reads = cellOf(result, cell);
      return reads === "works" ? [] : [`${client} ${cell.id}: ${reads}`];
    }),
  );
}
