import { expect, test } from "vitest";
import type { Fault } from "../faults/fault.ts";
import type { Answer, Client } from "./client.ts";
import { observeBoth, type Proof, proofRows, type See } from "./observe.ts";

/** Two emails, of which the first is the primary one. */
export const MAILS = [
  { value: "a@work.test", type: "work", primary: true },
  { value: "b@home.test", type: "home" },
] as const;

/** Declares the tests of a family of faults of the strict server: each shows, and not without it. */
export function proveRfc(faults: readonly Fault[], proofs: Readonly<Record<string, Proof>>): void {
  test.each(proofRows(faults, proofs))("%s", async (id, proof) => {
    const { plain, switched } = proof;
    expect(await observeBoth(proof, { faults: [id] }, "rfc")).toEqual({ plain, switched });
  });
}

/** Makes a user; sees something of the answer. */
export function posted(attributes: object, pick: (answer: Answer, api: Client) => unknown): See {
  return async (api) => pick(await api.newUser(attributes), api);
}

/** Makes a user and PUTs other attributes beside the same name; sees the status, and something of a later read. */
export function putAfter(attributes: object, put: object, pick: (answer: Answer) => unknown): See {
  return async (api) => {
    const { id, userName } = (await api.newUser(attributes)).json;
    const { status } = await api.putUser(id, { userName, ...put });
    return [status, pick(await api.user(id))];
  };
}

/** Makes a user and PATCHes it; sees the status, and something of a later read. */
export function patchedAfter(
  attributes: object,
  operations: readonly object[],
  pick: (answer: Answer, before: Answer) => unknown,
): See {
  return async (api) => {
    const before = await api.newUser(attributes);
    const { status } = await api.patchUser(before.json.id, ...operations);
    return [status, pick(await api.user(before.json.id), before)];
  };
}

/** Makes a user and PATCHes it; sees the status and scimType of the answer. */
export function refusal(attributes: object, ...operations: readonly object[]): See {
  return async (api) => {
    const { id } = (await api.newUser(attributes)).json;
    const { status, json } = await api.patchUser(id, ...operations);
    return [status, json.scimType];
  };
}

/** Makes users with these names and titles, and lists them: the names, in their order. */
export function listed(query: string): See {
  return async (api) => {
    for (const [userName, title, emails] of [
      ["ann", "Dr", MAILS],
      ["ben", "Dr", [{ value: "c@work.test", type: "home" }]],
      [
        "cleo",
        undefined,
        [
          { value: "a@work.test", type: "home" },
          { value: "c@work.test", type: "work" },
        ],
      ],
    ] as const) {
      await api.newUser({ userName, title, emails });
    }
    const { json } = await api.send("GET", `/Users?${query}`);
    return (json.Resources ?? []).map(({ userName }) => userName).join(" ");
  };
}

/** The query that filters. */
export function filtered(filter: string): string {
  return `filter=${encodeURIComponent(filter)}`;
}
