import { fileURLToPath } from "node:url";
import type { EmbeddedResult } from "../../bench/embedded.ts";
import { type Contract, loadContract } from "../../src/document/index.ts";
import { DEFAULT_SETTINGS, type RunControl, type RunSettings, run, suitesOf } from "../../src/engine/index.ts";
import { operationsIn, readOperation } from "../../src/targets/core/patch/operation.ts";
import { patchResource } from "../../src/targets/core/patch/patch-resource.ts";
import { replaceResource } from "../../src/targets/core/replace.ts";
import type { Dialect } from "../../src/targets/dialects/dialect.ts";
import { endpoint } from "../../src/targets/dialects/endpoint.ts";
import { lighton } from "../../src/targets/dialects/lighton.ts";
import { scimErrorBody } from "../../src/targets/dialects/scim-error-body.ts";
import type { TargetOptions } from "../../src/targets/index.ts";
import { startDialect } from "../../src/targets/start-target.ts";

/** What a server of no vendor offers of a type. */
const OFFERS = { PUT: replaceResource, PATCH: patchResource } as const;

/** A server that takes every PUT and PATCH of the RFC; it goes by LightOn's name, whose switches it has. */
const PLAIN: Dialect = {
  ...lighton,
  endpoints: { User: endpoint("/scim/v2/Users", OFFERS), Group: endpoint("/scim/v2/Groups", OFFERS) },
  memberTypes: ["User", "Group"],
  show: (shown) => shown,
  errorBody: scimErrorBody,
  patch: { read: (body) => operationsIn(body).map((entry) => readOperation(entry, { opExact: true })), unchanged: 200 },
};

/**
 * A document that declares PATCH of Users and nothing else.
 *
 * @param whole true for one that has the enterprise extension and a password as well, which the target does not keep
 */
export async function patchUsersContract({ whole = false }: { readonly whole?: boolean } = {}): Promise<Contract> {
  const path = (name: string): string => fileURLToPath(new URL(`patch-users/${name}`, import.meta.url));
  const overlay = whole ? { overlay: path("overlay.yaml") } : {};
  return await loadContract({ spec: path("openapi.yaml"), ...overlay, vendor: "plain" });
}

/** A document that declares PUT and PATCH of Groups and nothing else. */
export async function plainGroupsContract(): Promise<Contract> {
  const spec = fileURLToPath(new URL("plain-groups/openapi.yaml", import.meta.url));
  return await loadContract({ spec, vendor: "plain-groups" });
}

/** Runs the suites of a document, by default of {@link patchUsersContract}, against a fresh target. */
export async function runPatchUsers(
  switches: Pick<TargetOptions, "faults" | "oddities">,
  settings: Partial<RunSettings> = {},
  control: RunControl = {},
  document: () => Promise<Contract> = patchUsersContract,
): Promise<EmbeddedResult> {
  const target = await startDialect(PLAIN, switches);
  try {
    const contract = await document();
    const config = {
      baseUrl: target.url,
      kind: "embedded",
      credentials: [{ kind: "bearer", token: target.token, from: "SCIM_TOKEN" }],
      headers: {},
      insecure: false,
    } as const;
    const runs = suitesOf(contract).map((suite) => ({ suite, contract, target: config }));
    return { result: await run(runs, { ...DEFAULT_SETTINGS, ...settings }, control), left: target.snapshot() };
  } finally {
    await target.close();
  }
}
