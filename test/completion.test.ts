import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, test } from "vitest";
import { cli, tempFolder } from "./support/cli-run.ts";

const exec = promisify(execFile);
const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;

const scripts = new Map<string, string>();

beforeAll(async () => {
  for (const shell of SHELLS) {
    scripts.set(shell, (await cli(["completion", shell])).out);
  }
});

test("another shell is refused, and those that there are named", async () => {
  const end = await cli(["completion", "tcsh"]);
  expect(end.code).toBe(2);
  expect(end.err).toContain("bash, zsh, fish, powershell");
});

describe.each(SHELLS)("for %s", (shell) => {
  test("names every command, every flag of run, and what flags and words may be", async () => {
    const script = scripts.get(shell) ?? "";
    const help = `${(await cli(["--help"])).out}${(await cli(["run", "--help"])).out}`;
    const commands = [...help.matchAll(/^ {2}([a-z]+) /gmu)].map(([, name = ""]) => name);
    const flags = [...help.matchAll(/ --([a-z-]+)/gu)].map(([, name = ""]) => name);
    expect(commands.length + flags.length).toBeGreaterThan(40);
    const values = [
      "thorough",
      "cube.groups.put",
      "junit",
      "okta-oin",
      "rfc",
      "requirements",
      "RFC7643-4.2-MEMBER-REF",
    ];
    for (const word of [...commands, ...flags.filter((flag) => flag !== "version"), ...values]) {
      expect(script).toContain(word);
    }
  });
});

describe("in bash", () => {
  /** What bash offers behind these words; the last one is being typed. */
  async function offered(...words: readonly string[]): Promise<readonly string[]> {
    const folder = tempFolder();
    writeFileSync(join(folder, "scimproof.bash"), scripts.get("bash") ?? "");
    writeFileSync(join(folder, "openapi.yaml"), "");
    const program = `source ./scimproof.bash || exit 9
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_scimproof
printf '%s\\n' "\${COMPREPLY[@]}"`;
    const { stdout } = await exec("bash", ["--noprofile", "--norc", "-eu", "-c", program, "bash", ...words], {
      cwd: folder,
    });
    return stdout.split("\n").filter((line) => line !== "");
  }

  test.each<[readonly string[], readonly string[]]>([
    [["ru"], ["run"]],
    [["run", "cube."], ["cube.groups.put"]],
    [["run", "--depth", "st"], ["standard"]],
    [["run", "--depth", "=", "th"], ["thorough"]],
    [["run", "cube", "--dep"], ["--depth"]],
    [["run", "--reporter", "ju"], ["junit"]],
    [["run", "--reporter", "html,ju"], ["html,junit"]],
    [["run", "--client", "okta-o"], ["okta-oin"]],
    [["run", "-t", "put.group.members.smal"], ["put.group.members.smaller"]],
    [["run", "--target", "e"], ["embedded"]],
    [["run", "--spec", "open"], ["openapi.yaml"]],
    [["run", "--token-env", "BASH_VERSIO"], ["BASH_VERSION"]],
    [["serve", "stro"], ["strongdm"]],
    [["serve", "cube", "--fault", "put-members-merg"], ["put-members-merged"]],
    [["explain", "put.group.members.smal"], ["put.group.members.smaller"]],
    [["list", "aud"], ["audit-rules"]],
    [["init", "--ci", "gitl"], ["gitlab"]],
    [["completion", "z"], ["zsh"]],
    [["audit", "open"], ["openapi.yaml"]],
  ])("%j offers %j", async (words, expected) => {
    const found = await offered("scimproof", ...words);
    expect(found.filter((word) => !/^BASH_VERSION\w/u.test(word))).toEqual(expected);
  });

  test("nothing typed yet offers every command", async () => {
    expect(await offered("scimproof", "")).toEqual(expect.arrayContaining(["run", "init", "doctor", "completion"]));
  });
});
