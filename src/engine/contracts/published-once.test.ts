import { expect, test } from "vitest";
import { type Exchange, HarnessError } from "../../result/index.ts";
import type { Discovery } from "../../scenarios/index.ts";
import type { Session } from "../session.ts";
import { exchange } from "../testing.ts";
import { PublishedOnce } from "./published-once.ts";

const TIMEOUT: Exchange["failure"] = { kind: "timeout", message: "no answer came" };

/** A session that may send so many requests; counts those that it sent. */
function sessionOf(requests: number, answer: Partial<Exchange> = {}): { session: Session; sent: () => number } {
  let sent = 0;
  const send = (): Promise<Exchange> => {
    if (sent === requests) return Promise.reject(new HarnessError("BUDGET_SPENT", "no request is left"));
    sent += 1;
    return Promise.resolve(exchange(`discovery#${sent}`, answer));
  };
  const target = { baseUrl: "https://scim.example.com" };
  const session = { target, collectionPath: () => "/v2/Users", send } as unknown as Session;
  return { session, sent: () => sent };
}

test("a server is asked once a run", async () => {
  const once = new PublishedOnce();
  const [first, second] = [sessionOf(9), sessionOf(9)];
  const told = await once.of(first.session, undefined);
  expect(Object.keys(told)).toEqual(["config", "resourceTypes", "schemas"]);
  expect(await once.of(second.session, undefined)).toBe(told);
  expect([first.sent(), second.sent()]).toEqual([3, 0]);
});

test.each([0, 1, 2])(
  "what a suite with %i requests left could not ask for, the next one asks for",
  async (requests) => {
    const once = new PublishedOnce();
    expect((await once.of(sessionOf(requests).session, undefined)).schemas).toBeUndefined();
    expect((await once.of(sessionOf(9).session, undefined)).schemas).toBeDefined();
  },
);

test("a server that does not answer is not asked again", async () => {
  const once = new PublishedOnce();
  const [first, second] = [sessionOf(9, { failure: TIMEOUT }), sessionOf(9)];
  await once.of(first.session, undefined);
  await once.of(second.session, undefined);
  expect([first.sent(), second.sent()]).toEqual([1, 0]);
});

test("what a suite has been told already counts before what another was", async () => {
  const once = new PublishedOnce();
  await once.of(sessionOf(9, { failure: TIMEOUT }).session, undefined);
  const own = (await new PublishedOnce().of(sessionOf(9).session, undefined)) as Discovery;
  const last = sessionOf(0);
  expect(await once.of(last.session, Promise.resolve(own))).toBe(own);
  expect(await once.of(last.session, undefined)).toBe(own);
});
