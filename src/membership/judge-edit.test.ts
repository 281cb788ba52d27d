import { describe, expect, test } from "vitest";
import type { ScenarioJudgement } from "../scenarios/index.ts";
import { refuse } from "../scenarios/service/testing/fake-service.ts";
import type { GroupEdit } from "./history.ts";
import { NO_ANSWER } from "./testing/fake-context.ts";
import {
  acknowledgeOnly,
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
  RENAME,
  refuseAll,
  remove,
} from "./testing/play-history.ts";

describe("a strict server passes every kind of edit", () => {
  const members = ["u1", "u2", "u3"];
  test.each<[string, readonly GroupEdit[], readonly string[]]>([
    ["add", [patch(add("u4"))], ["RFC7644-3.5.2.1-MULTI-APPEND", "RFC7644-3.5.2.1-MEMBER-ADD"]],
    ["remove", [patch(remove("u1"))], ["RFC7644-3.5.2.2-FILTER-VALUE"]],
    ["the last removal", [patch(remove(...members))], ["RFC7644-3.5.2.2-FILTER-LAST"]],
    ["replace", [patch({ op: "replace", users: ["u3", "u4"] })], ["RFC7644-3.5.2.3-MULTI-ALL"]],
    ["remove all", [patch({ op: "remove-all" })], ["RFC7644-3.5.2.2-MULTI-ALL"]],
    ["rename", [patch(RENAME)], ["RFC7644-3.5.2.3-SINGLE"]],
    ["several in one request", [patch(add("u4"), remove("u1"), RENAME)], ["RFC7644-3.5.2-SEQUENTIAL"]],
    ["a member again", [patch(add("u1"))], ["RFC7644-3.5.2.1-EXISTING-OK"]],
    ["a stranger removed", [patch(remove("u7"))], ["RFC7644-3.5.2.2-NONMEMBER-OK"]],
    ["an operation that is not valid", [patch({ op: "invalid" })], ["RFC7644-3.12-REFUSED-UNCHANGED"]],
    ["an id that names nobody", [patch(add("u4", "x1"))], ["RFC7644-3.5.2.1-MULTI-APPEND"]],
    ["a name and back again", [patch(RENAME), patch({ op: "rename", name: "n0" })], ["RFC7644-3.5.2.3-SINGLE"]],
  ])("%s", async (_, edits, requirements) => {
    const { run, failed, passed } = await play(history({ g1: members, g2: ["u1"] }, edits));
    expect(failed).toEqual([]);
    expect(run.noVerdict).toBeUndefined();
    expect(run.steps).toHaveLength(edits.length + 1);
    expect(passed).toEqual(expect.arrayContaining([...requirements]));
    // Two Groups: the other one was held to be as it was after each edit.
    expect(passed.filter((one) => one === "RFC7644-3.5.2-TARGET-ONLY")).toHaveLength(edits.length);
  });

  test.each<[string, GroupEdit, string]>([
    ["PUT", { do: "put", group: "g1", users: ["u2", "u4"] }, "RFC7644-3.5.1-MEMBERS-REPLACED"],
    ["PUT with a name", { do: "put", group: "g1", users: [], name: "n1" }, "RFC7644-3.5.1-RW-REPLACED"],
    ["PUT of what GET shows", { do: "put-back", group: "g1" }, "RFC7644-3.5.1-ROUNDTRIP"],
    ["PUT that is wrong", { do: "put-invalid", group: "g1", users: ["u2"] }, "RFC7644-3.12-REFUSED-UNCHANGED"],
  ])("%s", async (_, edit, requirement) => {
    const { run, failed, passed } = await play(history({ g1: members, g2: [] }, [edit]), { method: "PUT" });
    expect(failed).toEqual([]);
    expect(run.noVerdict).toBeUndefined();
    expect(passed).toEqual(expect.arrayContaining([requirement, "RFC7644-3.5.1-TARGET-ONLY"]));
  });

  test("gives its Groups back, and says what was sent at each step", async () => {
    const { run, discarded, context } = await play(history({ g1: ["u1"], g2: [] }, [patch(add("u2"))]));
    expect(discarded).toHaveLength(2);
    expect(run.steps.flatMap(({ exchanges }) => exchanges)).toEqual(context.sent);
    expect(run.steps.map(({ shape, kinds }) => ({ shape, kinds }))).toEqual([
      { shape: "none", kinds: [] },
      { shape: "edit-add", kinds: ["add"] },
    ]);
  });
});

describe("what is lost or done wrong fails under the rule of its edit", () => {
  const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
  const KEPT = "RFC7644-3.5.2-ACKNOWLEDGED-KEPT";
  test.each<[string, GroupEdit, readonly string[]]>([
    ["add", patch(add("u4")), [`RFC7644-3.5.2.1-MULTI-APPEND members-lost ${DONE} RFC7644-3.5.2.1-MEMBER-ADD`]],
    ["remove", patch(remove("u1")), [`RFC7644-3.5.2.2-FILTER-VALUE members-kept ${DONE}`]],
    ["replace", patch({ op: "replace", users: ["u4"] }), [`RFC7644-3.5.2.3-MULTI-ALL members-wrong ${DONE} ${KEPT}`]],
    ["rename", patch(RENAME), [`RFC7644-3.5.2.3-SINGLE displayName ${DONE}`]],
    [
      "several",
      patch(add("u4"), remove("u1")),
      [
        `RFC7644-3.5.2-SEQUENTIAL members-wrong ${DONE} RFC7644-3.5.2.1-MULTI-APPEND RFC7644-3.5.2.1-MEMBER-ADD RFC7644-3.5.2.2-FILTER-VALUE`,
      ],
    ],
  ])("acknowledged and not done: %s", async (_, edit, failures) => {
    const { run, failed } = await play(history({ g1: ["u1", "u2"] }, [edit, patch(add("u9"))]), acknowledgeOnly);
    expect(failed).toEqual(failures);
    // It ends there.
    expect(run.steps).toHaveLength(2);
    expect(run.failed).toBe(run.steps[1]);
    expect([...(run.failed?.actual.get("g1") ?? [])].toSorted()).toEqual(["u1", "u2"]);
  });

  test("somebody the edit does not name is lost: what was acknowledged earlier is not kept", async () => {
    const { failed } = await play(history({ g1: ["u1", "u2"] }, [patch(add("u3"))]), afterWrite(loseFirst));
    expect(failed[0]).toContain(KEPT);
  });

  test("a PUT that loses somebody breaks no rule of PATCH", async () => {
    const { failed } = await play(history({ g1: ["u1", "u2"] }, [{ do: "put", group: "g1", users: ["u1", "u2"] }]), {
      method: "PUT",
      ...afterWrite(loseFirst),
    });
    expect(failed[0]).toBe(`RFC7644-3.5.1-MEMBERS-REPLACED members-lost ${DONE}`);
  });

  test("a rename that loses a member breaks the rule of names as well; an add that does, does not", async () => {
    const renamed = await play(history({ g1: ["u1", "u2"] }, [patch(RENAME)]), afterWrite(loseFirst));
    expect(renamed.failed[0]).toBe(`RFC7644-3.5.2.3-SINGLE members-lost ${DONE} ${KEPT}`);
    const added = await play(history({ g1: ["u1", "u2"] }, [patch(add("u3"))]), afterWrite(loseFirst));
    expect(added.failed[0]).not.toContain("RFC7644-3.5.2.3-SINGLE");
    const both = await play(history({ g1: ["u1", "u2"] }, [patch(add("u3"), RENAME)]), afterWrite(loseFirst));
    expect(both.failed[0]).toContain("RFC7644-3.5.2.3-SINGLE");
  });

  test("a valid edit that is refused fails without a word about the state", async () => {
    const { failed, run } = await play(history({ g1: ["u1"] }, [patch(add("u2"))]), refuseAll(400));
    expect(failed).toEqual(["RFC7644-3.5.2.1-MEMBER-ADD accepted"]);
    expect(run.noVerdict).toBeUndefined();
  });

  test.each([
    ["a member again", patch(add("u1")), "RFC7644-3.5.2.1-EXISTING-OK accepted"],
    ["a stranger removed", patch(remove("u3")), "RFC7644-3.5.2.2-NONMEMBER-OK accepted"],
  ])("a refusal against advice: %s", async (_, edit, told) => {
    const { failed, passed, run } = await play(history({ g1: ["u1"] }, [edit]), refuseAll(400));
    expect(failed).toEqual([told]);
    expect(passed).toContain("RFC7644-3.12-REFUSED-UNCHANGED");
    expect(run.failed?.failures[0]).toMatchObject({
      shape: run.failed?.shape,
      expected: ["a success status, and nothing else changed"],
      actual: "400",
    });
  });

  test.each([
    ["everybody at once", patch({ op: "remove-all" })],
    ["one removal twice", patch(remove("u1", "u1"))],
    ["several by one filter", patch({ op: "remove", users: ["u1", "u2"], compound: true })],
    ["somebody unknown", patch(add("u3", "x1"))],
  ])("a refusal of what is open is right, and the history goes on: %s", async (_, edit) => {
    let writes = 0;
    const { failed, run, passed } = await play(history({ g1: ["u1", "u2"] }, [edit, patch(add("u3"))]), {
      before: (request) => {
        if (!isWrite(request)) return undefined;
        writes += 1;
        return writes === 1 ? refuse(400) : undefined;
      },
    });
    expect(failed).toEqual([]);
    expect(run.steps).toHaveLength(3);
    expect(passed).toContain("RFC7644-3.12-REFUSED-UNCHANGED");
  });

  test.each([
    ["one operation", [{ op: "invalid" } as const, add("u2")].slice(0, 1), "RFC7644-3.12-REFUSED-UNCHANGED unchanged"],
    [
      "several",
      [add("u2"), { op: "invalid" } as const],
      "RFC7644-3.12-REFUSED-UNCHANGED unchanged RFC7644-3.5.2-ATOMIC",
    ],
  ])("a refused request that changes something: %s", async (_, operations, told) => {
    const { failed } = await play(history({ g1: ["u1"] }, [patch(...operations)]), {
      after: (request, answer, service) => {
        if (isWrite(request) && answer.status === 400) loseFirst(service);
        return answer;
      },
    });
    expect(failed).toEqual([told]);
  });

  test("who comes in late was brought by a request that was refused", async () => {
    let refused = false;
    const fault: Fault = {
      after: (request, answer, service) => {
        const [group] = groupsOf(service);
        if (!isWrite(request) || group === undefined) return answer;
        if (answer.status === 400) refused = true;
        else if (refused) {
          const [, late] = [...service.resources.values()].filter(({ type }) => type === "User");
          group.value = { ...group.value, members: [...membersOf(group), { value: late?.id }] };
        }
        return answer;
      },
    };
    const { failed } = await play(
      history({ g1: ["u1"] }, [patch(add("u2"), { op: "invalid" }), patch(add("u3"))]),
      fault,
    );
    expect(failed[0]).toContain("RFC7644-3.5.2-ACKNOWLEDGED-KEPT RFC7644-3.12-REFUSED-UNCHANGED RFC7644-3.5.2-ATOMIC");
    const without = await play(history({ g1: ["u1"] }, [patch({ op: "invalid" }), patch(add("u3"))]), fault);
    expect(without.failed[0]).not.toContain("REFUSED-UNCHANGED");
  });

  test.each([
    ["PATCH", "RFC7644-3.5.2-TARGET-ONLY"],
    ["PUT", "RFC7644-3.5.1-TARGET-ONLY"],
  ] as const)("another Group that changes with it: %s", async (method, requirement) => {
    const edit: GroupEdit = method === "PUT" ? { do: "put", group: "g1", users: ["u1"] } : patch(add("u2"));
    const { failed, run } = await play(history({ g1: ["u1"], g2: ["u1"] }, [edit]), {
      method,
      ...afterWrite((service) => {
        const [, other] = groupsOf(service);
        if (other !== undefined) other.value = { ...other.value, members: [] };
      }),
    });
    expect(failed).toEqual([`${requirement} unchanged`]);
    expect(run.failed?.actual.get("g2")).toEqual(new Set());
  });
});

describe("what cannot be told is no failure", () => {
  test("no answer", async () => {
    const { run, failed } = await play(history({ g1: ["u1"] }, [patch(add("u2")), patch(add("u3"))]), {
      before: (request) => (isWrite(request) ? NO_ANSWER : undefined),
    });
    expect(failed).toEqual([]);
    expect(run.noVerdict).toMatchObject({ outcome: "inconclusive" });
    expect(run.steps).toHaveLength(2);
  });

  test("a Group beside that cannot be seen", async () => {
    let other = "";
    const { run, failed } = await play(history({ g1: ["u1"], g2: [] }, [patch(add("u2"))]), {
      before: (request, service) => {
        other = [...service.resources.values()].findLast(({ type }) => type === "Group")?.id ?? "";
        return request.method === "GET" && request.path.endsWith(other) ? refuse(500) : undefined;
      },
    });
    expect([failed, run.noVerdict]).toEqual([[], undefined]);
  });

  test("an invalid operation that is taken ends the history: what is stored then is open", async () => {
    const { run, failed } = await play(history({ g1: ["u1"] }, [patch({ op: "invalid" }), patch(add("u2"))]), {
      ...acknowledgeOnly,
    });
    expect([failed, run.noVerdict]).toEqual([[], undefined]);
    expect(run.steps).toHaveLength(2);
  });

  test.each([500, 302])("somebody unknown, answered %i: it ends", async (status) => {
    const { run, failed } = await play(
      history({ g1: ["u1"] }, [patch(add("u2", "x1")), patch(add("u3"))]),
      refuseAll(status),
    );
    expect([failed, run.noVerdict]).toEqual([[], undefined]);
    expect(run.steps).toHaveLength(2);
  });

  test("a PUT of what GET shows needs a GET that shows it", async () => {
    const { run, failed } = await play(history({ g1: ["u1", "u2"] }, [{ do: "put-back", group: "g1" }]), {
      method: "PUT",
      after: (request, answer) =>
        request.method === "GET" && isGroup(answer.body)
          ? { ...answer, body: { ...answer.body, members: undefined } }
          : answer,
    });
    expect(failed).toEqual([]);
    expect(run.noVerdict?.message).toContain("to be put back");
  });
});

describe("an id that names nobody", () => {
  const unknown = patch(add("u2", "x1"));

  test("may be stored or left out; what comes after expects what was stored", async () => {
    const { run, failed } = await play(history({ g1: ["u1"] }, [unknown, patch(RENAME)]));
    expect([failed, run.noVerdict]).toEqual([[], undefined]);
    expect([...(run.steps[1]?.expected.get("g1")?.members ?? [])]).toEqual(["u1", "u2", "x1"]);
    const dropped = await play(
      history({ g1: ["u1"] }, [unknown, patch(RENAME)]),
      afterWrite((service) => {
        const [group] = groupsOf(service);
        if (group === undefined) return;
        const left = membersOf(group).filter(({ value }) => String(value).startsWith("user"));
        group.value = { ...group.value, members: left };
      }),
    );
    expect([...(dropped.run.steps[1]?.expected.get("g1")?.members ?? [])]).toEqual(["u1", "u2"]);
  });

  test("takes nobody who exists with it", async () => {
    const { failed } = await play(history({ g1: ["u1"] }, [unknown]), afterWrite(loseFirst));
    expect(failed).toEqual(["RFC7644-3.5.2.1-MULTI-APPEND members-lost"]);
  });

  test("is judged by the answer where nothing can be read, and not at all where that shows nothing", async () => {
    const more = { canRead: false };
    const lost: Fault["after"] = (request, answer) =>
      isWrite(request) && isGroup(answer.body) ? { ...answer, body: { ...answer.body, members: [] } } : answer;
    const told = await play(history({ g1: ["u1"] }, [unknown]), { more, after: lost });
    expect(told.failed).toEqual(["RFC7644-3.5.2.1-MULTI-APPEND members-lost"]);
    const silent = await play(history({ g1: ["u1"] }, [unknown]), {
      more,
      after: (request, answer) => (isWrite(request) ? { ...answer, body: "no JSON" } : answer),
    });
    expect(silent.failed).toEqual([]);
    expect(silent.run.noVerdict?.message).toContain("could not be read back");
  });

  test("is provoked where the page says what comes of it, and open elsewhere", async () => {
    const open = await play(history({ g1: [] }, [unknown]));
    expect(open.writes[0]?.options.intent.kind).toBe("open");
    const { contract } = open.context;
    const patchProfile = { ...contract.profile.patch, unknownMember: "refuse-404" as const };
    const said = await play(history({ g1: [] }, [unknown]), {
      contract: { profile: { ...contract.profile, patch: patchProfile } },
    });
    expect(said.writes[0]?.options.intent).toEqual({ kind: "provoked", cause: "unknown-id" });
  });
});

describe("a PUT beside PATCHes", () => {
  const mixed = history({ g1: ["u1", "u2"] }, [patch(add("u3")), { do: "put", group: "g1", users: ["u1"] }]);

  test("is sent by the operation that it is, and judged under it", async () => {
    const { run, failed, writes, context } = await play(mixed, {}, { both: true });
    const put = context.contract.operations.find((one) => one.method === "PUT" && one.resourceType === "Group");
    expect([failed, run.noVerdict]).toEqual([[], undefined]);
    expect(writes.map(({ options }) => options.operation?.key)).toEqual([undefined, put?.key]);
    const of = (judgement: ScenarioJudgement): string => `${judgement.requirement} ${judgement.operation ?? ""}`;
    expect(run.passes.map(of)).toContain(`RFC7644-3.5.1-MEMBERS-REPLACED ${put?.key}`);
    expect(run.passes.map(of)).toContain("RFC7644-3.5.2.1-MULTI-APPEND ");
  });

  test("without an answer comes to no verdict, as any other", async () => {
    const { run, failed } = await play(
      mixed,
      { before: ({ method }) => (method === "PUT" ? NO_ANSWER : undefined) },
      { both: true },
    );
    expect(failed).toEqual([]);
    expect(run.noVerdict?.message).toContain("no answer");
  });

  test("that fails is told as the PUT's", async () => {
    const { run } = await play(
      mixed,
      { before: ({ method }) => (method === "PUT" ? refuse(400) : undefined) },
      { both: true },
    );
    expect(run.failed?.failures[0]?.operation).toMatch(/^PUT /u);
  });
});
