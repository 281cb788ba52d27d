import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, onTestFinished, test } from "vitest";
import { audit } from "../src/audit/index.ts";
import { type Contract, loadContract, sampleBody } from "../src/document/index.ts";
import { DEFAULT_SETTINGS, planSuite, run, suitesOf } from "../src/engine/index.ts";
import { HarnessError, type RunResult } from "../src/result/index.ts";
import { openStandIn } from "../src/targets/index.ts";
import { cli, tempFolder } from "./support/cli-run.ts";

// What a server says of itself is asked for beside its collections (RFC 7644 section 4), whatever the document declares.
const DISCOVERY = /^GET \/api\/v2\/scim\/(?:ServiceProviderConfig|ResourceTypes|Schemas)$/u;

const FOLDER = fileURLToPath(new URL("documents/", import.meta.url));

/** What must be found in one document of the corpus, or how it is refused. */
interface Expected {
  /** Its file, in the folder of the corpus. */
  readonly document: string;
  /** What is unusual about it. */
  readonly shape: string;
  readonly overlay?: string;
  readonly allowRemoteRefs?: boolean;
  /** Every SCIM operation and no other, by key. */
  readonly operations?: readonly string[];
  /** Suites of one operation each. */
  readonly suites?: readonly string[];
  /** What its schema leaves of the ways to write a PATCH of a Group. */
  readonly patch?: {
    readonly values: readonly string[];
    readonly removals: readonly string[];
    readonly pathRequired: boolean;
  };
  readonly refused?: string;
  readonly advice?: string;
}

const CORPUS = JSON.parse(readFileSync(join(FOLDER, "expected.json"), "utf8")) as readonly Expected[];

const filesOf = ({ document, overlay, allowRemoteRefs }: Expected) => ({
  spec: join(FOLDER, document),
  overlay: overlay === undefined ? undefined : join(FOLDER, overlay),
  fetchReference: allowRemoteRefs === true ? () => Promise.reject(new Error("the corpus needs no network")) : undefined,
});

const load = async (document: string, pathParameters: Record<string, string> = {}): Promise<Contract> =>
  await loadContract({ spec: join(FOLDER, document), pathParameters });

const takenOf = (expected: Expected): readonly string[] => [
  "--spec",
  join(FOLDER, expected.document),
  ...(expected.overlay === undefined ? [] : ["--overlay", join(FOLDER, expected.overlay)]),
  ...(expected.allowRemoteRefs === true ? ["--allow-remote-refs"] : []),
];

/** One operation of a PATCH that was received. */
interface PatchEntry {
  readonly op: string;
  readonly value?: unknown;
}

test("every document of the corpus has its expectation", () => {
  const files = readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^expected\.json$|\.overlay\.yaml$/u.test(entry.name))
    .map(({ name }) => name);
  const named = CORPUS.map(({ document }) => document).filter((name) => !name.includes("/"));
  expect([...new Set(named)].sort()).toEqual(files.sort());
  expect(files.length).toBeGreaterThanOrEqual(25);
});

describe("a document alone", () => {
  test.each(CORPUS.filter(({ refused }) => refused === undefined))(
    "$shape ($document): its SCIM operations are found, and no other",
    async (expected) => {
      const contract = await loadContract(filesOf(expected));
      expect(contract.operations.map(({ key }) => key)).toEqual(expected.operations);
      const suites = suitesOf(contract);
      // What a document with a POST gets beside is about the service as a whole.
      const updates = suites.filter(({ area }) => area !== "service");
      expect(updates.map(({ id }) => id)).toEqual(expected.suites);
      if (expected.patch !== undefined) {
        const { valueShapes: values, removeShapes: removals, pathRequired } = contract.profile.patch;
        expect({ values, removals, pathRequired }).toEqual(expected.patch);
      }
      for (const { request, responses } of contract.operations) {
        for (const { body } of [...request.content, ...responses.flatMap(({ content }) => content)]) {
          if (body === undefined) continue;
          expect(Array.isArray(body.validate({}))).toBe(true);
          expect(typeof sampleBody(body)).toBe("object");
        }
      }
      for (const suite of suites) {
        // Its organization is asked for.
        if (suite.vendor === "organisations") continue;
        expect(planSuite(contract, suite, "standard").operation.key).toBeOneOf([...(expected.operations ?? [])]);
      }
    },
  );

  test.each(CORPUS.filter(({ refused }) => refused !== undefined))(
    "$shape ($document): it is refused, with a way out",
    async (expected) => {
      const refusal: unknown = await loadContract(filesOf(expected)).catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(HarnessError);
      const { code, message, remedy = "", place } = refusal as HarnessError;
      expect(code).toBe("DOCUMENT_INVALID");
      expect(message).toContain(expected.refused);
      expect(remedy).toContain(expected.advice);
      expect(place?.file).toContain(expected.document);
    },
  );

  test.each(CORPUS)("$shape ($document): it can be audited, or is refused in the same way", async (expected) => {
    const { spec: file, ...rest } = filesOf(expected);
    const audited = await audit({ file, ...rest }).catch((error: unknown) => error);
    if (expected.refused === undefined) expect(audited).toMatchObject({ operations: expected.operations });
    else expect(audited).toMatchObject({ code: "DOCUMENT_INVALID", remedy: expect.stringContaining("") as string });
  });
});

describe("requests go where the document says", () => {
  /** A server that knows the collections of a document, below a base path, and nothing else. */
  async function serve(
    users: string,
    groups: string,
    mediaType = "application/scim+json",
  ): Promise<{ readonly url: string; readonly token: string; readonly asked: string[]; readonly bodies: unknown[] }> {
    const asked: string[] = [];
    const bodies: unknown[] = [];
    let origin = "";
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const body = parts.length === 0 ? undefined : Buffer.concat(parts).toString("utf8");
        asked.push(`${request.method} ${request.url}`);
        if (request.method === "PATCH") bodies.push(JSON.parse(body ?? "null"));
        const headers = Object.fromEntries(
          Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
        );
        void standIn
          .answer({ method: request.method ?? "", path: request.url ?? "", headers, body })
          .then((wire) => response.writeHead(wire.status, wire.headers.flat()).end(wire.body));
      });
    });
    await new Promise<void>((resolve) => {
      server.listen(0, "127.0.0.1", resolve);
    });
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const standIn = openStandIn({ paths: { User: users, Group: groups }, mediaType }, origin);
    return { url: origin, token: standIn.token, asked, bodies };
  }

  async function runOn(
    contract: Contract,
    { url, token }: { url: string; token: string },
    grep: RegExp,
  ): Promise<RunResult> {
    const target = {
      baseUrl: url,
      kind: "remote",
      credentials: [{ kind: "bearer", token, from: "SCIM_TOKEN" }],
      headers: {},
      insecure: false,
    } as const;
    const runs = suitesOf(contract).map((suite) => ({ suite, contract, target }));
    return await run(runs, { ...DEFAULT_SETTINGS, depth: "smoke", selection: { grep } });
  }

  const pathsOf = (asked: readonly string[]): readonly string[] =>
    [
      ...new Set(asked.map((line) => line.replace(/\?.*$/u, "").replace(/(?<=\/(?:users|groups)\/)[^/]+$/iu, "ID"))),
    ].sort();

  test("with the parameters before the id filled in", async () => {
    const server = await serve("/orgs/acme%20inc/scim/v2/Users", "/orgs/acme%20inc/scim/v2/Groups");
    const contract = await load("parents.yaml", { org: "acme inc" });
    const result = await runOn(contract, server, /put\.user\.active/u);
    expect(result.suites[0]?.operations[0]).toMatchObject({
      key: "PUT /orgs/{org}/scim/v2/Users/{email}",
      confirmed: true,
    });
    const operations = result.documents?.flatMap((document) => document.operations) ?? [];
    expect(operations.map(({ key, requests }) => [key, requests > 0])).toEqual([
      ["POST /orgs/{org}/scim/v2/Users", true],
      ["GET /orgs/{org}/scim/v2/Users/{email}", true],
      ["PUT /orgs/{org}/scim/v2/Users/{email}", true],
      ["DELETE /orgs/{org}/scim/v2/Users/{email}", true],
    ]);
    expect(operations[2]?.properties?.notExercised).toContainEqual({
      reason: "readOnly",
      properties: ["/id", "/meta"],
    });
    expect(pathsOf(server.asked).filter((line) => !line.startsWith("GET"))).toEqual([
      "DELETE /orgs/acme%20inc/scim/v2/Groups/ID",
      "DELETE /orgs/acme%20inc/scim/v2/Users/ID",
      "POST /orgs/acme%20inc/scim/v2/Users",
      "PUT /orgs/acme%20inc/scim/v2/Users/ID",
    ]);
  });

  test("a value of an operation that has to be an object is written without a path", async () => {
    const server = await serve("/scim/v2/Users", "/scim/v2/Groups");
    const result = await runOn(await load("value-members.yaml"), server, /patch\.group\.members\.(?:add|remove)/u);
    expect(result.suites[0]?.operations[0]?.confirmed).toBe(true);
    const messages = server.bodies.map((body) => (body as { Operations: readonly PatchEntry[] }).Operations);
    // What is sent to see it refused is as wrong as it is meant to be.
    const valid = messages.filter((entries) => entries.every(({ op }) => /^(?:add|remove|replace)$/u.test(op)));
    const values = valid.flat().flatMap(({ value }) => value ?? []);
    expect(values.length).toBeGreaterThan(0);
    expect(values.filter((value) => Array.isArray(value) || typeof value !== "object")).toEqual([]);
    expect(result.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("a base path that server and paths repeat is found out before anything is made", async () => {
    const server = await serve("/scim/v2/Users", "/scim/v2/Groups");
    const contract = await load("servers-repeated.yaml");
    const result = await runOn(contract, { ...server, url: `${server.url}/scim/v2` }, /put\.user\.active/u);
    expect(result.verdict).toBe("inconclusive");
    expect(result.suites[0]?.reason).toContain(`--target ${server.url}`);
    expect(result.cleanup).toMatchObject({ created: 0, left: [] });
  });

  test("the other collection is the one that the document declares", async () => {
    const server = await serve("/api/v2/scim/users", "/api/v2/scim/groups");
    const contract = await load("two-paths.yaml");
    const first = suitesOf(contract).find(({ area }) => area === "PUT Group");
    if (first === undefined) throw new Error("the document declares Groups");
    const result = await runOn(
      { ...contract, operations: contract.operations.slice(0, 4) },
      server,
      /put\.group\.members/u,
    );
    expect(result.suites.find(({ id }) => id === first.id)?.operations[0]?.confirmed).toBe(true);
    expect(
      pathsOf(server.asked).every(
        (line) => /^\w+ \/api\/v2\/scim\/(?:users|groups)(?:\/ID)?$/u.test(line) || DISCOVERY.test(line),
      ),
    ).toBe(true);
  });
});

describe("the command line", () => {
  test("lists what it would send to the paths of a document", async () => {
    const expected = CORPUS.find(({ document, overlay }) => document === "generic-paths.yaml" && overlay !== undefined);
    if (expected === undefined) throw new Error("the corpus has a generic path");
    const target = ["--target", "http://127.0.0.1:9"];
    const end = await cli([
      "run",
      ...takenOf(expected),
      ...target,
      "--dry-run",
      "--depth",
      "smoke",
      "-t",
      "put.user.active",
    ]);
    expect(end).toMatchObject({ code: 0, err: "" });
    expect(end.out).toContain("PUT    /Users/{user-2}");
  });

  test("asks by name for the parameters of a path, and takes them", async () => {
    const argv = ["run", "--spec", join(FOLDER, "parents.yaml"), "--target", "http://127.0.0.1:9", "--dry-run"];
    const without = await cli(argv);
    expect(without).toMatchObject({ code: 2, out: "" });
    expect(without.err).toContain('needs a value for "org"');
    expect(without.err).toContain("--path-param org=VALUE");
    const near = await cli([...argv, "--path-param", "ogr=acme"]);
    expect(near.code).toBe(2);
    expect(near.err).toContain('Did you mean "org"?');
    const found = await cli([...argv, "--path-param", "org=acme", "--depth", "smoke"]);
    expect(found.code).toBe(0);
    expect(found.out).toContain("/orgs/acme/scim/v2/Users");
    expect(found.out).not.toContain("{org}/");
  });

  test("says what an update at the collection lacks", async () => {
    const spec = join(FOLDER, "collection-only.yaml");
    const end = await cli(["run", "--spec", spec, "--target", "http://127.0.0.1:9", "--out", tempFolder()]);
    expect(end).toMatchObject({ code: 2, out: "" });
    expect(end.err).toContain("PATCH /scim/v2/Groups names no single resource");
  });
});
