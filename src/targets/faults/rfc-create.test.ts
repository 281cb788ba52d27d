import { ENTERPRISE_URN } from "../dialects/rfc-schema.ts";
import type { Proof, See } from "../testing/observe.ts";
import { posted, proveRfc } from "../testing/rfc.ts";
import { RFC_CREATE } from "./rfc-create.ts";

/** Makes a user, and another one with the same name in another writing: what is answered, and how many there are. */
function twice(write: (name: string) => string = (name) => name): See {
  return async (api) => {
    await api.newUser({ userName: "Kim" });
    const { status, json } = await api.newUser({ userName: write("Kim") });
    return [status, json.scimType, (await api.send("GET", "/Users")).json.totalResults];
  };
}

const extension = { [ENTERPRISE_URN]: { division: "V" } };

const PROOFS: Readonly<Record<string, Proof>> = {
  "post-200": { see: posted({}, ({ status }) => status), plain: 201, switched: 200 },
  "post-without-location": { see: posted({}, ({ headers }) => headers.has("location")), plain: true, switched: false },
  "post-location-of-collection": {
    see: posted({}, ({ headers, json }) => headers.get("location")?.endsWith(json.id)),
    plain: true,
    switched: false,
  },
  "post-id-taken": { see: posted({ id: "mine" }, ({ json }) => json.id === "mine"), plain: false, switched: true },
  "post-created-taken": {
    see: posted(
      { meta: { created: "2001-01-01T00:00:00Z" } },
      ({ json }) => json.meta["created"]?.slice(0, 4) === "2001",
    ),
    plain: false,
    switched: true,
  },
  "post-duplicate-created": { see: twice(), plain: [409, "uniqueness", 1], switched: [201, undefined, 2] },
  "post-duplicate-by-case-created": {
    see: async (api) => [
      await twice((name) => name.toUpperCase())(api),
      (await api.newUser({ userName: "Kim" })).status,
    ],
    plain: [[409, "uniqueness", 1], 409],
    switched: [[201, undefined, 2], 409],
  },
  "post-duplicate-answered": { see: twice(), plain: [409, "uniqueness", 1], switched: [201, undefined, 1] },
  "post-conflict-without-type": { see: twice(), plain: [409, "uniqueness", 1], switched: [409, undefined, 1] },
  "post-conflict-400": { see: twice(), plain: [409, "uniqueness", 1], switched: [400, "invalidValue", 1] },
  "post-password-shown": {
    see: posted({ password: "p" }, ({ json }) => json.password),
    plain: undefined,
    switched: "p",
  },
  "post-read-only-refused": { see: posted({ id: "x" }, ({ status }) => status), plain: 201, switched: 400 },
  "post-required-missing-accepted": {
    see: posted({ userName: undefined }, ({ status }) => status),
    plain: 400,
    switched: 201,
  },
  "post-external-id-invented": { see: posted({}, ({ json }) => "externalId" in json), plain: false, switched: true },
  "post-last-modified-apart": {
    see: posted({}, ({ json: { meta } }) => meta["created"] === meta["lastModified"]),
    plain: true,
    switched: false,
  },
  "post-id-of-bulk": { see: posted({}, ({ json }) => json.id.startsWith("bulkId")), plain: false, switched: true },
  "extension-flattened": {
    see: posted(extension, ({ json }) => [json["division"], json[ENTERPRISE_URN]]),
    plain: [undefined, { division: "V" }],
    switched: ["V", undefined],
  },
  "extension-takes-schema": {
    see: posted(extension, ({ json }) => json.schemas?.length),
    plain: 2,
    switched: 1,
  },
};

proveRfc(RFC_CREATE, PROOFS);
