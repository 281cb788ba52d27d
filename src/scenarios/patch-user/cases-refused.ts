import type { PatchOperation } from "../../scim/index.ts";
import type { CaseRequest, PatchCase, PatchCases } from "./case.ts";
import type { Values } from "./values.ts";

const GRAMMAR = "RFC7644-3.5.2-PATH-GRAMMAR";
const TYPE = "RFC7644-3.5.2-TYPE-MISMATCH";
const READ_ONLY = "RFC7644-3.5.2-RO-REJECTED";
const LENIENT = "LENIENT-ACCEPTED";
const MUTABILITY = "RFC7644-3.5.2-MUT-COMPAT";

/** A valid change before the one that is wrong: whatever becomes of the request, it shows. */
const beside =
  (text: string, wrong: (values: Values) => PatchOperation): CaseRequest["operations"] =>
  (values) => [{ op: "replace", path: text, value: values.text(text, 1) }, wrong(values)];

/** Requests that RFC 7644 section 3.5.2 has refused, one violation each. */
export const refusedCases: PatchCases = ({ text, list }) => {
  const wrong = (
    id: string,
    what: string,
    rules: readonly string[],
    operation: (values: Values) => PatchOperation,
    more: Partial<PatchCase> = {},
    asked: Partial<CaseRequest> = {},
  ): PatchCase => ({
    id,
    title: `${what.charAt(0).toUpperCase()}${what.slice(1)} is refused, and nothing has changed`,
    rules,
    shape: "edit-refused",
    needs: [text, list],
    begin: (values) => ({
      [text]: values.text(text, 0),
      [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")],
    }),
    requests: [{ title: `a change, and ${what}`, operations: beside(text, operation), ...asked }],
    ...more,
  });
  const path = (id: string, what: string, at: string, rules: readonly string[] = [GRAMMAR]): PatchCase =>
    wrong(`invalid-path.${id}`, what, rules, (values) => ({ op: "replace", path: at, value: values.value(list, 2) }));
  const type = (id: string, what: string, at: string, value: unknown): PatchCase =>
    wrong(
      `wrong-type.${id}`,
      what,
      [TYPE, "RFC7644-3.12-400-INVALIDVALUE"],
      () => ({ op: "replace", path: at, value }),
      {
        shape: "body-type",
      },
    );
  const readOnly = (id: string, what: string, operation: PatchOperation, rules: readonly string[]): PatchCase =>
    wrong(`read-only.${id}`, what, rules, () => operation, { shape: "body-read-only" });
  return [
    path("bracket", "a path with a bracket that does not end", `${list}[type eq "work"`),
    path("operator", "a path with an operator that nobody knows", `${list}[type scimproof "work"].value`),
    path("empty-filter", "a path with an empty filter", `${list}[].value`),
    path("dots", "a path with two dots", "name..givenName"),
    path("index", "a path with a place in a list", `${list}[0].value`, ["RFC7644-3.5.2-NO-INDEXING", GRAMMAR]),
    wrong(
      "invalid-path.index-removed",
      "a removal of a place in a list",
      ["RFC7644-3.5.2-NO-INDEXING", GRAMMAR],
      () => ({ op: "remove", path: `${list}[0]` }),
    ),
    type("object", "an object where a text belongs", text, { scimproof: true }),
    type("list", "a list where a text belongs", text, ["scimproof"]),
    type("boolean", "a word where a boolean belongs", "active", "scimproof"),
    type("complex", "a text where an object belongs", "name", "scimproof"),
    readOnly("replace-id", "a replacement of the `id`", { op: "replace", path: "id", value: "scimproof" }, [
      READ_ONLY,
      MUTABILITY,
    ]),
    readOnly(
      "add-groups",
      "an addition to `groups`",
      { op: "add", path: "groups", value: [{ value: "scimproof-no-such-group" }] },
      [READ_ONLY, MUTABILITY, "RFC7643-4.1.2-GROUPS-RO"],
    ),
    readOnly("remove-id", "a removal of the `id`", { op: "remove", path: "id" }, [
      "RFC7644-3.5.2.2-READONLY",
      READ_ONLY,
    ]),
    readOnly("remove-meta", "a removal of `meta`", { op: "remove", path: "meta" }, [
      "RFC7644-3.5.2.2-READONLY",
      READ_ONLY,
    ]),
    wrong("required.remove", "a removal of the `userName`", ["RFC7644-3.5.2.2-REQUIRED"], () => ({
      op: "remove",
      path: "userName",
    })),
    wrong("required.null", "a replacement of the `userName` by null", ["RFC7644-3.5.2.2-REQUIRED"], () => ({
      op: "replace",
      path: "userName",
      value: null,
    })),
    wrong(
      "invalid.unknown-op",
      "an operation that is neither add, remove nor replace",
      ["RFC7644-3.5.2-OP-KNOWN"],
      (values) => ({
        op: "upsert",
        path: text,
        value: values.name("never"),
      }),
    ),
    wrong(
      "invalid.move",
      "an operation of JSON Patch that SCIM does not have",
      ["RFC7644-3.5.2-OP-KNOWN"],
      (values) => ({
        op: "copy",
        path: text,
        value: values.name("never"),
      }),
    ),
    wrong(
      "invalid.no-op",
      "an operation without op",
      ["RFC7644-3.5.2-OP-ONE", LENIENT],
      (values) => ({ path: text, value: values.name("never") }),
      { shape: "body-required" },
      {
        // The RFC says what an operation is like, and names no refusal of one that is not: it may be taken for a replacement.
        mayTake: ([change, nameless]) =>
          change === undefined || nameless === undefined ? [] : [[change], [change, { ...nameless, op: "replace" }]],
      },
    ),
    wrong("invalid.remove-without-path", "a removal without path", ["RFC7644-3.5.2.2-PATH-REQUIRED"], () => ({
      op: "remove",
    })),
    wrong(
      "invalid.add-without-value",
      "an addition without value",
      ["RFC7644-3.5.2.1-VALUE-REQUIRED", "RFC7644-3.12-400-INVALIDVALUE"],
      () => ({ op: "add", path: text }),
      { shape: "body-required" },
    ),
  ];
};

/** What servers may take in more than one way: which they do is told. */
export const openCases: PatchCases = ({ text }) => [
  {
    id: "read-only.meta-created",
    title: "`meta.created` stays as it is whatever a PATCH says of it",
    rules: [READ_ONLY, "RFC7643-3.1-META-IGNORED"],
    shape: "body-read-only",
    needs: [text],
    alsoWatched: ["meta.created"],
    begin: (values) => ({ [text]: values.text(text, 0) }),
    requests: [
      {
        title: "replace meta.created",
        operations: () => [{ op: "replace", path: "meta.created", value: "2011-05-13T04:42:34Z" }],
      },
    ],
  },
  {
    id: "unknown-attribute",
    title: "An attribute that nobody knows is refused, ignored or kept, and nothing else changes",
    rules: [MUTABILITY],
    shape: "edit-unknown",
    depth: "thorough",
    needs: [text],
    begin: (values) => ({ [text]: values.text(text, 0) }),
    requests: [
      {
        title: "add an attribute that nobody knows",
        operations: () => [{ op: "add", path: "scimproofUnknown", value: "x" }],
      },
    ],
  },
];
