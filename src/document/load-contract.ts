import { existsSync } from "node:fs";
import { join } from "node:path";
import { HarnessError, type HarnessErrorCode } from "../result/index.ts";
import type { Contract } from "./contract.ts";
import { contractFrom } from "./contract-from.ts";
import { withPathParameters } from "./path-parameters.ts";
import { type FetchDocument, withReferences } from "./read-references.ts";
import { readSource, type Source } from "./source.ts";
import { thinYaml } from "./thin-yaml.ts";
import { vendorFolder } from "./vendor-folder.ts";

/** Paths of the files a contract is made from. */
export interface ContractFiles {
  /** YAML, JSON, or a markdown page with a fenced block. */
  readonly spec: string;
  readonly overlay?: string | undefined;
  readonly profile?: string | undefined;
  /**
   * How to get what the document refers to over the network. Given, references to other files and addresses are
   * followed as far as {@link withReferences} allows; without it they are refused.
   */
  readonly fetchReference?: FetchDocument | undefined;
  /** Values of path parameters before the id, by name; they go before those of the profile. */
  readonly pathParameters?: Readonly<Record<string, string>> | undefined;
  /** Short name to go by when there is no profile; else one is made from the document's title. */
  readonly vendor?: string | undefined;
}

/** A contract with the files that it was made from, as they were read: for whoever judges the document itself. */
export interface ReadContract {
  readonly contract: Contract;
  readonly source: Source;
  readonly overlay: Source | undefined;
}

/**
 * Document + Overlay + Profile, compiled.
 *
 * @throws HarnessError as {@link readContract} does
 */
export async function loadContract(files: ContractFiles): Promise<Contract> {
  return (await readContract(files)).contract;
}

/**
 * {@link loadContract}, and what was read for it.
 *
 * @throws HarnessError `DOCUMENT_INVALID`, `OVERLAY_INVALID` or `PROFILE_INVALID`, each with place and remedy; `USAGE` for a
 * value of a path parameter that there is not.
 */
export async function readContract(files: ContractFiles): Promise<ReadContract> {
  // An overlay may name anything, so that with one all of a document is read.
  const isYaml = /\.ya?ml$/iu.test(files.spec) && files.overlay === undefined;
  const published = await readSource(files.spec, "DOCUMENT_INVALID", files.spec, isYaml ? thinYaml : undefined);
  const overlay = files.overlay === undefined ? undefined : await readSource(files.overlay, "OVERLAY_INVALID");
  const profileSource = files.profile === undefined ? undefined : await readSource(files.profile, "PROFILE_INVALID");
  const { fetchReference } = files;
  const whole = fetchReference === undefined ? published : await withReferences(published, overlay, fetchReference);
  const made = contractFrom(whole, overlay, profileSource, files.vendor);
  const contract = withPathParameters(made, { ...made.profile.pathParameters, ...files.pathParameters });
  return { contract, source: whole, overlay };
}

/**
 * The contract of a vendor whose document comes with the package.
 *
 * @throws HarnessError `USAGE` with the nearest name when there is no such vendor
 */
export async function loadVendor(name: string): Promise<Contract> {
  return (await readVendor(name, undefined)).contract;
}

/**
 * {@link loadVendor} with a file in place of the vendor's own profile, where one is given, and what was read for it.
 *
 * @throws HarnessError `USAGE`, `PROFILE_INVALID` also for a profile of another vendor
 */
export async function readVendor(name: string, profile: string | undefined): Promise<ReadContract> {
  const folder = vendorFolder(name);
  const read = async (file: string, code: HarnessErrorCode): Promise<Source> =>
    readSource(join(folder, file), code, `specs/${name}/${file}`);
  const optional = async (file: string, code: HarnessErrorCode): Promise<Source | undefined> =>
    existsSync(join(folder, file)) ? read(file, code) : undefined;
  const own = profile === undefined ? await optional("profile.yaml", "PROFILE_INVALID") : undefined;
  const profileSource = profile === undefined ? own : await readSource(profile, "PROFILE_INVALID");
  const source = await read("openapi.yaml", "DOCUMENT_INVALID");
  const overlay = await optional("overlay.yaml", "OVERLAY_INVALID");
  const contract = contractFrom(source, overlay, profileSource, name);
  if (contract.id === name) return { contract, source, overlay };
  throw new HarnessError("PROFILE_INVALID", `it is a profile of ${contract.id}, and the suites are those of ${name}`, {
    ...(profileSource === undefined ? {} : { place: profileSource.placeOf("/vendor") }),
    remedy: `name the document that it belongs to: --spec FILE; or write vendor: ${name}`,
  });
}
