import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SAMPLE_RESULT } from "../src/report/fixtures/sample-result.ts";
import { renderJson } from "../src/report/json/render-json.ts";
import type { Comparison, Finding, RunResult } from "../src/result/index.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";

const HOSTILE = "</style><script>alert(1)</script> @everyone [x](javascript:1) \u202E";

function saved(folder: string, name: string, parts: Partial<RunResult>): string {
  const path = join(folder, name);
  writeFileSync(path, renderJson({ ...SAMPLE_RESULT, ...parts }));
  return path;
}

const hostile: Finding = {
  ...(SAMPLE_RESULT.findings.find(({ severity }) => severity === "error") as Finding),
  fingerprint: "0123456789ab",
  message: HOSTILE,
};

describe("scimproof compare", () => {
  test("fails for a new finding only, and writes every form of what it prints", async () => {
    const folder = tempFolder();
    const old = saved(folder, "old.json", {});
    const fresh = saved(folder, "new.json", { findings: [...SAMPLE_RESULT.findings, hostile] });
    const out = join(folder, "out");
    const end = await cli(["compare", old, fresh, "--reporter", "html,json,md", "--out", out]);
    expect(end).toMatchObject({ code: 1 });
    expect(end.out).toContain("New (1)");
    expect(end.out).toMatch(/\n1 new finding, 0 gone, 0 changed, \d+ still there\. .*\n$/u);
    expect(end.out).not.toContain("\u202E");
    const json = JSON.parse(readFileSync(join(out, "comparison.json"), "utf8")) as Comparison;
    expect(json.findings.new).toMatchObject([{ fingerprint: "0123456789ab", fails: true }]);
    const html = readFileSync(join(out, "comparison.html"), "utf8");
    expect(html).toContain("&lt;script>");
    expect(html).not.toContain("<script");
    expect(html.match(/<\/style>/gu)).toHaveLength(1);
    expect(html).toContain("default-src 'none'");
    const md = readFileSync(join(out, "comparison.md"), "utf8");
    expect(md).toContain("## New (1)");
    // Within code nothing acts.
    expect(md).toContain("`</style><script>alert(1)</script> @everyone");
    expect(md.replaceAll(/`[^`\n]*`/gu, "")).not.toMatch(/<script|@everyone|\[x\]\(/u);
    expect(await cli(["compare", fresh, old])).toMatchObject({ code: 0 });
    expect(await cli(["compare", old, fresh, "--fail-on", "never"])).toMatchObject({ code: 0 });
    expect((await cli(["compare", old, fresh, "--quiet"])).out.trim().split("\n")).toHaveLength(1);
  });

  test.each<[string, (folder: string) => readonly string[], string]>([
    ["a folder without a result", (folder) => [folder, folder], "results.json"],
    ["something else", (folder) => [saved(folder, "a.json", {}), "package.json"], "not a Scimproof result"],
    ["one result", (folder) => [saved(folder, "a.json", {})], 'needs "new"'],
    ["a form that is none", (folder) => ["a", "b", "--reporter", `pdf${folder.length}`], "html, json, md"],
  ])("refuses %s with 2", async (_, argv, told) => {
    const end = await cli(["compare", ...argv(tempFolder())]);
    expect(end).toMatchObject({ code: 2 });
    expect(end.err).toContain(told);
  });
});

describe("scimproof merge", () => {
  test("joins the shards in a folder, says which is missing, and gives the exit code of the whole", async () => {
    const folder = tempFolder();
    const target = await cube({ faults: ["put-members-merged"] });
    const shards = join(folder, "shards");
    const base = ["run", "cube", "--target", target.url, "--token-env", "T", "-t", "members.(smaller|empty)|rename"];
    for (const index of [1, 2]) {
      const argv = [...base, "--shard", `${index}/2`, "--out", join(shards, String(index)), "--reporter", "json"];
      await cli(argv, { env: { T: target.token } });
    }
    const out = join(folder, "merged");
    const baseline = ["--baseline", join(folder, "waivers.yaml")];
    const end = await cli(["merge", shards, "--out", out, ...baseline, "--update-baseline"]);
    expect(end).toMatchObject({ code: 1 });
    const text = readFileSync(join(folder, "waivers.yaml"), "utf8").replaceAll(/"TODO[^"]*"/gu, "known");
    writeFileSync(join(folder, "waivers.yaml"), text);
    const held = await cli(["merge", shards, "--out", out, ...baseline, "--quiet"]);
    expect(held).toMatchObject({ code: 0 });
    expect(held.out).toMatch(/is conformant but for \d waived findings?/u);
    expect(existsSync(join(out, "index.html"))).toBe(true);
    const part = await cli(["merge", join(shards, "1"), "--out", out, ...baseline]);
    expect(part).toMatchObject({ code: 3 });
    expect(part.out).toContain("because shard 2/2 is missing");
    const twice = await cli(["merge", join(shards, "1"), join(shards, "1"), "--out", out]);
    expect(twice).toMatchObject({ code: 2 });
    expect(twice.err).toContain("shard 1/2 was given twice");
    const over = await cli(["merge", join(shards, "1"), "--out", join(shards, "1")]);
    expect(over).toMatchObject({ code: 2 });
    expect(over.err).toContain("would be written over");
    expect(await cli(["merge", tempFolder()])).toMatchObject({ code: 2 });
  });

  test("a part with nothing to do is a part all the same", async () => {
    const folder = tempFolder();
    const target = await cube();
    const run = ["run", "cube", "--target", target.url, "--token-env", "T", "-t", "put.group.rename$|group.rename "];
    const codes: number[] = [];
    for (const index of [1, 2]) {
      const argv = [...run, "--shard", `${index}/2`, "--out", join(folder, "s", String(index)), "--reporter", "json"];
      codes.push((await cli(argv, { env: { T: target.token } })).code);
    }
    expect(codes.toSorted((one, other) => one - other)).toEqual([0, 3]);
    expect(await cli(["merge", join(folder, "s"), "--out", join(folder, "m")])).toMatchObject({ code: 0 });
  });

  test("leaves no report of an earlier run beside its own", async () => {
    const folder = tempFolder();
    const [part, out] = [saved(folder, "part.json", {}), join(folder, "out")];
    await cli(["merge", part, "--out", out]);
    expect(existsSync(join(out, "index.html"))).toBe(true);
    await cli(["merge", part, "--out", out, "--reporter", "json,md"]);
    expect(readdirSync(out).sort()).toEqual(["results.json", "summary.md"]);
  });

  test("says what was wrong with Scimproof itself in a part", async () => {
    const folder = tempFolder();
    const part = saved(folder, "part.json", { ended: { how: "harness-error", detail: "something broke" } });
    const end = await cli(["merge", part, "--out", join(folder, "out"), "--quiet"]);
    expect(end).toMatchObject({ code: 4 });
    expect(end.err).toContain("scimproof: something broke\nthis is a fault of scimproof");
  });
});
