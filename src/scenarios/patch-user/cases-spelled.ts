import { type JsonObject, type PatchOperation, URN } from "../../scim/index.ts";
import { valueAt } from "../put-user/expect-user.ts";
import type { PatchCases } from "./case.ts";
import { ENTERPRISE, type Values } from "./values.ts";

const CASE = "RFC7644-3.10-NAME-CASE";
const URN_PATH = "RFC7644-3.10-URN-PATH";
const CONTAINER = "RFC7643-3.3-EXT-CONTAINER";
const IMPLICIT = "RFC7644-3.5.2-SCHEMAS-IMPLICIT";
const SINGLE = "RFC7644-3.5.2.3-SINGLE";
const DEPARTMENT = `${ENTERPRISE}:department`;
const WHOLE = "a path that is a schema and no attribute, which a server may refuse";
const COST_CENTER = `${ENTERPRISE}:costCenter`;

const givenName = (values: Values): readonly PatchOperation[] => [
  { op: "replace", path: "name.givenName", value: values.text("name.givenName", 0) },
];

const inCapitals = (entry: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(entry).map(([name, value]) => [name.toUpperCase(), value]));

/** Names in another case, and after the URN of their schema (RFC 7644 section 3.10, RFC 7643 section 2.1). */
export const spelledCases: PatchCases = ({ text, list }) => [
  {
    id: "path-case",
    title: "Names in a path and in its filter have no case",
    rules: [CASE],
    shape: "edit-replace",
    needs: [text, list, "name.givenName"],
    begin: (values) => ({
      [text]: values.text(text, 0),
      [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")],
    }),
    requests: [
      {
        title: `replace ${text}, its name in capitals`,
        operations: (values) => [{ op: "replace", path: text.toUpperCase(), value: values.text(text, 1) }],
        plainly: (values) => [{ op: "replace", path: text, value: values.text(text, 1) }],
      },
      {
        title: "replace a part of the name, both names in capitals",
        operations: (values) => [{ op: "replace", path: "NAME.GIVENNAME", value: values.text("name.givenName", 0) }],
        plainly: givenName,
      },
      {
        title: `replace the value of the home entry of ${list}, all names in capitals`,
        operations: (values) => [
          { op: "replace", path: `${list.toUpperCase()}[TYPE eq "home"].VALUE`, value: values.value(list, 2) },
        ],
        plainly: (values) => [{ op: "replace", path: `${list}[type eq "home"].value`, value: values.value(list, 2) }],
      },
    ],
  },
  {
    id: "value-case",
    title: "Names of attributes in a value have no case",
    rules: ["RFC7643-2.1-NAME-CASE"],
    shape: "edit-replace",
    needs: ["name.givenName", "name.familyName"],
    requests: [
      {
        title: "replace name, the name of its part in capitals",
        // The other part goes with it: that a replacement keeps what it does not name is another matter.
        operations: (values, before) => [
          {
            op: "replace",
            path: "name",
            value: { GIVENNAME: values.text("name.givenName", 0), familyName: valueAt(before, "name.familyName") },
          },
        ],
        plainly: (values) => [{ op: "replace", path: "name", value: { givenName: values.text("name.givenName", 0) } }],
      },
    ],
  },
  {
    id: "value-case.entry",
    title: "Names of the parts of an entry in a value have no case",
    rules: ["RFC7643-2.1-NAME-CASE"],
    shape: "edit-values",
    needs: [list],
    begin: (values) => ({ [list]: [values.entry(list, 0, "work")] }),
    requests: [
      {
        title: `add an entry to ${list}, the names of its parts in capitals`,
        operations: (values) => [{ op: "add", path: list, value: [inCapitals(values.entry(list, 1, "home"))] }],
        plainly: (values) => [{ op: "add", path: list, value: [values.entry(list, 1, "home")] }],
      },
      {
        title: `replace ${list}, the names of the parts of its entry in capitals`,
        operations: (values) => [{ op: "replace", path: list, value: [inCapitals(values.entry(list, 2, "work"))] }],
        plainly: (values) => [{ op: "replace", path: list, value: [values.entry(list, 2, "work")] }],
      },
    ],
  },
  {
    id: "no-path.value-case",
    title: "Names of attributes in the value of an operation without path have no case",
    rules: ["RFC7643-2.1-NAME-CASE", "RFC7644-3.5.2.3-NO-PATH"],
    shape: "edit-replace",
    withoutPath: true,
    needs: [text],
    begin: (values) => ({ [text]: values.text(text, 0) }),
    requests: [
      {
        title: `replace ${text} without path, its name in capitals`,
        operations: (values) => [{ op: "replace", value: { [text.toUpperCase()]: values.text(text, 1) } }],
        plainly: (values) => [{ op: "replace", value: { [text]: values.text(text, 1) } }],
      },
    ],
  },
  {
    id: "path-urn",
    title: "The name of an attribute after the URN of its schema names the same attribute",
    rules: [URN_PATH],
    shape: "edit-replace",
    needs: [text, list, "name.givenName"],
    begin: (values) => ({
      [text]: values.text(text, 0),
      [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")],
    }),
    requests: [
      {
        title: `replace ${text}, after the URN of its schema`,
        operations: (values) => [{ op: "replace", path: `${URN.user}:${text}`, value: values.text(text, 1) }],
        plainly: (values) => [{ op: "replace", path: text, value: values.text(text, 1) }],
      },
      {
        title: "replace a part of the name, after the URN of its schema",
        operations: (values) => [
          { op: "replace", path: `${URN.user}:name.givenName`, value: values.text("name.givenName", 0) },
        ],
        plainly: givenName,
      },
      {
        title: `remove the home entry of ${list}, after the URN of its schema`,
        operations: () => [{ op: "remove", path: `${URN.user}:${list}[type eq "home"]` }],
        plainly: () => [{ op: "remove", path: `${list}[type eq "home"]` }],
      },
    ],
  },
  {
    id: "op-case",
    title: "The name of an operation in another case is taken, or refused without effect",
    rules: ["RFC7644-3.5.2-OP-KNOWN"],
    shape: "edit-replace",
    needs: [text],
    begin: (values) => ({ [text]: values.text(text, 0) }),
    requests: [
      {
        title: `Replace ${text}, as some identity providers write it`,
        operations: (values) => [{ op: "Replace", path: text, value: values.text(text, 1) }],
      },
    ],
  },
];

/** Attributes of the enterprise extension (RFC 7643 sections 3.3 and 4.3), where the document has them. */
export const extensionCases: PatchCases = () => [
  {
    id: "extension.implicit-path",
    title:
      "An add of an attribute of the enterprise extension by its path puts it under the URN and names that in schemas",
    rules: [IMPLICIT, CONTAINER],
    shape: "edit-add",
    needs: [DEPARTMENT],
    alsoWatched: ["schemas"],
    requests: [
      {
        title: "add the department to a User without the extension",
        operations: () => [{ op: "add", path: DEPARTMENT, value: "Analytical Engines" }],
      },
    ],
  },
  {
    id: "extension.implicit-no-path",
    title: "An add of the enterprise extension without path puts it under the URN and names that in schemas",
    rules: [IMPLICIT, CONTAINER, "RFC7644-3.5.2.1-NO-PATH"],
    shape: "edit-add",
    withoutPath: true,
    needs: [DEPARTMENT],
    alsoWatched: ["schemas"],
    requests: [
      {
        title: "add the department without path to a User without the extension",
        operations: () => [{ op: "add", value: { [ENTERPRISE]: { department: "Analytical Engines" } } }],
      },
    ],
  },
  {
    id: "extension.no-path",
    title: "An add or a replace of one attribute of the enterprise extension without path leaves the others",
    rules: [CONTAINER, "RFC7644-3.5.2.3-COMPLEX-MERGE"],
    shape: "edit-mixed",
    withoutPath: true,
    needs: [DEPARTMENT, COST_CENTER],
    begin: () => ({
      schemas: [URN.user, ENTERPRISE],
      [ENTERPRISE]: { department: "Analytical Engines", costCenter: "0042" },
    }),
    requests: (["replace", "add"] as const).map((op) => ({
      title: `${op} the department without path`,
      operations: () => [{ op, value: { [ENTERPRISE]: { department: `Tour Operations by ${op}` } } }],
    })),
  },
  {
    id: "extension.replace",
    title: "A replace of one attribute of the enterprise extension leaves the others",
    rules: [CONTAINER, SINGLE, URN_PATH],
    shape: "edit-replace",
    needs: [DEPARTMENT, COST_CENTER],
    begin: () => ({
      schemas: [URN.user, ENTERPRISE],
      [ENTERPRISE]: { department: "Analytical Engines", costCenter: "1843" },
    }),
    requests: [
      {
        title: "replace the department",
        operations: () => [{ op: "replace", path: DEPARTMENT, value: "Tour Operations" }],
      },
      {
        title: "replace the cost center",
        operations: () => [{ op: "replace", path: ENTERPRISE.concat(":costCenter"), value: "1852" }],
      },
    ],
  },
  {
    id: "extension.remove",
    title: "A remove of one attribute of the enterprise extension leaves the others",
    rules: [CONTAINER, "RFC7644-3.5.2.2-SINGLE"],
    shape: "edit-remove",
    needs: [DEPARTMENT, COST_CENTER],
    begin: () => ({
      schemas: [URN.user, ENTERPRISE],
      [ENTERPRISE]: { department: "Analytical Engines", costCenter: "1843" },
    }),
    requests: [{ title: "remove the department", operations: () => [{ op: "remove", path: DEPARTMENT }] }],
  },
  {
    id: "extension.by-urn",
    title: "The URN of an extension as a path names the extension as a whole, or is refused without effect",
    rules: [CONTAINER, "RFC7644-3.5.2.3-COMPLEX-MERGE"],
    shape: "edit-replace",
    needs: [DEPARTMENT, COST_CENTER],
    begin: () => ({
      schemas: [URN.user, ENTERPRISE],
      [ENTERPRISE]: { department: "Analytical Engines", costCenter: "1843" },
    }),
    requests: [
      {
        title: "replace the department by a path to the extension",
        operations: () => [{ op: "replace", path: ENTERPRISE, value: { department: "Tour Operations" } }],
        mayRefuse: WHOLE,
      },
      {
        title: "remove the extension",
        operations: () => [{ op: "remove", path: ENTERPRISE }],
        mayRefuse: WHOLE,
      },
    ],
  },
  {
    id: "extension.case",
    title: "The URN of an extension and the names in it have no case",
    rules: [CASE, CONTAINER],
    shape: "edit-replace",
    needs: [DEPARTMENT],
    begin: () => ({ schemas: [URN.user, ENTERPRISE], [ENTERPRISE]: { department: "Analytical Engines" } }),
    requests: [
      {
        title: "replace the department, its URN in small letters and its name in capitals",
        operations: () => [{ op: "replace", path: `${ENTERPRISE.toLowerCase()}:DEPARTMENT`, value: "Tour Operations" }],
      },
    ],
  },
  {
    id: "extension.state",
    title: "An operation on the extension works after one that has named the extension in schemas",
    rules: ["RFC7644-3.5.2-SCHEMAS-STATE", CONTAINER],
    shape: "edit-mixed",
    needs: [DEPARTMENT],
    alsoWatched: ["schemas"],
    requests: [
      {
        title: "name the extension in schemas, then add the department",
        operations: () => [
          { op: "add", path: "schemas", value: [ENTERPRISE] },
          { op: "add", path: DEPARTMENT, value: "Analytical Engines" },
        ],
        mayRefuse: "`schemas` in a path, which a server may keep for itself",
      },
      {
        title: "replace the department and remove it again",
        operations: () => [
          { op: "replace", path: DEPARTMENT, value: "Tour Operations" },
          { op: "remove", path: DEPARTMENT },
        ],
      },
    ],
  },
];
