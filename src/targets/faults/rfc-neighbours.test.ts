import type { Client } from "../testing/client.ts";
import type { Proof, See } from "../testing/observe.ts";
import { proveRfc } from "../testing/rfc.ts";
import { RFC_NEIGHBOURS } from "./rfc-neighbours.ts";

/** Makes a second one, and sees whether it has the id of the first. */
const isFirst =
  (first: (api: Client) => Promise<string | undefined>, second: (api: Client) => Promise<string | undefined>): See =>
  async (api) =>
    (await first(api)) === (await second(api));

const newUser = async (api: Client, body: Readonly<Record<string, unknown>>): Promise<string | undefined> =>
  (await api.newUser(body)).json.id;

const PROOFS: Readonly<Record<string, Proof>> = {
  "post-over-same-external-id": {
    see: isFirst(
      (api) => newUser(api, { userName: "one", externalId: "e" }),
      (api) => newUser(api, { userName: "two", externalId: "e" }),
    ),
    plain: false,
    switched: true,
  },
  "post-over-same-group": {
    see: isFirst(
      (api) => api.group("Same"),
      (api) => api.group("Same"),
    ),
    plain: false,
    switched: true,
  },
  "post-refused-keeps-name": {
    see: async (api) => [
      (await api.newUser({ userName: "one", emails: "none" })).status,
      (await api.newUser({ userName: "one" })).status,
    ],
    plain: [400, 201],
    switched: [400, 409],
  },
  "post-joins-groups": {
    see: async (api) => {
      const id = await api.group("Group");
      await newUser(api, { userName: "one", groups: [{ value: id }] });
      return (await api.members(id)).length;
    },
    plain: 0,
    switched: 1,
  },
  "delete-takes-namesakes": {
    see: async (api) => {
      const [one, two] = [await api.group("Same"), await api.group("Same")];
      await api.send("DELETE", `/Groups/${two}`);
      return (await api.get(one)).status;
    },
    plain: 200,
    switched: 404,
  },
  "delete-takes-nested": {
    see: async (api) => {
      const inner = await api.group("Inner");
      const outer = await api.group("Outer", [inner]);
      await api.send("DELETE", `/Groups/${outer}`);
      return (await api.get(inner)).status;
    },
    plain: 200,
    switched: 404,
  },
  "id-revived-by-name": {
    see: async (api) => {
      const id = await newUser(api, { userName: "one" });
      await api.send("DELETE", `/Users/${id ?? ""}`);
      return (await newUser(api, { userName: "one" })) === id;
    },
    plain: false,
    switched: true,
  },
};

proveRfc(RFC_NEIGHBOURS, PROOFS);
