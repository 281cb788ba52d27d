import type { PatchCases } from "./case.ts";
import { valueShown } from "./values.ts";

const SEQUENTIAL = "RFC7644-3.5.2-SEQUENTIAL";
const ATOMIC = "RFC7644-3.5.2-ATOMIC";
/** More than a page of twenty, at which a server may stop without a word. */
const MANY = 25;

/** Several operations in one request: in their order, all or none (RFC 7644 section 3.5.2). */
export const operationsCases: PatchCases = ({ text, list }) => [
  {
    id: "operations.order",
    title: "The operations of one PATCH apply in their order, each on the result of the one before",
    rules: [SEQUENTIAL],
    shape: "edit-mixed",
    depth: "smoke",
    needs: [text, list],
    begin: (values) => ({
      [text]: values.text(text, 0),
      [list]: [values.entry(list, 0, "work", { primary: true })],
    }),
    requests: [
      {
        title: `set ${text} twice, and change an entry of ${list} that the same request adds`,
        operations: (values) => [
          { op: "replace", path: text, value: values.name("in between") },
          { op: "add", path: list, value: [values.entry(list, 1, "home")] },
          { op: "replace", path: `${list}[type eq "home"].value`, value: values.value(list, 2) },
          { op: "replace", path: text, value: values.text(text, 1) },
        ],
      },
      {
        title: `remove an entry of ${list} and add it again as another type`,
        operations: (values, before) => [
          { op: "remove", path: `${list}[value eq ${JSON.stringify(valueShown(before, list, "home"))}]` },
          { op: "add", path: list, value: [values.entry(list, 3, "other")] },
        ],
      },
    ],
  },
  {
    id: "operations.many",
    title: "All of 25 operations in one PATCH apply",
    rules: [SEQUENTIAL],
    shape: "edit-mixed",
    needs: [text, list],
    begin: (values) => ({
      [text]: values.text(text, 0),
      [list]: [values.entry(list, 0, "work", { primary: true })],
    }),
    requests: [
      {
        title: `set ${text} 23 times, add an entry to ${list}, and set ${text} once more`,
        operations: (values) => [
          ...Array.from({ length: MANY - 2 }, (_, at) => ({
            op: "replace",
            path: text,
            value: values.name(`number ${at + 1}`),
          })),
          { op: "add", path: list, value: [values.entry(list, 1, "home")] },
          { op: "replace", path: text, value: values.text(text, 1) },
        ],
        mayRefuse: `${MANY} operations in one request, of which a server may take fewer`,
      },
    ],
  },
  {
    id: "operations.undone",
    title: "An operation that undoes the one before it leaves what was there",
    rules: [SEQUENTIAL],
    shape: "edit-mixed",
    needs: [list],
    begin: (values) => ({ [list]: [values.entry(list, 0, "work", { primary: true })] }),
    requests: [
      {
        title: `add an entry to ${list} and remove it`,
        operations: (values) => [
          { op: "add", path: list, value: [values.entry(list, 1, "home")] },
          { op: "remove", path: `${list}[type eq "home"]` },
        ],
      },
    ],
  },
  {
    id: "operations.atomic",
    title: "Operations before and after one that cannot be carried out have no effect",
    rules: [ATOMIC, "RFC7644-3.5.2.3-VALUEPATH-NOTARGET"],
    shape: "edit-refused",
    needs: [text, list],
    begin: (values) => ({
      [text]: values.text(text, 0),
      [list]: [values.entry(list, 0, "work", { primary: true })],
    }),
    requests: [
      {
        title: `replace ${text}, a value that is not there, and the work entry of ${list}`,
        operations: (values) => [
          { op: "replace", path: text, value: values.text(text, 1) },
          { op: "replace", path: `${list}[type eq "home"].value`, value: values.value(list, 1) },
          { op: "replace", path: `${list}[type eq "work"].value`, value: values.value(list, 2) },
        ],
        wrong: (values) => ({ op: "replace", path: `${list}[type eq "home"].value`, value: values.value(list, 1) }),
      },
    ],
  },
  {
    id: "operations.atomic-required",
    title: "Operations before the removal of what is required have no effect",
    rules: [ATOMIC, "RFC7644-3.5.2.2-REQUIRED"],
    shape: "edit-refused",
    needs: [text, list],
    begin: (values) => ({
      [text]: values.text(text, 0),
      [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")],
    }),
    requests: [
      {
        title: `replace ${text}, remove an entry of ${list} and the userName`,
        operations: (values) => [
          { op: "replace", path: text, value: values.text(text, 1) },
          { op: "remove", path: `${list}[type eq "home"]` },
          { op: "remove", path: "userName" },
        ],
      },
    ],
  },
];
