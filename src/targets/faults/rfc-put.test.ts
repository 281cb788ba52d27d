import { ENTERPRISE_URN, OWN_URN } from "../dialects/rfc-schema.ts";
import type { Answer } from "../testing/client.ts";
import type { Proof } from "../testing/observe.ts";
import { MAILS, proveRfc, putAfter } from "../testing/rfc.ts";
import { RFC_PUT } from "./rfc-put.ts";

const own = ({ json }: Answer): unknown => json[OWN_URN];
const badge = (text: string): object => ({ [OWN_URN]: { badge: text } });
const enterprise = ({ json }: Answer): unknown => json[ENTERPRISE_URN];

const PROOFS: Readonly<Record<string, Proof>> = {
  "put-immutable-changed": {
    see: putAfter(badge("1"), badge("2"), own),
    plain: [400, { badge: "1" }],
    switched: [200, { badge: "2" }],
  },
  "put-immutable-ignored": {
    see: putAfter(badge("1"), badge("2"), own),
    plain: [400, { badge: "1" }],
    switched: [200, { badge: "1" }],
  },
  "put-immutable-same-refused": {
    see: async (api) => [await putAfter(badge("1"), badge("1"), own)(api), await putAfter({}, badge("1"), own)(api)],
    plain: [
      [200, { badge: "1" }],
      [200, { badge: "1" }],
    ],
    switched: [
      [400, { badge: "1" }],
      [200, { badge: "1" }],
    ],
  },
  "put-immutable-unset-lost": {
    see: async (api) => [await putAfter(badge("1"), badge("1"), own)(api), await putAfter({}, badge("1"), own)(api)],
    plain: [
      [200, { badge: "1" }],
      [200, { badge: "1" }],
    ],
    switched: [
      [200, { badge: "1" }],
      [200, undefined],
    ],
  },
  "put-extension-dropped": {
    see: putAfter({}, { [ENTERPRISE_URN]: { division: "V" } }, enterprise),
    plain: [200, { division: "V" }],
    switched: [200, undefined],
  },
  "put-manager-dropped": {
    see: putAfter({}, { [ENTERPRISE_URN]: { division: "V", manager: { value: "m" } } }, enterprise),
    plain: [200, { division: "V", manager: { value: "m" } }],
    switched: [200, { division: "V" }],
  },
  "put-null-kept": {
    see: putAfter({ title: "Dr" }, { title: null }, ({ json }) => json["title"]),
    plain: [200, undefined],
    switched: [200, "Dr"],
  },
  "put-empty-list-kept": {
    see: putAfter({ emails: MAILS }, { emails: [] }, ({ json }) => json["emails"]),
    plain: [200, undefined],
    switched: [200, MAILS],
  },
  "put-required-missing-kept": {
    see: putAfter({}, { userName: undefined }, () => ""),
    plain: [400, ""],
    switched: [200, ""],
  },
  "put-read-only-refused": {
    see: putAfter({}, { groups: [], meta: {} }, () => ""),
    plain: [200, ""],
    switched: [400, ""],
  },
  "put-conflict-without-type": {
    see: async (api) => {
      await api.newUser({ userName: "Kim" });
      const { id } = (await api.newUser()).json;
      const { status, json } = await api.putUser(id, { userName: "kim" });
      return [status, json.scimType];
    },
    plain: [409, "uniqueness"],
    switched: [409, undefined],
  },
  "put-204-for-200": { see: putAfter({}, {}, () => ""), plain: [200, ""], switched: [204, ""] },
  "put-answer-without-defaults": {
    see: async (api) => {
      const { id, userName } = (await api.newUser()).json;
      return ["groups" in (await api.putUser(id, { userName })).json, "groups" in (await api.user(id)).json];
    },
    plain: [true, true],
    switched: [false, true],
  },
};

proveRfc(RFC_PUT, PROOFS);
