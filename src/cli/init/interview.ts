import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { didYouMean, listVendors } from "../../document/index.ts";
import { palette } from "../../report/index.ts";
import { HarnessError } from "../../result/index.ts";
import { DIALECTS } from "../../targets/index.ts";
import { reportError } from "../errors.ts";
import type { TargetFlags } from "../flags.ts";
import type { Prompt } from "../prompt.ts";
import { exampleTarget, readTarget } from "../target-url.ts";
import type { Terminal } from "../terminal.ts";
import { usage } from "../usage.ts";
import { readChoice, readPair } from "../values.ts";
import { type Answers, CI_KINDS, type InitFlags } from "./answers.ts";
import { guessCi } from "./ci-text.ts";
import { foundLines, type Looked, lookAt } from "./look-at.ts";

/** Where answers come from: flags first, then a person, then what goes without saying. */
export interface Interview {
  readonly flags: InitFlags;
  /** Undefined where nobody is there, or defaults were asked for. */
  readonly prompt: Prompt | undefined;
  readonly folder: string;
  readonly terminal: Terminal;
}

const DOCUMENTS = ["openapi.yaml", "openapi.yml", "openapi.json"];
const DEFAULT_TOKEN = "SCIM_TOKEN";
const NO_TOKEN = "-";

/** A question with what it takes. */
interface Question<Value> {
  readonly text: string;
  /** What goes without saying. */
  readonly usual: string | undefined;
  /** The flag that answers it: `--target URL`. */
  readonly flag: string;
  /** @throws HarnessError for what will not do */
  readonly read: (line: string) => Value | Promise<Value>;
}

/** What is to be tested. */
export interface What {
  /** One of the suites that come with the package; undefined where there is a document. */
  readonly vendor: string | undefined;
  /** The document as it was named. */
  readonly spec: string | undefined;
  readonly looked: Looked;
  /** What it was read from. */
  readonly files: Pick<TargetFlags, "spec" | "overlay" | "allowRemoteRefs">;
}

/** What is to be tested, read, and told. */
export async function askWhat(word: string | undefined, { flags, prompt, folder, terminal }: Interview): Promise<What> {
  const look = async (said: string): Promise<What> => {
    const isVendor = listVendors().includes(said);
    const isFile = existsSync(resolve(folder, said));
    if (!isVendor && !isFile && !/[./\\]/u.test(said)) {
      throw usage(
        `there is no vendor and no file ${JSON.stringify(said)}.${didYouMean(said, listVendors())}`,
        `name your OpenAPI document, or one of ${listVendors().join(", ")}`,
      );
    }
    if (isVendor) return { vendor: said, spec: undefined, files: {}, looked: await lookAt(said, {}) };
    const here = (path: string): string => relative(process.cwd(), resolve(folder, path));
    const { overlay, allowRemoteRefs = false } = flags;
    const files = { spec: here(said), allowRemoteRefs, ...(overlay === undefined ? {} : { overlay: here(overlay) }) };
    return { vendor: undefined, spec: said, files, looked: await lookAt(undefined, files) };
  };
  if (word !== undefined && flags.spec !== undefined) {
    throw usage(`a document takes the place of ${word}`, "give one of them");
  }
  const found = DOCUMENTS.find((name) => existsSync(join(folder, name)));
  const vendors = listVendors().filter((name) => name !== "rfc");
  const answered = await answer(word ?? flags.spec, prompt, terminal, {
    text: `Your OpenAPI document; or a vendor (${vendors.join(", ")}); or rfc, for any SCIM 2.0 server`,
    usual: found,
    flag: "--spec FILE",
    read: look,
  });
  terminal.out(foundLines(answered.looked, palette(terminal.colour.out)));
  return answered;
}

/** Values of the parameters before the id that the document leaves open. */
export async function askParameters(
  { open }: Looked,
  { flags, prompt, terminal }: Interview,
): Promise<Readonly<Record<string, string>>> {
  const values = Object.fromEntries((flags.pathParam ?? []).map((text) => readPair("--path-param", text, "org=acme")));
  for (const { name, path } of open) {
    values[name] = await answer(values[name], prompt, terminal, {
      text: `The document does not say what {${name}} is in ${path}. Its value`,
      usual: undefined,
      flag: `--path-param ${name}=VALUE`,
      read: (line) => {
        if (!/^\.{1,2}$/u.test(line) && line !== "") return line;
        throw usage(`${JSON.stringify(line)} cannot stand in a path`);
      },
    });
  }
  return values;
}

/** Which server, how to get in, and where it is run. */
export async function askServer(
  { contract }: Looked,
  vendor: string | undefined,
  { flags, prompt, folder, terminal }: Interview,
): Promise<Pick<Answers, "target" | "tokenEnv" | "ci">> {
  const [server] = contract.servers;
  const isWhole = server !== undefined && /^https?:\/\/[^{}]+$/iu.test(server.url);
  const usual = isWhole ? readTarget(server.url) : undefined;
  const example = usual === undefined ? `, such as ${exampleTarget(contract)}` : "";
  const hasOwn = vendor !== undefined && DIALECTS.some(({ name }) => name === vendor);
  const target = await answer(flags.target, prompt, terminal, {
    text: `Base URL of the server${example}${hasOwn ? "; or embedded, to try it out" : ""}`,
    usual,
    flag: "--target URL",
    read: (line) => (line === "embedded" && hasOwn ? line : readTarget(line)),
  });
  const tokenEnv =
    target === "embedded"
      ? undefined
      : await answer(flags.tokenEnv, prompt, terminal, {
          text: `Name of the environment variable that holds its bearer token (${NO_TOKEN} for none)`,
          usual: DEFAULT_TOKEN,
          flag: "--token-env NAME",
          read: readVariable,
        });
  const ci = await answer(flags.ci, prompt, terminal, {
    text: `Pipeline: ${CI_KINDS.join(", ")}`,
    usual: guessCi(folder),
    flag: "--ci NAME",
    read: (line) => readChoice("--ci", line, CI_KINDS),
  });
  return { target, tokenEnv, ci };
}

/** The name of a variable. What does not look like one may be the token itself, and is not shown. */
function readVariable(line: string): string | undefined {
  if (line === NO_TOKEN || line === "none") return undefined;
  if (/^[A-Z_][A-Z0-9_]{0,63}$/u.test(line)) return line;
  throw usage(
    "--token-env takes the name of an environment variable in capital letters, not the token",
    `put the token into a variable and name that: ${DEFAULT_TOKEN}`,
  );
}

/**
 * An answer: said by a flag, by a person, or usual.
 *
 * @throws HarnessError `USAGE` where nobody says it and nothing is usual, or a flag says what will not do
 */
async function answer<Value>(
  said: string | undefined,
  prompt: Prompt | undefined,
  terminal: Terminal,
  { text, usual, flag, read }: Question<Value>,
): Promise<Value> {
  if (said !== undefined) return await read(said);
  if (prompt === undefined) {
    if (usual === undefined) throw usage(`${flag} is missing, and nobody is there to be asked`, `give ${flag}`);
    return await read(usual);
  }
  for (;;) {
    const line = await prompt.ask(`${text}${usual === undefined ? "" : ` [${usual}]`}: `);
    const value = line === "" ? usual : line;
    if (value === undefined) continue;
    try {
      return await read(value);
    } catch (error) {
      // Said at the terminal it is no reason to begin again.
      if (!(error instanceof HarnessError)) throw error;
      reportError(error, terminal, false);
    }
  }
}
