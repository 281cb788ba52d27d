import type { Answer, Client, RequestOptions } from "../testing/client.ts";
import type { Proof, See } from "../testing/observe.ts";
import { posted, proveRfc } from "../testing/rfc.ts";
import { RFC_MESSAGES } from "./rfc-messages.ts";

/** Sends a request; sees something of the answer. */
function sent(method: string, path: string, options: RequestOptions, pick: (answer: Answer) => unknown): See {
  return async (api) => pick(await api.send(method, path, options));
}

const status = ({ status: code }: Answer): unknown => code;
const accept = (type: string): RequestOptions => ({ headers: { accept: type } });
const typed = (type: string): RequestOptions => ({ raw: '{"userName":"kim"}', headers: { "content-type": type } });

/** The answer to a userName that is taken. */
const conflict =
  (pick: (answer: Answer) => unknown): See =>
  async (api: Client) => {
    await api.newUser({ userName: "kim" });
    return pick(await api.newUser({ userName: "kim" }));
  };

const PROOFS: Readonly<Record<string, Proof>> = {
  "accept-scim-406": { see: sent("GET", "/Users", accept("application/scim+json"), status), plain: 200, switched: 406 },
  "accept-json-406": { see: sent("GET", "/Users", accept("application/json"), status), plain: 200, switched: 406 },
  "answer-json-for-scim": {
    see: sent("GET", "/Users", accept("application/scim+json"), ({ headers }) => headers.get("content-type")),
    plain: "application/scim+json",
    switched: "application/json",
  },
  "body-scim-415": { see: sent("POST", "/Users", typed("application/scim+json"), status), plain: 201, switched: 415 },
  "body-charset-415": {
    see: sent("POST", "/Users", typed("application/scim+json; charset=utf-8"), status),
    plain: 201,
    switched: 415,
  },
  "unknown-endpoint-html": {
    see: sent("GET", "/Nothing", {}, ({ text }) => text.slice(0, 1)),
    plain: "{",
    switched: "<",
  },
  "precondition-body-empty": {
    see: async (api) => {
      const { id } = (await api.newUser()).json;
      const answer = await api.send("DELETE", `/Users/${id}`, { headers: { "if-match": 'W/"other"' } });
      return [answer.status, answer.text === ""];
    },
    plain: [412, false],
    switched: [412, true],
  },
  "not-found-status-number": {
    see: sent("GET", "/Users/x", {}, ({ json }) => json.status),
    plain: "404",
    switched: 404,
  },
  "conflict-status-other": { see: conflict(({ json }) => json.status), plain: "409", switched: "400" },
  "bad-request-without-schemas": {
    see: posted({ userName: 1 }, ({ json }) => "schemas" in json),
    plain: true,
    switched: false,
  },
  "conflict-scim-type-unknown": {
    see: conflict(({ json }) => json.scimType),
    plain: "uniqueness",
    switched: "duplicate",
  },
  "invalid-value-as-path": {
    see: posted({ userName: 1 }, ({ json }) => json.scimType),
    plain: "invalidValue",
    switched: "invalidPath",
  },
  "body-malformed-422": { see: sent("POST", "/Users", { raw: "{" }, status), plain: 400, switched: 422 },
  "credential-missing-404": { see: sent("GET", "/Users", { token: null }, status), plain: 401, switched: 404 },
  "credential-without-challenge": {
    see: sent("GET", "/Users", { token: null }, ({ headers }) => headers.has("www-authenticate")),
    plain: true,
    switched: false,
  },
  "location-without-version": {
    see: posted({}, ({ json }) => json.meta["location"]?.includes("/v2/")),
    plain: true,
    switched: false,
  },
};

proveRfc(RFC_MESSAGES, PROOFS);
