import { readFileSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, request as httpRequest } from "node:http";
import { type AddressInfo, createServer } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { parseResult } from "../src/report/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { DIALECTS } from "../src/targets/index.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";

/** The same server by an address that is not of this machine by its name. */
const remote = (url: string): string => url.replace("127.0.0.1", "0.0.0.0");
const TINY = ["-t", "put.group.rename", "--reporter", "json"];
const EMPTY = { users: [], groups: [] };

async function runOn(
  target: Awaited<ReturnType<typeof cube>>,
  flags: readonly string[],
): Promise<{ code: number; err: string; out: string; result: RunResult }> {
  const out = tempFolder();
  const argv = ["run", "cube", "--target", remote(target.url), "--token-env", "T", "--out", out, ...TINY, ...flags];
  const end = await cli(argv, { env: { T: target.token } });
  return { ...end, result: parseResult(readFileSync(join(out, "results.json"), "utf8"), "results.json") };
}

describe("a server that is not of this machine", () => {
  test.for(["run", "doctor"])("is not even asked by %s without consent", async (command) => {
    const target = await cube();
    const flags = command === "run" ? TINY : [];
    const argv = [command, "cube", "--target", remote(target.url), "--token-env", "T", ...flags];
    const end = await cli(argv, { env: { T: target.token, CI: "false" } });
    expect(end).toMatchObject({ code: 2, listening: 0 });
    expect(end.err).toContain(remote(target.url));
    expect(end.err).toContain("--yes");
    expect(end.err).toContain(command === "run" ? "create about 2 Users and 2 Groups" : "make one Group or User");
    expect(target.requests()).toBe(0);
  });

  test.for([
    ["--yes", ["--yes"], {}],
    ["CI=true", [], { CI: "true" }],
    ["CI=1", [], { CI: "1" }],
    ["SCIMPROOF_YES", [], { SCIMPROOF_YES: "1" }],
  ] as const)("is tested with %s, and told what will be made", async ([, flags, env]) => {
    const target = await cube();
    const argv = ["run", "cube", "--target", remote(target.url), "--token-env", "T", "--out", tempFolder()];
    const end = await cli([...argv, ...TINY, ...flags], { env: { T: target.token, ...env } });
    expect(end).toMatchObject({ code: 0 });
    expect(end.err).toMatch(/create about 2 Users and 2 Groups named sp-[0-9a-z]{6}-…, and remove them/u);
    expect(target.snapshot()).toEqual(EMPTY);
  });

  test("is tested with yes: true in the config", async () => {
    const target = await cube();
    const folder = tempFolder();
    writeFileSync(
      join(folder, "c.yaml"),
      `{ suites: [cube], target: "${remote(target.url)}", tokenEnv: T, yes: true, out: r }`,
    );
    const end = await cli(["run", "--config", join(folder, "c.yaml"), ...TINY], { env: { T: target.token } });
    expect(end).toMatchObject({ code: 0 });
  });

  test("is cleaned up without being asked: what is there is the user's own wish", async () => {
    const end = await cli(["cleanup", "nowhere.ndjson", "--target", "http://0.0.0.0:1"]);
    expect(end.err).not.toContain("--yes");
  });
});

describe("nothing is made on it that could not be removed", () => {
  test("a server without DELETE: refused before anything is made", async () => {
    const target = await cube({ oddities: ["group-delete-405"] });
    const end = await runOn(target, ["--yes"]);
    expect(end.code).toBe(3);
    expect(end.err).toContain("--allow-leftovers");
    expect(end.result.cleanup).toMatchObject({ created: 0, left: [] });
    expect(target.snapshot()).toEqual(EMPTY);
  });

  test("with --allow-leftovers it is, and the report says what is left", async () => {
    const target = await cube({ oddities: ["group-delete-405"] });
    const end = await runOn(target, ["--yes", "--allow-leftovers"]);
    expect(end.result.cleanup.left.length).toBeGreaterThan(0);
    expect(target.snapshot().groups.length).toBeGreaterThan(0);
  });
});

describe("a DELETE that is taken and does nothing", () => {
  /** A server in front of an embedded Cube that answers DELETE of some paths by itself. */
  async function keeper(keeps: RegExp, status: number) {
    const target = await cube();
    const server = createHttpServer((request, response) => {
      if (request.method === "DELETE" && keeps.test(request.url ?? "") && !/00000000-0000/u.test(request.url ?? "")) {
        response.writeHead(status).end();
        return;
      }
      const { method, headers, url = "" } = request;
      const on = httpRequest(new URL(url, target.url), { method, headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 500, answer.headers);
        answer.pipe(response);
      });
      request.pipe(on);
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const { port } = server.address() as AddressInfo;
    return { ...target, url: `http://127.0.0.1:${port}/api` };
  }

  test.for([403, 404, 204])("of the first Group, answered %i: no second one is made", async (status) => {
    const target = await keeper(/Groups/u, status);
    const end = await runOn(target, ["--yes"]);
    expect(end.code).toBe(3);
    expect(end.err).toContain("The first Group that was made");
    expect(end.result.cleanup).toMatchObject({ created: 1, left: [{ type: "Group" }] });
    expect(target.snapshot()).toMatchObject({ users: [], groups: [{}] });
  });

  test("of the first User: no second one is made, and the run says which to name", async () => {
    const target = await keeper(/Users/u, 403);
    const end = await runOn(target, ["--yes", "-t", "put.group.members.smaller"]);
    expect(JSON.stringify(end.result.suites)).toContain("The first User that was made cannot be removed");
    expect(JSON.stringify(end.result.suites)).toContain("--fixture users=ID");
    expect(target.snapshot()).toMatchObject({ users: [{}], groups: [] });
  });
});

describe("--dry-run", () => {
  /** A server on which every connection counts. */
  async function deaf(): Promise<{ url: string; connections: () => number }> {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    onTestFinished(() => {
      server.close();
    });
    return { url: `http://0.0.0.0:${(server.address() as AddressInfo).port}`, connections: () => connections };
  }

  const QUICK = ["--depth", "smoke", "--dry-run"];

  test.for(DIALECTS.map(({ name }) => name))("prints what would be sent to %s, and sends nothing", async (name) => {
    const { url, connections } = await deaf();
    const end = await cli(["run", name, "--target", url, ...QUICK]);
    expect(end).toMatchObject({ code: 0, err: "", listening: 0 });
    expect(connections()).toBe(0);
    expect(end.out).toMatch(/^ {2}POST {3}\S+ {2}make a (?:Group|User)$/mu);
    expect(end.out).toMatch(/^\* (?:PUT|PATCH) +\S+\/\{(?:group|user)-\d+\}/mu);
    expect(end.out).toMatch(/^\* DELETE +\S+\/\{(?:group|user)-\d+\} {2}remove/mu);
    expect(end.out).toContain("none was sent");
  });

  test.for(["cube", "maia", "strongdm"])("of the document of %s alone", async (name) => {
    const { url, connections } = await deaf();
    const end = await cli(["run", "--spec", `specs/${name}/openapi.yaml`, "--target", url, ...QUICK]);
    expect(end).toMatchObject({ code: 0, err: "" });
    expect(connections()).toBe(0);
    expect(end.out).toMatch(/^\* (?:PUT|PATCH) /mu);
  });

  test("is the run: as many requests of each scenario as are sent to a server that does everything right", async () => {
    const out = tempFolder();
    const flags = ["run", "cube", "--target", "embedded", "--depth", "smoke", "--reporter", "json"];
    const dry = await cli([...flags, "--dry-run"]);
    await cli([...flags, "--out", out]);
    const { summary } = parseResult(readFileSync(join(out, "results.json"), "utf8"), "results.json");
    expect(dry.out).toContain(`cube.groups.put: ${summary.requests} requests`);
  });

  test("uses the Groups and Users that are named, as if they were there", async () => {
    const { url, connections } = await deaf();
    const named = ["--fixture", "groups=g-1,g-2", "--fixture", "users=u-1,u-2,u-3"];
    const end = await cli(["run", "cube", "--target", url, ...named, "--dry-run", "-t", "put.group.rename"]);
    expect(end).toMatchObject({ code: 0, err: "" });
    expect(connections()).toBe(0);
    expect(end.out).toMatch(/^ {2}PUT {4}\S+\/g-1 /mu);
    expect(end.out).toContain("put back");
  });

  test("of a document that takes bodies in a type of its own", async () => {
    const folder = tempFolder();
    const own = readFileSync("specs/cube/openapi.yaml", "utf8").replaceAll(
      "application/json",
      "application/vnd.acme+json",
    );
    const spec = join(folder, "openapi.yaml");
    writeFileSync(spec, own);
    const end = await cli([
      "run",
      "--spec",
      spec,
      "--target",
      "http://127.0.0.1:9",
      ...QUICK,
      "-t",
      "put.group.rename",
    ]);
    expect(end).toMatchObject({ code: 0, err: "" });
    expect(end.out).toMatch(/^\* PUT /mu);
  });

  test("of a profile that makes every body invalid ends with 2, as nothing was sent", async () => {
    const profile = join(tempFolder(), "profile.yaml");
    writeFileSync(profile, "vendor: own\ntitle: Own\nput:\n  alwaysSend:\n    Group:\n      externalId: 5\n");
    const files = ["--spec", "specs/cube/openapi.yaml", "--profile", profile];
    const end = await cli(["run", ...files, "--target", "http://127.0.0.1:9", ...QUICK]);
    expect(end.code).toBe(2);
    expect(end.err).toContain("what stands in for your server refuses the first request");
  });

  test("writes nothing, and needs no consent", async () => {
    const { url } = await deaf();
    const out = join(tempFolder(), "reports");
    expect(await cli(["run", "cube", "--target", url, "--out", out, ...QUICK])).toMatchObject({ code: 0 });
    expect(() => readFileSync(join(out, "results.json"))).toThrow("ENOENT");
  });

  test("what can be found out without sending still is", async () => {
    const end = await cli(["run", "cube", "--target", "http://0.0.0.0:1", "--token-env", "no name", "--dry-run"]);
    expect(end).toMatchObject({ code: 2 });
  });

  test.each([
    ["--token-env", "NOT_SET"],
    ["--basic-env", "NOT_SET"],
    ["--header-env", "X-Api-Key=NOT_SET"],
  ])("needs no credential: %s %s", async (flag, value) => {
    const only = ["-t", "put.group.rename"];
    const end = await cli(["run", "cube", "--target", "http://127.0.0.1:9", flag, value, ...QUICK, ...only]);
    expect(end.code, end.err).toBe(0);
    expect(end.err).toContain("NOT_SET: not set.");
    expect(end.out).toContain("none was sent");
    expect(end.out).not.toContain("unset-");
  });
});
