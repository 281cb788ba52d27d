import { existsSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runEmbedded } from "../bench/embedded.ts";
import { killAll, startCli, startHere, startNode } from "../bench/soak/kills/child.ts";
import type { Passing } from "../bench/soak/kills/gateway.ts";
import {
  cleanJournal,
  envOf,
  journalsIn,
  reportFaults,
  startCleanup,
  withScene,
} from "../bench/soak/kills/kill-run.ts";
import { PLAYS, type Play, type Scene } from "../bench/soak/kills/scene.ts";
import { parseResult } from "../src/report/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { startTarget } from "../src/targets/index.ts";

const CUBE: Play = { name: "cube", dialect: "cube", words: ["cube", "--depth", "smoke"] };
const NAMED = PLAYS.find(({ name }) => name === "strongdm, named Groups") ?? CUBE;

const at =
  (number: number) =>
  (passing: Passing): boolean =>
    passing.number === number;
const firstGroup = ({ method, path }: Passing): boolean => method === "POST" && path.endsWith("/Groups");

function resultIn(out: string): RunResult {
  return parseResult(readFileSync(join(out, "results.json"), "utf8"), "results.json");
}

/** `scimproof cleanup` of every journal in a folder. */
async function cleanUp(
  scene: Scene,
  out: string,
): Promise<readonly { readonly code: number | undefined; text: string }[]> {
  const ends = [];
  for (const journal of journalsIn(out)) ends.push(await cleanJournal(scene, journal));
  return ends;
}

describe("kill -9", () => {
  test("a cleanup that is killed itself is finished by the next", async () => {
    await withScene(CUBE, async (scene, out) => {
      const run = startCli(scene.argv(out), envOf(scene));
      scene.gateway.arm(at(120), "unheard", () => killAll(run.child));
      await run.ended;
      await scene.gateway.idle();
      expect(scene.traces()).not.toEqual([]);
      const [journal = ""] = journalsIn(out);
      const cleanup = startCleanup(scene, journal);
      scene.gateway.arm(at(2), "unheard", () => killAll(cleanup.child));
      expect(await cleanup.ended).toMatchObject({ signal: "SIGKILL" });
      await scene.gateway.idle();
      expect(scene.traces()).not.toEqual([]);
      expect(await cleanUp(scene, out)).toMatchObject([{ code: 0 }]);
      expect(scene.traces()).toEqual([]);
      expect((await cleanJournal(scene, journal)).text).toContain("nothing was left behind");
    });
  });

  test("what was being made at that moment is found by its name", async () => {
    await withScene(CUBE, async (scene, out) => {
      const run = startCli(scene.argv(out), envOf(scene));
      scene.gateway.arm(firstGroup, "unheard", () => killAll(run.child));
      await run.ended;
      await scene.gateway.idle();
      expect(scene.traces()).toHaveLength(1);
      const [end] = await cleanUp(scene, out);
      expect(end?.text).toMatch(/Group \S+ was removed/u);
      expect(scene.traces()).toEqual([]);
    });
  });

  test.each<[string, Play, (passing: Passing) => boolean]>([
    ["a Group that was being made", CUBE, firstGroup],
    ["a named Group that was being written to", NAMED, ({ method }) => method === "PATCH"],
  ])("%s by a server that is slow, although it is cleaned up at once", async (_, play, fits) => {
    await withScene({ ...play, lateMs: 700 }, async (scene, out) => {
      const run = startCli(scene.argv(out), envOf(scene));
      scene.gateway.arm(fits, "beside", () => killAll(run.child));
      await run.ended;
      expect(await cleanUp(scene, out)).toMatchObject([{ code: 0 }]);
      await scene.gateway.idle();
      expect(scene.traces()).toEqual([]);
    });
  });

  test("the next run into the same folder keeps the journal, and says what to do with it", async () => {
    await withScene(CUBE, async (scene, out) => {
      const run = startCli(scene.argv(out), envOf(scene));
      scene.gateway.arm(at(60), "unheard", () => killAll(run.child));
      await run.ended;
      const again = await startHere([...scene.argv(out), "-t", "rename"], envOf(scene)).ended;
      const command = /→ scimproof cleanup (\S+)/u.exec(again.text)?.[1] ?? "";
      expect(journalsIn(out)).toContain(command);
      expect(scene.traces()).not.toEqual([]);
      expect((await cleanJournal(scene, command)).code).toBe(0);
      expect(scene.traces()).toEqual([]);
    });
  });

  test("a suite that vitest runs leaves a journal that finishes it, too", async () => {
    await withScene(CUBE, async (scene, out) => {
      const vitest = startNode(["node_modules/vitest/vitest.mjs", "run", "--project", "suites", "suites/cube"], {
        ...envOf(scene),
        SCIMPROOF_TARGET: scene.gateway.url,
        SCIMPROOF_TOKEN_ENV: "T",
        SCIMPROOF_DEPTH: "smoke",
        SCIMPROOF_OUT: out,
      });
      scene.gateway.arm(at(100), "unheard", () => killAll(vitest.child));
      expect(await vitest.ended).toMatchObject({ signal: "SIGKILL" });
      await scene.gateway.idle();
      expect(scene.traces()).not.toEqual([]);
      expect(await cleanUp(scene, out)).toMatchObject([{ code: 0 }]);
      expect(scene.traces()).toEqual([]);
    });
  });
});

describe("signals", () => {
  test.each([
    ["SIGHUP", 143],
    ["SIGTERM", 143],
    ["SIGINT", 130],
  ] as const)("%s, and what was being made is found by its name", async (signal, code) => {
    await withScene(CUBE, async (scene, out) => {
      const run = startCli(scene.argv(out), envOf(scene));
      scene.gateway.arm(firstGroup, "unheard", () => run.child.kill(signal));
      expect(await run.ended).toMatchObject({ code });
      expect(scene.traces()).toEqual([]);
      expect(reportFaults(out, scene)).toEqual([]);
    });
  });
});

describe("spent budgets", () => {
  test.each([
    ["--max-requests", "25"],
    ["--max-requests", "90"],
    ["--time-budget", "1s"],
  ])("%s %s: what was made is removed", async (flag, value) => {
    await withScene(CUBE, async (scene, out) => {
      await startHere([...scene.argv(out), flag, value], envOf(scene)).ended;
      await scene.gateway.idle();
      expect(scene.traces()).toEqual([]);
      expect(reportFaults(out, scene)).toEqual([]);
      if (flag === "--max-requests") expect(scene.gateway.passed()).toBeLessThanOrEqual(Number(value));
    });
  });
});

describe("faults of the harness", () => {
  test.each([
    ["an exception that nobody catches", "() => { throw new Error('by accident'); }"],
    ["a rejection that nobody handles", "() => { Promise.reject(new Error('by accident')); }"],
  ])("%s: what was made is removed, and the code is 4", async (_, accident) => {
    await withScene(CUBE, async (scene, out) => {
      const hook = `data:text/javascript,process.on('SIGUSR2', ${encodeURIComponent(accident)})`;
      const run = startCli(scene.argv(out), envOf(scene), ["--import", hook]);
      scene.gateway.arm(at(60), "beside", () => run.child.kill("SIGUSR2"));
      const end = await run.ended;
      expect(end).toMatchObject({ code: 4 });
      expect(end.text).toContain("a fault of scimproof itself");
      // What was thrown may be a hook's, and quote its key.
      expect(end.text).toMatch(/Error.* was thrown where nobody caught it/u);
      expect(end.text).not.toContain("by accident");
      await scene.gateway.idle();
      expect(scene.traces()).toEqual([]);
      expect(reportFaults(out, scene)).toEqual([]);
      const { how, detail } = resultIn(out).ended;
      expect(how).toBe("harness-error");
      expect(detail).toMatch(/^Error.* was thrown where nobody caught it$/u);
    });
  });

  test("where there is nothing to clean up: no stack, and 4", async () => {
    const accident = encodeURIComponent("() => { throw new Error('with a-secret in it'); }");
    const hook = `data:text/javascript,process.on('SIGUSR2', ${accident})`;
    const served = startCli(["serve", "cube"], {}, ["--import", hook]);
    served.child.stdout?.once("data", () => served.child.kill("SIGUSR2"));
    const end = await served.ended;
    expect(end.code).toBe(4);
    expect(end.text).toContain("a fault of scimproof itself");
    expect(end.text).not.toMatch(/a-secret|\n\s+at /u);
  });

  test.skipIf(!existsSync("/dev/full"))("a full disk: what was made is removed, and the code is 4", async () => {
    await withScene(CUBE, async (scene, out) => {
      mkdirSync(out, { recursive: true });
      symlinkSync("/dev/full", join(out, "events.ndjson"));
      const end = await startHere(scene.argv(out), envOf(scene)).ended;
      expect(end).toMatchObject({ code: 4 });
      await scene.gateway.idle();
      expect(scene.traces()).toEqual([]);
      expect(resultIn(out).ended).toMatchObject({ how: "harness-error" });
    });
  });

  test.each([3, 40, 150])("a listener that throws at event %i, while others are making something", async (number) => {
    let seen = 0;
    const { result, left } = await runEmbedded({
      settings: { depth: "smoke", concurrency: 8 },
      control: {
        onEvent: () => {
          seen += 1;
          if (seen >= number) throw new Error("the screen broke");
        },
      },
    });
    expect(result.ended).toEqual({ how: "harness-error", detail: "the screen broke" });
    expect(left).toEqual({ users: [], groups: [] });
    expect(result.cleanup.left).toEqual([]);
  });
});

describe("what only a wrong server makes", () => {
  test.each([
    ["put-unknown-creates", /put\.group\.unknown-id/u],
    ["put-unknown-404-creates", /put\.group\.unknown-id/u],
    ["put-body-id-becomes-id", /put\.group\.body-id/u],
    ["put-deleted-resurrects", /put\.group\.deleted/u],
  ])("%s: it is removed", async (fault, grep) => {
    const settings = { selection: { grep } };
    const { result, left } = await runEmbedded({ faults: [fault], settings });
    expect(result.findings).not.toEqual([]);
    expect(left).toEqual({ users: [], groups: [] });
    expect(result.cleanup.left).toEqual([]);
  });

  test.each(["put-unknown-creates", "put-unknown-404-creates"])(
    "beside a Group whose id begins alike: %s",
    async (fault) => {
      const settings = { selection: { grep: /id-with-more/u } };
      const { result, left } = await runEmbedded({ faults: [fault], oddities: ["ids-integers"], settings });
      expect(result.cleanup.created).toBeGreaterThan(0);
      expect(left).toEqual({ users: [], groups: [] });
    },
  );

  test("killed in the middle of it, too", async () => {
    const play: Play = { ...CUBE, words: ["cube", "-t", "unknown-id"], faults: ["put-unknown-creates"] };
    await withScene(play, async (scene, out) => {
      const run = startCli(scene.argv(out), envOf(scene));
      scene.gateway.arm(
        ({ method }) => method === "PUT",
        "unheard",
        () => killAll(run.child),
      );
      await run.ended;
      await scene.gateway.idle();
      expect(scene.traces().length).toBeGreaterThan(1);
      expect(await cleanUp(scene, out)).toMatchObject([{ code: 0 }]);
      expect(scene.traces()).toEqual([]);
    });
  });
});

describe("named Groups", () => {
  test.each(PLAYS.filter(({ name }) => name === "lighton, named Groups" || name === "cube, named Groups"))(
    "$name: written to and put back as they were",
    async (play) => {
      await withScene(play, async (scene, out) => {
        await startHere(scene.argv(out), envOf(scene)).ended;
        expect(scene.traces()).toEqual([]);
        expect(reportFaults(out, scene)).toEqual([]);
        expect(resultIn(out).cleanup.restored.map(({ state }) => state)).toContain("restored");
      });
    },
  );

  test.each([3, 6, 9])(
    "interrupted at request %i, before or just after the first write: as they were",
    async (number) => {
      await withScene(NAMED, async (scene, out) => {
        const run = startHere(scene.argv(out), envOf(scene));
        scene.gateway.arm(at(number), "beside", () => run.interrupt("SIGINT"));
        expect(await run.ended).toMatchObject({ code: 130 });
        expect(scene.traces()).toEqual([]);
        expect(reportFaults(out, scene)).toEqual([]);
      });
    },
  );

  test("one that cannot be read just now is not written to", async () => {
    const play = PLAYS.find(({ name }) => name === "cube, named Groups") ?? CUBE;
    await withScene(play, async (scene, out) => {
      const run = startHere(scene.argv(out), envOf(scene));
      const firstRead = ({ method, path }: Passing): boolean => method === "GET" && /\/Groups\/./u.test(path);
      scene.gateway.arm(firstRead, "before", () => undefined);
      expect(await run.ended).toMatchObject({ code: 3 });
      expect(scene.traces()).toEqual([]);
      expect(resultIn(out).cleanup.restored).toEqual([]);
    });
  });

  test("a name that holds the token itself is put back as it was, and is in no journal", async () => {
    const target = await startTarget({ dialect: "cube" });
    try {
      const headers = { authorization: `Bearer ${target.token}`, "content-type": "application/json" };
      const body = JSON.stringify({ displayName: `named ${target.token}` });
      const made = await fetch(`${target.url}/scim/v2/Groups`, { method: "POST", headers, body });
      const { id } = (await made.json()) as { readonly id: string };
      await withScene(CUBE, async (_, out) => {
        const argv = ["run", "cube", "--target", target.url, "--token-env", "T", "--out", out];
        const { T } = { T: target.token };
        const named = ["--fixture", `groups=${id}`, "-t", "rename"];
        await startHere([...argv, ...named], { T }).ended;
        const [group] = target.snapshot().groups as readonly {
          readonly attributes: { readonly displayName: string };
        }[];
        expect(group?.attributes.displayName).toBe(`named ${target.token}`);
        expect(resultIn(out).cleanup.restored).toMatchObject([{ id, state: "restored" }]);
        for (const journal of journalsIn(out)) expect(readFileSync(journal, "utf8")).not.toContain(target.token);
      });
    } finally {
      await target.close();
    }
  });
});
