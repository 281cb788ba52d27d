import { expect, test } from "vitest";
import type { MemberBody } from "../testing/client.ts";
import { valuesOf } from "../testing/client.ts";
import { observeBoth, type Proof, proofRows, putAnswer, type See } from "../testing/observe.ts";
import { MEMBERS_SHOWN } from "./members-shown.ts";

/** The order in which three members come back, twice, as digits of the order sent. */
const order: See = async (api) => {
  const users = await api.users(3);
  const id = await api.group("G", users);
  const look = async (): Promise<string> => (await api.members(id)).map((value) => users.indexOf(value)).join("");
  return [await look(), await look()];
};

/** One part of a member that was sent with a display. */
function member(pick: (shown: MemberBody | undefined) => unknown): See {
  return async (api) => {
    const [value = ""] = await api.users(1);
    const id = await api.group("G");
    return pick((await api.put(id, "G", [], { members: [{ value, display: "Sent" }] })).json.members?.[0]);
  };
}

const display = member((shown) => shown?.display?.split(" ")[0]);

const PROOFS: Readonly<Record<string, Proof>> = {
  "members-reversed": { see: order, plain: ["012", "012"], switched: ["210", "210"] },
  "members-shuffled": { see: order, plain: ["012", "012"], switched: ["201", "012"] },
  "member-display-own": { see: display, plain: "Sent", switched: "User" },
  "member-display-absent": { see: display, plain: "Sent", switched: undefined },
  "member-type-and-ref": {
    see: member((shown) => [shown?.type, shown?.$ref?.replace(/^.*\/api/u, "").replace(/[^/]*$/u, "")]),
    plain: [undefined, undefined],
    switched: ["User", "/scim/v2/Users/"],
  },
  "member-ref-relative": { see: member((shown) => shown?.$ref?.slice(0, 9)), plain: undefined, switched: "../Users/" },
  "members-absent-when-empty": {
    see: async (api) => "members" in (await api.put(await api.group("G"), "G")).json,
    plain: true,
    switched: false,
  },
  "members-on-request": {
    see: async (api) => {
      const id = await api.group("G");
      const put = await api.put(id, "G", await api.users(2));
      return [put, await api.get(id), await api.get(id, "?attributes=members")].map(
        (answer) => valuesOf(answer).length,
      );
    },
    plain: [2, 2, 2],
    switched: [2, 0, 2],
  },
};

test.each(proofRows(MEMBERS_SHOWN, PROOFS))("%s", async (id, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] })).toEqual({ plain, switched });
});

test.each(["members-reversed", "members-shuffled"])("%s keeps the members what they are", async (id) => {
  const see = putAnswer((answer) => valuesOf(answer).length);
  expect(await observeBoth({ see, plain: 2, switched: 2 }, { oddities: [id] })).toEqual({ plain: 2, switched: 2 });
});
