import { existsSync } from "node:fs";
import { basename, extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { SignHook } from "../../client/index.ts";
import { checkFile, readSource, type Source } from "../../document/index.ts";
import { HarnessError, type Place } from "../../result/index.ts";
import { CONFIG_SCHEMA } from "./config-schema.ts";
import { findTarget, loadTargets, targetAddress } from "./load-targets.ts";
import { pathsBeside } from "./paths-beside.ts";
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
const TYPESCRIPT: ReadonlySet<string> = new Set([".ts", ".mts", ".cts"]);
const JAVASCRIPT: ReadonlySet<string> = new Set([".mjs", ".js", ".cjs"]);

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
  const kind = extname(file).toLowerCase();
  const isModule = TYPESCRIPT.has(kind) || JAVASCRIPT.has(kind);
  const { sign, ...source }: Imported = isModule
    ? await importConfig(path, file)
    : await readSource(path, "CONFIG_INVALID", file);
  if (Array.isArray(source.value["targets"])) throw isOfTargets(file);
  refuseSecrets(source);
  if (Object.hasOwn(source.value, "sign")) {
    throw new HarnessError("CONFIG_INVALID", "sign is a function, and only a JavaScript config can have one", {
      place: source.placeOf("/sign"),
      remedy: "write the config as scimproof.config.mjs: export default { sign: (request) => ({ … }) }",
    });
  }
  checkFile(source, CONFIG_SCHEMA, "CONFIG_INVALID", { showsValues: false });
  return {
    file,
    value: source.value,
    placeOf: source.placeOf,
    ...(sign === undefined ? {} : { sign }),
    ...pathsBeside(path),
  };
}

function isOfTargets(file: string): HarnessError {
  return new HarnessError("USAGE", `${file} holds several targets`, {
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

type Imported = Source & { readonly sign?: SignHook };

async function importConfig(path: string, file: string): Promise<Imported> {
  if (!existsSync(path)) throw invalid("cannot read the file: there is no such file", { file }, "name one that exists");
  const exported = await importDefault(path, file);
  if (typeof exported !== "object" || exported === null || Array.isArray(exported)) {
    throw invalid("exports no config", { file }, "write: export default { target: … }");
  }
  const { sign, ...value } = exported as Readonly<Record<string, unknown>>;
  if (sign !== undefined && typeof sign !== "function") {
    throw invalid("sign is no function", { file }, "write: sign: (request) => ({ 'X-Signature': … })");
  }
  const hook = sign as SignHook | undefined;
  return { file, text: "", value, placeOf: () => ({ file }), ...(hook === undefined ? {} : { sign: hook }) };
}

async function importDefault(path: string, file: string): Promise<unknown> {
  try {
    const module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
    return module.default;
  } catch (cause) {
    if (TYPESCRIPT.has(extname(path).toLowerCase()) && isUnreadable(cause)) {
      throw new HarnessError("USAGE", `${file} is TypeScript, which Node ${process.version} cannot read`, {
        remedy: `write it as ${basename(file, extname(file))}.mjs or .yaml, or use Node 22.18 or later`,
        cause,
      });
    }
    const message =
      cause instanceof Error ? (cause.message.split("\n")[0] ?? "") : "something that is no Error was thrown";
    throw invalid(
      `cannot be run: ${message}`,
      placeIn(cause, path, file),
      "correct the module: node FILE runs it alone",
      cause,
    );
  }
}

/** Node 20 knows no such file; later ones know it only with types that can be taken out. */
function isUnreadable(cause: unknown): boolean {
  const code: unknown = typeof cause === "object" && cause !== null && "code" in cause ? cause.code : undefined;
  return code === "ERR_UNKNOWN_FILE_EXTENSION" || code === "ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX";
}

/** Line and column as the stack has them, where the module itself was at fault. */
function placeIn(cause: unknown, path: string, file: string): Place {
  const stack = cause instanceof Error ? (cause.stack ?? "") : "";
  for (const name of [pathToFileURL(path).href, path]) {
    const at = stack.indexOf(`${name}:`);
    const found = at === -1 ? undefined : /^:(\d+)(?::(\d+))?/u.exec(stack.slice(at + name.length));
    if (found === undefined || found === null) continue;
    return { file, line: Number(found[1]), ...(found[2] === undefined ? {} : { column: Number(found[2]) }) };
  }
  return { file };
}

function invalid(message: string, place: Place, remedy: string, cause?: unknown): HarnessError {
  return new HarnessError("CONFIG_INVALID", message, { place, remedy, cause });
}
