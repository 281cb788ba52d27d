import type { Client } from "../testing/client.ts";
import type { Proof, See } from "../testing/observe.ts";
import { proveRfc } from "../testing/rfc.ts";
import { RFC_VERSIONS } from "./rfc-versions.ts";

const title = (value: string): object => ({ op: "replace", path: "title", value });

/** Makes a user, writes to it, and says whether the version that a read shows is another one. */
function moves(write: (api: Client, id: string, userName: string) => Promise<unknown>): See {
  return async (api) => {
    const { id, userName = "" } = (await api.newUser({ title: "old" })).json;
    const before = (await api.user(id)).headers.get("etag");
    await write(api, id, userName);
    return (await api.user(id)).headers.get("etag") !== before;
  };
}

/** Sends a write with If-Match, made from an old tag and the current one: the status, and the title afterwards. */
function matched(method: "PUT" | "PATCH", header: (old: string, current: string) => string): See {
  return async (api) => {
    const { id, userName } = (await api.newUser({ title: "old" })).json;
    const old = (await api.user(id)).headers.get("etag") ?? "";
    await api.putUser(id, { userName, title: "changed" });
    const headers = { "if-match": header(old, (await api.user(id)).headers.get("etag") ?? "") };
    const schemas = ["urn:ietf:params:scim:api:messages:2.0:PatchOp"];
    const body = method === "PUT" ? { userName, title: "new" } : { schemas, Operations: [title("new")] };
    const { status } = await api.send(method, `/Users/${id}`, { body, headers });
    return [status, (await api.user(id)).json["title"]];
  };
}

const stale = (method: "PUT" | "PATCH"): See => matched(method, (old) => old);

/** Reads with If-None-Match: the current tag, and another one. */
const conditional: See = async (api) => {
  const { id } = (await api.newUser()).json;
  const tags = [(await api.user(id)).headers.get("etag") ?? "", 'W/"other"'];
  const answers = tags.map((tag) => api.send("GET", `/Users/${id}`, { headers: { "if-none-match": tag } }));
  return (await Promise.all(answers)).map(({ status }) => status);
};

/** Header and meta.version of a POST and a GET, in short. */
const shown: See = async (api) => {
  const made = await api.newUser();
  const read = await api.user(made.json.id);
  return [made, read].map(({ headers, json }) => {
    const tag = headers.get("etag");
    const { version } = json.meta;
    if (tag === null || version === undefined)
      return `${tag === null ? "no" : "a"} tag, ${version === undefined ? "no" : "a"} version`;
    return `${tag.slice(0, 2)} ${tag === version ? "same" : "other"}`;
  });
};

const same = ["W/ same", "W/ same"];

const PROOFS: Readonly<Record<string, Proof>> = {
  "version-kept-by-patch": {
    see: async (api) => [
      await moves((_, id) => api.patchUser(id, title("new")))(api),
      await moves((_, id, userName) => api.putUser(id, { userName, title: "new" }))(api),
    ],
    plain: [true, true],
    switched: [false, true],
  },
  "version-moves-when-read": { see: moves((api, id) => api.user(id)), plain: false, switched: true },
  "version-moves-without-change": {
    see: moves((api, id) => api.patchUser(id, title("old"))),
    plain: false,
    switched: true,
  },
  "if-match-ignored": { see: stale("PUT"), plain: [412, "changed"], switched: [200, "new"] },
  "if-match-ignored-by-patch": {
    see: async (api) => [await stale("PUT")(api), await stale("PATCH")(api)],
    plain: [
      [412, "changed"],
      [412, "changed"],
    ],
    switched: [
      [412, "changed"],
      [200, "new"],
    ],
  },
  "if-match-ignored-by-delete": {
    see: async (api) => {
      const { id } = (await api.newUser()).json;
      return (await api.send("DELETE", `/Users/${id}`, { headers: { "if-match": 'W/"other"' } })).status;
    },
    plain: 412,
    switched: 204,
  },
  "if-match-refused-applied": { see: stale("PUT"), plain: [412, "changed"], switched: [412, "new"] },
  "if-match-current-refused": {
    see: matched("PUT", (_, current) => current),
    plain: [200, "new"],
    switched: [412, "changed"],
  },
  "if-match-star-refused": { see: matched("PATCH", () => "*"), plain: [200, "new"], switched: [412, "changed"] },
  "if-match-list-refused": {
    see: matched("PATCH", (old, current) => `${old}, ${current}`),
    plain: [200, "new"],
    switched: [412, "changed"],
  },
  "if-match-stale-409": { see: stale("PUT"), plain: [412, "changed"], switched: [409, "changed"] },
  "not-modified-never": { see: conditional, plain: [304, 200], switched: [200, 200] },
  "not-modified-always": { see: conditional, plain: [304, 200], switched: [304, 304] },
  "version-not-the-tag": { see: shown, plain: same, switched: ["W/ other", "W/ other"] },
  "version-not-in-meta": { see: shown, plain: same, switched: ["a tag, no version", "a tag, no version"] },
  "tag-on-get-alone": { see: shown, plain: same, switched: ["no tag, a version", "W/ same"] },
  "tag-weak-in-lower-case": { see: shown, plain: same, switched: ["w/ same", "w/ same"] },
};

proveRfc(RFC_VERSIONS, PROOFS);
