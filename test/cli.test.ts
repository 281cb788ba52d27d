import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { parseResult } from "../src/report/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { FAULTS, ODDITIES } from "../src/targets/index.ts";
import { created, group, journal, make, written } from "./support/cli-journal.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";

const SMOKE = ["-t", "put.group.rename"];
const FEW = "rename|members.(smaller|empty|one|equal)|name";

function digestOf(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}

function digests(folder: string): readonly string[] {
  return ["results.json", "index.html", "junit.xml"].map((file) => digestOf(join(folder, file)));
}

function resultIn(folder: string): RunResult {
  return parseResult(readFileSync(join(folder, "results.json"), "utf8"), "results.json");
}

/** A server that sends every request away, and remembers what came. */
async function refuser(answer: (headers: IncomingHttpHeaders) => { status: number; location?: string }) {
  const seen: IncomingHttpHeaders[] = [];
  const server: Server = createServer((request, response) => {
    seen.push(request.headers);
    const { status, location } = answer(request.headers);
    response.writeHead(status, location === undefined ? {} : { location }).end();
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { seen, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test("a dialect that is misspelt gets the nearest, and all are named", async () => {
  const end = await cli(["serve", "cub"]);
  expect(end).toMatchObject({ code: 2, err: expect.stringContaining('Did you mean "cube"?') as unknown });
  expect(end.err).toContain("one of cube, maia, lighton, strongdm, rfc");
});

describe("help", () => {
  test("of the whole: commands, examples for each kind of reader, exit codes", async () => {
    const end = await cli(["--help"]);
    expect(end).toMatchObject({ code: 0, err: "" });
    for (const word of [
      "run",
      "doctor",
      "probe",
      "serve",
      "list",
      "explain",
      "report",
      "cleanup",
      "In a pipeline",
      "conformant",
    ]) {
      expect(end.out).toContain(word);
    }
  });

  test.for(["run", "doctor", "probe", "serve", "list", "explain", "report", "cleanup"])("of %s", async (command) => {
    const end = await cli([command, "--help"]);
    expect(end).toMatchObject({ code: 0, err: "" });
    expect(end.out).toContain(`Usage: scimproof ${command}`);
  });

  test("names every flag of run", async () => {
    const { out } = await cli(["run", "--help"]);
    const flags = [
      "target server server-var spec overlay profile token-env basic-env header-env header insecure fixture ca cert key key-passphrase-env",
      "allow-leftovers depth grep grep-invert shard seed max-requests time-budget max-failures no-auth-probes concurrency rate grace",
      "config yes dry-run other-token-env allow-remote-refs timeout max-body fail-on strict out reporter quiet verbose",
    ];
    for (const flag of flags.join(" ").split(" ")) expect(out).toContain(` --${flag} `);
  });

  test("--version is the package's", async () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(await cli(["--version"])).toMatchObject({ code: 0, out: `${version}\n`, err: "" });
  });
});

describe("list and explain", () => {
  test.for([
    ["suites", "cube.groups.put"],
    ["checks", "response.status-declared"],
    ["scenarios", "put.group.members.larger"],
    ["requirements", "RFC7644-3.5.1-MEMBERS-REPLACED"],
    ["faults", FAULTS[0]?.id ?? "none"],
    ["oddities", ODDITIES[0]?.id ?? "none"],
  ] as const)("list %s", async ([topic, id]) => {
    const table = await cli(["list", topic]);
    expect(table).toMatchObject({ code: 0, err: "" });
    expect(table.out).toContain(`\n${id} `);
    const json = JSON.parse((await cli(["list", topic, "--json"])).out) as readonly { id: string }[];
    expect(json.map((row) => row.id)).toContain(id);
    expect(table.out.trimEnd().split("\n")).toHaveLength(json.length + 1);
  });

  test.for([
    ["response.status-declared", "OPENAPI-STATUS-DECLARED"],
    ["put.group.members.larger", "RFC7644-3.5.1-MEMBERS-REPLACED (MUST, RFC 7644 §3.5.1)"],
    ["RFC7644-3.5.1-MEMBERS-REPLACED", "https://www.rfc-editor.org/rfc/rfc7644#section-3.5.1"],
    ["RFC7644-3.5.1-MEMBERS-REPLACED", "put.group.members.larger"],
    ["CUBE-PUT-FULL-MEMBERSHIP", "DOCUMENT"],
    ["CUBE-PROVISIONING", "untestable"],
    [FAULTS[0]?.id ?? "", `--fault ${FAULTS[0]?.id ?? ""}`],
    [ODDITIES[0]?.id ?? "", ODDITIES[0]?.legal ?? ""],
  ] as const)("explain %s", async ([id, says]) => {
    const end = await cli(["explain", id]);
    expect(end).toMatchObject({ code: 0, err: "" });
    expect(end.out).toContain(says);
  });
});

describe("credentials", () => {
  const SECRET = "s3cr3t-and-then-some";

  test.for(["Authorization", "Cookie", "X-Api-Key", "X-Auth", "X-Session-Token", "Client-Secret", "Signing-Key"])(
    "--header %s is refused, and its value not shown",
    async (name) => {
      const end = await cli(["run", "cube", "--target", "http://127.0.0.1:1", "--header", `${name}: ${SECRET}`]);
      expect(end.code).toBe(2);
      expect(end.err).toMatch(/--(?:header|token)-env/u);
      expect(end.out + end.err).not.toContain(SECRET);
    },
  );

  test.for([
    ["--token", SECRET],
    [`--token=${SECRET}`],
    ["--target", `http://me:${SECRET}@127.0.0.1:1/`],
    ["--target", `me:${SECRET}@host`],
    ["--target", `http://127.0.0.1:1/?token=${SECRET}`],
    ["--target", "http://127.0.0.1:1", "--token-env", SECRET],
    ["--target", "http://127.0.0.1:1", "--token-env", "s3cr3tandthensome"],
    ["--target", "http://127.0.0.1:1", "--header-env", SECRET],
  ])("%s is refused, and not shown", async (flags) => {
    const end = await cli(["run", "cube", ...flags]);
    expect(end.code).toBe(2);
    expect(end.out + end.err).not.toMatch(/s3cr3t/u);
  });

  test("come from the environment and go to the server, nowhere else", async () => {
    const { seen, url } = await refuser(() => ({ status: 401 }));
    const out = tempFolder();
    const flags = ["--basic-env", "BASIC", "--header-env", "X-Api-Key=KEY", "--header", "X-Tenant: acme", "--verbose"];
    const env = { BASIC: `me:${SECRET}`, KEY: `key-${SECRET}` };
    const end = await cli(["run", "cube", "--target", url, "--out", out, ...flags], { env });
    expect(end.code).toBe(3);
    expect(seen[0]).toMatchObject({
      authorization: `Basic ${Buffer.from(`me:${SECRET}`).toString("base64")}`,
      "x-api-key": `key-${SECRET}`,
      "x-tenant": "acme",
    });
    expect(end.out + end.err + readFileSync(join(out, "results.json"), "utf8")).not.toContain(SECRET);
  });

  test("that a server sends back are not printed", async () => {
    const { url } = await refuser(({ authorization }) => ({
      status: 308,
      location: `https://elsewhere.invalid/?t=${encodeURIComponent(authorization ?? "")}`,
    }));
    const out = tempFolder();
    const argv = ["run", "cube", "--target", url, "--token-env", "T", "--out", out, "--verbose"];
    const end = await cli(argv, { env: { T: SECRET } });
    expect(end.code).toBe(3);
    expect(end.out + end.err + readFileSync(join(out, "index.html"), "utf8")).not.toContain(SECRET);
  });

  test("for the embedded target are refused", async () => {
    const end = await cli(["run", "cube", "--target", "embedded", "--token-env", "T"], { env: { T: SECRET } });
    expect(end).toMatchObject({ code: 2 });
    expect(end.err).toContain("a token of its own");
  });
});

describe("the environment", () => {
  test("says what the command line does not", async () => {
    const out = tempFolder();
    const target = await cube();
    const env = {
      SCIMPROOF_TARGET: target.url,
      SCIMPROOF_TOKEN_ENV: "T",
      SCIMPROOF_OUT: out,
      SCIMPROOF_DEPTH: "smoke",
      SCIMPROOF_GREP: "rename",
      SCIMPROOF_REPORTER: "json",
      SCIMPROOF_SEED: "7",
      SCIMPROOF_FAIL_ON: "warning",
      SCIMPROOF_STRICT: "no",
      SCIMPROOF_NO_AUTH_PROBES: "1",
      T: target.token,
    };
    expect((await cli(["run", "cube", "--seed", "8"], { env })).code).toBe(0);
    const { suites, gate, environment } = resultIn(out);
    expect(suites[0]).toMatchObject({ seed: 8, depth: "smoke", target: { url: target.url } });
    expect(gate).toEqual({ failOn: "warning", strict: false });
    expect(environment.command).toContain(`--target ${target.url} --token-env T`);
    expect(environment.command).toContain("--no-auth-probes");
  });

  test("is refused where it means nothing", async () => {
    expect((await cli(["run"], { env: { SCIMPROOF_STRICT: "maybe" } })).err).toContain("neither on nor off");
    expect((await cli(["run"], { env: { SCIMPROOF_DEPTH: "deep" } })).code).toBe(2);
  });
});

describe("run", () => {
  test("--quiet prints the verdict and nothing else", async () => {
    const end = await cli(["run", "cube", "--target", "embedded", "--out", tempFolder(), "--quiet", ...SMOKE]);
    expect(end.err).toBe("");
    expect(end.out).toMatch(/^✔ .* is conformant: .*\n$/u);
  });

  test("--verbose prints every exchange", async () => {
    const out = tempFolder();
    const end = await cli(["run", "cube", "--target", "embedded", "--out", out, "--verbose", ...SMOKE]);
    const lines = end.err.split("\n").filter((line) => / → \d{3} {2}/u.test(line));
    expect(lines).toHaveLength(resultIn(out).exchangesTotal);
  });

  test("a terminal has one line that is rewritten, a log has lines", async () => {
    const argv = [
      "run",
      "cube",
      "--target",
      "embedded",
      "--depth",
      "smoke",
      "--reporter",
      "json",
      "--out",
      tempFolder(),
    ];
    const person = await cli(argv, { isTTY: true, columns: 60 });
    const rewritten = person.err.split("\r\u001b[2K").filter((line) => line.startsWith("["));
    expect(rewritten.length).toBeGreaterThan(10);
    expect(rewritten.filter((line) => line.length > 60 || line.includes("\n"))).toEqual([]);
    for (const world of [{}, { isTTY: true, env: { CI: "true" } }]) {
      const log = await cli([...argv, "-t", "rename"], world);
      expect(log.err).not.toContain("\u001b[2K");
      expect(log.err).toMatch(/^\[(\d+)\/\1\] ✓ \1 ✗ 0 – 0/mu);
    }
  });

  test("a log names what did not pass", async () => {
    const target = await cube({ faults: ["put-members-merged"] });
    const argv = ["run", "cube", "--target", target.url, "--token-env", "T", "--out", tempFolder()];
    const end = await cli([...argv, "-t", "members.smaller"], { env: { T: target.token } });
    expect(end.err).toMatch(/^✗ put\.group\.members\.smaller failed/mu);
  });

  test("colours follow NO_COLOR, FORCE_COLOR and the stream", async () => {
    const argv = ["explain", "response.status-declared"];
    const colour = "\u001b[";
    expect((await cli(argv)).out).not.toContain(colour);
    expect((await cli(argv, { env: { FORCE_COLOR: "1" } })).out).toContain(colour);
    expect((await cli(argv, { env: { FORCE_COLOR: "1", NO_COLOR: "1" } })).out).not.toContain(colour);
  });

  test("records the command that repeats it, and a replay for each finding", async () => {
    const out = tempFolder();
    const target = await cube({ faults: ["put-members-merged"] });
    const flags = ["--target", target.url, "--token-env", "T", "--out", out, "--header", "X-Tenant: a b"];
    const env = { T: target.token };
    await cli(["run", "cube", ...flags, "-t", "members.smaller", "--seed", "random"], { env });
    const { environment, findings, suites } = resultIn(out);
    const seed = suites[0]?.seed ?? -1;
    expect(environment.command).toContain(`--seed ${seed}`);
    expect(environment.command).toContain("--grep members.smaller");
    expect(environment.command).toContain("--header 'X-Tenant: a b'");
    expect(environment.command).not.toContain(target.token);
    const replay = findings[0]?.replay ?? "";
    expect(replay).toContain(`scimproof run cube --target ${target.url} --token-env T`);
    expect(replay.match(/members\.smaller/gu)).toHaveLength(1);
    expect(replay.match(/--seed/gu)).toHaveLength(1);
  });

  test("shards share the scenarios out", async () => {
    const parts = await Promise.all(
      ["1/2", "2/2"].map(async (shard) => {
        const out = tempFolder();
        const argv = [
          "run",
          "cube",
          "--target",
          "embedded",
          "--out",
          out,
          "--reporter",
          "json",
          "-t",
          FEW,
          "--shard",
          shard,
        ];
        await cli(argv);
        return resultIn(out).suites.flatMap(({ scenarios }) => scenarios.map(({ id }) => id));
      }),
    );
    const whole = tempFolder();
    await cli(["run", "cube", "--target", "embedded", "--out", whole, "--reporter", "json", "-t", FEW]);
    const all = resultIn(whole).suites.flatMap(({ scenarios }) => scenarios.map(({ id }) => id));
    expect(parts.flat().sort()).toEqual(all.sort());
  });

  test("--reporter chooses, and results.json is always there", async () => {
    const out = tempFolder();
    const end = await cli(["run", "cube", "--target", "embedded", "--out", out, "--reporter", "junit", ...SMOKE]);
    expect(end.out).toContain(join(out, "junit.xml"));
    expect(end.out).toContain(join(out, "results.json"));
    expect(end.out).not.toContain("index.html");
  });

  test("suites are chosen by vendor, id and beginning", async () => {
    for (const word of ["cube", "cube.groups", "cube.groups.put"]) {
      const out = tempFolder();
      expect((await cli(["run", word, "--target", "embedded", "--out", out, ...SMOKE])).code).toBe(0);
      expect(resultIn(out).suites.map(({ id }) => id)).toEqual(["cube.groups.put"]);
    }
  });

  test("the document's server, filled in", async () => {
    const argv = ["run", "cube", "--server-var", "tenant=no-such-tenant.invalid:1/x", "--out", tempFolder()];
    expect((await cli(argv)).err).toContain("cannot stand in a host name");
  });
});

describe("report", () => {
  test("makes the same reports again, to the byte", async () => {
    const [first, second] = [tempFolder(), tempFolder()];
    const target = await cube({ faults: ["put-members-merged"] });
    const argv = [
      "run",
      "cube",
      "--target",
      target.url,
      "--token-env",
      "T",
      "-t",
      "members.smaller|rename",
      "--out",
      first,
    ];
    await cli(argv, { env: { T: target.token } });
    const end = await cli(["report", join(first, "results.json"), "--out", second]);
    expect(end).toMatchObject({ code: 0, err: "" });
    expect(digests(second)).toEqual(digests(first));
    // As compare and merge, it takes the folder of a result as well.
    const third = tempFolder();
    expect(await cli(["report", first, "--out", third])).toMatchObject({ code: 0, err: "" });
    expect(digests(third)).toEqual(digests(first));
  });
});

describe("serve", () => {
  test("prints the line that tests it, and ends in order", async () => {
    let line = "";
    let tested: Promise<{ code: number }> | undefined;
    const served = await cli(["serve", "cube", "--fault", "put-members-merged"], {
      onOut: (text, send) => {
        line = text.split("\n").find((one) => one.includes("scimproof run")) ?? "";
        const [, token = "", flags = ""] = /^SCIM_TOKEN=(\S+) scimproof (.*)$/u.exec(line) ?? [];
        const argv = [...flags.split(" "), "--out", tempFolder(), "-t", "members.smaller"];
        tested = cli(argv, { env: { SCIM_TOKEN: token } }).finally(() => send("SIGINT"));
      },
    });
    expect(served).toMatchObject({ code: 0, listening: 0 });
    expect(await tested).toMatchObject({ code: 1 });
  });
});

describe("cleanup", () => {
  test("removes what has an id, looks for what has none, puts back what was written to", async () => {
    const target = await cube();
    const known = await make(target, group("sp-abc123 known"));
    await make(target, group('sp-abc123 "unanswered"'));
    const theirs = await make(target, group("written over"));
    const path = journal(
      target.url,
      [
        ...created(1, "Group", { attribute: "displayName", value: "sp-abc123 known" }, known),
        ...created(2, "Group", { attribute: "displayName", value: 'sp-abc123 "unanswered"' }),
        ...created(3, "Group", { attribute: "displayName", value: "sp-abc123 never came to be" }),
        ...created(4, "User", { attribute: "userName", value: "sp-abc123 gone" }, "no-such-user"),
        written(5, theirs, { ...group("as it was"), id: theirs }),
      ],
      '{"entry":6,"is":"inten',
    );
    const env = { T: target.token };
    const end = await cli(["cleanup", path, "--token-env", "T"], { env });
    expect(end).toMatchObject({ code: 0, listening: 0 });
    expect(end.out).toContain(`Group ${known} was removed`);
    expect(end.out).toContain("was gone already");
    expect(end.out).toContain(`Group ${theirs} was put back`);
    expect(target.snapshot().groups).toMatchObject([{ id: theirs }]);
    expect(JSON.stringify(target.snapshot().groups)).toContain("as it was");
    expect((await cli(["cleanup", path], { env })).out).toBe("nothing was left behind\n");
  });

  test("1 when a PUT is acknowledged and the Group is not as it was", async () => {
    const target = await cube({ faults: ["put-members-merged"] });
    const user = await make(target, { schemas: [], userName: "somebody" }, "Users");
    const theirs = await make(target, { ...group("as it was"), members: [{ value: user }] });
    const path = journal(target.url, [written(1, theirs, { ...group("as it was"), id: theirs, members: [] })]);
    const end = await cli(["cleanup", path, "--token-env", "T"], { env: { T: target.token } });
    expect(end).toMatchObject({ code: 1 });
    expect(end.out).toContain("PUT was answered 200, and it is not as it was");
  });

  test("a suspect is removed only when it carries the name of the run", async () => {
    const target = await cube();
    const ours = await make(target, group("sp-abc123 came to be"));
    const theirs = await make(target, group("Payroll"));
    const path = journal(target.url, [
      ...created(1, "Group", { attribute: "id", value: ours }),
      ...created(2, "Group", { attribute: "id", value: theirs }),
      ...created(3, "Group", { attribute: "id", value: "no-such-group" }),
    ]);
    const end = await cli(["cleanup", path, "--token-env", "T"], { env: { T: target.token } });
    expect(end).toMatchObject({ code: 1 });
    expect(end.out).toContain(`Group ${ours} was removed`);
    expect(end.out).toContain("it may be somebody else's");
    expect(target.snapshot().groups).toMatchObject([{ id: theirs }]);
  });

  test("1 when something is left: what it was is not known, or the token is wrong", async () => {
    const target = await cube();
    const theirs = await make(target, group("written over"));
    const path = journal(target.url, [written(1, theirs)]);
    const end = await cli(["cleanup", path, "--token-env", "T"], { env: { T: target.token } });
    expect(end.code).toBe(1);
    expect(end.out).toContain("what it was before is not known");
    const refused = await cli([
      "cleanup",
      journal(target.url, created(1, "Group", { attribute: "displayName", value: "x" }, theirs)),
    ]);
    expect(refused.code).toBe(1);
    expect(refused.out).toContain("--token-env SCIM_TOKEN");
    expect(target.snapshot().groups).toHaveLength(1);
  });

  test("3 when nobody answers, and elsewhere with --target", async () => {
    const target = await cube();
    const id = await make(target, group("left"));
    const path = journal(
      "http://127.0.0.1:1/api",
      created(1, "Group", { attribute: "displayName", value: "left" }, id),
    );
    const env = { T: target.token };
    expect((await cli(["cleanup", path, "--token-env", "T"], { env })).code).toBe(3);
    expect((await cli(["cleanup", path, "--token-env", "T", "--target", target.url], { env })).code).toBe(0);
    expect(target.snapshot().groups).toEqual([]);
  });
});
