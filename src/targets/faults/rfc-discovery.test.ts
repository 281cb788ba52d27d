import type { Client } from "../testing/client.ts";
import type { Proof, See } from "../testing/observe.ts";
import { proveRfc } from "../testing/rfc.ts";
import { RFC_DISCOVERY } from "./rfc-discovery.ts";

const CORE = "urn:ietf:params:scim:schemas:core:2.0:User";

/** What the schema of users says of an attribute, alone and in the list; "apart" where the two differ. */
function said(name: string, characteristic: string): See {
  return async (api) => {
    const pick = (schema: unknown): unknown => {
      const { attributes = [] } = (schema ?? {}) as { attributes?: readonly Readonly<Record<string, unknown>>[] };
      return attributes.find((one) => one["name"] === name)?.[characteristic];
    };
    const alone = pick((await api.send("GET", `/Schemas/${CORE}`)).json);
    const all = (await api.send("GET", "/Schemas")).json.Resources ?? [];
    return pick(all.find(({ id }) => id === CORE)) === alone ? alone : "apart";
  };
}

function config(name: string): See {
  return async (api) => (await api.send("GET", "/ServiceProviderConfig")).json[name];
}

async function types(api: Client): Promise<readonly Readonly<Record<string, unknown>>[]> {
  return (await api.send("GET", "/ResourceTypes")).json.Resources ?? [];
}

const status =
  (method: string, path: string): See =>
  async (api) =>
    (await api.send(method, path)).status;

const PROOFS: Readonly<Record<string, Proof>> = {
  "schema-read-only-taken": { see: said("nickName", "mutability"), plain: "readWrite", switched: "readOnly" },
  "schema-attribute-missing": { see: said("title", "name"), plain: "title", switched: undefined },
  "schema-required-optional": { see: said("displayName", "required"), plain: false, switched: true },
  "schema-list-as-single": { see: said("emails", "multiValued"), plain: true, switched: false },
  "schema-boolean-as-text": { see: said("active", "type"), plain: "boolean", switched: "string" },
  "schema-case-exact-untrue": { see: said("userName", "caseExact"), plain: false, switched: true },
  "schema-never-shown": { see: said("title", "returned"), plain: "default", switched: "never" },
  "schema-immutable-changed": { see: said("userType", "mutability"), plain: "readWrite", switched: "immutable" },
  "config-etag-claimed": {
    see: async (api) => {
      const answer = await api.newUser();
      return [await config("etag")(api), answer.headers.has("etag"), "version" in answer.json.meta];
    },
    plain: [{ supported: true }, true, true],
    switched: [{ supported: true }, false, false],
  },
  "config-patch-denied": { see: config("patch"), plain: { supported: true }, switched: { supported: false } },
  "config-patch-claimed": {
    see: async (api) => [await config("patch")(api), await status("PATCH", "/Users/none")(api)],
    plain: [{ supported: true }, 404],
    switched: [{ supported: true }, 501],
  },
  "patch-none": {
    see: async (api) => [await config("patch")(api), await status("PATCH", "/Users/none")(api)],
    plain: [{ supported: true }, 404],
    switched: [{ supported: false }, 501],
  },
  "config-bulk-claimed": {
    see: config("bulk"),
    plain: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    switched: { supported: true, maxOperations: 10, maxPayloadSize: 65_536 },
  },
  "config-filter-as-boolean": { see: config("filter"), plain: { supported: true, maxResults: 200 }, switched: true },
  "config-without-schemes": {
    see: async (api) => Array.isArray(await config("authenticationSchemes")(api)),
    plain: true,
    switched: false,
  },
  "config-page-exceeded": {
    see: async (api) => {
      await api.users(2);
      return [await config("filter")(api), (await api.send("GET", "/Users")).json.Resources?.length];
    },
    plain: [{ supported: true, maxResults: 200 }, 2],
    switched: [{ supported: true, maxResults: 1 }, 2],
  },
  "resource-type-endpoint-wrong": {
    see: async (api) => (await types(api))[0]?.["endpoint"],
    plain: "/Users",
    switched: "/Accounts",
  },
  "resource-type-extension-missing": {
    see: async (api) => JSON.stringify(await types(api)).includes(":enterprise:"),
    plain: true,
    switched: false,
  },
  "resource-types-as-array": {
    see: async (api) => (await api.send("GET", "/ResourceTypes")).text.startsWith("["),
    plain: false,
    switched: true,
  },
  "resource-types-without-group": {
    see: async (api) => (await types(api)).map(({ id }) => id),
    plain: ["User", "Group"],
    switched: ["User"],
  },
  "schema-by-urn-404": { see: status("GET", `/Schemas/${CORE}`), plain: 200, switched: 404 },
  "schema-location-wrong": {
    see: async (api) => (await api.send("GET", `/Schemas/${CORE}`)).json.meta["location"]?.endsWith(CORE),
    plain: true,
    switched: false,
  },
  "discovery-filter-ignored": { see: status("GET", "/Schemas?filter=id%20pr"), plain: 403, switched: 200 },
  "discovery-post-200": { see: status("POST", "/ServiceProviderConfig"), plain: 405, switched: 200 },
};

proveRfc(RFC_DISCOVERY, PROOFS);
