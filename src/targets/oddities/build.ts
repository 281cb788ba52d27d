import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject } from "../core/json.ts";
import { type Member, membersOf } from "../core/resource.ts";
import type { Listed, OddityRecord } from "../types.ts";
import type { Oddity } from "./oddity.ts";

/** An oddity of the dialects that it names, of Cube where it names none. */
export function oddity(record: Listed<OddityRecord>, install: () => Hooks): Oddity {
  return { dialects: ["cube"], ...record, install };
}

/** Hooks that show the members of a group in another way. */
export function showMembers(change: (members: Member[], call: Call) => Json[] | undefined): Hooks {
  return {
    onShow(call, shown, { type }) {
      if (type !== "Group") return undefined;
      const { members: _, ...rest } = shown;
      const changed = change(membersOf(shown), call);
      return changed === undefined ? rest : { ...shown, members: changed };
    },
  };
}

/** Hooks that show `meta` in another way. */
export function showMeta(change: (meta: JsonObject, call: Call) => JsonObject): Hooks {
  return {
    onShow(call, shown) {
      const { meta } = shown;
      return isJsonObject(meta) ? { ...shown, meta: change(meta, call) } : undefined;
    },
  };
}

/** Hooks that write the times in `meta` in another way. */
export function showTimes(change: (time: string) => string): Hooks {
  return showMeta((meta) => {
    const { created, lastModified } = meta;
    return {
      ...meta,
      ...(typeof created === "string" ? { created: change(created) } : {}),
      ...(typeof lastModified === "string" ? { lastModified: change(lastModified) } : {}),
    };
  });
}

/** Hooks that give new resources another kind of id, made from a count. */
export function makeIds(make: (count: number) => string): Hooks {
  let count = 0;
  return {
    onNewId() {
      count += 1;
      return make(count);
    },
  };
}

/** The path of a resource below its base URL, for relative references. */
export function pathOf(call: Call, type: "User" | "Group", id: string): string {
  const { basePath, endpoints } = call.service.dialect;
  return `${basePath}${endpoints[type].path}/${encodeURIComponent(id)}`;
}
