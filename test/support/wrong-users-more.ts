import { applyPatch, attributeOf, isObject, type JsonObject, USER_SCHEMA } from "../../src/scim/index.ts";
import { type Asked, type Behaviour, operationsOf } from "./fake-users.ts";
import { ENTERPRISE, hasPath, keepsHalf, list, makes, refuses, set } from "./wrong-users.ts";

/** One that stops at so many operations without a word. */
const stopsAfter = (count: number): Behaviour => ({
  patch: (asked) => {
    const some = applyPatch(asked.before, operationsOf(asked).slice(0, count), USER_SCHEMA);
    const answer = asked.right();
    return some.ok ? { ...answer, body: some.resource, after: some.resource } : answer;
  },
});
/** One that leaves all entries of a list primary that were. */
const keepsPrimaries = (name: string): Behaviour =>
  makes((after, { before }) => {
    const had = list(before, name).filter((entry) => entry["primary"] === true);
    const wasPrimary = (entry: JsonObject): boolean =>
      had.some((one) => one["value"] === entry["value"] && one["type"] === entry["type"]);
    return set(
      after,
      name,
      list(after, name).map((entry) => (wasPrimary(entry) ? set(entry, "primary", true) : entry)),
    );
  });
/** One that keeps of a refused PATCH what is carried out up to the operation that is refused, this attribute alone. */
const keepsOf = (name: string): Behaviour => ({
  patch: (asked) => {
    const answer = asked.right();
    if (answer.after !== undefined) return answer;
    const valid = operationsOf(asked).filter(({ path }) => path !== "active" && path !== "userName");
    const carriedOut = applyPatch(asked.before, valid, USER_SCHEMA);
    return carriedOut.ok ? { ...answer, after: set(asked.before, name, carriedOut.resource[name]) } : answer;
  },
});
/** One that writes `meta` although it refuses, where an operation is so. */
const touches = (part: string, when: (asked: Asked) => boolean): Behaviour => ({
  patch: (asked) => {
    const answer = asked.right();
    if (answer.after !== undefined || !when(asked)) return answer;
    const meta = { ...(asked.before["meta"] as object), [part]: "2030-01-01T00:00:01.5Z" };
    return { ...answer, after: set(asked.before, "meta", meta) };
  },
});
/** Versions, as a server shows them that has some. */
const versioned = (behaviour: Behaviour): Behaviour => ({
  ...behaviour,
  create: (user) => set(user, "meta", { ...(user["meta"] as object), version: 'W/"1"' }),
});
/** What a PATCH makes of one User it makes of all. */
const allAlike: Behaviour = {
  patch: ({ users, right }) => {
    const answer = right();
    for (const [id, user] of users) users.set(id, set(user, "title", answer.after?.["title"]));
    return answer;
  },
};
/** Brings back at the second switch of `active` what there was before the first. */
function restores(): Behaviour {
  const titles = new Map<string, unknown>();
  return makes((after, { id, before }) => {
    if (after["active"] === false && before["active"] === true) titles.set(id, before["title"]);
    return after["active"] === true && before["active"] === false ? set(after, "title", titles.get(id)) : after;
  });
}
const ignores = (when: (asked: Asked) => boolean): Behaviour =>
  makes((after, asked) => (when(asked) ? asked.before : after));
const hasFalse = ({ message }: Asked): boolean =>
  operationsOf({ message }).some(({ value }) => isObject(value) && attributeOf(value, "active") === false);

/** What the scenarios are there to find that look where a server has begun to write, or counts, or compares. */
export const MORE_WRONG: Readonly<Record<string, readonly (readonly [breaks: string, server: Behaviour])[]>> = {
  "primary.phone-numbers": [["RFC7644-3.5.2-PRIMARY-RESET", keepsPrimaries("phoneNumbers")]],
  "primary.addresses": [["RFC7644-3.5.2-PRIMARY-RESET", keepsPrimaries("addresses")]],
  "no-path.primary": [["RFC7644-3.5.2-PRIMARY-RESET", keepsPrimaries("emails")]],
  "no-path.active": [
    ["RFC7644-3.5.2.3-NO-PATH", ignores(hasFalse)],
    ["RFC7644-3.5.2.3-NO-PATH", refuses(400, hasFalse)],
  ],
  reactivated: [["RFC7644-3.5.2-TARGET-ONLY", restores()]],
  "filter.words": [
    ["RFC7644-3.5.2.2-FILTER-SUBATTR", refuses(400, hasPath(/ and /u))],
    ["RFC7644-3.5.2.2-FILTER-SUBATTR", ignores(hasPath(/ or /u))],
  ],
  "filter.present": [["RFC7644-3.5.2.2-FILTER-SUBATTR", ignores(hasPath(/ pr\]/u))]],
  "filter.operator-case": [
    ["RFC7644-3.4.2.2-NAME-CASE", refuses(400, hasPath(/ EQ /u))],
    ["RFC7644-3.4.2.2-NAME-CASE", ignores(hasPath(/ EQ /u))],
  ],
  "filter.value-case": [
    ["RFC7644-3.4.2.2-CASE", ignores(hasPath(/HOME/u))],
    ["RFC7644-3.4.2.2-CASE", refuses(400, hasPath(/HOME/u))],
  ],
  "operations.many": [["RFC7644-3.5.2-SEQUENTIAL", stopsAfter(20)]],
  "operations.atomic-unique": [
    ["RFC7644-3.5.2-ATOMIC", keepsHalf],
    ["RFC7644-3.12-REFUSED-UNCHANGED", keepsOf("title")],
  ],
  "operations.atomic-type": [
    ["RFC7644-3.5.2-ATOMIC", keepsHalf],
    ["RFC7644-3.5.2-ATOMIC", keepsOf("emails")],
  ],
  "operations.atomic-extension": [["RFC7644-3.5.2-ATOMIC", keepsOf(ENTERPRISE)]],
  "refused-keeps-version": [
    ["RFC7644-3.5.2-RESTORE", versioned(touches("version", hasPath(/^active$/u)))],
    ["RFC7644-3.5.2-RESTORE", touches("lastModified", hasPath(/^userName$/u))],
  ],
  "same-list": [["RFC7644-3.5.2-TARGET-ONLY", allAlike]],
  "same-external-id": [["RFC7644-3.5.2-TARGET-ONLY", allAlike]],
};
