import { auditContract } from "../audit/index.ts";
import { fetchDocument } from "../client/index.ts";
import { type Contract, type ReadContract, readContract, readVendor } from "../document/index.ts";
import { type Suite, type SuiteRun, suitesOf } from "../engine/index.ts";
import { readClients } from "./clients.ts";
import type { TargetFlags } from "./flags.ts";
import { loadSuites, selectSuites } from "./suites.ts";
import { usage } from "./usage.ts";
import { readPair } from "./values.ts";

/** A suite, the contract that it is judged by, and how to audit the document of that. */
export type Chosen = Omit<SuiteRun, "target">;

/**
 * Suites that come with the package.
 *
 * @param anyVendor true when each vendor has a target of its own
 * @throws HarnessError `USAGE`
 */
export async function shipped(
  command: string,
  words: readonly string[],
  { overlay, profile, pathParam, client }: TargetFlags,
  anyVendor: boolean,
): Promise<readonly Chosen[]> {
  const foreign = Object.entries({ overlay, "path-param": pathParam }).find(([, value]) => value !== undefined);
  if (foreign !== undefined) {
    throw usage(`--${foreign[0]} belongs to a document`, "name it: --spec openapi.yaml");
  }
  const all = await loadSuites();
  const suites = selectSuites(words, all, readClients(client));
  const vendors = [...new Set(suites.map(({ vendor }) => vendor))];
  const names = [...new Set(all.map(({ vendor }) => vendor))].join(" or ");
  if (words.length === 0 && !anyVendor) {
    throw usage(
      "which document describes that server?",
      `scimproof ${command} ${names} --target …, or --spec openapi.yaml`,
    );
  }
  if (vendors.length > 1 && !anyVendor) {
    throw usage(`one server cannot be ${vendors.join(" and ")} at once`, "name the suites of one vendor");
  }
  if (profile !== undefined && vendors.length > 1) {
    throw usage("one profile cannot be of several vendors", "name the suites of one vendor");
  }
  const read = new Map<string, ReadContract>();
  for (const vendor of vendors) read.set(vendor, await readVendor(vendor, profile));
  return suites.flatMap((suite) => {
    const own = read.get(suite.vendor);
    // What is nobody's page is run when it is named.
    const isMeant = words.length > 0 || own?.contract.profile.generic === false;
    return own === undefined || !isMeant ? [] : [chosen(suite, own)];
  });
}

/**
 * Suites made from a document given by hand.
 *
 * @throws HarnessError `USAGE`, `DOCUMENT_INVALID`, `OVERLAY_INVALID`, `PROFILE_INVALID`
 */
export async function given(words: readonly string[], spec: string, flags: TargetFlags): Promise<readonly Chosen[]> {
  const pathParameters = (flags.pathParam ?? []).map((text) => readPair("--path-param", text, "org=acme"));
  const read = await readContract({
    spec,
    overlay: flags.overlay,
    profile: flags.profile,
    pathParameters: Object.fromEntries(pathParameters),
    fetchReference: flags.allowRemoteRefs === true ? fetchDocument : undefined,
  });
  const { contract } = read;
  const clients = readClients(flags.client);
  const suites: readonly Suite[] = suitesOf(contract);
  if (suites.length === 0) {
    throw usage(`${contract.document.name} declares no operation that there are scenarios for`, whatInstead(contract));
  }
  return selectSuites(words, suites, clients).map((suite) => chosen(suite, read));
}

function chosen(suite: Suite, read: ReadContract): Chosen {
  return { suite, contract: read.contract, audit: () => auditContract(read) };
}

function whatInstead({ operations }: Contract): string {
  const nameless = operations.find(
    ({ method, idParameter }) => /^P(?:UT|ATCH)$/u.test(method) && idParameter === undefined,
  );
  if (nameless !== undefined) {
    return `${nameless.key} names no single resource: give its path an id with an overlay, as specs/lighton/overlay.yaml does (--overlay FILE)`;
  }
  const declared = operations.map(({ key }) => key).join(", ");
  return `it declares ${declared}; there are scenarios for PUT and PATCH of a single Group or User`;
}
