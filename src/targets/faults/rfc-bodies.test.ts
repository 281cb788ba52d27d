import { ENTERPRISE_URN, OWN_URN } from "../dialects/rfc-schema.ts";
import type { Answer, Body } from "../testing/client.ts";
import type { Proof, See } from "../testing/observe.ts";
import { posted, proveRfc, putAfter } from "../testing/rfc.ts";
import { RFC_BODIES } from "./rfc-bodies.ts";

/** What a user that is made of these attributes shows. */
function made(attributes: object, pick: (user: Body) => unknown): See {
  return posted(attributes, async ({ json }, api) => pick((await api.user(json.id)).json));
}

const own = (name: string, value: unknown): See =>
  made({ [OWN_URN]: { [name]: value } }, (user) => partOf(user, OWN_URN, name));
const enterprise = (name: string, value: unknown): See =>
  made({ [ENTERPRISE_URN]: { [name]: value } }, (user) => partOf(user, ENTERPRISE_URN, name));

function partOf(user: Body, urn: string, name: string): unknown {
  return (user[urn] as Readonly<Record<string, unknown>> | undefined)?.[name];
}

const streets = (count: number): object => ({
  addresses: Array.from({ length: count }, (_, at) => ({ streetAddress: `Street ${at}`, locality: "Zürich" })),
});
const listed = (name: string) => (user: Body) => (user[name] as readonly object[]).length;
const locality = (user: Body): unknown => (user["addresses"] as readonly { readonly locality: string }[])[0]?.locality;
const title = ({ json }: Answer): unknown => json["title"];
const status = (attributes: object): See => posted(attributes, (answer) => answer.status);

const PROOFS: Readonly<Record<string, Proof>> = {
  "body-integer-fraction": { see: status({ [OWN_URN]: { floor: 1.5 } }), plain: 400, switched: 201 },
  "body-title-lost-beside-nick-name": {
    see: async (api) => [
      await made({ title: "Dr", nickName: "A" }, (user) => user["title"])(api),
      await made({ title: "Dr" }, (user) => user["title"])(api),
    ],
    plain: ["Dr", "Dr"],
    switched: [undefined, "Dr"],
  },
  "body-put-title-lost-beside-locale": {
    see: async (api) => [
      await putAfter({}, { title: "Dr", locale: "de", timezone: "Europe/Berlin" }, title)(api),
      await putAfter({}, { title: "Dr", locale: "de" }, title)(api),
    ],
    plain: [
      [200, "Dr"],
      [200, "Dr"],
    ],
    switched: [
      [200, undefined],
      [200, "Dr"],
    ],
  },
  "body-addresses-cut": {
    see: async (api) => [
      await made(streets(5), listed("addresses"))(api),
      await made(streets(4), listed("addresses"))(api),
    ],
    plain: [5, 4],
    switched: [4, 4],
  },
  "body-false-dropped": {
    see: async (api) => [await made({ active: false }, (user) => user["active"])(api), await own("floor", 0)(api)],
    plain: [false, 0],
    switched: [undefined, undefined],
  },
  "body-date-zone-ignored": {
    see: own("hired", "2024-06-30T23:30:00-05:00"),
    plain: "2024-06-30T23:30:00-05:00",
    switched: "2024-06-30T23:30:00Z",
  },
  "body-locality-latin": { see: made(streets(1), locality), plain: "Zürich", switched: "Z?rich" },
  "body-nick-name-plane": {
    see: async (api) => [
      await made({ nickName: "Ada 😀!" }, (user) => user["nickName"])(api),
      await made({ nickName: "Ádá" }, (user) => user["nickName"])(api),
    ],
    plain: ["Ada 😀!", "Ádá"],
    switched: ["Ada ", "Ádá"],
  },
  "body-organization-cut": {
    see: enterprise("organization", "x".repeat(50)),
    plain: "x".repeat(50),
    switched: "x".repeat(40),
  },
  "body-integer-narrow": { see: own("floor", 70_000), plain: 70_000, switched: 32_767 },
  "body-decimal-whole": { see: own("workload", 0.5), plain: 0.5, switched: 0 },
  "body-simple-list-first": { see: own("nicknames", ["a", "b"]), plain: ["a", "b"], switched: ["a"] },
  "body-markup-escaped": { see: enterprise("department", "R&D"), plain: "R&D", switched: "R&amp;D" },
  "body-put-second-extension-lost": {
    see: putAfter({}, { [ENTERPRISE_URN]: { division: "V" }, [OWN_URN]: { floor: 1 } }, ({ json }) => [
      json[ENTERPRISE_URN],
      json[OWN_URN],
    ]),
    plain: [200, [{ division: "V" }, { floor: 1 }]],
    switched: [200, [{ division: "V" }, undefined]],
  },
  "body-group-members-cut": {
    see: async (api) => (await api.members(await api.group("Group", await api.users(4)))).length,
    plain: 4,
    switched: 3,
  },
  "body-wrong-type-stored": {
    see: async (api) => [await status({ [OWN_URN]: { floor: "seven" } })(api), await own("floor", "seven")(api)],
    plain: [400, undefined],
    switched: [201, "seven"],
  },
  "body-wrong-type-422": { see: status({ [OWN_URN]: { hired: "yesterday" } }), plain: 400, switched: 422 },
};

proveRfc(RFC_BODIES, PROOFS);
