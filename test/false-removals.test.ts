import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startFront } from "../bench/hostile/front.ts";
import { answer } from "../bench/hostile/raw.ts";
import { parseResult } from "../src/report/index.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";

test.each([
  ["every", 0],
  ["every but the first six", 6],
])(
  "a server that acknowledges %s DELETE and does nothing: what is left is said, and cleanup has it",
  async (_, honest) => {
    const target = await cube();
    let deletes = 0;
    let isLying = true;
    const front = await startFront(target.url, {
      hits: ({ method }) => method === "DELETE" && isLying && (deletes += 1) > honest,
      act: ({ socket }) => {
        socket.write(answer(204, "text/plain", ""));
      },
    });
    onTestFinished(() => front.close());
    const out = tempFolder();
    const env = { T: target.token };
    const argv = ["run", "cube", "--target", front.url, "--out", out, "--token-env", "T", "--depth", "smoke"];
    await cli(argv, { env });
    const traces = (): number => target.snapshot().users.length + target.snapshot().groups.length;
    const { cleanup } = parseResult(readFileSync(join(out, "results.json"), "utf8"), "results.json");
    expect(traces()).toBeGreaterThan(10);
    expect(cleanup.left).toHaveLength(traces());
    expect(cleanup.left[0]?.reason).toBe("it is still there after its DELETE was acknowledged");

    const clean = ["cleanup", join(out, "journal-cube.groups.put.ndjson"), "--token-env", "T"];
    const inVain = await cli(clean, { env });
    expect(inVain.code).toBe(1);
    expect(inVain.out).toContain("its DELETE was acknowledged, and it is still there");
    isLying = false;
    expect(await cli(clean, { env })).toMatchObject({ code: 0 });
    expect(traces()).toBe(0);
  },
  60_000,
);

test("to see that what was removed is gone costs a run a few requests, however much it made", async () => {
  const target = await cube();
  const looks: string[] = [];
  const front = await startFront(target.url, {
    hits: ({ method, path }) => {
      if (method === "DELETE") looks.length = 0;
      else looks.push(`${method} ${path}`);
      return false;
    },
    act: () => undefined,
  });
  onTestFinished(() => front.close());
  const argv = ["run", "cube", "--target", front.url, "--out", tempFolder(), "--token-env", "T", "--depth", "smoke"];
  await cli(argv, { env: { T: target.token } });
  // Four of each type.
  expect(looks).toHaveLength(8);
});
