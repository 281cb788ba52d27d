import type { Client } from "../testing/client.ts";
import type { See } from "../testing/observe.ts";
import { proveHistories } from "../testing/prove-histories.ts";
import { HISTORIES_IDS } from "./histories-ids.ts";

type Pair = readonly [first: string, second: string];

/** Makes users until two of them have ids that go together as asked for. */
async function pair(api: Client, fits: (first: string, second: string) => boolean): Promise<Pair> {
  const ids = await api.users(60);
  for (const first of ids) {
    for (const second of ids) if (first !== second && fits(bare(first), bare(second))) return [first, second];
  }
  throw new Error("no two ids go together");
}

function bare(id: string): string {
  return id.replace(/^a-/u, "");
}

/** How many of the two are members after an edit of a group. */
function countAfter(
  fits: (first: string, second: string) => boolean,
  start: (pair: Pair) => readonly string[],
  edit: (api: Client, id: string, pair: Pair) => Promise<unknown>,
): See {
  return async (api) => {
    const both = await pair(api, fits);
    const id = await api.group("G", start(both));
    await edit(api, id, both);
    return (await api.members(id)).length;
  };
}

const sameStart = (left: string, right: string): boolean => left.slice(0, 2) === right.slice(0, 2);
const number = (id: string): number => Number.parseInt(id, 10);

proveHistories(HISTORIES_IDS, {
  "put-same-beginning-stays": {
    trigger: countAfter(
      sameStart,
      (both) => both,
      (api, id, [first]) => api.put(id, "G", [first]),
    ),
    plain: 1,
    switched: 2,
    near: countAfter(
      (a, b) => a[0] !== b[0],
      (both) => both,
      (api, id, [first]) => api.put(id, "G", [first]),
    ),
  },
  "put-lowest-id-lost": {
    trigger: countAfter(
      (a, b) => a > b,
      ([first]) => [first],
      (api, id, both) => api.put(id, "G", both),
    ),
    plain: 2,
    switched: 1,
    near: countAfter(
      (a, b) => a < b,
      ([first]) => [first],
      (api, id, both) => api.put(id, "G", both),
    ),
  },
  "put-digit-ids-not-removed": {
    trigger: countAfter(
      (a, b) => /^\d/u.test(a) && /^\D/u.test(b),
      (both) => both,
      (api, id) => api.put(id, "G"),
    ),
    plain: 0,
    switched: 1,
    near: countAfter(
      (a, b) => /^\d/u.test(a) && /^\d/u.test(b),
      (both) => both,
      (api, id) => api.put(id, "G"),
    ),
  },
  "patch-remove-by-leading-number": {
    trigger: countAfter(
      (a, b) => number(a) === number(b),
      (both) => both,
      remove,
    ),
    plain: 1,
    switched: 0,
    near: countAfter(
      (a, b) => a[0] === b[0] && number(a) !== number(b),
      (both) => both,
      remove,
    ),
  },
  "patch-add-unsorted-lost": {
    trigger: countAfter(
      (a, b) => a > b,
      () => [],
      add,
    ),
    plain: 2,
    switched: 1,
    near: countAfter(
      (a, b) => a < b,
      () => [],
      add,
    ),
  },
});

function remove(api: Client, id: string, [first]: Pair): Promise<unknown> {
  return api.patch(id, { op: "remove", path: `members[value eq "${first}"]` });
}

function add(api: Client, id: string, both: Pair): Promise<unknown> {
  return api.patch(id, { op: "add", path: "members", value: both.map((value) => ({ value })) });
}
