import { omit } from "../core/json.ts";
import { rulesFor } from "../core/schema-table.ts";
import { OWN_URN } from "../dialects/rfc-schema.ts";
import { answerTo, by, extensionOf, namedBy, onCall, rfcFault } from "./build-rfc.ts";
import { showUser } from "./build-users.ts";
import type { Fault } from "./fault.ts";

const category = "schema";

/** Faults of what is shown of a resource: `attributes`, `excludedAttributes`, and what a schema says is returned. */
export const RFC_PROJECTIONS: readonly Fault[] = [
  rfcFault(
    {
      id: "excluded-ignored",
      title: "excludedAttributes is ignored",
      requirement: "RFC7644-3.9-EXCLUDED",
      category,
      difficulty: 1,
      source: by("RFC 7644 §3.9", "identity providers ask for groups without members"),
    },
    () => onCall(({ query }) => query.delete("excludedAttributes")),
  ),
  rfcFault(
    {
      id: "excluded-takes-schemas",
      title: "With excludedAttributes the answer has no schemas",
      requirement: "RFC7644-3.9-EXCLUDED",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.9", "a projection that builds a new object"),
    },
    () =>
      answerTo("GET", (reply, body, { id, query }) =>
        id !== undefined && query.has("excludedAttributes") ? { ...reply, body: omit(body, "schemas") } : reply,
      ),
  ),
  rfcFault(
    {
      id: "excluded-takes-id",
      title: "excludedAttributes leaves out the id where it names it",
      requirement: "RFC7643-7-RET-ALWAYS",
      category,
      difficulty: 3,
      source: by("RFC 7643 §3.1", "the id is always returned, whatever is excluded"),
    },
    () =>
      answerTo("GET", (reply, body, { id, query }) =>
        id !== undefined && /\bid\b/u.test(query.get("excludedAttributes") ?? "")
          ? { ...reply, body: omit(body, "id") }
          : reply,
      ),
  ),
  rfcFault(
    {
      id: "attributes-without-id",
      title: "attributes leaves out the id where it does not name it",
      requirement: "RFC7644-3.9-ATTRIBUTES",
      category,
      difficulty: 2,
      source: by("RFC 7643 §3.1", "the id is always returned"),
    },
    () =>
      answerTo("GET", (reply, body, { id, query }) =>
        id !== undefined && query.has("attributes") ? { ...reply, body: omit(body, "id") } : reply,
      ),
  ),
  rfcFault(
    {
      id: "attributes-by-case",
      title: "Names in attributes are compared with case",
      requirement: "RFC7644-3.10-NAME-CASE",
      category: "names",
      difficulty: 4,
      source: by("RFC 7644 §3.10", "attribute names have no case"),
    },
    () =>
      onCall(({ query, service }) => {
        const names = (query.get("attributes") ?? "").split(",").filter((name) => name !== "");
        const known = new Set([...Object.keys(rulesFor(service, "User")), ...Object.keys(rulesFor(service, "Group"))]);
        const kept = names.filter((name) => known.has(name.trim().replace(/\..*$/u, "")));
        if (names.length > 0) query.set("attributes", kept.join(",") || "id");
      }),
  ),
  rfcFault(
    {
      id: "attributes-of-extension-unknown",
      title: "attributes and excludedAttributes know names of the core schema only",
      requirement: "RFC7644-3.9-ATTRIBUTES",
      category,
      difficulty: 4,
      source: by("RFC 7644 §3.10", "names of an extension have its URN before them"),
    },
    () =>
      onCall(({ query }) => {
        for (const parameter of ["attributes", "excludedAttributes"]) {
          const names = (query.get(parameter) ?? "").split(",");
          const core = names.filter((name) => !name.includes(":extension:"));
          if (core.length === names.length) continue;
          if (parameter === "attributes") query.set(parameter, core.join(",") || "id");
          else query.delete(parameter);
        }
      }),
  ),
  rfcFault(
    {
      id: "attributes-on-write-ignored",
      title: "attributes is ignored on PUT and PATCH",
      requirement: "RFC7644-3.9-ATTRS-ON-WRITE",
      category,
      difficulty: 3,
      source: by("RFC 7644 §3.9", "it applies to every answer with a resource"),
    },
    () =>
      onCall(({ method, query }) => {
        if (method === "PUT" || method === "PATCH") query.delete("attributes");
      }),
  ),
  rfcFault(
    {
      id: "returned-request-shown",
      title: "What is shown on request alone is in every GET",
      requirement: "RFC7643-7-RET-REQUEST",
      category,
      difficulty: 3,
      source: by("RFC 7643 §7", "returned request means named in attributes"),
    },
    () =>
      answerTo("GET", (reply, body, call) => {
        const notes = extensionOf(namedBy(call)?.attributes ?? {}, OWN_URN)["notes"];
        return notes === undefined || call.query.has("attributes")
          ? reply
          : { ...reply, body: { ...body, [OWN_URN]: { ...extensionOf(body, OWN_URN), notes } } };
      }),
  ),
  rfcFault(
    {
      id: "returned-request-hidden",
      title: "What is shown on request is not shown when it is asked for",
      requirement: "RFC7643-7-RET-REQUEST",
      category,
      difficulty: 4,
      source: by("RFC 7643 §7", "request was taken for never"),
    },
    () => showUser((shown) => ({ ...shown, [OWN_URN]: omit(extensionOf(shown, OWN_URN), "notes") })),
  ),
  rfcFault(
    {
      id: "write-only-shown",
      title: "A PIN, which is taken and never shown, is shown by GET",
      requirement: "RFC7643-7-MUT-WO",
      category: "security",
      difficulty: 3,
      source: by("RFC 7643 §7", "only password was thought of"),
    },
    () =>
      answerTo("GET", (reply, body, call) => {
        const { pin } = extensionOf(namedBy(call)?.attributes ?? {}, OWN_URN);
        return pin === undefined
          ? reply
          : { ...reply, body: { ...body, [OWN_URN]: { ...extensionOf(body, OWN_URN), pin } } };
      }),
  ),
  rfcFault(
    {
      id: "default-needs-asking",
      title: "name and emails are shown only where attributes names them",
      requirement: "RFC7643-7-RET-DEFAULT",
      category,
      difficulty: 2,
      source: by("RFC 7643 §7", "returned default means always, unless excluded"),
    },
    () =>
      answerTo("GET", (reply, body, { query }) =>
        query.has("attributes") ? reply : { ...reply, body: omit(body, "name", "emails") },
      ),
  ),
];
