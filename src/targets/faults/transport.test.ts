import { expect, test } from "vitest";
import { group } from "../testing/client.ts";
import { observeBoth, type Proof, proofRows, type See } from "../testing/observe.ts";
import { TRANSPORT } from "./transport.ts";

/** How a PUT with these members ends: its status, or the name of what went wrong. */
function ending(members: readonly string[] | undefined): See {
  return async (api) => {
    const users = await api.users(1);
    const id = await api.group("Old", users);
    try {
      const response = await fetch(`${api.target.url}/scim/v2/Groups/${id}`, {
        method: "PUT",
        headers: { authorization: `Bearer ${api.target.token}`, "content-type": "application/json" },
        body: JSON.stringify(group("New", members ?? users)),
        redirect: "manual",
        signal: AbortSignal.timeout(300),
      });
      await response.text();
      return response.status;
    } catch (error) {
      return error instanceof Error ? error.name : "?";
    }
  };
}

const filled = ending(undefined);

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-connection-reset": { see: filled, plain: 200, switched: "TypeError" },
  "put-never-answered": { see: filled, plain: 200, switched: "TimeoutError" },
  "put-emptying-never-answered": {
    see: async (api) => [await filled(api), await ending([])(api)],
    plain: [200, 200],
    switched: [200, "TimeoutError"],
  },
  "put-answer-cut-off": { see: filled, plain: 200, switched: "TypeError" },
  "put-answer-endless": { see: filled, plain: 200, switched: "TimeoutError" },
  "put-redirected-to-login": { see: filled, plain: 200, switched: 302 },
};

test.each(proofRows(TRANSPORT, PROOFS))("%s", async (id, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { faults: [id] })).toEqual({ plain, switched });
});
