import { describe, expect, test } from "vitest";
import type { GroupEdit, GroupHistory } from "./history.ts";
import type { Ground } from "./run-types.ts";
import {
  add,
  afterWrite,
  history,
  isGroup,
  isWrite,
  loseFirst,
  membersOf,
  patch,
  play,
  refuseAll,
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
    const { failed, run } = await play(history({ g1: ["u1"] }, [edit], { reread: true }), {
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
    expect(run.failed?.actual.get("g1")?.size).toBe(1);
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
