import { describe, expect, test } from "vitest";
import type { GroupEdit, GroupHistory } from "./history.ts";
import type { Ground } from "./run-types.ts";
import { fakeWorld } from "./testing/fake-context.ts";
import {
  add,
  afterWrite,
  type Fault,
  groupsOf,
  history,
  isGroup,
  isWrite,
  loseFirst,
  membersOf,
  patch,
  play,
  refuseAll,
  remove,
} from "./testing/play-history.ts";

describe("a burst", () => {
  const burst = (...edits: readonly GroupEdit[]): GroupHistory => history({ g1: ["u1"] }, edits, { burst: true });
  const three = burst(patch(add("u2")), patch(add("u3")), patch(add("u4")));

  test("is looked at only at its end", async () => {
    const { run, failed, context } = await play(three);
    expect([failed, run.noVerdict]).toEqual([[], undefined]);
    expect(run.steps.map(({ exchanges }) => exchanges.length)).toEqual([0, 1, 1, 2]);
    expect(context.sent).toHaveLength(4);
    // On the way nothing but the acknowledgement is judged, and a pass of that is no pass of the state.
    expect(run.passes.length).toBeGreaterThan(0);
  });

  test("a change that is lost on its way shows at its end, as one that was acknowledged", async () => {
    let writes = 0;
    const { failed, run } = await play(three, {
      before: (request, service) => {
        if (!isWrite(request)) return undefined;
        writes += 1;
        return writes === 2 ? service.strictly({ ...request, method: "GET", body: undefined }) : undefined;
      },
    });
    expect(run.steps).toHaveLength(4);
    expect(failed[0]).toContain("RFC7644-3.5.2-ACKNOWLEDGED-KEPT");
  });

  test("what an answer on its way leaves out is not judged; a refusal is", async () => {
    const partial = await play(three, {
      after: (request, answer) =>
        isWrite(request) && isGroup(answer.body) && membersOf({ value: answer.body }).length < 4
          ? { ...answer, body: { ...answer.body, members: [] } }
          : answer,
    });
    expect(partial.failed).toEqual([]);
    const refused = await play(three, refuseAll(400));
    expect(refused.failed).toEqual(["RFC7644-3.5.2.1-MEMBER-ADD accepted"]);
    expect(refused.run.steps).toHaveLength(2);
  });

  test("of PUTs breaks no rule of PATCH", async () => {
    const put = (...users: readonly string[]): GroupEdit => ({ do: "put", group: "g1", users });
    const { failed } = await play(burst(put("u2"), put("u2", "u3")), { method: "PUT", ...afterWrite(loseFirst) });
    expect(failed[0]).toBe("RFC7644-3.5.1-MEMBERS-REPLACED members-lost RFC7644-3.12-SUCCESS-MEANS-DONE");
  });
});

describe("when all is done", () => {
  const once = history({ g1: ["u1"], g2: [] }, [patch(add("u2"))], { reread: true });

  test("every Group is looked at three times more, where a history asks for it", async () => {
    const { passed, run } = await play(once);
    expect(passed.filter((one) => one === "RFC7644-3.5.2-ACKNOWLEDGED-KEPT")).toHaveLength(6);
    expect(run.failed).toBeUndefined();
    const { passed: without } = await play({ ...once, reread: false });
    expect(without).not.toContain("RFC7644-3.5.2-ACKNOWLEDGED-KEPT");
  });

  test.each([
    ["PATCH", "RFC7644-3.5.2-ACKNOWLEDGED-KEPT"],
    ["PUT", "RFC7644-3.5.1-MEMBERS-REPLACED"],
  ] as const)("what goes away by itself is lost: %s", async (method, requirement) => {
    const edit: GroupEdit = method === "PUT" ? { do: "put", group: "g1", users: ["u1", "u2"] } : patch(add("u2"));
    let looks = 0;
    const { failed, run, context } = await play(history({ g1: ["u1"] }, [edit], { reread: true }), {
      method,
      before: (request, service) => {
        looks += request.method === "GET" ? 1 : 0;
        if (looks === 3) loseFirst(service);
        return undefined;
      },
    });
    expect(failed).toContain(`${requirement} unchanged RFC7644-3.12-SUCCESS-MEANS-DONE`);
    expect(run.failed).toMatchObject({ shape: method === "PUT" ? "edit-put" : "edit-add" });
    expect(run.failed).toBe(run.steps.at(-1));
    expect(run.steps).toHaveLength(2);
    expect(run.failed?.actual.get("g1")?.size).toBe(1);
    // The looks that came after are told, and what failed in them is no pass.
    expect(run.failed?.exchanges.length).toBeGreaterThan(2);
    expect(context.sent.slice(-(run.failed?.exchanges.length ?? 0))).toEqual(run.failed?.exchanges);
    expect(run.passes.every(({ outcome }) => outcome === "passed")).toBe(true);
  });

  test("whoever looks at the end is told the world, the ids and the last edit; not after a failure", async () => {
    const told: unknown[] = [];
    const after: Ground["after"] = async ({ world, idOf, last }) => {
      told.push([[...world.keys()], idOf("g1").startsWith("group"), last]);
    };
    await play(once, {}, { after });
    expect(told).toEqual([[["g1", "g2"], true, patch(add("u2"))]]);
    await play(once, refuseAll(400), { after });
    expect(told).toHaveLength(1);
  });

  test("Groups are given back after an error too", async () => {
    const discarded: string[] = [];
    const broken = {
      discard: async ({ id }: { readonly id: string }) => {
        discarded.push(id);
      },
      write: async () => await Promise.reject(new RangeError("broken")),
    };
    await expect(play(once, { more: broken })).rejects.toThrow("broken");
    expect(discarded).toHaveLength(2);
  });
});

describe("what a run hands back", () => {
  const back: Fault = afterWrite((service, { body }) => {
    const [group] = groupsOf(service);
    const [, second] = [...service.resources.values()].filter(({ type }) => type === "User");
    if (group === undefined || body?.includes('"add"') !== true) return;
    group.value = { ...group.value, members: [...membersOf(group), { value: second?.id }] };
  });

  test("somebody who comes back was named by a request that was carried out, not by one that was refused", async () => {
    const { failed, run, context } = await play(
      history({ g1: ["u1", "u2"] }, [patch(remove("u2")), patch(add("u3"))]),
      back,
    );
    expect(failed[0]).toContain("RFC7644-3.5.2-ACKNOWLEDGED-KEPT");
    expect(failed[0]).not.toContain("REFUSED-UNCHANGED");
    // What passed is told apart from what failed, and each step has its own exchanges.
    expect(run.passes.every(({ outcome }) => outcome === "passed")).toBe(true);
    expect(run.steps.flatMap(({ exchanges }) => exchanges)).toEqual(context.sent);
    expect(run.steps.map(({ exchanges }) => exchanges.length)).toEqual([0, 2, 3]);
  });

  test("the last change of a burst that is lost was acknowledged, too", async () => {
    let writes = 0;
    const edits = [patch(add("u2")), patch(add("u3"))];
    const { failed } = await play(history({ g1: ["u1"] }, edits, { burst: true }), {
      before: (request, service) => {
        writes += isWrite(request) ? 1 : 0;
        const isLast = isWrite(request) && writes === 2;
        return isLast ? service.strictly({ ...request, method: "GET", body: undefined }) : undefined;
      },
    });
    expect(failed).toEqual([
      "RFC7644-3.5.2.1-MULTI-APPEND members-lost RFC7644-3.12-SUCCESS-MEANS-DONE RFC7644-3.5.2.1-MEMBER-ADD RFC7644-3.5.2-ACKNOWLEDGED-KEPT",
    ]);
  });

  test("a Group that is gone has no members", async () => {
    const { failed, run } = await play(
      history({ g1: ["u1"] }, [patch(add("u2"))]),
      afterWrite((service, { path }) => service.resources.delete(path.split("/")[2] ?? "")),
    );
    expect(failed).toEqual(["RFC7644-3.5.2.1-MEMBER-ADD resource-lost"]);
    expect(run.failed?.actual.get("g1")).toEqual(new Set());
  });

  test("an error that is no lack of a verdict goes through", async () => {
    const read = async (): Promise<never> => await Promise.reject(new RangeError("broken"));
    await expect(play(history({ g1: [], g2: [] }, [patch(add("u2"))]), { more: { read } })).rejects.toThrow("broken");
    let reads = 0;
    const beside = fakeWorld({ method: "PATCH" }).then(({ context }) => context);
    const other: Awaited<typeof beside>["read"] = async () => {
      reads += 1;
      if (reads === 2) throw new RangeError("broken beside");
      return { kind: "not-offered" };
    };
    await expect(play(history({ g1: [], g2: [] }, [patch(add("u2"))]), { more: { read: other } })).rejects.toThrow(
      "broken beside",
    );
  });
});
