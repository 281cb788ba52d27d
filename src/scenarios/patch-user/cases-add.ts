import type { PatchCases } from "./case.ts";
import { valueShown } from "./values.ts";

const NEW = "RFC7644-3.5.2.1-NEW";
const APPEND = "RFC7644-3.5.2.1-MULTI-APPEND";
const NO_PATH = "RFC7644-3.5.2.1-NO-PATH";

/** RFC 7644 section 3.5.2.1: add. */
export const addCases: PatchCases = ({ text, list }) => [
  {
    id: "add.simple",
    title: "An add of a single value gives it to a User who has none, and replaces the one that is there",
    rules: [NEW, "RFC7644-3.5.2.1-SINGLE-REPLACES"],
    shape: "edit-add",
    depth: "smoke",
    needs: [text],
    begin: () => ({ [text]: undefined }),
    requests: [
      {
        title: `add ${text}, which the User does not have`,
        operations: (values) => [{ op: "add", path: text, value: values.text(text, 0) }],
      },
      {
        title: `add ${text}, which the User has`,
        operations: (values) => [{ op: "add", path: text, value: values.text(text, 1) }],
      },
    ],
  },
  {
    id: "add.sub-attribute",
    title: "An add of one part of a name leaves the other parts",
    rules: ["RFC7644-3.5.2.1-SINGLE-REPLACES", NEW],
    shape: "edit-add",
    needs: ["name.givenName", "name.familyName"],
    requests: [
      {
        title: "add name.familyName",
        operations: (values) => [{ op: "add", path: "name.familyName", value: values.text("name.familyName", 0) }],
      },
    ],
  },
  {
    id: "add.complex",
    title: "An add of some parts of a name leaves the other parts",
    rules: ["RFC7644-3.5.2.1-COMPLEX"],
    shape: "edit-add",
    needs: ["name.givenName", "name.familyName"],
    requests: [
      {
        title: "add name with a givenName alone",
        operations: (values) => [{ op: "add", path: "name", value: { givenName: values.text("name.givenName", 0) } }],
      },
    ],
  },
  {
    id: "add.list",
    title: "An add to a list keeps the values that are there",
    rules: [APPEND],
    shape: "edit-add",
    depth: "smoke",
    needs: [list],
    begin: (values) => ({ [list]: [values.entry(list, 0, "work", { primary: true })] }),
    requests: [
      {
        title: `add two ${list} to one`,
        operations: (values) => [
          { op: "add", path: list, value: [values.entry(list, 1, "home"), values.entry(list, 2, "other")] },
        ],
      },
    ],
  },
  {
    id: "add.list-new",
    title: "An add to a list that the User does not have makes it",
    rules: [NEW, APPEND],
    shape: "edit-add",
    needs: ["phoneNumbers"],
    begin: () => ({ phoneNumbers: undefined }),
    requests: [
      {
        title: "add phoneNumbers, of which the User has none",
        operations: (values) => [{ op: "add", path: "phoneNumbers", value: [values.entry("phoneNumbers", 0, "work")] }],
      },
    ],
  },
  {
    id: "add.list-one",
    title: "An add of a single object to a list is taken as a list of one, or refused",
    rules: [APPEND],
    shape: "edit-add",
    depth: "thorough",
    needs: [list],
    begin: (values) => ({ [list]: [values.entry(list, 0, "work", { primary: true })] }),
    requests: [
      {
        title: `add an object in place of a list to ${list}`,
        operations: (values) => [{ op: "add", path: list, value: values.entry(list, 1, "home") }],
      },
    ],
  },
  {
    id: "add.value-path",
    title: "An add behind a filter changes the value that it selects, and no other",
    rules: ["RFC7644-3.5.2.1-SINGLE-REPLACES"],
    shape: "edit-add",
    needs: [list],
    begin: (values) => ({
      [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")],
    }),
    requests: [
      {
        title: `add to the home entry of ${list} another value`,
        operations: (values) => [{ op: "add", path: `${list}[type eq "home"].value`, value: values.value(list, 2) }],
      },
    ],
  },
  {
    id: "add.value-path-no-match",
    title: "An add behind a filter that selects nothing makes a value, or is refused without effect",
    rules: [NEW],
    shape: "edit-add",
    depth: "thorough",
    needs: [list],
    begin: (values) => ({ [list]: [values.entry(list, 0, "work", { primary: true })] }),
    requests: [
      {
        title: `add a value behind a filter that selects none of ${list}`,
        operations: (values) => [{ op: "add", path: `${list}[type eq "home"].value`, value: values.value(list, 1) }],
      },
    ],
  },
  {
    id: "no-path.add",
    title: "An add without path adds the attributes that its value names, to a list beside what is there",
    rules: [NO_PATH, APPEND],
    shape: "edit-add",
    withoutPath: true,
    needs: [text, list],
    begin: (values) => ({ [text]: undefined, [list]: [values.entry(list, 0, "work", { primary: true })] }),
    requests: [
      {
        title: `add ${text} and an entry of ${list} without path`,
        operations: (values) => [
          { op: "add", value: { [text]: values.text(text, 0), [list]: [values.entry(list, 1, "home")] } },
        ],
      },
    ],
  },
  {
    id: "no-path.add-complex",
    title: "An add without path of some parts of a name leaves the other parts",
    rules: [NO_PATH, "RFC7644-3.5.2.1-COMPLEX"],
    shape: "edit-add",
    withoutPath: true,
    needs: ["name.givenName", "name.familyName"],
    requests: [
      {
        title: "add name with a givenName alone, without path",
        operations: (values) => [{ op: "add", value: { name: { givenName: values.text("name.givenName", 0) } } }],
      },
    ],
  },
  {
    id: "primary.added",
    title: "A primary value that is added takes that from the one that was primary",
    rules: ["RFC7644-3.5.2-PRIMARY-RESET", APPEND],
    shape: "edit-add",
    needs: [list],
    begin: (values) => ({ [list]: [values.entry(list, 0, "work", { primary: true })] }),
    requests: [
      {
        title: `add a primary entry to ${list} that have one`,
        operations: (values) => [{ op: "add", path: list, value: [values.entry(list, 1, "home", { primary: true })] }],
      },
    ],
  },
  {
    id: "primary.moved",
    title: "A value that is made the primary one takes that from the one that was",
    rules: ["RFC7644-3.5.2-PRIMARY-RESET"],
    shape: "edit-replace",
    needs: [list],
    begin: (values) => ({
      [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")],
    }),
    requests: [
      {
        title: `make the home entry of ${list} the primary one`,
        operations: () => [{ op: "replace", path: `${list}[type eq "home"].primary`, value: true }],
      },
      {
        title: `make the work entry of ${list} the primary one again, by its value`,
        operations: (_, before) => [
          {
            op: "replace",
            path: `${list}[value eq ${JSON.stringify(valueShown(before, list, "work"))}].primary`,
            value: true,
          },
        ],
      },
    ],
  },
];
