import { existsSync } from "node:fs";
import { basename, extname } from "node:path";
import { pathToFileURL } from "node:url";
import type { SignHook } from "../../client/index.ts";
import { readSource, type Source } from "../../document/index.ts";
import { HarnessError, nameThrown, type Place } from "../../result/index.ts";

const TYPESCRIPT: ReadonlySet<string> = new Set([".ts", ".mts", ".cts"]);
const JAVASCRIPT: ReadonlySet<string> = new Set([".mjs", ".js", ".cjs"]);

/** Keys of a config, and the signing hook that stood among them. */
export interface Keys {
  readonly keys: Readonly<Record<string, unknown>>;
  readonly sign?: SignHook;
}

/**
 * Reads a config or a file of targets: YAML, JSON, or what a module exports by default. Nothing in it is checked yet.
 *
 * @param path absolute
 * @param file as it was named
 * @throws HarnessError `CONFIG_INVALID` with place and remedy; `USAGE` where TypeScript cannot be read here
 */
export async function readConfig(path: string, file: string): Promise<Source> {
  const kind = extname(file).toLowerCase();
  if (!TYPESCRIPT.has(kind) && !JAVASCRIPT.has(kind)) return await readSource(path, "CONFIG_INVALID", file);
  if (!existsSync(path)) throw invalid("cannot read the file: there is no such file", { file }, "name one that exists");
  const exported = await importDefault(path, file);
  if (typeof exported !== "object" || exported === null || Array.isArray(exported)) {
    throw invalid("exports no config", { file }, "write: export default { target: … }");
  }
  return { file, text: "", value: keysOf(exported, file), placeOf: () => ({ file }) };
}

/**
 * Takes the signing hook out of keys of a config, which a JSON Schema cannot describe.
 *
 * @param place where it stands
 * @throws HarnessError `CONFIG_INVALID` for one that is no function, as in YAML none can be
 */
export function takeSign(all: Readonly<Record<string, unknown>>, place: () => Place): Keys {
  if (!Object.hasOwn(all, "sign")) return { keys: all };
  const { sign, ...keys } = all;
  if (sign === undefined) return { keys };
  if (typeof sign === "function") return { keys, sign: sign as SignHook };
  throw invalid(
    "sign is no function",
    place(),
    "write it in a JavaScript file, scimproof.config.mjs or targets.mjs: sign: (request) => ({ 'X-Signature': … })",
  );
}

/** What a module exports may be anything: one whose keys cannot be read is no config. */
function keysOf(exported: object, file: string): Readonly<Record<string, unknown>> {
  try {
    return { ...exported };
  } catch (cause) {
    throw invalid("exports what cannot be read", { file }, "write: export default { target: … }", cause);
  }
}

// So long a config may take to load, in ms: one that waits for what never comes would end the process without a word.
const LOAD_MS = 30_000;

class Late extends Error {}

async function importWithin(path: string): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Late(`it is not loaded after ${LOAD_MS / 1000} s`)), LOAD_MS);
  });
  try {
    return await Promise.race([import(pathToFileURL(path).href) as Promise<unknown>, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** What is wrong, without the message: that of a module may be the key which was to be read. Node's own quote no value. */
function plainMessage(cause: unknown): string {
  if (cause instanceof Late) return cause.message;
  if (!(cause instanceof Error)) return "something that is no Error was thrown";
  const [line = ""] = cause.message.split("\n");
  if (line.endsWith(" is not valid JSON")) return "a text is not valid JSON";
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : "";
  if (NOT_FOUND.has(code) && /^Cannot find (?:package|module) '[\w@./:-]{1,300}'/u.test(line)) return line;
  return `${nameThrown(cause)} was thrown`;
}

const NOT_FOUND: ReadonlySet<string> = new Set(["ERR_MODULE_NOT_FOUND", "MODULE_NOT_FOUND"]);

async function importDefault(path: string, file: string): Promise<unknown> {
  try {
    const module = (await importWithin(path)) as { readonly default?: unknown };
    return module.default;
  } catch (cause) {
    if (TYPESCRIPT.has(extname(path).toLowerCase()) && isUnreadable(cause)) {
      throw new HarnessError("USAGE", `${file} is TypeScript, which Node ${process.version} cannot read`, {
        remedy: `write it as ${basename(file, extname(file))}.mjs or .yaml, or use Node 22.18 or later`,
        cause,
      });
    }
    if (isTakenForCommonJs(cause)) {
      throw invalid(
        `is an ES module, which Node takes for CommonJS: the nearest package.json has "type": "commonjs", or no type`,
        { file },
        `name it ${basename(file, extname(file))}.mjs, or write "type": "module" into that package.json`,
        cause,
      );
    }
    throw invalid(
      `cannot be run: ${plainMessage(cause)}`,
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

/** What Node says of `import` and `export` in a file that it reads as CommonJS, as `npm init` has it of .js and .ts. */
function isTakenForCommonJs(cause: unknown): boolean {
  return (
    cause instanceof SyntaxError &&
    /^(?:Unexpected token 'export'|Cannot use import statement outside a module|Cannot use 'import\.meta' outside a module)/u.test(
      cause.message,
    )
  );
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
