import { expect, test } from "vitest";
import { freePort, startChild } from "./child.ts";
import { isOlder } from "./install.ts";

const node = (script: string): Parameters<typeof startChild>[0] => ({
  command: process.execPath,
  args: ["-e", script],
  ready: /^listens at (\S+)$/u,
});

test("a process is started, said where it listens, and ended", async () => {
  const running = await startChild(
    node(`const s = require("node:http").createServer((_, r) => r.end("here")).listen(0, "127.0.0.1", () =>
      console.log("listens at http://127.0.0.1:" + s.address().port));`),
  );
  expect(await (await fetch(running.url)).text()).toBe("here");
  await running.close();
  await expect(fetch(running.url)).rejects.toThrow("fetch failed");
});

test("one that ends before it listens says what it said", async () => {
  await expect(startChild(node('console.error("no such database"); process.exitCode = 3'))).rejects.toThrow(
    /ended with 3 before it listened[\s\S]*no such database/u,
  );
});

test("one that cannot be started says so", async () => {
  await expect(startChild({ command: "no-such-program", args: [], ready: /x/u })).rejects.toThrow("ENOENT");
});

test("a free port is one that can be listened on", async () => {
  expect(await freePort()).toBeGreaterThan(1023);
});

test("versions are compared as numbers", () => {
  expect(isOlder("3.9", "3.11")).toBe(true);
  expect(isOlder("3.11", "3.11")).toBe(false);
  expect(isOlder("4.0", "3.11")).toBe(false);
});
