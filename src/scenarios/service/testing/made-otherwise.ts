import type { JsonObject } from "../../../scim/index.ts";
import { bodyOf, is } from "./changes.ts";
import type { FakeOptions, FakeService } from "./fake-service.ts";

/** A service that describes its attributes otherwise in /Schemas: what is given is added to the entry. */
export const describing = (change: (entry: JsonObject) => JsonObject | undefined): FakeOptions => ({
  after: (request, one) => (request.path === "/Schemas" ? { ...one, body: changed(one.body, change) } : one),
});

function changed(value: unknown, change: (entry: JsonObject) => JsonObject | undefined): unknown {
  return JSON.parse(JSON.stringify(value), (_, part: unknown) => {
    if (Array.isArray(part)) return part.filter((entry) => entry !== null);
    if (typeof part !== "object" || part === null || !("name" in part)) return part;
    const more = change(part);
    // An entry that is dropped leaves the list that it stands in.
    return more === undefined ? null : { ...part, ...more };
  }) as unknown;
}

/** A service that shows who is in a Group in a Group as a member of the outer one, too. */
export const flattened: FakeOptions = {
  after: (request, one, service) =>
    is("GET", /Groups\/./u)(request) && one.status === 200
      ? { ...one, body: { ...bodyOf(one), members: inAll(bodyOf(one)["members"], service) } }
      : one,
};

function inAll(members: unknown, service: FakeService): readonly JsonObject[] {
  const all = new Map<unknown, JsonObject>();
  const take = (list: unknown): void => {
    for (const member of (list ?? []) as readonly JsonObject[]) {
      if (all.has(member["value"])) continue;
      all.set(member["value"], member);
      take(service.resources.get(String(member["value"]))?.value["members"]);
    }
  };
  take(members);
  return [...all.values()];
}

/** All of these at once; what one has changed the next one finds. */
export const both = (...all: readonly FakeOptions[]): FakeOptions =>
  Object.assign({}, ...all, {
    after: ((request, one, service) =>
      all.reduce((came, { after }) => after?.(request, came, service) ?? came, one)) satisfies FakeOptions["after"],
  }) as FakeOptions;
