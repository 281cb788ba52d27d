import { expect, test } from "vitest";
import { dialectRows, observeBoth, type Proof, putAnswer, type See } from "../testing/observe.ts";
import { META_ODDITIES } from "./meta.ts";

const location = putAnswer(({ json }) =>
  json.meta["location"]
    ?.replace(json.id, "ID")
    .replace(/127\.0\.0\.1:\d+/u, "LOCAL")
    .replace("/api/", "/"),
);
const time = putAnswer(({ json }) => json.meta["lastModified"]?.replace(/\d/gu, "9"));
const ABSOLUTE = "http://LOCAL/scim/v2/Groups/ID";
const ISO = "9999-99-99T99:99:99.999Z";

/** Full hours that a time is away from this machine's. */
function hoursOff(shown: string | null | undefined): number {
  // Zero has no sign here.
  return Math.round((Date.parse(shown ?? "") - Date.now()) / 3_600_000) + 0;
}

/** Whether the answer to a PUT has a part of meta. */
function has(name: string): See {
  return putAnswer(({ json }) => name in json.meta);
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "location-relative": { see: location, plain: ABSOLUTE, switched: "/scim/v2/Groups/ID" },
  "location-relative-to-base": { see: location, plain: ABSOLUTE, switched: "Groups/ID" },
  "location-other-host": {
    see: location,
    plain: ABSOLUTE,
    switched: "https://scim.example.test/scim/v2/Groups/ID",
  },
  "location-absent": { see: has("location"), plain: true, switched: false },
  "created-absent": { see: has("created"), plain: true, switched: false },
  "last-modified-absent": { see: has("lastModified"), plain: true, switched: false },
  "resource-type-absent": { see: has("resourceType"), plain: true, switched: false },
  "times-in-seconds": { see: time, plain: ISO, switched: "9999-99-99T99:99:99Z" },
  "times-with-offset": { see: time, plain: ISO, switched: "9999-99-99T99:99:99.999+99:99" },
  "times-in-local-zone": { see: time, plain: ISO, switched: "9999-99-99T99:99:99.999+99:99" },
  "times-with-seven-digits": { see: time, plain: ISO, switched: "9999-99-99T99:99:99.9999999Z" },
  "clock-behind": {
    see: putAnswer(({ json, headers }) => [hoursOff(headers.get("date")), hoursOff(json.meta["lastModified"])]),
    plain: [0, 0],
    switched: [-7, -7],
  },
  "version-and-etag": {
    see: putAnswer(({ json, headers }, before) => [
      before.headers.get("etag"),
      headers.get("etag"),
      json.meta["version"],
    ]),
    plain: [null, null, undefined],
    switched: ['W/"1"', 'W/"2"', 'W/"2"'],
  },
  "last-modified-kept-without-change": {
    see: async (api) => {
      const id = await api.group("G");
      const made = (await api.get(id)).json.meta["lastModified"];
      const same = (await api.put(id, "G")).json.meta["lastModified"];
      const other = (await api.put(id, "H")).json.meta["lastModified"];
      return [same === made, other === made];
    },
    plain: [false, false],
    switched: [true, false],
  },
};

test.each(dialectRows(META_ODDITIES, PROOFS))("%s at %s", async (id, dialect, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, dialect)).toEqual({ plain, switched });
});

test("times-in-local-zone is the same moment", async () => {
  const see = putAnswer(({ json }) => Math.abs(Date.parse(json.meta["lastModified"] ?? "") - Date.now()) < 60_000);
  const proof = { see, plain: true, switched: true };
  expect(await observeBoth(proof, { oddities: ["times-in-local-zone"] })).toEqual({ plain: true, switched: true });
});
