import { applyPatch, isObject, type JsonObject, USER_SCHEMA } from "../../src/scim/index.ts";
import { type Asked, type Behaviour, operationsOf } from "./fake-users.ts";

/** A server that makes something else of what it carries out. */
export const makes = (change: (after: JsonObject, asked: Asked) => JsonObject): Behaviour => ({
  patch: (asked) => {
    const answer = asked.right();
    if (answer.after === undefined) return answer;
    const after = change(structuredClone(answer.after), asked);
    return { ...answer, body: without(after, "password"), after };
  },
});
/** One that acknowledges and does nothing. */
const idle = makes((_, { before }) => before);
/** One whose `lastModified` stands where a path is changed. */
const unmovedBy = (path: RegExp): Behaviour =>
  makes((after, asked) =>
    operationsOf(asked).some((operation) => path.test(String(operation.path)))
      ? set(after, "meta", asked.before["meta"])
      : after,
  );
/** One that takes what is to be refused, and carries out as much of it as it understands. */
export const takesAll: Behaviour = {
  patch: (asked) => {
    const answer = asked.right();
    return answer.after === undefined ? { status: 200, body: asked.before, after: asked.before } : answer;
  },
};
/** One that refuses what does not suit it. */
export const refuses = (status: number, when: (asked: Asked) => boolean): Behaviour => ({
  patch: (asked) => (when(asked) ? { status, body: { status: String(status) } } : asked.right()),
});
/** One that keeps what came before the operation that it refuses. */
export const keepsHalf: Behaviour = {
  patch: (asked) => {
    const answer = asked.right();
    const [first] = operationsOf(asked);
    if (answer.after !== undefined || first === undefined) return answer;
    const half = applyPatch(asked.before, [first], USER_SCHEMA);
    return half.ok ? { ...answer, after: half.resource } : answer;
  },
};
/** The entries of a list of a User. */
export const list = (user: JsonObject, name = "emails"): JsonObject[] => (user[name] ?? []) as JsonObject[];
/** A User with another value. */
export const set = (user: JsonObject, name: string, value: unknown): JsonObject => ({ ...user, [name]: value });
/** A User without an attribute. */
export const without = (user: JsonObject, name: string): JsonObject =>
  Object.fromEntries(Object.entries(user).filter(([key]) => key !== name));
/** The enterprise extension of a User. */
export const ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
/** True of a PATCH with an operation whose path is so. */
export const hasPath =
  (what: RegExp) =>
  (asked: Asked): boolean =>
    operationsOf(asked).some(({ path }) => what.test(String(path)));
/** Changes the first entry of the list in place of the one that the filter selects. */
const hitsFirst = makes((after, { before }) => {
  const changed = list(after).find((entry, at) => JSON.stringify(entry) !== JSON.stringify(list(before)[at]));
  return changed === undefined ? after : set(after, "emails", [changed, ...list(before).slice(1)]);
});
const onlyNew = (name: string): Behaviour =>
  makes((after, { before }) => set(after, name, list(after, name).slice(list(before, name).length)));
/** Stores another title than was sent. */
const retitled = (change: (title: string) => string): Behaviour =>
  makes((after) => (typeof after["title"] === "string" ? set(after, "title", change(after["title"])) : after));
/** Throws away the parts of the name that the request does not have. */
const wholeName = makes((after, { before }) => {
  const [had, has] = [before["name"] as JsonObject, after["name"] as JsonObject];
  return set(after, "name", Object.fromEntries(Object.entries(has).filter(([part, text]) => had[part] !== text)));
});

/** What each scenario is there to find: the requirement that it breaks, and a server that does. */
export const WRONG: Readonly<Record<string, readonly (readonly [breaks: string, server: Behaviour])[]>> = {
  "add.simple": [
    [
      "RFC7644-3.5.2.1-SINGLE-REPLACES",
      makes((after, { before }) => set(after, "title", before["title"] ?? after["title"])),
    ],
    ["RFC7644-3.5.2.1-NEW", idle],
  ],
  "add.sub-attribute": [["RFC7644-3.5.2.1-SINGLE-REPLACES", wholeName]],
  "add.complex": [["RFC7644-3.5.2.1-COMPLEX", wholeName]],
  "add.list": [["RFC7644-3.5.2.1-MULTI-APPEND", onlyNew("emails")]],
  "add.list-new": [["RFC7644-3.5.2.1-NEW", idle]],
  "add.list-one": [["RFC7644-3.5.2.1-MULTI-APPEND", onlyNew("emails")]],
  "add.value-path": [["RFC7644-3.5.2.1-SINGLE-REPLACES", hitsFirst]],
  "add.value-path-no-match": [
    ["RFC7644-3.5.2.1-NEW", { patch: ({ before }) => ({ status: 200, after: without(before, "emails") }) }],
  ],
  "no-path.add": [["RFC7644-3.5.2.1-NO-PATH", onlyNew("emails")]],
  "no-path.add-complex": [["RFC7644-3.5.2.1-NO-PATH", wholeName]],
  "primary.added": [
    [
      "RFC7644-3.5.2-PRIMARY-RESET",
      makes((after) =>
        set(
          after,
          "emails",
          list(after).map((entry) => set(entry, "primary", true)),
        ),
      ),
    ],
  ],
  "primary.moved": [
    [
      "RFC7644-3.5.2-PRIMARY-RESET",
      makes((after) =>
        set(
          after,
          "emails",
          list(after).map((entry) => set(entry, "primary", true)),
        ),
      ),
    ],
  ],
  "replace.simple": [
    ["RFC7644-3.5.2.3-SINGLE", idle],
    ["RFC7644-3.1-RESPONSE-STATE", { patch: ({ before, right }) => ({ ...right(), body: before }) }],
    ["RFC7644-3.5.2-200-FULL", { patch: ({ right }) => ({ ...right(), body: undefined }) }],
  ],
  "replace.sub-attribute": [["RFC7644-3.5.2.3-SINGLE", wholeName]],
  "others-kept": [
    [
      "RFC7644-3.5.2.3-SINGLE",
      makes((after, asked) => (hasPath(/^title$/u)(asked) ? without(after, "nickName") : after)),
    ],
    [
      "RFC7644-3.5.2.3-SINGLE",
      makes((after, asked) =>
        hasPath(/^userName$/u)(asked)
          ? set(after, "emails", [set(list(after)[0] ?? {}, "value", after["userName"]), ...list(after).slice(1)])
          : after,
      ),
    ],
    ["RFC7644-3.5.2.3-SINGLE", makes((after) => (after["active"] === false ? without(after, ENTERPRISE) : after))],
  ],
  "replace.complex": [["RFC7644-3.5.2.3-COMPLEX-MERGE", wholeName]],
  "replace.list": [
    [
      "RFC7644-3.5.2.3-MULTI-ALL",
      makes((after, { before }) => set(after, "emails", [...list(before), ...list(after)])),
    ],
  ],
  "replace.absent": [["RFC7644-3.5.2.3-ABSENT-AS-ADD", refuses(400, ({ before }) => before["title"] === undefined)]],
  "replace.absent-list": [["RFC7644-3.5.2.3-ABSENT-AS-ADD", idle]],
  "replace.value-path": [["RFC7644-3.5.2.3-VALUEPATH-ALL", hitsFirst]],
  "replace.value-path-sub-attribute": [
    [
      "RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
      makes((after) =>
        set(
          after,
          "emails",
          list(after).map(({ value }) => ({ value })),
        ),
      ),
    ],
  ],
  "replace.value-path-several": [
    [
      "RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
      makes((after, { before }) => set(after, "emails", [...list(after).slice(0, 2), ...list(before).slice(2)])),
    ],
  ],
  "replace.value-path-no-match": [
    ["RFC7644-3.5.2.3-VALUEPATH-NOTARGET", takesAll],
    ["RFC7644-3.5.2.3-VALUEPATH-NOTARGET", refuses(404, hasPath(/\[/u))],
    ["RFC7644-3.5.2-ERR-BODY", { patch: () => ({ status: 400 }) }],
    ["RFC7644-3.12-SCIMTYPE-FITS", { patch: () => ({ status: 400, body: { scimType: "uniqueness" } }) }],
  ],
  "replace.empty-record": [
    ["RFC7644-3.5.2.3-VALUEPATH-ALL", makes((after) => set(after, "emails", list(after).slice(0, 1)))],
  ],
  "no-path.replace": [["RFC7644-3.5.2.3-NO-PATH", makes((after) => without(after, "name"))]],
  "no-path.replace-complex": [["RFC7644-3.5.2.3-NO-PATH", idle]],
  "no-path.dotted": [["RFC7644-3.5.2.3-NO-PATH", makes((after) => without(after, "name"))]],
  "null.replace": [
    ["RFC7643-2.5-UNASSIGNED", makes((after) => (after["title"] === undefined ? set(after, "title", "null") : after))],
  ],
  "null.list": [["RFC7643-2.5-UNASSIGNED", idle]],
  "remove.simple": [["RFC7644-3.5.2.2-SINGLE", idle]],
  "remove.sub-attribute": [["RFC7644-3.5.2.2-SUBATTR", makes((after) => without(after, "name"))]],
  "remove.list": [
    [
      "RFC7644-3.5.2.2-MULTI-ALL",
      makes((after, { before }) => set(after, "phoneNumbers", list(before, "phoneNumbers").slice(1))),
    ],
  ],
  "remove.last": [["RFC7644-3.5.2.2-FILTER-LAST", idle]],
  "remove.unassigned": [["RFC7644-3.5.2.2-SINGLE", makes((after) => without(after, "emails"))]],
  "remove.no-match": [["RFC7644-3.5.2.2-FILTER-SUBATTR", makes((after) => without(after, "emails"))]],
  "filter.remove-one": [["RFC7644-3.5.2.2-FILTER-SUBATTR", makes((after) => without(after, "emails"))]],
  "filter.remove-several": [
    ["RFC7644-3.5.2.2-FILTER-SUBATTR", makes((after, { before }) => set(after, "emails", list(before).slice(1)))],
  ],
  "filter.and": [["RFC7644-3.5.2.2-FILTER-COMPOUND", makes((after) => set(after, "emails", list(after).slice(0, 1)))]],
  "filter.or": [
    ["RFC7644-3.5.2.2-FILTER-COMPOUND", makes((after, { before }) => set(after, "emails", list(before).slice(0, 2)))],
  ],
  "filter.not": [["RFC7644-3.5.2.2-FILTER-SUBATTR", makes((after) => without(after, "emails"))]],
  "filter.operators": [["RFC7644-3.5.2.2-FILTER-COMPOUND", idle]],
  "filter.ends": [["RFC7644-3.5.2.2-FILTER-COMPOUND", makes((after) => without(after, "emails"))]],
  "filter.not-equal": [["RFC7644-3.5.2.2-FILTER-SUBATTR", makes((after) => without(after, "emails"))]],
  "filter.primary": [["RFC7644-3.5.2.3-VALUEPATH-SUBATTR", hitsFirst]],
  "filter.remove-sub-attribute": [
    ["RFC7644-3.5.2.2-SUBATTR", makes((after) => set(after, "addresses", list(after, "addresses").slice(1)))],
  ],
  "path-case": [["RFC7644-3.10-NAME-CASE", refuses(400, hasPath(/^[A-Z]/u))]],
  "value-case": [["RFC7643-2.1-NAME-CASE", idle]],
  "value-case.entry": [["RFC7643-2.1-NAME-CASE", idle]],
  "no-path.value-case": [["RFC7643-2.1-NAME-CASE", idle]],
  "path-urn": [["RFC7644-3.10-URN-PATH", refuses(400, hasPath(/^urn:/u))]],
  "op-case": [["RFC7644-3.5.2-OP-KNOWN", { patch: ({ before }) => ({ status: 200, body: before, after: before }) }]],
  "extension.implicit-path": [
    ["RFC7644-3.5.2-SCHEMAS-IMPLICIT", makes((after, { before }) => set(after, "schemas", before["schemas"]))],
    [
      "RFC7643-3.3-EXT-CONTAINER",
      makes((after) => set(without(after, ENTERPRISE), "department", "Analytical Engines")),
    ],
  ],
  "extension.implicit-no-path": [
    ["RFC7644-3.5.2-SCHEMAS-IMPLICIT", makes((after, { before }) => set(after, "schemas", before["schemas"]))],
  ],
  "extension.no-path": [
    ["RFC7643-3.3-EXT-CONTAINER", makes((after) => set(after, ENTERPRISE, { department: "Tour Operations" }))],
  ],
  "text.unicode": [["RFC7644-3.5.2.3-SINGLE", retitled((title) => title.replaceAll(/[^ -~]/gu, "?"))]],
  "text.signs": [["RFC7644-3.5.2.3-SINGLE", retitled((title) => title.replaceAll('"', "&quot;"))]],
  "text.digits": [["RFC7644-3.5.2.3-SINGLE", retitled((title) => title.replace(/^0+/u, ""))]],
  "filter.quoted": [["RFC7644-3.5.2.2-FILTER-SUBATTR", refuses(400, hasPath(/Desk \]/u))]],
  "add.sub-attribute-new": [["RFC7644-3.5.2.1-NEW", idle]],
  "extension.replace": [
    ["RFC7643-3.3-EXT-CONTAINER", makes((after) => set(after, ENTERPRISE, { department: "Tour Operations" }))],
  ],
  "extension.remove": [["RFC7643-3.3-EXT-CONTAINER", makes((after) => without(after, ENTERPRISE))]],
  "extension.by-urn": [["RFC7643-3.3-EXT-CONTAINER", takesAll]],
  "extension.case": [["RFC7644-3.10-NAME-CASE", refuses(400, hasPath(/DEPARTMENT/u))]],
  "extension.state": [["RFC7644-3.5.2-SCHEMAS-STATE", makes((after) => without(after, ENTERPRISE))]],
  "operations.order": [
    [
      "RFC7644-3.5.2-SEQUENTIAL",
      makes((after, { before, message }) => {
        const reversed = applyPatch(before, operationsOf({ message }).toReversed(), USER_SCHEMA);
        return reversed.ok ? reversed.resource : set(after, "title", "sp-in-between");
      }),
    ],
  ],
  "operations.undone": [
    [
      "RFC7644-3.5.2-SEQUENTIAL",
      makes((after) => set(after, "emails", [...list(after), { value: "x@y.z", type: "home" }])),
    ],
  ],
  "operations.atomic": [
    ["RFC7644-3.5.2-ATOMIC", keepsHalf],
    ["RFC7644-3.5.2-ATOMIC", takesAll],
  ],
  "operations.atomic-required": [["RFC7644-3.5.2-ATOMIC", keepsHalf]],
  "read-only.meta-created": [
    [
      "RFC7644-3.5.2-RO-REJECTED",
      { patch: ({ before }) => ({ status: 200, after: set(before, "meta", { created: "2011-05-13T04:42:34Z" }) }) },
    ],
  ],
  "unknown-attribute": [
    ["RFC7644-3.5.2-MUT-COMPAT", { patch: ({ before }) => ({ status: 200, after: without(before, "title") }) }],
  ],
  active: [
    ["RFC7643-4.1.1-ACTIVE", makes((after) => set(after, "active", String(after["active"])))],
    [
      "RFC7644-3.5.2.1-SINGLE-REPLACES",
      {
        patch: (asked) => (operationsOf(asked)[0]?.op === "add" ? { status: 204, after: asked.before } : asked.right()),
      },
    ],
  ],
  "active-text": [
    ["RFC7643-4.1.1-ACTIVE", { patch: ({ before }) => ({ status: 204, after: set(before, "active", "False") }) }],
  ],
  "message.no-operations": [["RFC7644-3.5.2-OPS-NONEMPTY", takesAll]],
  "message.operations-text": [["RFC7644-3.5.2-OPS-NONEMPTY", takesAll]],
  "message.empty-operations": [
    ["RFC7644-3.12-REFUSED-UNCHANGED", { patch: ({ before }) => ({ status: 200, after: without(before, "title") }) }],
  ],
  "message.malformed": [
    ["RFC7644-3.12-400-MALFORMED", takesAll],
    ["RFC7644-3.12-400-MALFORMED", refuses(422, () => true)],
  ],
  "message.schemas-absent": [["RFC7644-3.5.2.3-SINGLE", idle]],
  "attribute-order": [
    ["RFC7643-2.3.8-ORDER", refuses(400, ({ message }) => isObject(message) && Object.keys(message)[0] !== "schemas")],
  ],
  "last-modified-advances": [
    ["RFC7643-3.1-META-LASTMOD-MOVES", makes((after, { before }) => set(after, "meta", before["meta"]))],
    ["RFC7643-3.1-META-LASTMOD-MOVES", unmovedBy(/^emails$/u)],
    ["RFC7643-3.1-META-LASTMOD-MOVES", unmovedBy(/^active$/u)],
  ],
  "refused-keeps-meta": [
    [
      "RFC7644-3.5.2-RESTORE",
      {
        patch: ({ before, right }) => ({
          ...right(),
          after: set(before, "meta", { lastModified: "2030-01-01T00:00:01.5Z" }),
        }),
      },
    ],
  ],
  "add.again": [
    ["RFC7643-2.4-NO-DUP", makes((after) => set(after, "emails", [...list(after), ...list(after).slice(1)]))],
    [
      "RFC7644-3.5.2.1-EXISTING-LASTMOD",
      makes((after) => set(after, "meta", { lastModified: "2030-01-01T00:00:01.5Z" })),
    ],
    ["RFC7644-3.5.2.1-EXISTING-OK", refuses(409, () => true)],
  ],
  "taken-name": [
    [
      "RFC7643-4.1.1-USERNAME",
      {
        patch: ({ before, message }) => ({
          status: 200,
          after: set(before, "userName", operationsOf({ message })[0]?.value),
        }),
      },
    ],
    ["RFC7644-3.12-409-UNIQ-PUTPATCH", refuses(403, () => true)],
    ["RFC7644-3.12-SUCCESS-MEANS-DONE", takesAll],
  ],
  "external-id": [
    ["RFC7643-3.1-EXTID-CASE", makes((after) => set(after, "externalId", String(after["externalId"]).toLowerCase()))],
    ["RFC7643-3.1-EXTID-RW", idle],
  ],
  "only-this-user": [
    [
      "RFC7644-3.5.2-TARGET-ONLY",
      {
        patch: ({ users, right }) => {
          const answer = right();
          for (const [id, user] of users) users.set(id, set(user, "title", answer.after?.["title"]));
          return answer;
        },
      },
    ],
  ],
  "unknown-id": [
    [
      "RFC7644-3.5.1-NO-CREATE",
      {
        unknown: (id, users) => {
          users.set(id, { id, userName: "nobody" });
          return { status: 404 };
        },
      },
    ],
    ["RFC7644-3.5.2-404", { unknown: () => ({ status: 400 }) }],
  ],
  "deleted-id": [["RFC7644-3.6-404-ALL", { unknown: () => ({ status: 200, body: {} }) }]],
  "credentials.missing": [["OPENAPI-SECURITY-ENFORCED", { patch: ({ before }) => ({ status: 200, after: before }) }]],
  "credentials.wrong": [
    [
      "RFC7644-3.12-REFUSED-UNCHANGED",
      {
        patch: ({ before, message }) => ({
          status: 401,
          after: set(before, "title", operationsOf({ message })[0]?.value),
        }),
      },
    ],
  ],
  password: [["RFC7643-4.1.1-PASSWORD-NEVER", { show: (user) => set(user, "password", "secret") }]],
};
