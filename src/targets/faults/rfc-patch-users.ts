import type { Hooks } from "../core/hooks.ts";
import { isJsonObject, type JsonObject, omit } from "../core/json.ts";
import { applyOperation } from "../core/patch/apply.ts";
import type { Operation } from "../core/patch/operation.ts";
import { rulesFor } from "../core/schema-table.ts";
import { ScimError } from "../core/scim-error.ts";
import { ENTERPRISE_URN } from "../dialects/rfc-schema.ts";
import { answerTo, by, extensionOf, rfcFault } from "./build-rfc.ts";
import { entriesOf, onUserListOperation, onUserOperation } from "./build-user-patch.ts";
import { objectsIn } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const category = "attributes";

/** Hooks that read other operations on a user than were sent. */
function rewritten(change: (operation: Operation) => Operation | undefined): Hooks {
  return {
    onOperations: (_, operations, before) =>
      before.type === "User" ? operations.flatMap((operation) => change(operation) ?? []) : undefined,
  };
}

/** Hooks that read the paths of operations on a user in another way. */
function repathed(change: (path: string) => string): Hooks {
  return rewritten((operation) =>
    operation.path === undefined ? operation : { ...operation, path: change(operation.path) },
  );
}

/** Faults of how PATCH of users finds and changes what a path names. */
export const RFC_PATCH_USERS: readonly Fault[] = [
  rfcFault(
    {
      id: "user-sub-path-ignored",
      title: "A PATCH of name.givenName is answered 200 and changes nothing",
      requirement: "RFC7644-3.5.2.3-SINGLE",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2", "paths with a dot are not found, and nobody says so"),
    },
    () =>
      onUserOperation(({ op, path }, attributes) =>
        op !== "remove" && /^name\./iu.test(path ?? "") ? attributes : undefined,
      ),
  ),
  rfcFault(
    {
      id: "user-value-path-takes-all",
      title: "A replacement through a filter changes all entries of the list",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2.3", "the filter is cut off the path"),
    },
    () =>
      rewritten((operation) =>
        operation.op === "replace" && operation.path !== undefined
          ? { ...operation, path: operation.path.replace(/\[[^\]]*\](?=\.)/u, "") }
          : operation,
      ),
  ),
  rfcFault(
    {
      id: "user-value-path-takes-first",
      title: "A replacement through a filter changes the first entry that matches, and no other",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-ALL",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.5.2.3", "find where filter was meant"),
    },
    () =>
      onUserListOperation(({ operation, target, had, selected }) => {
        const [first] = selected;
        const { part } = target;
        if (operation.op !== "replace" || target.filter === undefined || part === undefined || first === undefined) {
          return undefined;
        }
        return had.map((entry) => (entry === first ? { ...entry, [part.name]: operation.value ?? null } : entry));
      }),
  ),
  rfcFault(
    {
      id: "user-filter-and-ignored",
      title: "Of a filter with and in a path only the first comparison counts",
      requirement: "RFC7644-3.5.2.2-FILTER-COMPOUND",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.5.2.2", "a pattern that takes the first comparison"),
    },
    () => repathed((path) => path.replace(/ and [^\]]*\]/iu, "]")),
  ),
  rfcFault(
    {
      id: "user-filter-or-ignored",
      title: "Of a filter with or in a path only the first comparison counts",
      requirement: "RFC7644-3.5.2.2-FILTER-SUBATTR",
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.4.2.2", "a pattern that takes the first comparison"),
    },
    () => repathed((path) => path.replace(/ or [^\]]*\]/iu, "]")),
  ),
  rfcFault(
    {
      id: "user-filter-not-ignored",
      title: "not in the filter of a path is passed over",
      requirement: "RFC7644-3.5.2.2-FILTER-SUBATTR",
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.4.2.2", "a parser that skips what it does not know"),
    },
    () => repathed((path) => path.replace(/\bnot\s*\(/iu, "(")),
  ),
  rfcFault(
    {
      id: "user-filter-ends-anywhere",
      title: "ew in the filter of a path takes a text that stands anywhere",
      requirement: "RFC7644-3.5.2.2-FILTER-COMPOUND",
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.4.2.2", "LIKE with a percent sign at both ends"),
    },
    () => repathed((path) => path.replace(/ ew /iu, " co ")),
  ),
  rfcFault(
    {
      id: "user-filter-unequal-is-equal",
      title: "ne in the filter of a path is read as eq",
      requirement: "RFC7644-3.5.2.2-FILTER-SUBATTR",
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.4.2.2", "only the first comparison is ever looked at"),
    },
    () => repathed((path) => path.replace(/ ne /iu, " eq ")),
  ),
  rfcFault(
    {
      id: "user-extension-by-urn-ignored",
      title: "A PATCH whose path is the URN of an extension is answered 200 and changes nothing",
      requirement: "RFC7643-3.3-EXT-CONTAINER",
      category,
      difficulty: 4,
      source: by(
        "RFC 7644 §3.5.2",
        "apache/directory-scimple#695 and python-scim/scim2-server#12: such a path is not known",
      ),
    },
    () => rewritten((operation) => (operation.path === ENTERPRISE_URN ? undefined : operation)),
  ),
  rfcFault(
    {
      id: "user-remove-unassigned-500",
      title: "A remove of an attribute that has no value is answered 500",
      requirement: "RFC7644-3.12-NO-5XX",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.12", "what is not there is dereferenced"),
    },
    () => ({
      onOperation({ type }, { op, path = "" }, attributes) {
        if (type === "User" && op === "remove" && /^[a-z]+$/iu.test(path) && attributes[path] === undefined)
          throw new ScimError(500, "Internal error.");
        return undefined;
      },
    }),
  ),
  rfcFault(
    {
      id: "user-remove-part-of-entry-ignored",
      title: "A remove of a part of an entry is answered 200 and removes nothing",
      requirement: "RFC7644-3.5.2.2-SUBATTR",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.5.2.2", "what is removed must be a whole entry, and nobody says so"),
    },
    () =>
      rewritten((operation) =>
        operation.op === "remove" && operation.path?.includes("].") === true ? undefined : operation,
      ),
  ),
  rfcFault(
    {
      id: "user-part-of-entry-written-everywhere",
      title: "A part that is written to one entry of a list comes to those that did not have it as well",
      requirement: "RFC7644-3.5.2.3-VALUEPATH-SUBATTR",
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.5.2.3", "an outer join of what is written with the entries"),
    },
    () =>
      onUserListOperation(({ operation, target, had, selected }) => {
        const { part } = target;
        if (operation.op !== "replace" || target.filter === undefined || part === undefined) return undefined;
        const value = operation.value ?? null;
        return had.map((entry) =>
          selected.includes(entry) || entry[part.name] === undefined ? { ...entry, [part.name]: value } : entry,
        );
      }),
  ),
  rfcFault(
    {
      id: "user-add-complex-replaces",
      title: "An add to name replaces the whole name",
      requirement: "RFC7644-3.5.2.1-COMPLEX",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2.1", "an object is stored as it comes"),
    },
    () =>
      onUserOperation(({ op, path, value }, attributes) =>
        wholeName(op === "add" && path === "name", attributes, value),
      ),
  ),
  rfcFault(
    {
      id: "user-replace-complex-drops",
      title: "A replace of name drops the parts that it does not name",
      requirement: "RFC7644-3.5.2.3-COMPLEX-MERGE",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2.3", "sub-attributes that are not named stay"),
    },
    () =>
      onUserOperation(({ op, path, value }, attributes) =>
        wholeName(op === "replace" && path === "name", attributes, value),
      ),
  ),
  rfcFault(
    {
      id: "user-no-path-complex-drops",
      title: "A replace without a path drops the parts of name that its value does not name",
      requirement: "RFC7644-3.5.2.3-COMPLEX-MERGE",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.5.2.3", "the two ways to write it go different ways"),
    },
    () =>
      onUserOperation(({ op, path, value }, attributes, call) => {
        const name = op === "replace" && path === undefined && isJsonObject(value) ? value["name"] : undefined;
        if (name === undefined) return undefined;
        const rules = rulesFor(call.service, "User");
        return applyOperation("User", omit(attributes, "name"), { op: "replace", path, value }, rules);
      }),
  ),
  rfcFault(
    {
      id: "user-primary-not-reset",
      title: "An email that is added as the primary one leaves the other primary, too",
      requirement: "RFC7644-3.5.2-PRIMARY-RESET",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2", "the new primary value sets the others to false"),
    },
    () =>
      onUserListOperation(({ operation, target, had }) =>
        operation.op === "add" && target.filter === undefined && target.part === undefined
          ? [...had, ...entriesOf(operation)]
          : undefined,
      ),
  ),
  rfcFault(
    {
      id: "user-primary-by-filter-not-reset",
      title: "An email made primary through a filter leaves the other primary, too",
      requirement: "RFC7644-3.5.2-PRIMARY-RESET",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.5.2", "only whole values are looked at"),
    },
    () =>
      onUserListOperation(({ operation, target, had, selected }) =>
        target.part?.name === "primary" && operation.op !== "remove" && selected.length > 0
          ? had.map((entry) => (selected.includes(entry) ? { ...entry, primary: operation.value ?? null } : entry))
          : undefined,
      ),
  ),
  rfcFault(
    {
      id: "user-active-text-stored",
      title: "A PATCH stores active as the text that was sent",
      requirement: "RFC7643-4.1.1-ACTIVE",
      category: "schema",
      difficulty: 2,
      source: by("thomaspoignant/scim-patch#872", "active was stored as the text False"),
    },
    () =>
      onUserOperation(({ op, path, value }, attributes) =>
        op !== "remove" && /^active$/iu.test(path ?? "") && typeof value === "string"
          ? { ...attributes, active: value }
          : undefined,
      ),
  ),
  rfcFault(
    {
      id: "user-core-urn-unknown",
      title: "A path with the URN of the core schema is answered invalidPath",
      requirement: "RFC7644-3.10-URN-PATH",
      category: "names",
      difficulty: 2,
      source: by("RFC 7644 §3.10", "a URN before the name was not foreseen"),
    },
    () => refusePaths(/^urn:ietf:params:scim:schemas:core:/iu),
  ),
  rfcFault(
    {
      id: "user-extension-urn-unknown",
      title: "A path into the Enterprise User extension is answered invalidPath",
      requirement: "RFC7644-3.10-URN-PATH",
      category: "names",
      difficulty: 1,
      source: by("RFC 7644 §3.10", "paths are split at the dot, of which URNs have one in 2.0"),
    },
    () => refusePaths(/^urn:ietf:params:scim:schemas:extension:/iu),
  ),
  rfcFault(
    {
      id: "user-extension-manager-unknown",
      title: "A path to the manager's value within the extension is answered invalidPath",
      requirement: "RFC7644-3.10-URN-PATH",
      category: "names",
      difficulty: 4,
      source: by("RFC 7643 §4.3", "an extension's attributes are thought to be single values"),
    },
    () => refusePaths(/:User:manager\./iu),
  ),
  rfcFault(
    {
      id: "user-extension-patched-outside",
      title: "A PATCH of an extension's attribute puts it beside those of the user",
      requirement: "RFC7643-3.3-EXT-CONTAINER",
      category: "schema",
      difficulty: 2,
      source: by("RFC 7643 §3.3", "the URN is cut off the path"),
    },
    () =>
      onUserOperation(({ op, path = "", value }, attributes) => {
        const name = path.startsWith(`${ENTERPRISE_URN}:`) ? path.slice(ENTERPRISE_URN.length + 1) : "";
        return op === "remove" || name === "" ? undefined : { ...attributes, [name]: value ?? null };
      }),
  ),
  rfcFault(
    {
      id: "user-extension-patch-replaces",
      title: "A PATCH of one attribute of an extension drops its others",
      requirement: "RFC7644-3.5.2-TARGET-ONLY",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.5.2", "the container is stored as it comes"),
    },
    () =>
      onUserOperation((operation, attributes, call) =>
        operation.op !== "remove" && operation.path?.startsWith(`${ENTERPRISE_URN}:`)
          ? applyOperation("User", omit(attributes, ENTERPRISE_URN), operation, rulesFor(call.service, "User"))
          : undefined,
      ),
  ),
  rfcFault(
    {
      id: "user-extension-urn-not-added",
      title: "A PATCH that adds the first attribute of an extension does not add its URN to schemas",
      requirement: "RFC7644-3.5.2-SCHEMAS-IMPLICIT",
      category: "schema",
      difficulty: 2,
      source: by("RFC 7644 §3.5.2", "schemas is what POST has made of it"),
    },
    () => {
      const patched = new Set<string>();
      return {
        onStore(call, after, before) {
          const isNew = before !== undefined && before.attributes[ENTERPRISE_URN] === undefined;
          if (call.method === "PATCH" && isNew && after.attributes[ENTERPRISE_URN] !== undefined) patched.add(after.id);
          return undefined;
        },
        onShow(_, shown, { id }) {
          const { schemas } = shown;
          if (!patched.has(id) || !Array.isArray(schemas)) return undefined;
          return { ...shown, schemas: schemas.filter((urn) => urn !== ENTERPRISE_URN) };
        },
      };
    },
  ),
  rfcFault(
    {
      id: "user-replace-absent-refused",
      title: "A replace of what is not there is answered noTarget",
      requirement: "RFC7644-3.5.2.3-ABSENT-AS-ADD",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2.3", "an update that finds no row"),
    },
    () => ({
      onOperation(call, { op, path }, attributes) {
        if (
          call.type === "User" &&
          op === "replace" &&
          /^\w+$/u.test(path ?? "") &&
          attributes[path ?? ""] === undefined
        ) {
          throw new ScimError(400, `${path} is not there.`, { scimType: "noTarget" });
        }
        return undefined;
      },
    }),
  ),
  rfcFault(
    {
      id: "user-readded-email-twice",
      title: "An email that is added again is there twice",
      requirement: "RFC7644-3.5.2.1-EXISTING-OK",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2.1", "a value that is there already changes nothing"),
    },
    () =>
      onUserListOperation(({ operation, target, had }) =>
        operation.op === "add" && target.filter === undefined && target.part === undefined
          ? [...had, ...entriesOf(operation).map((entry) => omit(entry, "primary"))]
          : undefined,
      ),
  ),
  rfcFault(
    {
      id: "user-no-change-modifies",
      title: "A PATCH of a user that changes nothing moves lastModified",
      requirement: "RFC7644-3.5.2.1-EXISTING-LASTMOD",
      category: "meta",
      difficulty: 3,
      source: by("RFC 7644 §3.5.2.1", "every save sets the time"),
    },
    () => ({
      onStore: (call, after, before) =>
        call.method === "PATCH" && call.type === "User" && after === before
          ? { ...after, lastModified: call.service.clock.next() }
          : undefined,
    }),
  ),
  rfcFault(
    {
      id: "user-list-removed-first-only",
      title: "A removal of emails without a filter takes the first one only",
      requirement: "RFC7644-3.5.2.2-MULTI-ALL",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2.2", "remove takes one"),
    },
    () =>
      onUserListOperation(({ operation, target, had }) =>
        operation.op === "remove" && target.filter === undefined && target.part === undefined
          ? had.slice(1)
          : undefined,
      ),
  ),
  rfcFault(
    {
      id: "user-sub-removal-takes-whole",
      title: "A removal of name.familyName takes the whole name",
      requirement: "RFC7644-3.5.2.2-SUBATTR",
      category,
      difficulty: 2,
      source: by("RFC 7644 §3.5.2.2", "the path is cut at the dot"),
    },
    () =>
      onUserOperation(({ op, path = "" }, attributes) =>
        op === "remove" && /^name\./iu.test(path) ? omit(attributes, "name") : undefined,
      ),
  ),
  rfcFault(
    {
      id: "user-sub-removal-takes-entry",
      title: "A removal of a sub-attribute through a filter takes the entry",
      requirement: "RFC7644-3.5.2.2-SUBATTR",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.5.2.2", "what stands behind the brackets is not read"),
    },
    () =>
      onUserListOperation(({ operation, target, had, selected }) =>
        operation.op === "remove" && target.filter !== undefined && target.part !== undefined
          ? had.filter((entry) => !selected.includes(entry))
          : undefined,
      ),
  ),
  rfcFault(
    {
      id: "user-path-case-exact",
      title: "Names in paths are compared with case",
      requirement: "RFC7644-3.10-NAME-CASE",
      category: "names",
      difficulty: 3,
      source: by("RFC 7644 §3.10", "attribute names have no case"),
    },
    () => refusePaths(/^[A-Z]/u),
  ),
  rfcFault(
    {
      id: "user-entry-case-exact",
      title: "An entry whose names are in another case is passed over, and the operation acknowledged",
      requirement: "RFC7643-2.1-NAME-CASE",
      category: "names",
      difficulty: 3,
      source: by("RFC 7643 §2.1", "a lookup by exact name; seen in SCIM SDK 1.30.0"),
    },
    () =>
      onUserListOperation(({ operation: { op, value }, target: { filter, part }, had }) => {
        if (op === "remove" || filter !== undefined || part !== undefined) return undefined;
        const known = objectsIn(value).filter((entry) => Object.hasOwn(entry, "value"));
        if (known.length === objectsIn(value).length) return undefined;
        return op === "add" ? [...had, ...known] : known;
      }),
  ),
  rfcFault(
    {
      id: "user-operations-backwards",
      title: "The operations of a PATCH of a user are applied from the last to the first",
      requirement: "RFC7644-3.5.2-SEQUENTIAL",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.5.2", "operations apply in the order of the array"),
    },
    () => ({
      onOperations: (_, operations, before) => (before.type === "User" ? operations.toReversed() : undefined),
    }),
  ),
  rfcFault(
    {
      id: "user-immutable-patched",
      title: "A PATCH changes what is immutable",
      requirement: "RFC7643-7-MUT-IMMUTABLE",
      category,
      difficulty: 3,
      source: by("RFC 7643 §7", "mutability is in the schema alone"),
    },
    () =>
      onUserOperation(({ op, path = "", value }, attributes) => {
        const found = /^(?<urn>urn:.*):badge$/iu.exec(path)?.groups?.["urn"];
        if (op !== "replace" || found === undefined) return undefined;
        return { ...attributes, [found]: { ...extensionOf(attributes, found), badge: value ?? null } };
      }),
  ),
  rfcFault(
    {
      id: "password-shown-by-patch",
      title: "The answer to a PATCH shows the password that was set",
      requirement: "RFC7643-7-RET-NEVER",
      category: "security",
      difficulty: 2,
      source: by("RFC 7643 §7", "the stored entity is answered"),
    },
    () =>
      answerTo("PATCH", (reply, body, { after }) => {
        const password = after?.attributes["password"];
        return password === undefined ? reply : { ...reply, body: { ...body, password } };
      }),
  ),
  rfcFault(
    {
      id: "patch-attributes-204",
      title: "A PATCH with attributes in its query is answered 204",
      requirement: "RFC7644-3.5.2-ATTRIBUTES-200",
      category: "errors",
      difficulty: 3,
      source: by("RFC 7644 §3.5.2", "attributes asks for an answer with a body"),
    },
    () =>
      answerTo("PATCH", (reply, _, { query }) =>
        query.has("attributes") ? { ...reply, status: 204, body: undefined } : reply,
      ),
  ),
];

function wholeName(isMeant: boolean, attributes: JsonObject, value: Operation["value"]): JsonObject | undefined {
  return isMeant && isJsonObject(value) ? { ...attributes, name: value } : undefined;
}

/** Hooks that refuse some paths of operations on a user as invalid. */
function refusePaths(paths: RegExp): Hooks {
  return {
    onOperation(call, { path }) {
      if (call.type === "User" && path !== undefined && paths.test(path)) {
        throw new ScimError(400, `There is no ${path}.`, { scimType: "invalidPath" });
      }
      return undefined;
    },
  };
}
