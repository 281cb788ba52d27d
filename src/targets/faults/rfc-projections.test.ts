import { ENTERPRISE_URN, OWN_URN } from "../dialects/rfc-schema.ts";
import type { Answer, Client } from "../testing/client.ts";
import type { Proof, See } from "../testing/observe.ts";
import { MAILS, proveRfc } from "../testing/rfc.ts";
import { RFC_PROJECTIONS } from "./rfc-projections.ts";

const own = { [OWN_URN]: { notes: "n", pin: "1" } };

/** Reads a user who has what is shown seldom; sees something of the answer. */
function read(query: string, pick: (answer: Answer, api: Client) => unknown): See {
  return async (api) => {
    const { id } = (await api.newUser({ ...own, name: { givenName: "Kim" }, emails: MAILS })).json;
    return pick(await api.send("GET", `/Users/${id}${query}`), api);
  };
}

const ofOwn = ({ json }: Answer): unknown => json[OWN_URN];

const PROOFS: Readonly<Record<string, Proof>> = {
  "excluded-ignored": {
    see: read("?excludedAttributes=name", ({ json }) => "name" in json),
    plain: false,
    switched: true,
  },
  "excluded-takes-schemas": {
    see: read("?excludedAttributes=name", ({ json }) => "schemas" in json),
    plain: true,
    switched: false,
  },
  "excluded-takes-id": {
    see: read("?excludedAttributes=id,name", ({ json }) => "id" in json),
    plain: true,
    switched: false,
  },
  "attributes-without-id": {
    see: read("?attributes=userName", ({ json }) => Object.keys(json)),
    plain: ["schemas", "id", "userName"],
    switched: ["schemas", "userName"],
  },
  "attributes-by-case": {
    see: read("?attributes=USERNAME,name", ({ json }) => Object.keys(json)),
    plain: ["schemas", "id", "userName", "name"],
    switched: ["schemas", "id", "name"],
  },
  "attributes-of-extension-unknown": {
    see: async (api) => {
      const { id } = (await api.newUser({ [ENTERPRISE_URN]: { department: "d", division: "v" } })).json;
      const of = async (query: string): Promise<unknown> =>
        (await api.send("GET", `/Users/${id}?${query}=${ENTERPRISE_URN}:department`)).json[ENTERPRISE_URN];
      return [await of("attributes"), await of("excludedAttributes")];
    },
    plain: [{ department: "d" }, { division: "v" }],
    switched: [undefined, { department: "d", division: "v" }],
  },
  "attributes-on-write-ignored": {
    see: async (api) => {
      const { id } = (await api.newUser()).json;
      const { json } = await api.send("PUT", `/Users/${id}?attributes=userName`, { body: { userName: "New" } });
      return "meta" in json;
    },
    plain: false,
    switched: true,
  },
  "returned-request-shown": { see: read("", ofOwn), plain: {}, switched: { notes: "n" } },
  "returned-request-hidden": { see: read(`?attributes=${OWN_URN}:notes`, ofOwn), plain: { notes: "n" }, switched: {} },
  "write-only-shown": { see: read("", ofOwn), plain: {}, switched: { pin: "1" } },
  "default-needs-asking": { see: read("", ({ json }) => "name" in json), plain: true, switched: false },
};

proveRfc(RFC_PROJECTIONS, PROOFS);
