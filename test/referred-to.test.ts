import { expect, onTestFinished, test } from "vitest";
import { startFront } from "../bench/hostile/front.ts";
import { answer } from "../bench/hostile/raw.ts";
import { runHostile } from "../bench/hostile/run-hostile.ts";
import { created, group, journal, make } from "./support/cli-journal.ts";
import { cli, cube } from "./support/cli-run.ts";

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
