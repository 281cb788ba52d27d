import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startFront } from "../bench/hostile/front.ts";
import { answer } from "../bench/hostile/raw.ts";
import { runHostile } from "../bench/hostile/run-hostile.ts";
import { parseResult } from "../src/report/index.ts";
import { created, group, journal, make } from "./support/cli-journal.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";

const inUse = (): Buffer => answer(409, "application/scim+json", '{"detail":"still referred to"}');
const pathOf = (path: string): string => path.split("?")[0] ?? "";

test("a run removes in rounds what is kept while something younger or older is there", async () => {
  // Nothing goes while what was made after it is there, whatever its type.
  const alive: string[] = [];
  let refusals = 0;
  const { left, result } = await runHostile({
    hits: ({ method }) => method === "POST" || method === "DELETE",
    act: async ({ method, path, forward, socket }) => {
      const isKept =
        method === "DELETE" && alive.includes(pathOf(path)) && alive[0] !== pathOf(path) && alive.length > 1;
      if (isKept && refusals < 40) {
        refusals += 1;
        socket.write(inUse());
        return;
      }
      const answered = await forward();
      if (method === "POST") alive.push(`${pathOf(path)}/${(JSON.parse(String(answered.body)) as { id: string }).id}`);
      else if (answered.status === 204) alive.splice(alive.indexOf(pathOf(path)), 1);
      const type = "application/scim+json";
      socket.write(answer(answered.status, type, answered.body));
    },
  });
  expect(refusals).toBeGreaterThan(1);
  expect(left).toBe(0);
  expect(result.cleanup.left).toEqual([]);
});

test("cleanup does so too, and says of each only what became of it in the end", async () => {
  const target = await cube();
  const [outer, inner] = [await make(target, group("sp-abc123 a")), await make(target, group("sp-abc123 b"))];
  const ids = new Set([outer, inner]);
  const front = await startFront(target.url, {
    // The younger one comes first, and is held by the older one.
    hits: ({ method, path }) => {
      const id = path.split("/").at(-1) ?? "";
      if (method === "DELETE" && id === outer) ids.delete(outer);
      return method === "DELETE" && id === inner && ids.has(outer);
    },
    act: ({ socket }) => {
      socket.write(inUse());
    },
  });
  onTestFinished(() => front.close());
  const path = journal(front.url, [
    ...created(1, "Group", { attribute: "displayName", value: "sp-abc123 a" }, outer),
    ...created(2, "Group", { attribute: "displayName", value: "sp-abc123 b" }, inner),
  ]);
  const end = await cli(["cleanup", path, "--token-env", "T"], { env: { T: target.token } });
  expect(end).toMatchObject({ code: 0 });
  expect(end.out).not.toContain("✗");
  expect(target.snapshot().groups).toEqual([]);
});

test("cleanup that is interrupted in a later round says of each what is left, and why", async () => {
  const target = await cube();
  const names = ["sp-abc123 a", "sp-abc123 b", "sp-abc123 c"];
  const ids: string[] = [];
  for (const name of names) ids.push(await make(target, group(name)));
  const [first = "", second = "", third = ""] = ids;
  // The oldest one goes, the others are kept whatever happens; in the second round the youngest comes again.
  let asked = 0;
  let interrupt: () => void = () => undefined;
  const front = await startFront(target.url, {
    hits: ({ method, path }) => method === "DELETE" && !path.endsWith(first),
    act: ({ socket }) => {
      asked += 1;
      if (asked > 2) interrupt();
      else socket.write(inUse());
    },
  });
  onTestFinished(() => front.close());
  const path = journal(
    front.url,
    ids.flatMap((id, index) =>
      created(index + 1, "Group", { attribute: "displayName", value: names[index] ?? "" }, id),
    ),
  );
  const end = await cli(["cleanup", path, "--token-env", "T"], {
    env: { T: target.token },
    onErr: (_, send) => {
      interrupt = () => send("SIGINT");
    },
  });
  expect(end).toMatchObject({ code: 130, listening: 0 });
  expect(end.out).toBe(
    [
      `✓ Group ${first} was removed`,
      `✗ Group ${third} is left: DELETE was answered 409`,
      `✗ Group ${second} is left: DELETE was answered 409`,
      "2 left: see above why, and run this again",
      "",
    ].join("\n"),
  );
});

test("a run whose clean-up is given up in a later round says why each was kept", async () => {
  const target = await cube();
  const out = tempFolder();
  const asked = new Set<string>();
  let interrupt: () => void = () => undefined;
  const front = await startFront(target.url, {
    hits: ({ method, path }) => method === "DELETE" && path.includes("/Groups/"),
    act: ({ path, socket }) => {
      if (asked.has(path)) interrupt();
      else socket.write(inUse());
      asked.add(path);
    },
  });
  onTestFinished(() => front.close());
  const end = await cli(["run", "cube", "-t", "rename", "--target", front.url, "--token-env", "T", "--out", out], {
    env: { T: target.token },
    onErr: (_, send) => {
      interrupt = () => {
        interrupt = () => undefined;
        send("SIGINT");
        send("SIGINT");
      };
    },
  });
  expect(end.code).toBe(130);
  const { cleanup } = parseResult(readFileSync(join(out, "results.json"), "utf8"), "results.json");
  expect(cleanup.left.length).toBeGreaterThan(1);
  expect(new Set(cleanup.left.map(({ reason }) => reason))).toEqual(new Set(["DELETE was answered 409"]));
});
