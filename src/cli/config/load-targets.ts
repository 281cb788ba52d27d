import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { SignHook } from "../../client/index.ts";
import { checkFile, didYouMean, listVendors, pointerOf, type Source } from "../../document/index.ts";
import { HarnessError, type MatrixPlace, type Place } from "../../result/index.ts";
import { isObject } from "../../scim/index.ts";
import { givesWay } from "./apply-config.ts";
import type { Config } from "./load-config.ts";
import { pathsBeside } from "./paths-beside.ts";
import { readConfig, takeSign } from "./read-config.ts";
import { refuseSecrets } from "./refuse-secrets.ts";
import { TARGET_NAME, TARGETS_SCHEMA } from "./targets-schema.ts";

/** A target of a file of targets, with the config that it comes to. */
export interface NamedTarget extends MatrixPlace {
  readonly config: Config;
}

type Keys = Readonly<Record<string, unknown>>;

/** Keys of a config that stand together, and where. */
interface Layer {
  readonly keys: Keys;
  /** JSON pointer of the mapping that holds them. */
  readonly at: string;
}

/** The column of targets that name none. */
const NO_ENVIRONMENT = "default";

/** Names of files that stand beside the folders of targets. */
const TAKEN: ReadonlySet<string> = new Set(["index.html", "matrix.json", "matrix.md"]);

/**
 * Reads a file of targets.
 *
 * @param file as it was named
 * @param cwd the working directory
 * @throws HarnessError `CONFIG_INVALID` with place and remedy
 */
export async function loadTargets(file: string, cwd: string): Promise<readonly NamedTarget[]> {
  const path = resolve(cwd, file);
  if (!existsSync(path)) {
    throw new HarnessError("CONFIG_INVALID", "cannot read the file: there is no such file", {
      place: { file },
      remedy: "name a file of targets that exists, such as targets.yaml",
    });
  }
  const published = await readConfig(path, file);
  // Before the schema is asked, which knows a credential for an unknown key only.
  for (const { keys, at } of sectionsOf(published.value))
    refuseSecrets({ value: keys, placeOf: (pointer) => published.placeOf(`${at}${pointer}`) });
  const { source, signs } = withoutSigns(published);
  checkFile(source, TARGETS_SCHEMA, "CONFIG_INVALID", { showsValues: false });
  const targets = source.value["targets"] as readonly Keys[];
  const seen = new Set<string>();
  return targets.map((own, index) => {
    const at = `/targets/${index}`;
    const place = placeIn(source, own, at);
    // Some file systems know no capitals.
    if (seen.has(place.name.toLowerCase())) {
      throw invalid(source, at, `there are two targets ${place.name}`, "give one of them another name");
    }
    seen.add(place.name.toLowerCase());
    return Object.assign(place, { config: configOf(source, path, place, layersOf(source, own, at), signs) });
  });
}

/**
 * What a file named `FILE#TARGET` means; undefined of any other name, and of a file that is called so.
 *
 * @param cwd the working directory
 */
export function targetAddress(
  named: string,
  cwd: string,
): { readonly file: string; readonly target: string } | undefined {
  const [, file, target] = /^(.+)#([^#/\\]+)$/u.exec(named) ?? [];
  if (file === undefined || target === undefined || existsSync(resolve(cwd, named))) return undefined;
  return { file, target };
}

/**
 * The targets that words name: by name, by vendor, by environment. No word means all.
 *
 * @throws HarnessError `USAGE` with the nearest name
 */
export function selectTargets(
  words: readonly string[],
  targets: readonly NamedTarget[],
  file: string,
): readonly NamedTarget[] {
  const known = new Set(targets.flatMap(namesOf));
  const unknown = words.find((word) => !known.has(word));
  if (unknown !== undefined) throw noSuchTarget(unknown, [...known], targets, file);
  return words.length === 0 ? targets : targets.filter((one) => namesOf(one).some((name) => words.includes(name)));
}

/**
 * The target that a name means.
 *
 * @throws HarnessError `USAGE` with the nearest name
 */
export function findTarget(name: string, targets: readonly NamedTarget[], file: string): NamedTarget {
  const found = targets.find((target) => target.name === name);
  if (found !== undefined) return found;
  const names = targets.map((target) => target.name);
  throw noSuchTarget(name, names, targets, file);
}

function namesOf({ name, vendor, environment }: NamedTarget): readonly string[] {
  return [name, vendor, environment];
}

function noSuchTarget(
  name: string,
  known: readonly string[],
  targets: readonly NamedTarget[],
  file: string,
): HarnessError {
  return new HarnessError("USAGE", `${file} has no target ${JSON.stringify(name)}.${didYouMean(name, known)}`, {
    remedy: `name one of ${targets.map((target) => target.name).join(", ")}`,
  });
}

function placeIn(source: Source, own: Keys, at: string): MatrixPlace {
  const { vendor, environment, name } = own as Readonly<Record<string, string | undefined>>;
  const made = [vendor, environment].filter((part) => part !== undefined).join("-");
  const called = name ?? made.replaceAll(/[^A-Za-z0-9._-]+/gu, "-").replace(/^[._-]+/u, "");
  if (!TARGET_NAME.test(called) || TAKEN.has(called.toLowerCase())) {
    throw invalid(source, at, "the target has no name that a folder can have", "give it one: name: acme-staging");
  }
  const [suite] = Array.isArray(own["suites"]) ? (own["suites"] as readonly string[]) : [];
  return {
    name: called,
    vendor: vendor ?? suite?.split(".")[0] ?? called,
    environment: environment ?? NO_ENVIRONMENT,
  };
}

/** Everything that keys of a config stand in, of a file that has not been checked yet. */
function sectionsOf({ defaults, vendors, environments, targets }: Keys): readonly Layer[] {
  const named = (section: string, all: unknown): readonly (readonly [at: string, keys: unknown])[] =>
    Object.entries(isObject(all) ? all : {}).map(([name, keys]) => [pointerOf([section, name]), keys]);
  const listed: readonly unknown[] = Array.isArray(targets) ? targets : [];
  return [
    ["/defaults", defaults] as const,
    ...named("vendors", vendors),
    ...named("environments", environments),
    ...listed.map((keys, index) => [`/targets/${index}`, keys] as const),
  ].flatMap(([at, keys]) => (isObject(keys) ? [{ keys, at }] : []));
}

/** A file of targets without its signing hooks, and these by the JSON pointer of the keys that they stood among. */
function withoutSigns(source: Source): { readonly source: Source; readonly signs: ReadonlyMap<string, SignHook> } {
  const signs = new Map<string, SignHook>();
  const without = (keys: unknown, at: string): unknown => {
    if (!isObject(keys)) return keys;
    const taken = takeSign(keys, () => source.placeOf(`${at}/sign`));
    if (taken.sign !== undefined) signs.set(at, taken.sign);
    return taken.keys;
  };
  const named = (section: string): unknown => {
    const all = source.value[section];
    if (!isObject(all)) return all;
    return Object.fromEntries(
      Object.entries(all).map(([name, keys]) => [name, without(keys, pointerOf([section, name]))]),
    );
  };
  const { defaults, targets } = source.value;
  const value = {
    ...source.value,
    ...(defaults === undefined ? {} : { defaults: without(defaults, "/defaults") }),
    ...Object.fromEntries(
      ["vendors", "environments"]
        .filter((section) => section in source.value)
        .map((section) => [section, named(section)]),
    ),
    ...(Array.isArray(targets) ? { targets: targets.map((keys, index) => without(keys, `/targets/${index}`)) } : {}),
  };
  return { source: { ...source, value }, signs };
}

/** What is said of a target, the most general first. */
function layersOf(source: Source, target: Keys, at: string): readonly Layer[] {
  const {
    vendor,
    environment,
    name: _,
    ...own
  } = target as Keys & {
    readonly vendor?: string;
    readonly environment?: string;
  };
  const shared = (section: "vendors" | "environments", name: string | undefined, key: string): readonly Layer[] => {
    const all = source.value[section] as Readonly<Record<string, Keys>> | undefined;
    if (all === undefined || name === undefined) return [];
    const keys = Object.hasOwn(all, name) ? all[name] : undefined;
    if (keys !== undefined) return [{ keys, at: pointerOf([section, name]) }];
    throw invalid(
      source,
      `${at}/${key}`,
      `there is no ${key} ${JSON.stringify(name)} among the ${section}.${didYouMean(name, Object.keys(all))}`,
      `add it to ${section}, as an empty mapping where nothing is to be said of it`,
    );
  };
  const defaults = source.value["defaults"] as Keys | undefined;
  return [
    ...(defaults === undefined ? [] : [{ keys: defaults, at: "/defaults" }]),
    ...shared("vendors", vendor, "vendor"),
    ...shared("environments", environment, "environment"),
    { keys: own, at },
  ];
}

function configOf(
  source: Source,
  path: string,
  { name, vendor }: MatrixPlace,
  layers: readonly Layer[],
  signs: ReadonlyMap<string, SignHook>,
): Config {
  const { file } = source;
  const value: Record<string, unknown> = {};
  const origins = new Map<string, string>();
  for (const { keys, at } of layers) {
    for (const key of Object.keys(value)) if (givesWay(key, new Set(Object.keys(keys)))) delete value[key];
    for (const [key, one] of Object.entries(keys)) {
      value[key] = one;
      origins.set(key, at);
    }
  }
  if (value["suites"] === undefined && value["spec"] === undefined && listVendors().includes(vendor)) {
    value["suites"] = [vendor];
  }
  const own = layers.at(-1)?.at ?? "";
  const placeOf = (pointer: string): Place => {
    const key = pointer.split("/")[1] ?? "";
    const at = origins.get(key);
    return source.placeOf(at === undefined ? own : `${at}${pointer}`);
  };
  const sign = layers.map(({ at }) => signs.get(at)).findLast((hook) => hook !== undefined);
  return {
    file: `${file}#${name}`,
    value,
    placeOf,
    ...(sign === undefined ? {} : { sign }),
    ...pathsBeside(path),
  };
}

function invalid(source: Source, at: string, message: string, remedy: string): HarnessError {
  return new HarnessError("CONFIG_INVALID", message, { place: source.placeOf(at), remedy });
}
