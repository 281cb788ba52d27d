import { readFileSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, onTestFinished, test } from "vitest";
import { httpServer } from "../src/client/testing/servers.ts";
import type { RunResult } from "../src/result/index.ts";
import { startTarget } from "../src/targets/index.ts";
import { type CliEnd, cli, cube, tempFolder } from "./support/cli-run.ts";

const SCENARIO = "put.group.other-tenant";

interface Ended extends CliEnd {
  readonly result: RunResult;
  /** Everything written, as one text. */
  readonly written: string;
}

/** Runs the scenario and a rename, so that a write is confirmed too. */
async function runWith(url: string, env: Readonly<Record<string, string>>, flags: readonly string[]): Promise<Ended> {
  const out = tempFolder();
  const argv = ["run", "cube", "--target", url, "-t", "other-tenant|put.group.rename", "--out", out, ...flags];
  const end = await cli(argv, { env });
  const texts = ["results.json", "index.html", "junit.xml", "events.ndjson", "journal-cube.groups.put.ndjson"].map(
    (name) => readFileSync(join(out, name), "utf8"),
  );
  const all = gunzipSync(readFileSync(join(out, "exchanges.ndjson.gz"))).toString("utf8");
  return {
    ...end,
    result: JSON.parse(readFileSync(join(out, "results.json"), "utf8")) as RunResult,
    written: [end.out, end.err, ...texts, all].join("\n"),
  };
}

const FLAGS = ["--token-env", "OURS", "--other-token-env", "THEIRS"];

const outcomeOf = ({ result }: Ended): readonly [outcome: string | undefined, reason: string | undefined] => {
  const scenario = result.suites[0]?.scenarios.find(({ id }) => id === SCENARIO);
  return [scenario?.outcome, scenario?.reason];
};

describe("a second tenant's token", () => {
  test("is sent to see and to change what the first one has, and stands in no artefact", async () => {
    const target = await cube();
    const end = await runWith(target.url, { OURS: target.token, THEIRS: target.otherToken }, FLAGS);
    expect(end).toMatchObject({ code: 0 });
    expect(outcomeOf(end)[0]).toBe("passed");
    for (const secret of [target.token, target.otherToken]) expect(end.written).not.toContain(secret);
    // Whose credential it was is evidence, and what a replay has to send.
    const exchange = end.result.exchanges.find(({ title }) => title === "write as another tenant");
    expect(exchange?.curl).toContain('"authorization: Bearer $OTHER_TOKEN"');
    expect(end.result.exchanges.find(({ scenario }) => scenario === "put.group.rename")?.curl).toContain("$OURS");
  });

  test("is sent in place of a token that is fetched, too", async () => {
    const target = await cube();
    const granted = JSON.stringify({ access_token: target.token, token_type: "Bearer", expires_in: 3600 });
    const auth = await httpServer((_, response) =>
      response.writeHead(200, { "content-type": "application/json" }).end(granted),
    );
    const config = join(tempFolder(), "scimproof.config.yaml");
    const oauth = { tokenUrl: `${auth.url}/token`, clientId: "us", clientSecretEnv: "SECRET" };
    writeFileSync(config, JSON.stringify({ auth: { oauth }, otherTokenEnv: "THEIRS" }));
    const env = { SECRET: "a-secret-of-twenty", THEIRS: target.otherToken };
    const end = await runWith(target.url, env, ["--config", config]);
    expect(end).toMatchObject({ code: 0 });
    expect(outcomeOf(end)[0]).toBe("passed");
    for (const secret of [target.token, target.otherToken, env.SECRET]) expect(end.written).not.toContain(secret);
  });

  test("that lets a write through is a finding with that write as its proof", async () => {
    const target = await cube({ faults: ["put-by-other-tenant-applied"] });
    const end = await runWith(target.url, { OURS: target.token, THEIRS: target.otherToken }, FLAGS);
    expect(end.code).toBe(1);
    const found = end.result.findings.filter(({ severity }) => severity === "error");
    expect(found.map(({ requirement, invariant }) => `${requirement} ${invariant}`).sort()).toEqual([
      "SECURITY-OTHER-TENANT-WRITE refused",
      "SECURITY-OTHER-TENANT-WRITE unchanged",
    ]);
    expect(target.snapshot()).toEqual({ users: [], groups: [] });
  });

  test("that is not given leaves the scenario out, and says so", async () => {
    const target = await cube();
    const end = await runWith(target.url, { OURS: target.token }, ["--token-env", "OURS"]);
    expect(outcomeOf(end)).toEqual(["not-applicable", "no second credential was given (--other-token-env)"]);
    expect(end.result.notTested.map(({ reason }) => reason)).toContain(outcomeOf(end)[1]);
  });

  test("that is no token at all proves nothing", async () => {
    const target = await cube();
    const end = await runWith(target.url, { OURS: target.token, THEIRS: "expired-long-ago" }, FLAGS);
    const [outcome, reason] = outcomeOf(end);
    expect(outcome).toBe("inconclusive");
    expect(reason).toContain("is it a valid token of another tenant?");
  });

  test("under which the other tenant has a Group of its own at the same id writes to nothing", async () => {
    const [ours, url, writes] = await withSameIds();
    const end = await runWith(url, { OURS: ours, THEIRS: "their-very-own-token" }, FLAGS);
    expect(outcomeOf(end)).toEqual(["not-applicable", "the other tenant has a Group of its own under the same id"]);
    expect(writes).toEqual([]);
  });
});

describe("on the command line", () => {
  const env = { OURS: "our-own-long-token", THEIRS: "their-long-token", SAME: "our-own-long-token" };
  test.each([
    ["the same token twice", ["--token-env", "OURS", "--other-token-env", "SAME"], "the same credential as OURS"],
    ["without a first one", ["--other-token-env", "THEIRS"], "takes the place of --token-env, or of OAuth, alone"],
    [
      "beside a header that is the first tenant's",
      ["--token-env", "OURS", "--header-env", "X-Key=THEIRS", "--other-token-env", "THEIRS"],
      "takes the place of --token-env, or of OAuth, alone",
    ],
    ["not set", ["--token-env", "OURS", "--other-token-env", "NOBODY"], "NOBODY (--other-token-env) is not set"],
  ])("%s is refused before anything is sent", async (_what, flags, says) => {
    const end = await cli(["run", "cube", "--target", "http://127.0.0.1:9", ...flags], { env });
    expect(end).toMatchObject({ code: 2, out: "" });
    expect(end.err).toContain(says);
    expect(end.err).not.toContain("our-own-long-token");
  });

  test("is refused beside the embedded target, which has two tenants of its own", async () => {
    const flags = ["--target", "embedded", "--other-token-env", "THEIRS"];
    expect(await cli(["run", "cube", ...flags], { env })).toMatchObject({ code: 2 });
  });
});

/** A server with a tenant each on the same ids: what the second one has under any id is called by another name. */
async function withSameIds(): Promise<readonly [token: string, url: string, writes: readonly string[]]> {
  const target = await startTarget({ dialect: "cube" });
  const writes: string[] = [];
  const server = createServer((request, response) => {
    const theirs = request.headers.authorization === "Bearer their-very-own-token";
    if (!theirs) {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        void forward(target.url, request, chunks, response);
      });
      return;
    }
    if (request.method !== "GET") writes.push(request.url ?? "");
    const id = request.url?.split("/").at(-1) ?? "";
    response
      .writeHead(200, { "content-type": "application/json" })
      .end(JSON.stringify({ schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"], id, displayName: "Theirs" }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await target.close();
  });
  return [target.token, `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`, writes];
}

async function forward(
  base: string,
  { method = "", url = "", headers }: IncomingMessage,
  chunks: readonly Buffer[],
  response: ServerResponse,
): Promise<void> {
  const answer = await fetch(`${new URL(base).origin}${url}`, {
    method,
    headers: {
      authorization: headers.authorization ?? "",
      "content-type": headers["content-type"] ?? "application/json",
    },
    ...(chunks.length === 0 ? {} : { body: new Uint8Array(Buffer.concat(chunks)) }),
  });
  response.writeHead(answer.status, { "content-type": "application/json" }).end(await answer.text());
}
