import { describe, expect, test } from "vitest";
import { refuse } from "../scenarios/service/testing/fake-service.ts";
import type { GroupEdit } from "./history.ts";
import {
  add,
  afterWrite,
  type Fault,
  groupsOf,
  history,
  isWrite,
  membersOf,
  patch,
  play,
  refuseAll,
  remove,
} from "./testing/play-history.ts";

describe("what is sent says what it is for", () => {
  const members = ["u1", "u2"];
  test.each<[string, GroupEdit, string]>([
    ["what must be done", patch(add("u3")), "valid"],
    ["what may be refused", patch(add("u1")), "open"],
    ["somebody unknown", patch(add("x1")), "open"],
    ["what must be refused", patch({ op: "invalid" }), "provoked"],
  ])("%s", async (_, edit, kind) => {
    const { writes } = await play(history({ g1: members }, [edit]));
    expect(writes.map(({ options }) => options.intent.kind)).toEqual([kind]);
  });

  test("a PUT that names somebody unknown is open, whatever the page says of PATCH", async () => {
    const { profile } = (await play(history({}, []))).context.contract;
    const { writes } = await play(history({ g1: [] }, [{ do: "put", group: "g1", users: ["x1"] }]), {
      method: "PUT",
      contract: { profile: { ...profile, patch: { ...profile.patch, unknownMember: "refuse-404" } } },
    });
    expect(writes[0]?.options.intent.kind).toBe("open");
  });

  test("a PUT that is wrong has a name that is no text, and its members", async () => {
    const { writes, context } = await play(
      history({ g1: members }, [{ do: "put-invalid", group: "g1", users: ["u2"] }]),
      {
        method: "PUT",
      },
    );
    expect(writes[0]?.body).toMatchObject({ displayName: 7, members: [{ value: expect.any(String) as string }] });
    expect(context.operation.method).toBe("PUT");
  });

  test("a PATCH where the operation is none comes to no verdict", async () => {
    const { run, writes } = await play(history({ g1: members }, [patch(add("u3"))]), { method: "PUT" });
    expect([run.noVerdict?.message, writes]).toEqual(["the operation is no PATCH", []]);
  });

  test("a Group that is gone is not put back", async () => {
    const { run, writes } = await play(history({ g1: members }, [{ do: "put-back", group: "g1" }]), {
      method: "PUT",
      before: ({ method }) => (method === "GET" ? refuse(404) : undefined),
    });
    expect(run.noVerdict?.message).toContain("to be put back");
    expect(writes).toEqual([]);
  });
});

describe("an answer is held to what its method allows", () => {
  const empty: Fault = {
    after: (request, answer) => (isWrite(request) ? { ...answer, status: 204, body: undefined } : answer),
  };

  test("204 without a body to a PATCH, and not to a PUT", async () => {
    const patched = await play(history({ g1: ["u1"] }, [patch(add("u2"))]), empty);
    expect(patched.failed).toEqual([]);
    const put = await play(history({ g1: ["u1"] }, [{ do: "put", group: "g1", users: [] }]), {
      method: "PUT",
      ...empty,
    });
    expect(put.failed).toEqual(["RFC7644-3.5.1-200-FULL body"]);
  });

  test("the status that a page has for a PATCH that changes nothing", async () => {
    const { profile } = (await play(history({}, []))).context.contract;
    const contract = { profile: { ...profile, patch: { ...profile.patch, noChangeStatus: 204 } } };
    const again = await play(history({ g1: ["u1"] }, [patch(add("u1"))]), { contract });
    expect(again.failed).toEqual(["OPENAPI-PATCH-NO-CHANGE-STATUS unchanged"]);
    const changed = await play(history({ g1: ["u1"] }, [patch(add("u2"))]), { contract, ...empty });
    expect(changed.failed).toEqual(["OPENAPI-PATCH-NO-CHANGE-STATUS changed"]);
  });

  test("several that are refused break the rule of their order alone", async () => {
    const { failed } = await play(history({ g1: ["u1"] }, [patch(add("u2"), remove("u1"))]), refuseAll(400));
    expect(failed).toEqual(["RFC7644-3.5.2-SEQUENTIAL accepted"]);
  });
});

test("somebody whom a refused PUT named and who comes in later breaks no rule of PATCH", async () => {
  const edits: readonly GroupEdit[] = [
    { do: "put-invalid", group: "g1", users: ["u2"] },
    { do: "put", group: "g1", users: ["u3"] },
  ];
  const { failed } = await play(history({ g1: ["u1"] }, edits), {
    method: "PUT",
    ...afterWrite((service) => {
      const [group] = groupsOf(service);
      const [, late] = [...service.resources.values()].filter(({ type }) => type === "User");
      if (group !== undefined) group.value = { ...group.value, members: [...membersOf(group), { value: late?.id }] };
    }),
  });
  expect(failed[0]).toBe(
    "RFC7644-3.5.1-MEMBERS-REPLACED members-kept RFC7644-3.12-SUCCESS-MEANS-DONE RFC7644-3.12-REFUSED-UNCHANGED",
  );
});

describe("somebody unknown beside others", () => {
  const put = (users: readonly string[], name?: string): GroupEdit => ({
    do: "put",
    group: "g1",
    users,
    ...(name === undefined ? {} : { name }),
  });

  test("the look waits for those who exist, under the name that the edit gives", async () => {
    const { looks, service, failed } = await play(
      history({ g1: ["u1"] }, [put(["u1", "x1"], "n1"), put(["u2", "x1"]), put(["u2", "x1"], "n0")]),
      { method: "PUT" },
    );
    expect(failed).toEqual([]);
    const [first] = looks.map(({ expected }) => expected?.displayName);
    const [{ value } = { value: {} }] = groupsOf(service);
    expect(first).not.toBe(value["displayName"]);
    expect(looks.map(({ expected }) => expected?.displayName)).toEqual([first, first, value["displayName"]]);
    expect(looks.map(({ expected }) => expected?.members.size)).toEqual([1, 1, 1]);
  });

  describe("where there is no other way to see it, the answer tells", () => {
    const blind = { more: { canRead: false } };
    const answering = (body: (body: unknown) => unknown): Fault => ({
      after: (request, answer) => (isWrite(request) ? { ...answer, body: body(answer.body) } : answer),
    });
    const edits = [patch(add("u2", "x1"))];

    test("that all is right", async () => {
      const { failed, passed, run } = await play(history({ g1: ["u1"] }, edits), blind);
      expect([failed, run.noVerdict]).toEqual([[], undefined]);
      expect(passed).toContain("RFC7644-3.5.2.1-MULTI-APPEND");
    });

    test("who is missing", async () => {
      const without = answering((body) => ({ ...(body as object), members: [] }));
      const { failed, run } = await play(history({ g1: ["u1"] }, edits), { ...blind, ...without });
      expect(failed[0]).toContain("RFC7644-3.5.2.1-MULTI-APPEND members");
      expect(JSON.stringify(run.failed?.failures[0])).toContain("the answer");
    });

    test.each<[string, (body: unknown) => unknown]>([
      ["has no body", () => undefined],
      ["is no object", () => []],
      ["is no JSON", () => "{"],
    ])("nothing, where it %s", async (_, body) => {
      const { failed, run } = await play(history({ g1: ["u1"] }, edits), { ...blind, ...answering(body) });
      expect([failed, run.noVerdict?.message]).toEqual([[], "the Group could not be read back"]);
    });
  });

  test("where a look fails, the answer does not take its place", async () => {
    const { failed, run } = await play(history({ g1: ["u1"] }, [patch(add("u2", "x1"))]), {
      before: ({ method }) => (method === "GET" ? refuse(500) : undefined),
    });
    expect([failed, run.noVerdict?.message]).toEqual([[], "the Group could not be read back"]);
  });
});
