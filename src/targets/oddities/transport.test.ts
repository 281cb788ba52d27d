import { request } from "node:http";
import { expect, test } from "vitest";
import { observeBoth, type Proof, proofRows, putAnswer, type See } from "../testing/observe.ts";
import { TRANSPORT_ODDITIES } from "./transport.ts";

const type = putAnswer(({ headers }) => headers.get("content-type"));

/** The raw header names of one answer: fetch would lower their case. */
const rawNames: See = (api) =>
  new Promise((resolve, reject) => {
    const sent = request(
      `${api.target.url}/scim/v2/Groups`,
      { headers: { authorization: `Bearer ${api.target.token}` } },
      (response) => {
        response.resume();
        resolve(response.rawHeaders.includes("CONTENT-TYPE"));
      },
    );
    sent.on("error", reject);
    sent.end();
  });

/** The statuses that occur in thirty reads. */
const statuses: See = async (api) => {
  const seen = new Set<number>();
  for (let turn = 0; turn < 30; turn += 1) seen.add((await api.send("GET", "/Groups")).status);
  return [...seen];
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "content-type-charset": { see: type, plain: "application/json", switched: "application/json; charset=utf-8" },
  "content-type-upper-case": { see: type, plain: "application/json", switched: 'APPLICATION/JSON;Charset="UTF-8"' },
  "header-names-odd-case": { see: rawNames, plain: false, switched: true },
  chunked: {
    see: putAnswer(({ headers, json }) => [headers.get("transfer-encoding"), json.displayName]),
    plain: [null, "New"],
    switched: ["chunked", "New"],
  },
  "connection-closed": {
    see: putAnswer(({ headers }) => headers.get("connection")),
    plain: "keep-alive",
    switched: "close",
  },
  gzip: {
    see: putAnswer(({ headers, json }) => [headers.get("content-encoding"), json.displayName]),
    plain: [null, "New"],
    switched: ["gzip", "New"],
  },
  slow: {
    see: async (api) => {
      const start = performance.now();
      await api.send("GET", "/Groups");
      await api.send("GET", "/Groups");
      // The first request also opens the connection; two in a row leave room for a busy machine.
      return performance.now() - start >= 55;
    },
    plain: expect.any(Boolean),
    switched: true,
  },
  "rate-limited": { see: statuses, plain: [200], switched: [200, 429] },
  "overloaded-at-times": { see: statuses, plain: [200], switched: [200, 503] },
};

test.each(proofRows(TRANSPORT_ODDITIES, PROOFS))("%s", async (id, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] })).toEqual({ plain, switched });
});
