import { existsSync, readdirSync } from "node:fs";
import { dirname, extname, join, resolve } from "node:path";
import { listVendors, vendorFolder } from "../../document/index.ts";
import { CONFIG_NAMES, type Config, loadConfig } from "../config/load-config.ts";
import { targetAddress } from "../config/load-targets.ts";
import type { RunFlags } from "../flags.ts";
import { DEFAULT_OUT } from "../settings.ts";
import { suiteFiles } from "../suites.ts";

const DATA = /\.(?:ya?ml|json)$/iu;

/**
 * The files that a run reads and a person writes: config, document, overlay, profile; of suites that come with the package
 * theirs. Where a document may name others, those beside it.
 *
 * @param flags as the command line and the environment say them; a config that cannot be read adds nothing
 * @returns absolute paths; also of a config that is not there yet
 */
export async function watchedFiles(flags: RunFlags, words: readonly string[], cwd: string): Promise<readonly string[]> {
  const config = await configOf(flags.config, cwd);
  const said = (key: "spec" | "overlay" | "profile"): readonly string[] => {
    const value = config?.value[key];
    const own = flags[key];
    if (own !== undefined) return [resolve(cwd, own)];
    return typeof value === "string" && config !== undefined ? [config.absolute(value)] : [];
  };
  const suites: unknown = config?.value["suites"];
  const named = words.length > 0 ? words : Array.isArray(suites) ? (suites as readonly string[]) : [];
  const specs = said("spec");
  const refs = flags.allowRemoteRefs === true || config?.value["allowRemoteRefs"] === true;
  return [
    ...(flags.config === undefined
      ? CONFIG_NAMES.map((name) => join(cwd, name))
      : [resolve(cwd, targetAddress(flags.config, cwd)?.file ?? flags.config)]),
    ...specs,
    ...said("overlay"),
    ...said("profile"),
    ...(refs ? specs.flatMap(beside) : []),
    ...(specs.length > 0 ? [] : named.flatMap(shippedFiles)),
  ].filter((file, at, all) => all.indexOf(file) === at);
}

/** The folder that the reports of a run go to. */
export async function outFolder(flags: RunFlags, cwd: string): Promise<string> {
  if (flags.out !== undefined) return resolve(cwd, flags.out);
  const config = await configOf(flags.config, cwd);
  const out = config?.value["out"];
  return config !== undefined && typeof out === "string" ? config.absolute(out) : resolve(cwd, DEFAULT_OUT);
}

async function configOf(named: string | undefined, cwd: string): Promise<Config | undefined> {
  try {
    return await loadConfig(named, cwd);
  } catch {
    // The run tells what is wrong with it; until it is put right there is nothing to learn from it.
    return undefined;
  }
}

/** Other data files in the folder of a document and below. */
function beside(spec: string): readonly string[] {
  const folder = dirname(spec);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => DATA.test(extname(name)) && !/(?:^|[\\/])(?:node_modules|reports)[\\/]/u.test(name))
    .map((name) => join(folder, name));
}

function shippedFiles(word: string): readonly string[] {
  const [vendor = ""] = word.split(".");
  if (!listVendors().includes(vendor)) return [];
  const folder = vendorFolder(vendor);
  return [...readdirSync(folder).map((name) => join(folder, name)), ...suiteFiles(vendor)];
}
