import { expect, test } from "vitest";
import { ENTERPRISE_URN } from "../dialects/rfc-schema.ts";
import type { Answer, RequestOptions } from "../testing/client.ts";
import { observeBoth, type Proof, proofRows, type See } from "../testing/observe.ts";
import { filtered, listed, MAILS, patchedAfter, posted, putAfter, refusal } from "../testing/rfc.ts";
import { RFC_ANSWERS } from "./rfc-answers.ts";
import { RFC_ATTRIBUTES } from "./rfc-attributes.ts";
import { RFC_DISCOVERY_ODDITIES } from "./rfc-discovery.ts";
import { RFC_SHOWN } from "./rfc-shown.ts";

const title = { op: "add", path: "title", value: "Dr" };

function sent(path: string, options: RequestOptions, pick: (answer: Answer) => unknown): See {
  return async (api) => pick(await api.send("GET", path, options));
}

const config = (name: string): See => sent("/ServiceProviderConfig", {}, ({ json }) => json[name]);
const accept = (type: string): RequestOptions => ({ headers: { accept: type } });

/** How the $ref of a group's only member begins. */
const ref: See = async (api) => {
  const group = await api.group("Group", await api.users(1));
  return (await api.get(group)).json.members?.[0]?.$ref?.replace(/\/Users\/.*$/u, "").replace(/:\d+/u, "");
};

const PROOFS: Readonly<Record<string, Proof>> = {
  "versions-none": {
    see: async (api) => {
      const { headers, json } = await api.newUser();
      const stale = { body: { userName: "x" }, headers: { "if-match": '"x"' } };
      const { status } = await api.send("PUT", `/Users/${json.id}`, stale);
      return [await config("etag")(api), headers.has("etag"), json.meta["version"] === undefined, status];
    },
    plain: [{ supported: true }, true, false, 412],
    switched: [{ supported: false }, false, true, 200],
  },
  "attributes-few": {
    see: async (api) => {
      const body = { userName: "few@example.com", title: "Dr", name: { givenName: "Ada", middleName: "A." } };
      const { json } = await api.send("POST", "/Users", { body });
      const { status } = await api.patchUser(json.id, title);
      const schemas = await sent("/Schemas", {}, ({ text }) => text.includes('"timezone"'))(api);
      return [json["title"], json["name"], status, schemas];
    },
    plain: ["Dr", { givenName: "Ada", middleName: "A." }, 200, true],
    switched: [undefined, { givenName: "Ada" }, 400, false],
  },
  "discovery-open": {
    see: async (api) => [
      await sent("/Schemas", { token: null }, ({ status }) => status)(api),
      await sent("/Users", { token: null }, ({ status }) => status)(api),
    ],
    plain: [401, 401],
    switched: [200, 401],
  },
  "cursors-announced": {
    see: async (api) => [
      (await config("pagination")(api)) !== undefined,
      await sent("/Users", {}, ({ json }) => "nextCursor" in json)(api),
    ],
    plain: [false, false],
    switched: [true, true],
  },
  "config-with-more": {
    see: async (api) => [await config("interopProfileConformant")(api), (await config("meta")(api)) === undefined],
    plain: [undefined, false],
    switched: [true, true],
  },
  "schemas-of-its-own": {
    see: sent("/Schemas", {}, ({ text }) => [text.includes('"global"'), text.includes('"private"')]),
    plain: [false, false],
    switched: [true, true],
  },
  "schemas-without-defaults": {
    see: sent("/Schemas", {}, ({ text }) => [text.includes('"readWrite"'), text.includes('"readOnly"')]),
    plain: [true, true],
    switched: [false, true],
  },
  "extension-of-the-server": {
    see: async (api) => {
      const known = [
        await sent("/Schemas", {}, ({ text }) => text.includes("locker"))(api),
        await sent("/ResourceTypes", {}, ({ text }) => text.includes("locker"))(api),
      ];
      return [...known, await posted({}, ({ json }) => json.schemas?.length)(api)];
    },
    plain: [false, false, 1],
    switched: [true, true, 2],
  },
  "versions-strong": {
    see: posted({}, ({ headers, json }) => [
      headers.get("etag")?.slice(0, 1),
      headers.get("etag") === json.meta["version"],
    ]),
    plain: ["W", true],
    switched: ['"', true],
  },
  "refs-relative": { see: ref, plain: "http://127.0.0.1/scim/v2", switched: ".." },
  "refs-other-host": { see: ref, plain: "http://127.0.0.1/scim/v2", switched: "https://scim.example.test/scim/v2" },
  "schemas-in-other-order": {
    see: posted({ [ENTERPRISE_URN]: { division: "V" } }, ({ json }) => json.schemas?.[0] === ENTERPRISE_URN),
    plain: false,
    switched: true,
  },
  "unassigned-shown": {
    see: posted({ title: "Dr" }, ({ json }) => [json["title"], json["nickName"], json["emails"]]),
    plain: ["Dr", undefined, undefined],
    switched: ["Dr", null, []],
  },
  "names-in-odd-case": {
    see: posted({}, ({ json }) => [json.userName, json["username"]]),
    plain: ["Kim-1", undefined],
    switched: [undefined, "Kim-1"],
  },
  "parts-of-the-server": {
    see: posted({ emails: MAILS.slice(1) }, ({ json }) => [json["emails"], json["x-source"]]),
    plain: [MAILS.slice(1), undefined],
    switched: [[{ ...MAILS[1], verified: true }], "directory"],
  },
  "empty-list-without-resources": {
    see: sent("/Users", {}, ({ json }) => [json.totalResults, json.Resources]),
    plain: [0, []],
    switched: [0, undefined],
  },
  "indirect-groups-unknown": {
    see: async (api) => {
      const [user = ""] = await api.users(1);
      await api.group("Outer", [await api.group("Inner", [user])]);
      return (await api.user(user)).json.groups?.map(({ display }) => display);
    },
    plain: ["Inner", "Outer"],
    switched: ["Inner"],
  },
  "deleted-members-stay": {
    see: async (api) => {
      const [user = ""] = await api.users(1);
      const group = await api.group("Group", [user]);
      await api.send("DELETE", `/Users/${user}`);
      const kept = (await api.get(group)).json.members?.map(({ value, $ref }) => [value === user, $ref]);
      return [kept, (await api.put(group, "Group", [user])).status];
    },
    plain: [[], 400],
    switched: [[[true, undefined]], 200],
  },
  "members-shown-to-who-names-them": {
    see: async (api) => {
      const id = await api.group("Group", await api.users(1));
      const named = await api.patch(id, { op: "replace", path: "displayName", value: "Other" });
      const asked = await api.get(id, "?attributes=members");
      return [named.json.members?.length, (await api.get(id)).json.members?.length, asked.json.members?.length];
    },
    plain: [1, 1, 1],
    switched: [undefined, undefined, 1],
  },
  "members-declared-on-request": {
    see: async (api) => {
      const id = await api.group("Group", await api.users(1));
      const asked = await api.get(id, "?attributes=members");
      return [(await api.get(id)).json.members?.length, asked.json.members?.length];
    },
    plain: [1, 1],
    switched: [undefined, 1],
  },
  "patch-204": {
    see: patchedAfter({}, [title], ({ json }) => json["title"]),
    plain: [200, "Dr"],
    switched: [204, "Dr"],
  },
  "json-where-both-fit": {
    see: async (api) => {
      const types = ["*/*", "application/scim+json"].map((type) =>
        sent("/Users", accept(type), ({ headers }) => headers.get("content-type"))(api),
      );
      return Promise.all(types);
    },
    plain: ["application/scim+json", "application/scim+json"],
    switched: ["application/json", "application/scim+json"],
  },
  "filters-of-eq-alone": {
    see: async (api) => [
      await sent(`/Users?${filtered('userName sw "x"')}`, {}, ({ status }) => status)(api),
      await sent(`/Users?${filtered('userName eq "x"')}`, {}, ({ status }) => status)(api),
    ],
    plain: [200, 200],
    switched: [400, 200],
  },
  "pages-small": { see: listed("count=3"), plain: "ann ben cleo", switched: "ann ben" },
  "conflicts-of-updates-400": {
    see: async (api) => {
      await api.newUser({ userName: "kim" });
      return [
        await refusal({}, { op: "replace", path: "userName", value: "kim" })(api),
        await posted({ userName: "kim" }, ({ status }) => status)(api),
      ];
    },
    plain: [[409, "uniqueness"], 409],
    switched: [[400, "uniqueness"], 409],
  },
  "patch-op-missing-replaces": {
    see: async (api) => {
      const { id } = (await api.newUser()).json;
      const { status, json } = await api.patchUser(id, { path: "title", value: "Dr" });
      return [status, json["title"]];
    },
    plain: [400, undefined],
    switched: [200, "Dr"],
  },
  "members-of-nobody-404": {
    see: async (api) => {
      const id = await api.group("Group");
      const body = { op: "add", path: "members", value: [{ value: "nobody" }] };
      return [(await api.patch(id, body)).status, (await api.put(id, "Group", ["nobody"])).status];
    },
    plain: [400, 400],
    switched: [404, 404],
  },
  "put-keeps-what-is-left-out": {
    see: putAfter({ title: "Dr", nickName: "K" }, { title: null }, ({ json }) => [json["title"], json["nickName"]]),
    plain: [200, [undefined, undefined]],
    switched: [200, [undefined, "K"]],
  },
  "numbers-for-ids": { see: posted({}, ({ json }) => json.id === "1"), plain: false, switched: true },
  "no-change-modifies-put": {
    see: async (api) => {
      const { id, userName, meta } = (await api.newUser()).json;
      return (await api.putUser(id, { userName })).json.meta["lastModified"] === meta["lastModified"];
    },
    plain: true,
    switched: false,
  },
  "not-acceptable-ignored": {
    see: sent("/Users", accept("text/html"), ({ status }) => status),
    plain: 406,
    switched: 200,
  },
};

test.each(proofRows([...RFC_DISCOVERY_ODDITIES, ...RFC_SHOWN, ...RFC_ANSWERS, ...RFC_ATTRIBUTES], PROOFS))(
  "%s",
  async (id, proof) => {
    const { plain, switched } = proof;
    expect(await observeBoth(proof, { oddities: [id] }, "rfc")).toEqual({ plain, switched });
  },
);
