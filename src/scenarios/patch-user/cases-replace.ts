import type { PatchCases } from "./case.ts";

const SINGLE = "RFC7644-3.5.2.3-SINGLE";
const NO_PATH = "RFC7644-3.5.2.3-NO-PATH";
const ALL = "RFC7644-3.5.2.3-MULTI-ALL";
const MERGE = "RFC7644-3.5.2.3-COMPLEX-MERGE";
const AS_ADD = "RFC7644-3.5.2.3-ABSENT-AS-ADD";
const SUB = "RFC7644-3.5.2.3-VALUEPATH-SUBATTR";
const UNASSIGNED = "RFC7643-2.5-UNASSIGNED";

/** RFC 7644 section 3.5.2.3: replace. */
export const replaceCases: PatchCases = ({ text, list }) => [
  {
    id: "replace.simple",
    title: "A replace of a single value leaves the new one",
    rules: [SINGLE],
    shape: "edit-replace",
    depth: "smoke",
    needs: [text],
    begin: (values) => ({ [text]: values.text(text, 0) }),
    requests: [
      {
        title: `replace ${text}`,
        operations: (values) => [{ op: "replace", path: text, value: values.text(text, 1) }],
      },
    ],
  },
  {
    id: "replace.sub-attribute",
    title: "A replace of one part of a name leaves the other parts",
    rules: [SINGLE, MERGE],
    shape: "edit-replace",
    needs: ["name.givenName", "name.familyName"],
    requests: [
      {
        title: "replace name.givenName",
        operations: (values) => [{ op: "replace", path: "name.givenName", value: values.text("name.givenName", 0) }],
      },
    ],
  },
  {
    id: "replace.complex",
    title: "A replace of a name by some of its parts leaves the other parts",
    rules: [MERGE],
    shape: "edit-replace",
    needs: ["name.givenName", "name.familyName"],
    requests: [
      {
        title: "replace name by a familyName alone",
        operations: (values) => [
          { op: "replace", path: "name", value: { familyName: values.text("name.familyName", 0) } },
        ],
      },
    ],
  },
  {
    id: "replace.list",
    title: "A replace of a list leaves exactly the values sent",
    rules: [ALL],
    shape: "edit-replace",
    needs: [list],
    begin: (values) => ({
      [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")],
    }),
    requests: [
      {
        title: `replace two ${list} by one other`,
        operations: (values) => [
          { op: "replace", path: list, value: [values.entry(list, 2, "work", { primary: true })] },
        ],
      },
    ],
  },
  {
    id: "replace.absent",
    title: "A replace of a value that the User does not have adds it",
    rules: [AS_ADD],
    shape: "edit-replace",
    needs: [text],
    begin: () => ({ [text]: undefined }),
    requests: [
      {
        title: `replace ${text}, which the User does not have`,
        operations: (values) => [{ op: "replace", path: text, value: values.text(text, 0) }],
      },
    ],
  },
  {
    id: "replace.absent-list",
    title: "A replace of a list that the User does not have adds it",
    rules: [AS_ADD, ALL],
    shape: "edit-replace",
    needs: ["phoneNumbers"],
    begin: () => ({ phoneNumbers: undefined }),
    requests: [
      {
        title: "replace phoneNumbers, of which the User has none",
        operations: (values) => [
          { op: "replace", path: "phoneNumbers", value: [values.entry("phoneNumbers", 0, "work")] },
        ],
      },
    ],
  },
  {
    id: "replace.value-path",
    title: "A replace behind a filter replaces the value that it selects, and no other",
    rules: ["RFC7644-3.5.2.3-VALUEPATH-ALL"],
    shape: "edit-replace",
    needs: [list],
    begin: (values) => ({
      [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")],
    }),
    requests: [
      {
        title: `replace the home entry of ${list}`,
        operations: (values) => [
          { op: "replace", path: `${list}[type eq "home"]`, value: values.entry(list, 2, "home") },
        ],
      },
    ],
  },
  {
    id: "replace.value-path-sub-attribute",
    title: "A replace of a part behind a filter changes it where the filter selects, and nothing else",
    rules: [SUB],
    shape: "edit-replace",
    depth: "smoke",
    needs: [list],
    begin: (values) => ({
      [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")],
    }),
    requests: [
      {
        title: `replace the value of the work entry of ${list}`,
        operations: (values) => [
          { op: "replace", path: `${list}[type eq "work"].value`, value: values.value(list, 2) },
        ],
      },
      {
        title: `replace the type of the home entry of ${list}`,
        operations: () => [{ op: "replace", path: `${list}[type eq "home"].type`, value: "other" }],
      },
    ],
  },
  {
    id: "replace.value-path-several",
    title: "A replace of a part behind a filter changes it in every value that the filter selects",
    rules: [SUB, "RFC7644-3.5.2.3-VALUEPATH-ALL"],
    shape: "edit-replace",
    needs: [list],
    begin: (values) => ({
      [list]: [
        values.entry(list, 0, "work", { primary: true }),
        values.entry(list, 1, "home"),
        values.entry(list, 2, "home"),
      ],
    }),
    requests: [
      {
        title: `replace the type of both home entries of ${list}`,
        operations: () => [{ op: "replace", path: `${list}[type eq "home"].type`, value: "other" }],
      },
    ],
  },
  {
    id: "replace.value-path-no-match",
    title: "A replace behind a filter that selects nothing is refused with 400, and nothing has changed",
    rules: ["RFC7644-3.5.2.3-VALUEPATH-NOTARGET"],
    shape: "edit-refused",
    needs: [list],
    begin: (values) => ({ [list]: [values.entry(list, 0, "work", { primary: true })] }),
    requests: [
      {
        title: `replace a value of ${list} behind a filter that selects nothing`,
        operations: (values) => [
          { op: "replace", path: `${list}[type eq "home"].value`, value: values.value(list, 1) },
        ],
      },
      {
        title: `replace an entry of ${list} behind a filter that selects nothing`,
        operations: (values) => [
          { op: "replace", path: `${list}[value eq "nobody-has-this"]`, value: values.entry(list, 1, "home") },
        ],
      },
    ],
  },
  {
    id: "no-path.replace",
    title: "A replace without path replaces the attributes that its value names, and no others",
    rules: [NO_PATH, SINGLE, ALL],
    shape: "edit-replace",
    withoutPath: true,
    depth: "smoke",
    needs: [text, list],
    begin: (values) => ({
      [text]: values.text(text, 0),
      [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")],
    }),
    requests: [
      {
        title: `replace ${text} without path`,
        operations: (values) => [{ op: "replace", value: { [text]: values.text(text, 1) } }],
      },
      {
        title: `replace ${list} without path`,
        operations: (values) => [
          { op: "replace", value: { [list]: [values.entry(list, 2, "work", { primary: true })] } },
        ],
      },
    ],
  },
  {
    id: "no-path.replace-complex",
    title: "A replace without path of some parts of a name sets those",
    rules: [NO_PATH],
    shape: "edit-replace",
    withoutPath: true,
    needs: ["name.givenName", "name.familyName"],
    requests: [
      {
        title: "replace name by a givenName alone, without path",
        operations: (values) => [{ op: "replace", value: { name: { givenName: values.text("name.givenName", 0) } } }],
      },
    ],
  },
  {
    id: "no-path.dotted",
    title: "A name of a part in the value of a replace without path is taken, ignored or refused",
    rules: [NO_PATH],
    shape: "edit-replace",
    withoutPath: true,
    depth: "thorough",
    needs: ["name.givenName", "name.familyName"],
    requests: [
      {
        title: "replace name.givenName without path",
        operations: (values) => [{ op: "replace", value: { "name.givenName": values.text("name.givenName", 0) } }],
      },
    ],
  },
  {
    id: "null.replace",
    title: "A replace by null unassigns a single value, which can be set again",
    rules: [UNASSIGNED, SINGLE],
    shape: "edit-replace",
    needs: [text],
    begin: (values) => ({ [text]: values.text(text, 0) }),
    requests: [
      {
        title: `replace ${text} by null`,
        operations: () => [{ op: "replace", path: text, value: null }],
        mayRefuse: `a User without ${text}, which a server may need`,
      },
      {
        title: `replace ${text} by a text`,
        operations: (values) => [{ op: "replace", path: text, value: values.text(text, 1) }],
      },
    ],
  },
  {
    id: "null.list",
    title: "A replace by an empty list unassigns a list, to which can be added again",
    rules: [UNASSIGNED, ALL],
    shape: "edit-replace",
    needs: ["phoneNumbers"],
    begin: (values) => ({ phoneNumbers: [values.entry("phoneNumbers", 0, "work")] }),
    requests: [
      {
        title: "replace phoneNumbers by an empty list",
        operations: () => [{ op: "replace", path: "phoneNumbers", value: [] }],
        mayRefuse: "a User without phoneNumbers, which a server may need",
      },
      {
        title: "add phoneNumbers again",
        operations: (values) => [{ op: "add", path: "phoneNumbers", value: [values.entry("phoneNumbers", 1, "home")] }],
      },
    ],
  },
  {
    id: "replace.empty-record",
    title: "A replace of an entry behind a filter by some of its parts is a replacement or a merge",
    rules: ["RFC7644-3.5.2.3-VALUEPATH-ALL"],
    shape: "edit-replace",
    depth: "thorough",
    needs: [list],
    begin: (values) => ({
      [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")],
    }),
    requests: [
      {
        title: `replace the home entry of ${list} by a value alone`,
        operations: (values) => [
          { op: "replace", path: `${list}[type eq "home"]`, value: { value: values.value(list, 2) } },
        ],
      },
    ],
  },
];
