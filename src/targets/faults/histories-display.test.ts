import type { See } from "../testing/observe.ts";
import { proveHistories } from "../testing/prove-histories.ts";
import { HISTORIES_DISPLAY } from "./histories-display.ts";

type Entry = (value: string) => object;
const bare: Entry = (value) => ({ value });
const named =
  (display: string): Entry =>
  (value) => ({ value, display });

/** PUTs two members in one way, then the second of them in another; counts the members. */
function puts(first: Entry, second: Entry): See {
  return async (api) => {
    const [a = "", b = ""] = await api.users(2);
    const id = await api.group("G");
    await api.put(id, "G", [], { members: [first(a), first(b)] });
    await api.put(id, "G", [], { members: [second(b)] });
    return (await api.members(id)).length;
  };
}

/** Adds two members, each in its way, and removes so many of them; counts the members. */
function adds(first: Entry, second: Entry, removals: number): See {
  return async (api) => {
    const [a = "", b = ""] = await api.users(2);
    const id = await api.group("G");
    await api.patch(id, { op: "add", path: "members", value: [first(a), second(b)] });
    for (const value of [a, b].slice(0, removals)) {
      await api.patch(id, { op: "remove", path: `members[value eq "${value}"]` });
    }
    return (await api.members(id)).length;
  };
}

proveHistories(HISTORIES_DISPLAY, {
  "put-other-display-listed-twice": {
    trigger: puts(named("One"), named("Two")),
    plain: 1,
    switched: 2,
    near: puts(named("One"), named("One")),
  },
  "put-displayed-not-removed": {
    trigger: puts(named("One"), bare),
    plain: 1,
    switched: 2,
    near: puts(bare, bare),
  },
  "patch-displayed-not-removed": {
    trigger: adds(named("One"), bare, 1),
    plain: 1,
    switched: 2,
    near: adds(bare, named("One"), 1),
  },
  "patch-add-mixed-display-lost": {
    trigger: adds(named("One"), bare, 0),
    plain: 2,
    switched: 1,
    near: adds(named("One"), named("Two"), 0),
  },
});
