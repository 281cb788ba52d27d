import type { Call } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type Json, type JsonObject, omit } from "../core/json.ts";
import { type Member, membersOf } from "../core/resource.ts";
import type { ScimError } from "../core/scim-error.ts";
import { gathered } from "../faults/build-histories.ts";
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

/**
 * Hooks that leave members out of answers to whoever has not asked for them. Out of answers alone: a filter is about what a
 * group has (RFC 7644 section 3.4.2.2), not about what is shown of it.
 *
 * @param before what else changes answers, before this does
 */
export function answerMembersIf(isAsked: (call: Call) => boolean, before: Hooks): Hooks {
  const without = (shown: Json): Json => (isJsonObject(shown) ? omit(shown, "members") : shown);
  return {
    onRespond(call, reply) {
      const answer = before.onRespond?.(call, reply) ?? reply;
      const { body } = answer;
      if (!isJsonObject(body) || isAsked(call)) return answer;
      const list = body["Resources"];
      return { ...answer, body: Array.isArray(list) ? { ...body, Resources: list.map(without) } : without(body) };
    },
  };
}

/** Hooks that show members in another order each time: rotated by the count of answers, and so the same in every run. */
export function rotateMembers(): Hooks {
  let turn = 0;
  return showMembers((members) => {
    turn += 1;
    const at = members.length === 0 ? 0 : turn % members.length;
    return [...members.slice(at), ...members.slice(0, at)];
  });
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

/** A time, rounded down to two seconds. */
export function inSteps(time: string): string {
  return new Date(Math.floor(Date.parse(time) / 2000) * 2000).toISOString();
}

/** Hooks that refuse the updates of a group by a method that come while another one of it is being done. */
export function refuseParallel(method: string, refusal: (call: Call) => ScimError): Hooks {
  const window = gathered();
  const busy = new Set<string>();
  return {
    onBeforeStore(call, before) {
      if (call.method !== method || before.type !== "Group") return undefined;
      if (busy.has(before.id)) throw refusal(call);
      busy.add(before.id);
      return window.onBeforeStore?.(call, before)?.finally(() => busy.delete(before.id));
    },
  };
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

/** Whether two names of groups are one to a service that minds no case. */
export function sameName(one: Json | undefined, other: Json | undefined): boolean {
  return typeof one === "string" && typeof other === "string" && one.toLowerCase() === other.toLowerCase();
}
