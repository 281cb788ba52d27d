import type { Client } from "../testing/client.ts";
import type { Proof, See } from "../testing/observe.ts";
import { proveRfc } from "../testing/rfc.ts";
import { RFC_LIFECYCLE } from "./rfc-lifecycle.ts";

/** Deletes a user, and sends something else to it: the two statuses. */
function afterwards(send: (api: Client, id: string) => Promise<{ readonly status: number }>): See {
  return async (api) => {
    const [id = ""] = await api.users(1);
    const { status } = await api.send("DELETE", `/Users/${id}`);
    return [status, (await send(api, id)).status];
  };
}

const again = afterwards((api, id) => api.send("DELETE", `/Users/${id}`));

/** Makes a user and a group of it, does something to the group: the names and types of the user's groups. */
function groupsAfter(edit: (api: Client, group: string, user: string) => Promise<unknown>, members: 0 | 1 = 1): See {
  return async (api) => {
    const [user = ""] = await api.users(1);
    const group = await api.group("Group", members === 0 ? [] : [user]);
    await edit(api, group, user);
    return ((await api.user(user)).json.groups ?? []).map(({ display, type }) => `${display} ${type}`);
  };
}

const PROOFS: Readonly<Record<string, Proof>> = {
  "delete-200": { see: again, plain: [204, 404], switched: [200, 404] },
  "delete-again-204": { see: again, plain: [204, 404], switched: [204, 204] },
  "delete-still-read": { see: afterwards((api, id) => api.user(id)), plain: [204, 404], switched: [204, 200] },
  "delete-still-patched": {
    see: afterwards((api, id) => api.patchUser(id, { op: "add", path: "title", value: "Dr" })),
    plain: [204, 404],
    switched: [204, 200],
  },
  "delete-put-revives": {
    see: afterwards((api, id) => api.putUser(id, { userName: "x" })),
    plain: [204, 404],
    switched: [204, 200],
  },
  "delete-keeps-name-taken": {
    see: afterwards((api) => api.newUser({ userName: "user-1@example.test" })),
    plain: [204, 201],
    switched: [204, 409],
  },
  "id-reassigned": {
    see: async (api) => {
      const [id = ""] = await api.users(1);
      await api.send("DELETE", `/Users/${id}`);
      const { json } = await api.newUser({ userName: "user-2@example.test" });
      return json.id === id;
    },
    plain: false,
    switched: true,
  },
  "delete-leaves-references": {
    see: async (api) => {
      const [id = ""] = await api.users(1);
      const group = await api.group("Group", [id]);
      await api.send("DELETE", `/Users/${id}`);
      return ((await api.get(group)).json.members ?? []).map(({ $ref }) => $ref?.endsWith(id));
    },
    plain: [],
    switched: [true],
  },
  "delete-takes-groups": {
    see: async (api) => {
      const [a = "", b = ""] = await api.users(2);
      const groups = [await api.group("One", [a]), await api.group("Two", [a, b])];
      await api.send("DELETE", `/Users/${a}`);
      return (await Promise.all(groups.map((id) => api.get(id)))).map(({ status }) => status);
    },
    plain: [200, 200],
    switched: [404, 200],
  },
  "user-groups-of-creation": {
    see: groupsAfter(
      (api, group, user) => api.patch(group, { op: "add", path: "members", value: [{ value: user }] }),
      0,
    ),
    plain: ["Group direct"],
    switched: [],
  },
  "user-groups-after-removal": {
    see: groupsAfter((api, group) => api.patch(group, { op: "remove", path: "members" })),
    plain: [],
    switched: ["Group direct"],
  },
  "user-groups-after-delete": {
    see: groupsAfter((api, group) => api.send("DELETE", `/Groups/${group}`)),
    plain: [],
    switched: ["Group direct"],
  },
  "user-groups-all-direct": {
    see: groupsAfter((api, group) => api.group("Outer", [group])),
    plain: ["Group direct", "Outer indirect"],
    switched: ["Group direct", "Outer direct"],
  },
  "user-groups-old-name": {
    see: groupsAfter((api, group) => api.rename(group, "New")),
    plain: ["New direct"],
    switched: ["Group direct"],
  },
  "user-groups-written-by-put": {
    see: groupsAfter((api, group, user) => api.putUser(user, { userName: "u", groups: [{ value: group }] }), 0),
    plain: [],
    switched: ["Group direct"],
  },
};

proveRfc(RFC_LIFECYCLE, PROOFS);
