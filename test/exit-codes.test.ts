import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { RunSignal } from "../src/cli/index.ts";
import { parseResult, REPORTERS } from "../src/report/index.ts";
import type { RunResult } from "../src/result/index.ts";
import type { RunningTarget } from "../src/targets/index.ts";
import { type CliEnd, cli, cube, tempFolder } from "./support/cli-run.ts";

// One scenario tells an exit code as well as all of them, and the JSON is written whatever else is.
const ONE = ["-t", "rename", "--reporter", "json"];
const MERGED = ["-t", "members.smaller|rename", "--reporter", "json"];
const QUICK = ["--depth", "smoke", "--reporter", "json"];

/** Runs against a target as a vendor would: by URL, with its token in the environment. */
async function runOn(
  target: RunningTarget,
  flags: readonly string[],
): Promise<CliEnd & { readonly result: RunResult }> {
  const out = tempFolder();
  const argv = ["run", "cube", "--target", target.url, "--token-env", "TOKEN", "--out", out, ...flags];
  const end = await cli(argv, { env: { TOKEN: target.token } });
  const path = join(out, "results.json");
  return { ...end, result: parseResult(readFileSync(path, "utf8"), path) };
}

describe("0: conformant", () => {
  test("the embedded target, named", async () => {
    const end = await cli(["run", "cube", "--target", "embedded", "--out", tempFolder(), ...ONE]);
    expect(end).toMatchObject({ code: 0, listening: 0 });
    expect(end.out).toContain("Scimproof's own embedded target is conformant");
  });

  test("a bare run, which says that it tests itself", async () => {
    const end = await cli(["run", "--out", tempFolder(), ...ONE]);
    expect(end.code).toBe(0);
    expect(end.err).toContain("No suite, document or target was named");
    expect(end.out).toContain("Scimproof's own embedded target is conformant");
  });

  test("a server that is right, by its document alone", async () => {
    const target = await cube();
    const argv = ["run", "--spec", "specs/cube/openapi.yaml", "--target", target.url, "--token-env", "T", ...ONE];
    expect(await cli([...argv, "--out", tempFolder()], { env: { T: target.token } })).toMatchObject({ code: 0 });
  });

  test("one scenario of the service, which makes nothing by the operations that others are about", async () => {
    const argv = ["run", "rfc.service", "--target", "embedded", "-t", "service.groups.nested-added"];
    expect(await cli([...argv, "--out", tempFolder()])).toMatchObject({ code: 0 });
  });

  test("a warning, unless warnings fail", async () => {
    const end = await runOn(await cube({ faults: ["malformed-json-422"] }), ["-t", "malformed|rename"]);
    expect(end.result.summary.findings).toMatchObject({ error: 0, warning: 1 });
    expect(end).toMatchObject({ code: 0 });
    expect(end.out).toContain("1 warning did not fail the run");
  });

  test("a finding, with --fail-on never", async () => {
    const end = await runOn(await cube({ faults: ["put-members-merged"] }), [...MERGED, "--fail-on", "never"]);
    expect(end).toMatchObject({ code: 0, result: { verdict: "nonconformant" } });
  });

  test("preflight alone", async () => {
    const end = await cli(["doctor", "cube", "--target", "embedded", "--out", tempFolder()]);
    expect(end).toMatchObject({ code: 0, listening: 0 });
    expect(end.out).toContain("ready");
  });
});

describe("1: nonconformant", () => {
  test("a fault", async () => {
    const end = await runOn(await cube({ faults: ["put-members-merged"] }), MERGED);
    expect(end).toMatchObject({ code: 1, result: { verdict: "nonconformant", cleanup: { left: [] } } });
    expect(end.out).toContain("Failures (");
  });

  test("a warning, with --fail-on warning", async () => {
    const flags = ["-t", "malformed|rename", "--fail-on", "warning"];
    expect(await runOn(await cube({ faults: ["malformed-json-422"] }), flags)).toMatchObject({ code: 1 });
  });
});

describe("2: found out without sending", () => {
  const cases: readonly (readonly [what: string, argv: readonly string[], says: string])[] = [
    ["no command", [], "Usage: scimproof"],
    ["an unknown command", ["rnu"], 'Did you mean "run"?'],
    ["a suite in place of a command", ["cube"], "Did you mean scimproof run cube?"],
    ["an unknown flag", ["run", "cube", "--targt", "x"], "Did you mean --target?"],
    ["a config that is not there", ["run", "cube", "--config", "x"], "x:1:1: cannot read the file"],
    ["a flag without its value", ["run", "cube", "--out"], "--out"],
    ["an unknown suite", ["run", "cbe"], 'Did you mean "cube"?'],
    ["a forgotten target", ["run", "cube"], "--target https://acme.cubecloud.dev/api"],
    ["a forgotten target of a document", ["run", "--spec", "specs/cube/openapi.yaml"], "no target was named"],
    ["a forgotten suite", ["run", "--target", "http://127.0.0.1:1"], "which document describes that server?"],
    ["a server variable that was not filled in", ["run", "cube", "--server-var", "tenant="], "NAME=VALUE"],
    ["an unknown server variable", ["run", "cube", "--server-var", "tenan=a"], 'Did you mean "tenant"?'],
    ["an unknown server", ["run", "cube", "--server", "EU9"], 'no server "EU9"'],
    ["two targets", ["run", "cube", "--target", "embedded", "--server", "x"], "give either"],
    ["a target that is no URL", ["run", "cube", "--target", "localhost:3000"], "--target http://localhost:3000"],
    ["a target with a query", ["run", "cube", "--target", "http://h/a?b=c"], "write --target http://h/a"],
    ["an empty selection", ["run", "cube", "--target", "embedded", "-t", "members.largr"], "put.group.members.larger"],
    ["a pattern that is none", ["run", "cube", "--target", "embedded", "-t", "("], "no regular expression"],
    ["a shard that is none", ["run", "cube", "--target", "embedded", "--shard", "5/4"], "--shard 1/4"],
    ["a depth that is none", ["run", "cube", "--target", "embedded", "--depth", "deep"], "smoke, standard, thorough"],
    ["a seed that is none", ["run", "cube", "--target", "embedded", "--seed", "x"], "--seed x"],
    ["a time without a unit", ["run", "cube", "--target", "embedded", "--timeout", "10"], "--timeout 10s"],
    ["a size that is none", ["run", "cube", "--target", "embedded", "--max-body", "big"], "--max-body 32MiB"],
    ["a rate that is none", ["run", "cube", "--target", "embedded", "--rate", "0/s"], "--rate 10/s"],
    ["a fixture of no kind", ["run", "cube", "--target", "embedded", "--fixture", "roles=1"], "groups=ID,ID"],
    ["an unknown reporter", ["run", "cube", "--target", "embedded", "--reporter", "pdf"], "html, md, junit, json"],
    ["a document that is not there", ["run", "--spec", "nowhere.yaml", "--target", "http://h"], "nowhere.yaml"],
    ["a document that is none", ["run", "--spec", "package.json", "--target", "http://h"], "package.json"],
    [
      "a profile that is none",
      ["run", "--spec", "specs/cube/openapi.yaml", "--profile", "package.json", "--target", "http://h"],
      "package.json",
    ],
    [
      "a profile of another vendor",
      ["run", "cube", "--profile", "specs/maia/profile.yaml", "--target", "http://h"],
      "--spec",
    ],
    ["a variable that is not set", ["run", "cube", "--target", "http://h", "--token-env", "NOT_SET"], "NOT_SET"],
    ["an unknown list", ["list", "fault"], 'Did you mean "faults"?'],
    ["an unknown id", ["explain", "put.group.members.largest"], "put.group.members.larger"],
    ["an unknown dialect", ["serve", "cubes"], "one of cube"],
    ["an unknown fault", ["serve", "cube", "--fault", "put-members-merge"], "put-members-merged"],
    ["a result that is none", ["report", "package.json"], "not a Scimproof result"],
    ["a result that is not there", ["report", "nowhere.json"], "nowhere.json"],
    ["a journal that is none", ["cleanup", "package.json"], "not"],
    ["a journal that is not there", ["cleanup", "nowhere.ndjson"], "nowhere.ndjson"],
    ["a doctor without a target", ["doctor", "cube"], "scimproof doctor cube --target"],
  ];

  test.for(cases)("%s", async ([, argv, says]) => {
    const end = await cli(argv);
    expect(end).toMatchObject({ code: 2, listening: 0 });
    expect(end.out + end.err).toContain(says);
  });

  test("a credential that can never work", async () => {
    const argv = ["run", "cube", "--target", "http://127.0.0.1:1", "--token-env", "T"];
    const end = await cli(argv, { env: { T: "Bearer abcdefgh-12345678" } });
    expect(end.code).toBe(2);
    expect(end.err).toContain("begins with the word Bearer");
    expect(end.err).not.toContain("abcdefgh");
  });
});

describe("3: found out by sending", () => {
  test("nobody listens", async () => {
    const end = await cli(["run", "cube", "--target", "http://127.0.0.1:1/api", "--out", tempFolder()]);
    expect(end).toMatchObject({ code: 3, listening: 0 });
    expect(end.err).toContain("refused the connection");
  });

  test("a wrong token", async () => {
    const target = await cube();
    const argv = ["run", "cube", "--target", target.url, "--token-env", "T", "--out", tempFolder()];
    const end = await cli(argv, { env: { T: "a-token-of-somebody-else" } });
    expect(end.code).toBe(3);
    expect(end.err).toContain("refuses the credential");
    expect(end.out + end.err).not.toContain("a-token-of-somebody-else");
  });

  test("no token at all", async () => {
    const end = await cli(["run", "cube", "--target", (await cube()).url, "--out", tempFolder()]);
    expect(end.code).toBe(3);
    expect(end.err).toContain("--token-env SCIM_TOKEN");
  });

  test("a wrong base path, with the right one", async () => {
    const target = await cube();
    const origin = target.url.replace(/\/api$/u, "");
    const argv = ["run", "cube", "--target", origin, "--token-env", "T", "--out", tempFolder()];
    const end = await cli(argv, { env: { T: target.token } });
    expect(end.code).toBe(3);
    expect(end.err).toContain(`--target ${target.url}`);
  });

  test("everything blocked: no creation and no fixtures", async () => {
    const end = await runOn(await cube({ oddities: ["updates-only"] }), []);
    expect(end).toMatchObject({ code: 3, result: { verdict: "inconclusive" } });
    expect(end.err).toContain("--fixture groups=ID,ID");
  });

  test("something blocked, with --strict, and 0 without", async () => {
    const flags = ["--no-auth-probes", "-t", "rename|credentials", "--reporter", "json"];
    const loose = await runOn(await cube(), flags);
    expect(loose.result.summary.scenarios.blocked).toBeGreaterThan(0);
    expect(loose.code).toBe(0);
    expect((await runOn(await cube(), [...flags, "--strict"])).code).toBe(3);
  });

  test("a request budget that was spent before everything was tested", async () => {
    const end = await runOn(await cube(), ["--concurrency", "1", "--max-requests", "50", ...QUICK]);
    expect(end.result.ended.how).toBe("max-requests");
    expect(end.result.summary.requests).toBeLessThanOrEqual(50);
    expect(end.code).toBe(3);
  });

  test("preflight alone", async () => {
    const end = await cli(["doctor", "cube", "--target", "http://127.0.0.1:1/api", "--out", tempFolder()]);
    expect(end).toMatchObject({ code: 3, listening: 0 });
    expect(end.out).toContain("not ready");
  });
});

describe("4: harness error", () => {
  test("a reporter that throws: the others are written, the result first", async () => {
    const out = tempFolder();
    const reporters = { ...REPORTERS, html: { ...REPORTERS.html, render: noInk } };
    const end = await cli(["run", "cube", "--target", "embedded", "--out", out, "-t", "rename"], { reporters });
    expect(end.code).toBe(4);
    expect(end.err).toContain("no ink");
    expect(readdirSync(out)).toEqual(expect.arrayContaining(["results.json", "junit.xml"]));
    expect(existsSync(join(out, "index.html"))).toBe(false);
  });

  test("the place of a report is a folder", async () => {
    const out = tempFolder();
    mkdirSync(join(out, "junit.xml"));
    const end = await cli(["run", "cube", "--target", "embedded", "--out", out, "-t", "rename"]);
    expect(end.code).toBe(4);
    expect(end.err).toContain("junit.xml could not be written");
    expect(readdirSync(out)).toEqual(expect.arrayContaining(["results.json", "index.html"]));
    expect(readdirSync(out).filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });

  test("an output folder that cannot be: nothing is sent", async () => {
    const file = join(tempFolder(), "file");
    writeFileSync(file, "");
    const end = await cli(["run", "cube", "--target", "http://127.0.0.1:1", "--out", join(file, "reports")]);
    expect(end.code).toBe(4);
    expect(end.err).toContain("--out DIR");
    expect(end.err).not.toContain("refused the connection");
  });

  test("a journal that cannot be written: nothing is made", async () => {
    const out = tempFolder();
    const target = await cube();
    writeFileSync(join(out, "journal-cube.groups.put.ndjson"), "somebody's notes\n");
    const argv = ["run", "cube", "--target", target.url, "--token-env", "T", "--out", out];
    const end = await cli(argv, { env: { T: target.token } });
    expect(end.code).toBe(4);
    expect(target.snapshot()).toEqual({ users: [], groups: [] });
  });

  test("a crash, with the reports of an earlier run gone", async () => {
    const out = tempFolder();
    writeFileSync(join(out, "results.json"), "{}");
    const onErr = atFirstPut(() => {
      throw new Error("the screen broke");
    });
    const end = await cli(["run", "cube", "--target", "embedded", "--out", out, "--verbose"], { onErr });
    expect(end.code).toBe(4);
    expect(end.err).toContain("a fault of scimproof itself");
    const left = join(out, "results.json");
    expect(existsSync(left) ? readFileSync(left, "utf8") : "").not.toBe("{}");
  });

  test("a report made again that cannot be written", async () => {
    const out = tempFolder();
    await cli(["run", "cube", "--target", "embedded", "--out", out, "-t", "rename"]);
    const end = await cli(["report", join(out, "results.json"), "--out", join(out, "junit.xml", "x")]);
    expect(end.code).toBe(4);
  });
});

describe("130 and 143: interrupted", () => {
  test.for([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("%s in the middle of a run: what was made is removed", async ([signal, code]) => {
    const out = tempFolder();
    const target = await cube();
    const argv = ["run", "cube", "--target", target.url, "--token-env", "T", "--out", out, "--verbose"];
    const end = await cli(argv, {
      env: { T: target.token },
      onErr: atFirstPut((send) => send(signal)),
    });
    expect(end).toMatchObject({ code, listening: 0 });
    expect(end.err).toContain("interrupted: removing what was made");
    expect(target.snapshot()).toEqual({ users: [], groups: [] });
    const result = parseResult(readFileSync(join(out, "results.json"), "utf8"), "results.json");
    expect(result.ended).toMatchObject({ how: "interrupted", signal });
    expect(result.cleanup.created).toBeGreaterThan(0);
    expect(result.cleanup.left).toEqual([]);
    expect(existsSync(join(out, "index.html"))).toBe(true);
  });

  test("again: the clean-up is given up, and its journal finishes it", async () => {
    const out = tempFolder();
    const target = await cube();
    const flags = ["--target", target.url, "--token-env", "T"];
    const env = { T: target.token };
    const end = await cli(["run", "cube", ...flags, "--out", out, "--verbose"], {
      env,
      onErr: atFirstPut((send) => {
        send("SIGINT");
        send("SIGINT");
      }),
    });
    expect(end).toMatchObject({ code: 130, listening: 0 });
    expect(target.snapshot().users.length).toBeGreaterThan(0);
    const journal = join(out, "journal-cube.groups.put.ndjson");
    expect(await cli(["cleanup", journal, "--token-env", "T"], { env })).toMatchObject({ code: 0, listening: 0 });
    expect(target.snapshot()).toEqual({ users: [], groups: [] });
    expect((await cli(["cleanup", journal, "--token-env", "T"], { env })).out).toContain("nothing was left behind");
  });

  test("SIGTERM while the reports are written: they are all there", async () => {
    const out = tempFolder();
    let interrupt: () => void = () => undefined;
    const render: typeof REPORTERS.html.render = (result) => {
      interrupt();
      return REPORTERS.html.render(result);
    };
    const end = await cli(["run", "cube", "--target", "embedded", "--out", out, "--verbose", "-t", "rename"], {
      reporters: { ...REPORTERS, html: { ...REPORTERS.html, render } },
      onErr: atFirstPut((send) => {
        interrupt = () => send("SIGTERM");
      }),
    });
    expect(end).toMatchObject({ code: 143, listening: 0 });
    expect(end.err).toContain("writing the reports");
    expect(readdirSync(out)).toEqual(expect.arrayContaining(["results.json", "index.html", "junit.xml"]));
    expect(parseResult(readFileSync(join(out, "results.json"), "utf8"), "results.json").ended.how).toBe("complete");
  });

  test("before a failed report", async () => {
    const out = tempFolder();
    mkdirSync(join(out, "index.html"));
    const end = await cli(["run", "cube", "--target", "embedded", "--out", out, "--verbose"], {
      onErr: atFirstPut((send) => send("SIGINT")),
    });
    expect(end.code).toBe(130);
  });
});

function noInk(): string {
  throw new Error("no ink");
}

type Send = (signal: RunSignal) => void;

/** Watches the lines of --verbose and acts as soon as the first PUT has been answered: in the middle of the run. */
function atFirstPut(act: (send: Send) => void): (text: string, send: Send) => void {
  let isDone = false;
  return (text, send) => {
    if (isDone || !text.startsWith("PUT ")) return;
    isDone = true;
    act(send);
  };
}
