import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startFront } from "../bench/hostile/front.ts";
import { answer, answerOf } from "../bench/hostile/raw.ts";
import { parseResult } from "../src/report/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";

/** What is said in place of the server's 404, or nothing. */
type Say = (method: string, path: string) => string | undefined;

interface Outcome {
  readonly code: number;
  readonly result: RunResult;
  /** How many POSTs the server was sent. */
  readonly made: number;
  readonly left: number;
}

/**
 * Cube's PUT at an address that is not of this machine by its name.
 *
 * @param removes false where nothing has DELETE: then each is answered as what is not found
 */
async function runWith(removes: boolean, say: Say, ...flags: readonly string[]): Promise<Outcome> {
  const target = await cube();
  let made = 0;
  const front = await startFront(target.url, {
    hits: ({ method }) => {
      if (method === "POST") made += 1;
      return true;
    },
    act: async (hit) => {
      const answered = removes || hit.method !== "DELETE" ? await hit.forward() : undefined;
      const said = answered === undefined || answered.status === 404 ? say(hit.method, hit.path) : undefined;
      if (said !== undefined) hit.socket.write(answer(404, "text/html", said));
      else if (answered !== undefined) hit.socket.write(answerOf(answered));
    },
  });
  onTestFinished(() => front.close());
  const out = tempFolder();
  const url = front.url.replace("127.0.0.1", "0.0.0.0");
  const argv = ["run", "cube", "--target", url, "--out", out, "--token-env", "T", "--yes", "--depth", "smoke"];
  const { code } = await cli([...argv, "-t", "put.group.rename", ...flags], { env: { T: target.token } });
  const result = parseResult(readFileSync(join(out, "results.json"), "utf8"), "results.json");
  const { users, groups } = target.snapshot();
  return { code, result, made, left: users.length + groups.length };
}

const removal = ({ suites }: RunResult) => suites[0]?.preflight.filter(({ id }) => id === "removal");

const forDelete =
  (text: string): Say =>
  (method, path) =>
    method === "DELETE" ? text.replace("PATH", path) : undefined;

test.each<[string, Say]>([
  ["names the method and the path", forDelete("Cannot DELETE PATH")],
  ["has one page for all", forDelete("<h1>Not Found</h1> 2026-11-27T10:00:00Z")],
  ["names the request", forDelete('{"error":"Not Found","path":"PATH","trace":"4711"}')],
])("a server without a route for DELETE that %s: nothing is made", async (_, say) => {
  const { code, result, made, left } = await runWith(false, say);
  expect({ code, made, left }).toEqual({ code: 3, made: 0, left: 0 });
  expect(removal(result)).toMatchObject([
    { outcome: "failed", message: expect.stringContaining("404, as where there is no such path") as unknown },
  ]);
});

test("what is made there was allowed to stay", async () => {
  const { result, made, left } = await runWith(false, forDelete("none"), "--allow-leftovers");
  expect(made).toBeGreaterThan(0);
  expect(left).toBe(made);
  expect(result.cleanup.left).toHaveLength(left);
});

const unknown = (path: string): boolean => path.includes("/sp-no-such");

test.each<[string, Say]>([
  ["alike whatever is asked", () => "Not Found"],
  ["with its name, in the same words to every method", (_, path) => `There is nothing at ${path}`],
  ["with nothing to compare to a DELETE", (method) => (method === "DELETE" ? "" : "There is no such resource")],
  ["in other words than a path that it has not", (_, path) => (unknown(path) ? "No route" : undefined)],
])("a server that answers an unknown id %s has DELETE all the same", async (_, say) => {
  const { code, result, left } = await runWith(true, say);
  expect({ code, left }).toEqual({ code: 0, left: 0 });
  expect(removal(result)?.map(({ outcome }) => outcome)).toEqual(["passed", "passed"]);
  expect(result.cleanup).toMatchObject({ left: [] });
  expect(result.cleanup.created).toBeGreaterThan(0);
});
