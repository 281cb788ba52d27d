import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startFront } from "../bench/hostile/front.ts";
import { answer, answerOf } from "../bench/hostile/raw.ts";
import { httpServer } from "../src/client/testing/servers.ts";
import { created, group, journal, make } from "./support/cli-journal.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";

// As a number it is read as 9007199254740992.
const LARGE = "9007199254740993";

test("clean-up removes what has a number beyond 2^53 for an id, and not its neighbour", async () => {
  const listed = `{"totalResults":1,"Resources":[{"id":${LARGE},"userName":"sp-abc123-1"}]}`;
  const server = await httpServer(({ method }, response) => {
    if (method === "DELETE") response.writeHead(204).end();
    else response.writeHead(200, { "content-type": "application/scim+json" }).end(listed);
  });
  const path = journal(server.url, [...created(1, "User", { attribute: "userName", value: "sp-abc123-1" })]);
  const end = await cli(["cleanup", path], { env: {} });
  expect(end).toMatchObject({ code: 0 });
  expect(end.out).toContain(`User ${LARGE} was removed`);
  const removed = server.seen.filter(({ method }) => method === "DELETE").map(({ url }) => url);
  expect(removed).toEqual([`/scim/v2/Users/${LARGE}`]);
});

test("clean-up of a server without DELETE, which answers 404, says what is left", async () => {
  const target = await cube();
  const front = await startFront(target.url, {
    hits: ({ method }) => method === "DELETE",
    act: ({ socket }) => {
      socket.write(answer(404, "text/plain", "no such route"));
    },
  });
  onTestFinished(() => front.close());
  const id = await make(target, group("sp-abc123 left"));
  const path = journal(front.url, [
    ...created(1, "Group", { attribute: "displayName", value: "sp-abc123 left" }, id),
    ...created(2, "Group", { attribute: "displayName", value: "sp-abc123 gone" }, "gone-already"),
  ]);
  const end = await cli(["cleanup", path, "--token-env", "T"], { env: { T: target.token } });
  expect(end.code).toBe(1);
  expect(end.out).toContain(`✗ Group ${id} is left: DELETE was answered 404, and a GET still shows it`);
  expect(end.out).toContain("✓ Group gone-already was gone already");
  expect(readFileSync(path, "utf8").match(/"undone"/gu)).toHaveLength(1);
});

test("a named Group with a number that could not be put back is not written to", async () => {
  const target = await cube();
  const id = await make(target, group("Payroll"));
  const writes: string[] = [];
  const front = await startFront(target.url, {
    hits: ({ path }) => path.includes(id),
    act: async ({ method, forward, socket }) => {
      if (method !== "GET") writes.push(method);
      const { body, ...rest } = await forward();
      socket.write(
        answerOf({ ...rest, body: Buffer.from(body.toString("utf8").replace(/\{/u, `{"badge":${LARGE},`)) }),
      );
    },
  });
  onTestFinished(() => front.close());
  const out = tempFolder();
  const flags = ["--token-env", "T", "--fixture", `groups=${id}`, "-t", "put.group.rename", "--reporter", "json"];
  const end = await cli(["run", "cube", "--target", front.url, "--out", out, ...flags], { env: { T: target.token } });
  expect(end.code).toBe(3);
  expect(readFileSync(join(out, "results.json"), "utf8")).toContain(
    `the named Group shows the number ${LARGE}, which could not be put back`,
  );
  expect(writes).toEqual([]);
});
