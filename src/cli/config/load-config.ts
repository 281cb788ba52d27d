import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import type { SignHook } from "../../client/index.ts";
import { checkFile } from "../../document/index.ts";
import { HarnessError, type Place, shownPath } from "../../result/index.ts";
import { CONFIG_SCHEMA } from "./config-schema.ts";
import { findTarget, loadTargets, targetAddress } from "./load-targets.ts";
import { pathsBeside } from "./paths-beside.ts";
import { readConfig, takeSign } from "./read-config.ts";
import { refuseSecrets } from "./refuse-secrets.ts";

/** A config that has been read and checked. */
export interface Config {
  /** As it is shown, and as `--config` takes it. */
  readonly file: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly placeOf: (pointer: string) => Place;
  /** Only a JavaScript config can have one. */
  readonly sign?: SignHook;
  /** A path of the config, as it is named from where the process runs. */
  readonly pathOf: (path: string) => string;
  /** The same as an absolute path. */
  readonly absolute: (path: string) => string;
}

/** The names that a config is looked for under. */
export const CONFIG_NAMES: readonly string[] = ["yaml", "yml", "mjs", "js", "ts"].map(
  (extension) => `scimproof.config.${extension}`,
);

/**
 * Reads the config that was named, or the one in the working directory.
 *
 * @param named the value of `--config`: a file, or `FILE#TARGET` for one of a file of targets
 * @param cwd the working directory
 * @returns undefined where none was named and none is there
 * @throws HarnessError `CONFIG_INVALID` with place and remedy; `USAGE` where two lie side by side, or TypeScript cannot
 * be read here
 */
export async function loadConfig(named: string | undefined, cwd: string): Promise<Config | undefined> {
  const file = named ?? findConfig(cwd);
  if (file === undefined) return undefined;
  const address = targetAddress(file, cwd);
  if (address !== undefined) {
    return findTarget(address.target, await loadTargets(address.file, cwd), address.file).config;
  }
  const path = resolve(cwd, file);
  const source = await readConfig(path, file);
  if (Array.isArray(source.value["targets"])) throw isOfTargets(file);
  refuseSecrets(source);
  const { keys, sign } = takeSign(source.value, () => source.placeOf("/sign"));
  checkFile({ ...source, value: keys }, CONFIG_SCHEMA, "CONFIG_INVALID", { showsValues: false });
  return {
    file,
    value: keys,
    placeOf: source.placeOf,
    ...(sign === undefined ? {} : { sign }),
    ...pathsBeside(path),
  };
}

function isOfTargets(file: string): HarnessError {
  return new HarnessError("USAGE", `${shownPath(file)} holds several targets`, {
    remedy: `run them with scimproof matrix ${file}, or name one: --config ${file}#NAME`,
  });
}

function findConfig(cwd: string): string | undefined {
  const [first, second] = CONFIG_NAMES.filter((name) => existsSync(join(cwd, name)));
  if (first !== undefined && second !== undefined) {
    throw new HarnessError("USAGE", `there are ${first} and ${second}`, { remedy: `name one: --config ${first}` });
  }
  return first;
}
