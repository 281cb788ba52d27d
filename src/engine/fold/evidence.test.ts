import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import type { Exchange, KeptBody, KeptExchange, RunEvent } from "../../result/index.ts";
import { exchange, finding, SUITE, sinkOf } from "../testing.ts";
import { keptExchanges, writeAllExchanges } from "./evidence.ts";

const KIB = 1024;
const event = (each: Exchange, suite = SUITE): RunEvent => ({ type: "exchange", suite, exchange: each });
const answered = (id: string, body: string, parts: Partial<Exchange> = {}): Exchange =>
  exchange(id, {
    response: { status: 200, headers: [], body, bodyBytes: Buffer.byteLength(body), utf8: true, bom: false },
    ...parts,
  });
const kept = async (exchanges: readonly Exchange[], cited: readonly string[] = []): Promise<readonly KeptExchange[]> =>
  await keptExchanges(sinkOf(exchanges.map((each) => event(each))), [finding({ exchanges: cited })], {
    variable: "CUBE_TOKEN",
  });
const bodyOf = async (body: string, parts: Partial<Exchange> = {}): Promise<KeptBody | undefined> =>
  (await kept([answered("a#1", body, parts)]))[0]?.response?.body;

describe("which exchanges are kept", () => {
  test("those that findings cite, and of the others two of each scenario that are declared", async () => {
    const { operation: _, ...helper } = exchange("a#1");
    const list = [helper, ...[2, 3, 4, 5, 6].map((number) => exchange(`a#${number}`)), exchange("b#1")];
    const result = await kept(list, ["a#5", "a#1"]);
    expect(result.map(({ id, cited }) => [id, cited])).toEqual([
      ["a#1", true],
      ["a#2", false],
      ["a#3", false],
      ["a#5", true],
      ["b#1", false],
    ]);
  });

  test("a citation counts for its own suite", async () => {
    const sink = sinkOf([event(exchange("a#1"), "other"), event(exchange("a#1"))]);
    const result = await keptExchanges(sink, [finding({ exchanges: ["a#1"] })], {});
    expect(result.map(({ suite, cited }) => [suite, cited])).toEqual([
      ["other", false],
      [SUITE, true],
    ]);
  });

  test("a sample, however large, leaves room for every proof", async () => {
    const body = "x".repeat(64 * KIB);
    const sample = Array.from({ length: 300 }, (_, index) => answered(`s${index}#1`, body));
    const proof = Array.from({ length: 100 }, (_, index) => answered(`p${index}#1`, body));
    const result = await kept(
      [...sample, ...proof],
      proof.map(({ id }) => id),
    );
    expect(result.filter(({ cited }) => cited)).toHaveLength(100);
    expect(result.some(({ cited }) => !cited)).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(20 * KIB * KIB);
  });

  test("together they stay below 20 MB, whatever the script they are written in", async () => {
    const body = "東".repeat(64 * KIB);
    const list = Array.from({ length: 400 }, (_, index) => answered(`p${index}#1`, body));
    const result = await kept(
      list,
      list.map(({ id }) => id),
    );
    expect(result.length).toBeGreaterThan(100);
    expect(Buffer.byteLength(JSON.stringify(result))).toBeLessThan(20 * KIB * KIB);
  });
});

describe("a body", () => {
  test("of 64 KiB is kept whole", async () => {
    const body = "x".repeat(64 * KIB);
    expect(await bodyOf(body)).toEqual({ text: body, bytes: 64 * KIB, cut: false });
  });

  test("that is longer is cut, with its length and the digest of the whole", async () => {
    const body = "x".repeat(64 * KIB + 1);
    expect(await bodyOf(body)).toEqual({
      text: "x".repeat(64 * KIB),
      bytes: 64 * KIB + 1,
      cut: true,
      digest: `sha256:${createHash("sha256").update(body).digest("hex")}`,
    });
  });

  test("is counted in bytes, and cut between characters", async () => {
    for (const body of ["é".repeat(40 * KIB), `x${"🚀".repeat(20 * KIB)}`]) {
      const { text = "", cut } = (await bodyOf(body)) ?? {};
      expect(cut).toBe(true);
      expect(body.startsWith(text)).toBe(true);
      expect(Buffer.from(text).toString()).toBe(text);
      expect(64 * KIB - Buffer.byteLength(text)).toBeLessThan(4);
    }
  });

  test("that broke off is not called whole", async () => {
    const response = { status: 200, headers: [], body: "{", bodyBytes: 9_000_000, utf8: true, bom: false };
    const failure = { kind: "body-too-large", message: "" } as const;
    expect(await bodyOf("", { response, failure })).toEqual({ text: "{", bytes: 9_000_000, cut: true });
    expect(await bodyOf("", { response })).toMatchObject({ cut: false });
  });

  test("of a request is kept by the same rule; where none was sent, none is kept", async () => {
    const { body: _, ...bare } = exchange("a#1").request;
    const [long, none] = await kept([
      exchange("a#1", { request: { ...bare, body: "é".repeat(64 * KIB) } }),
      exchange("a#2", { request: bare }),
    ]);
    expect(long?.request.body).toMatchObject({ bytes: 128 * KIB, cut: true });
    expect(none?.request.body).toBeUndefined();
  });
});

test("the command names the variable that holds the credential", async () => {
  const [one] = await kept([exchange("a#1")]);
  expect(one?.curl).toContain('"authorization: Bearer $CUBE_TOKEN"');
});

test("all exchanges go to a file, a line each, that nobody else may read", async () => {
  const folder = mkdtempSync(join(tmpdir(), "scimproof-evidence-"));
  try {
    const path = join(folder, "exchanges.ndjson.gz");
    const list = [answered("a#1", "line\n\u2028 \ud83d"), exchange("b#1")];
    await writeAllExchanges(sinkOf(list.map((each) => event(each))), path);
    const lines = gunzipSync(readFileSync(path)).toString("utf8").trimEnd().split("\n");
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual(
      list.map((each) => Object.assign({ suite: SUITE }, each)),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});
