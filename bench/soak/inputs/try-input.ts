import { rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type InputKind, runCli } from "./kinds.ts";
import { MUTATORS } from "./mutators.ts";
import { Random } from "./random.ts";

/** What became of one broken file. */
export interface Trial {
  readonly mutator: string;
  readonly code: number;
  readonly durationMs: number;
  /** What is wrong with how it was told; undefined when nothing is. */
  readonly trouble: string | undefined;
}

const NAMES = Object.keys(MUTATORS);

/** Selections and the like: the file can be read, and what it says cannot be done. Nothing in it is at fault. */
const READABLE =
  /declares no |the selection matches no scenario|holds no finding|the finding is of |no embedded target speaks|what stands in for your server refuses/u;

/** What moves the cursor of a terminal, or turns its lines round. */
const CONTROLS = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u;

/** Breaks a file in the way that seed and number say, has it read, and looks at what is said. */
export async function tryInput(kind: InputKind, seed: number, number: number, folder: string): Promise<Trial> {
  const random = new Random(seed, `${kind.name} ${number}`);
  const mutator = NAMES[number % NAMES.length] ?? "";
  const bytes = MUTATORS[mutator]?.(kind.example, random) ?? Buffer.alloc(0);
  const path = join(folder, kind.file);
  writeFileSync(path, bytes);
  const begun = performance.now();
  const { code, text } = await runCli(kind.argv(path));
  const durationMs = performance.now() - begun;
  const trouble = troubleIn(code, text, kind);
  if (trouble === undefined) rmSync(path);
  return { mutator, code, durationMs, trouble };
}

function troubleIn(code: number, text: string, { codes, file }: InputKind): string | undefined {
  const said = text.split("\n").find((line) => line.startsWith("scimproof: ")) ?? text.slice(0, 200);
  const shown = said.length > 300 ? `${said.slice(0, 300)}…` : said;
  if (!codes.includes(code)) return `exit ${code}: ${shown}`;
  if (/\n {4}at \S/u.test(text)) return `a stack trace: ${shown}`;
  if (CONTROLS.test(text)) return `control characters: ${shown}`;
  if (said.length > 2000) return `a message of ${said.length} characters: ${shown}`;
  if (Object.hasOwn(Object.prototype, "polluted")) return "the prototype of all objects was changed";
  if (code !== 2) return undefined;
  const place = new RegExp(`(?:^|[/ ])${basename(file).replace(".", String.raw`\.`)}:\\d+`, "u");
  return place.test(said) || READABLE.test(said) ? undefined : `no place: ${shown}`;
}
