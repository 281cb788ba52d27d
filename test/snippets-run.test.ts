import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type RunningTarget, startTarget } from "../src/targets/index.ts";
import { cli } from "./support/cli-run.ts";
import { blocksOf, isShell, PAGES } from "./support/snippets.ts";
import { type Ended, ROOT, sh } from "./support/stranger.ts";

const TOKEN = "example";
const TUTORIAL = "docs/tutorial/find-a-lost-member.md";
const EXAMPLE = join(ROOT, "examples", "own-document");
const base = mkdtempSync(join(tmpdir(), "scimproof-snippets-"));
const bin = join(base, "bin");
const targets = new Map<string, RunningTarget>();

/** Lines that are not run here, each with why, and where something like it is. */
const NOT_RUN: readonly (readonly [line: RegExp, why: string])[] = [
  [/^npm (?:start|test|ci|install)\b/u, "installs, or takes minutes: .ci/run and test/package do it"],
  [/^(?:\S+ )*npx vitest run/u, "needs the installed package: test/package/examples.test.ts"],
  [/node acme\.mjs/u, "needs the installed package: test/package/examples.test.ts"],
  [/^(?:podman|kubectl|gh) /u, "neither containers, nor a cluster, nor GitHub is here"],
  [/^jq |^tail |^npx tap-parser/u, "programs of others; the tests of the reporters read what they would read"],
  [/ --watch/u, "runs until it is told to stop: test/watch.test.ts"],
  [/scimproof serve /u, "serves until it is told to stop: the tutorial's own is started below"],
  [/^npx scimproof init$/u, "asks a person: test/init.test.ts"],
  [/ --(?:basic-env|header-env|ca|cert) /u, "needs a server that is entered so: test/access.test.ts"],
  [/ --replay 55760371f772/u, "a finding of the reader's; the tutorial's is replayed below"],
];

/** What a line comes to where that is not 0. */
const CODES: readonly (readonly [line: RegExp, code: number])[] = [
  [/ --target http:\/\/127\.0\.0\.1:9$/u, 2],
  [/ --update-baseline/u, 1],
];

/** What stands in the folder before the lines of a page are run: what they read. */
const BEFORE: Readonly<Record<string, (cwd: string, env: Env) => Promise<void> | void>> = {
  "docs/how-to/compare-and-merge.md": async (cwd, env) => {
    await typed('scimproof run cube --target "$URL" --token-env SCIM_TOKEN --out main --reporter json', cwd, env);
    cpSync(join(cwd, "main"), join(cwd, "reports"), { recursive: true });
    writeFileSync(join(cwd, "waivers.yaml"), "waivers: []\n");
  },
  "docs/how-to/matrix.md": (cwd, { URL: url = "" }) => {
    const target = { vendor: "cube", environment: "staging", target: url, tokenEnv: "SCIM_TOKEN" };
    writeFileSync(join(cwd, "targets.yaml"), JSON.stringify({ targets: [target] }));
  },
};

/** What a reader's server and choices are here: few scenarios, so that a line takes a second. */
function environment(page: string): Env {
  const url = (name: string): string => targets.get(name)?.url ?? "";
  const isWaived = page.endsWith("waivers.md");
  return {
    PATH: `${bin}:${process.env["PATH"] ?? ""}`,
    SCIM_TOKEN: TOKEN,
    URL: url(isWaived ? "wrong" : "cube"),
    SCIMPROOF_DEPTH: "smoke",
    SCIMPROOF_GREP: isWaived ? "members.smaller" : "group.(rename|members.(smaller|larger))|service.create.user$",
    // Where a page leaves the server to a config of the reader's.
    ...(page.endsWith("secrets.md") ? { SCIMPROOF_TARGET: url("cube"), SCIMPROOF_TOKEN_ENV: "SCIM_TOKEN" } : {}),
    ...(page.includes("own-document") ? { SCIMPROOF_TARGET: url("rfc") } : {}),
    ...(page.includes("vendor-ci") ? { SCIMPROOF_TARGET: url("cube") } : {}),
  };
}

/** The addresses of the pages are those of servers that run here. */
function onThisMachine(line: string): string {
  const url = (name: string): string => targets.get(name)?.url ?? "";
  const own = line.includes("--spec openapi.yaml") ? line.replace('"$URL"', url("rfc")) : line;
  return own
    .replaceAll(/https:\/\/acme\.cubecloud\.dev\/api|http:\/\/localhost:3000\/api/gu, url("cube"))
    .replaceAll(/https?:\/\/(?:host|localhost:3000|127\.0\.0\.1:4100)(?:\/scim\/v2)?(?=\s|$)/gu, url("rfc"));
}

type Env = Readonly<Record<string, string>>;

interface Shown {
  readonly line: string;
  /** What the page shows that it prints. */
  readonly prints: readonly string[];
}

/** The lines of a page that a reader would type; of a block that shows a prompt the others are what comes of it. */
function linesOf(page: string): readonly Shown[] {
  return blocksOf([page])
    .filter(isShell)
    .flatMap(({ text }) => {
      if (!text.startsWith("$ ")) {
        const code = text.split(/\n\n#/u)[0] ?? "";
        return code.split("\n").map((line) => ({ line: line.replace(/\s+#.*$/u, "").trim(), prints: [] }));
      }
      return text.split(/^\$ /mu).flatMap((part) => {
        const [line = "", ...prints] = part.trimEnd().split("\n");
        return line === "" ? [] : [{ line, prints }];
      });
    })
    .filter(({ line }) => line !== "");
}

const SHOWN = PAGES.filter((page) => page !== TUTORIAL && !/compat|CONTRIBUTING|CHANGELOG|commands/u.test(page));
const seen = new Set<string>();
const RUN = SHOWN.map((page) => ({
  page,
  lines: linesOf(page).filter(({ line }) => {
    // What several pages say the same way is run once.
    const isNew = !seen.has(line) || page.startsWith("examples/");
    seen.add(line);
    return isNew && !NOT_RUN.some(([pattern]) => pattern.test(line));
  }),
})).filter(({ lines }) => lines.length > 0);

/** Runs a line in this process where it is the command alone, which saves it half its time; else in bash. */
async function typed(line: string, cwd: string, env: Env): Promise<Ended> {
  const [, variables = "", words] = /^((?:[A-Z_]+=\S+ )*)(?:npx )?scimproof ([^|<>&;]*)$/u.exec(line) ?? [];
  if (words === undefined) return await sh("bash", ["-eu", "-c", line], cwd, env);
  const set = Object.fromEntries([...variables.matchAll(/([A-Z_]+)=(\S+)/gu)].map(([, name, value]) => [name, value]));
  const argv = (words.match(/"[^"]*"|'[^']*'|\S+/gu) ?? []).map((word) =>
    word.startsWith("'")
      ? word.slice(1, -1)
      : word.replaceAll('"', "").replaceAll(/\$([A-Z_]+)/gu, (_, name: string) => env[name] ?? ""),
  );
  const before = process.cwd();
  process.chdir(cwd);
  try {
    const { code, out, err } = await cli(argv, { cwd, env: { ...env, ...set } });
    return { code, out: out + err };
  } finally {
    process.chdir(before);
  }
}

beforeAll(async () => {
  mkdirSync(bin);
  const main = join(ROOT, "dist", "src", "cli", "main.js");
  writeFileSync(join(bin, "scimproof"), `#!/usr/bin/env bash\nexec "${process.execPath}" "${main}" "$@"\n`);
  chmodSync(join(bin, "scimproof"), 0o755);
  targets.set("cube", await startTarget({ dialect: "cube", token: TOKEN }));
  targets.set("rfc", await startTarget({ dialect: "rfc", token: TOKEN }));
  targets.set("wrong", await startTarget({ dialect: "cube", token: TOKEN, faults: ["put-members-merged"] }));
});

afterAll(async () => {
  await Promise.all([...targets.values()].map((target) => target.close()));
  rmSync(base, { recursive: true, force: true });
});

test.each(RUN)("$page: what it says to type does what it says", async ({ page, lines }) => {
  const env = environment(page);
  const folder = (): string => {
    const made = mkdtempSync(join(base, "page-"));
    copyFileSync(join(EXAMPLE, "openapi.yaml"), join(made, "openapi.yaml"));
    if (page.startsWith("examples/")) cpSync(join(ROOT, page, ".."), made, { recursive: true });
    return made;
  };
  const cwd = folder();
  await BEFORE[page]?.(cwd, env);
  for (const { line, prints } of lines) {
    // A transcript names files of this repository; init begins in a folder that has no config yet.
    const at = line.includes("test/documents/") ? ROOT : line.includes(" init ") ? folder() : cwd;
    const { code, out } = await typed(onThisMachine(line), at, env);
    expect({ line, code }, out).toEqual({ line, code: CODES.find(([pattern]) => pattern.test(line))?.[1] ?? 0 });
    expect(prints.filter((one) => !out.includes(one.trim()))).toEqual([]);
  }
});

test("every reason not to run a line is one for a line that there is", () => {
  const lines = SHOWN.flatMap(linesOf).map(({ line }) => line);
  expect(NOT_RUN.filter(([pattern]) => !lines.some((line) => pattern.test(line))).map(([, why]) => why)).toEqual([]);
});

test("the tutorial: each of its steps shows what it tells", async () => {
  const page = readFileSync(join(ROOT, TUTORIAL), "utf8");
  const [serve = "", ...steps] = linesOf(TUTORIAL).map(({ line }) => line);
  const fault = /--fault (\S+)/u.exec(serve)?.[1] ?? "";
  const target = await startTarget({ dialect: "strongdm", token: "s3cret-for-a-look", faults: [fault] });
  try {
    const cwd = mkdtempSync(join(base, "tutorial-"));
    const env = { SCIM_TOKEN: "s3cret-for-a-look", SCIMPROOF_SEED: "1" };
    const ends: Ended[] = [];
    for (const step of steps.filter((line) => !line.startsWith("export "))) {
      ends.push(await typed(step.replace("http://127.0.0.1:8901", target.url), cwd, env));
    }
    expect(ends.map(({ code }) => code)).toEqual([0, 1, 1]);
    const [doctor, run, replay] = ends;
    expect(doctor?.out).toContain("can begin");
    const story = /\*(Group 1 has [^*]+)\*/u.exec(page)?.[1] ?? "no story";
    const first = run?.out.slice(run.out.indexOf("× ")).replaceAll(/\s+/gu, " ") ?? "";
    expect(first.startsWith(`× ${story}`), first.slice(0, 300)).toBe(true);
    expect(replay?.out.replaceAll(/\s+/gu, " ")).toContain(story);
  } finally {
    await target.close();
  }
});
