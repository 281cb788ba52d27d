import { describe, expect, test } from "vitest";
import type { Exchange } from "../../result/index.ts";
import {
  NoVerdict,
  type Observation,
  type OtherTenant,
  type ScenarioContext,
  type ScenarioJudgement,
} from "../context.ts";
import { judgeOtherWrite, lookAsOther } from "./isolation.ts";

const answer = (status: number): Exchange =>
  ({ title: "write", response: { status, headers: [], body: "", bodyBytes: 0, utf8: true, bom: false } }) as never;

const OWNED = { type: "Group", id: "g-1", attribute: "displayName", value: "Ours" } as const;

/** What another tenant sees: the answer to a GET, and to a list. */
const eyes = (seen: Observation, listed: readonly Record<string, unknown>[] | undefined): OtherTenant => ({
  read: () => Promise.resolve(seen),
  find: () => Promise.resolve(listed as never),
});

const absent: Observation = { kind: "absent", by: "GET", exchange: answer(404) };
const refused = (status: number): Observation => ({
  kind: "unreadable",
  by: "GET",
  exchange: answer(status),
  why: `${status}`,
});
const present = (displayName: string): Observation => ({
  kind: "present",
  by: "GET",
  exchange: answer(200),
  resource: { displayName },
  displayName,
  members: undefined as never,
});

/** A context that keeps what was judged, in short. */
function contextWith(
  otherTenant: OtherTenant | undefined,
  { statuses = ["200", "404"], foreignStatus }: { statuses?: readonly string[]; foreignStatus?: number } = {},
): { readonly context: ScenarioContext; readonly judged: string[] } {
  const judged: string[] = [];
  const context = {
    otherTenant,
    operation: { responses: statuses.map((status) => ({ status })) },
    contract: { profile: { tenants: { foreignStatus } } },
    judge: ({ requirement, invariant, outcome }: ScenarioJudgement) => {
      judged.push(`${requirement.replace(/^.*TENANT-/u, "")} ${invariant} ${outcome}`);
    },
  };
  return { context: context as unknown as ScenarioContext, judged };
}

/** The outcome of a NoVerdict, or what was judged. */
async function outcomeOf(act: () => unknown, judged: readonly string[]): Promise<readonly string[]> {
  try {
    await act();
    return judged;
  } catch (error) {
    if (error instanceof NoVerdict) return [error.outcome];
    throw error;
  }
}

describe("what another tenant sees", () => {
  test.each<[string, OtherTenant | undefined, readonly string[]]>([
    ["no second credential", undefined, ["not-applicable"]],
    ["no GET at all", eyes({ kind: "not-offered" }, []), ["blocked"]],
    ["a resource of its own under the same id", eyes(present("Theirs"), []), ["not-applicable"]],
    ["an answer that is none", eyes(refused(500), []), ["inconclusive"]],
    ["nothing, neither by id nor listed", eyes(absent, []), ["READ read passed"]],
    ["nothing, and no list", eyes(absent, undefined), ["READ read passed"]],
    ["a refusal by id, and a list without it", eyes(refused(403), []), ["READ read passed"]],
    // Nothing is known about a credential that opens nothing: neither a pass nor a fault.
    ["refusals alone", eyes(refused(401), undefined), []],
    ["the resource by its id", eyes(present("Ours"), []), ["READ read failed"]],
    ["the resource in a list", eyes(absent, [{ displayName: "Ours" }]), ["READ listed failed"]],
  ])("%s", async (_what, other, expected) => {
    const { context, judged } = contextWith(other);
    expect(await outcomeOf(() => lookAsOther(context, OWNED), judged)).toEqual(expected);
  });
});

describe("a write of another tenant", () => {
  test.each([
    ["accepted", 200, true, {}, ["WRITE refused failed"]],
    ["404", 404, true, {}, ["WRITE refused passed"]],
    ["403, where no status has a name", 403, true, {}, ["WRITE refused passed"]],
    ["401, with a credential that is known to be valid", 401, true, {}, ["WRITE refused passed"]],
    ["401, with one that opens nothing", 401, false, {}, ["inconclusive"]],
    ["403, with one that opens nothing", 403, false, {}, ["inconclusive"]],
    ["403, where 401 is for the unknown", 403, false, { statuses: ["200", "401"] }, ["WRITE refused passed"]],
    ["404, with one that opens nothing else", 404, false, {}, ["WRITE refused passed"]],
    ["too many requests", 429, true, {}, ["inconclusive"]],
    // Another check speaks about it, and whoever reads the resource about what it did.
    ["500", 500, true, {}, []],
    [
      "404, where the page says so",
      404,
      true,
      { foreignStatus: 404 },
      ["WRITE refused passed", "STATUS status passed"],
    ],
    [
      "403, where the page says 404",
      403,
      true,
      { foreignStatus: 404 },
      ["WRITE refused passed", "STATUS status failed"],
    ],
  ] as const)("%s", async (_what, status, isValid, more, expected) => {
    const { context, judged } = contextWith(undefined, more);
    expect(await outcomeOf(() => judgeOtherWrite(context, answer(status), isValid), judged)).toEqual(expected);
  });
});
