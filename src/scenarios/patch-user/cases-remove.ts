import type { PatchCases } from "./case.ts";
import { type Values, valueShown } from "./values.ts";

const FILTER = "RFC7644-3.5.2.2-FILTER-SUBATTR";
const COMPOUND = "RFC7644-3.5.2.2-FILTER-COMPOUND";
const SUB = "RFC7644-3.5.2.2-SUBATTR";

/** Three entries of a list, each of another type. */
const ofThreeTypes =
  (list: string) =>
  (values: Values): Readonly<Record<string, unknown>> => ({
    [list]: [
      values.entry(list, 0, "work", { primary: true }),
      values.entry(list, 1, "home"),
      values.entry(list, 2, "other"),
    ],
  });

/** RFC 7644 section 3.5.2.2: remove, and what filters select. */
export const removeCases: PatchCases = ({ text, list }) => [
  {
    id: "remove.simple",
    title: "A remove of a single value unassigns it",
    rules: ["RFC7644-3.5.2.2-SINGLE"],
    shape: "edit-remove",
    depth: "smoke",
    needs: [text],
    begin: (values) => ({ [text]: values.text(text, 0) }),
    requests: [
      {
        title: `remove ${text}`,
        operations: () => [{ op: "remove", path: text }],
        ...(text === "displayName" ? { mayRefuse: "a User without displayName, which a server may need" } : {}),
      },
    ],
  },
  {
    id: "remove.sub-attribute",
    title: "A remove of one part of a name leaves the other parts",
    rules: [SUB],
    shape: "edit-remove",
    needs: ["name.honorificPrefix", "name.familyName"],
    begin: (values) => ({
      name: {
        givenName: "Ada",
        familyName: values.text("name.familyName", 0),
        honorificPrefix: values.text("name.honorificPrefix", 0),
      },
    }),
    requests: [
      {
        title: "remove name.honorificPrefix",
        operations: () => [{ op: "remove", path: "name.honorificPrefix" }],
      },
    ],
  },
  {
    id: "remove.list",
    title: "A remove of a list without a filter removes all its values",
    rules: ["RFC7644-3.5.2.2-MULTI-ALL"],
    shape: "edit-remove-all",
    needs: ["phoneNumbers"],
    begin: (values) => ({
      phoneNumbers: [values.entry("phoneNumbers", 0, "work"), values.entry("phoneNumbers", 1, "mobile")],
    }),
    requests: [{ title: "remove phoneNumbers", operations: () => [{ op: "remove", path: "phoneNumbers" }] }],
  },
  {
    id: "remove.last",
    title: "A remove of the last value of a list leaves the list unassigned, and it can be added to again",
    rules: ["RFC7644-3.5.2.2-FILTER-LAST", FILTER],
    shape: "edit-remove",
    needs: ["phoneNumbers"],
    begin: (values) => ({ phoneNumbers: [values.entry("phoneNumbers", 0, "work")] }),
    requests: [
      {
        title: "remove the only one of phoneNumbers",
        operations: () => [{ op: "remove", path: 'phoneNumbers[type eq "work"]' }],
      },
      {
        title: "add phoneNumbers again",
        operations: (values) => [
          { op: "add", path: "phoneNumbers", value: [values.entry("phoneNumbers", 1, "mobile")] },
        ],
      },
    ],
  },
  {
    id: "remove.no-match",
    title: "A remove behind a filter that selects nothing changes nothing",
    rules: [FILTER],
    shape: "edit-remove-stranger",
    needs: [list],
    begin: (values) => ({ [list]: [values.entry(list, 0, "work", { primary: true })] }),
    requests: [
      {
        title: `remove of ${list} what a filter does not find`,
        operations: () => [{ op: "remove", path: `${list}[type eq "home"]` }],
      },
    ],
  },
  {
    id: "filter.remove-one",
    title: "A remove behind a filter removes the value that it selects, and no other",
    rules: [FILTER],
    shape: "edit-remove",
    depth: "smoke",
    needs: [list],
    begin: (values) => ({
      [list]: [values.entry(list, 0, "work", { primary: true }), values.entry(list, 1, "home")],
    }),
    requests: [
      {
        title: `remove the home entry of ${list}`,
        operations: () => [{ op: "remove", path: `${list}[type eq "home"]` }],
      },
    ],
  },
  {
    id: "filter.remove-several",
    title: "A remove behind a filter removes every value that it selects",
    rules: [FILTER],
    shape: "edit-remove",
    needs: [list],
    begin: (values) => ({
      [list]: [
        values.entry(list, 1, "home"),
        values.entry(list, 0, "work", { primary: true }),
        values.entry(list, 2, "home"),
      ],
    }),
    requests: [
      {
        title: `remove both home entries of ${list}`,
        operations: () => [{ op: "remove", path: `${list}[type eq "home"]` }],
      },
    ],
  },
  {
    id: "filter.and",
    title: "A filter of two conditions joined by and selects what meets both",
    rules: [COMPOUND, FILTER],
    shape: "edit-remove",
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
        title: `remove one of two home entries of ${list} by its type and its value`,
        operations: (_, before) => [
          {
            op: "remove",
            path: `${list}[type eq "home" and value eq ${JSON.stringify(valueShown(before, list, "home", 1))}]`,
          },
        ],
      },
    ],
  },
  {
    id: "filter.or",
    title: "A filter of two conditions joined by or selects what meets one of them",
    rules: [COMPOUND, FILTER],
    shape: "edit-remove",
    needs: [list],
    begin: ofThreeTypes(list),
    requests: [
      {
        title: `remove the home and the other entry of ${list}`,
        operations: () => [{ op: "remove", path: `${list}[type eq "home" or type eq "other"]` }],
      },
    ],
  },
  {
    id: "filter.not",
    title: "A filter with not selects what does not match, or is refused without effect",
    rules: [FILTER],
    shape: "edit-remove",
    needs: [list],
    begin: ofThreeTypes(list),
    requests: [
      {
        title: `remove the entries of ${list} whose type is not work, by not`,
        operations: () => [{ op: "remove", path: `${list}[not (type eq "work")]` }],
        mayRefuse: "`not` in the filter of a path, which a server may not support",
      },
    ],
  },
  {
    id: "filter.ends",
    title: "Filters with ew and co select by the end of a text and by what is in it, or are refused without effect",
    rules: [COMPOUND, FILTER],
    shape: "edit-remove",
    needs: [list],
    begin: ofThreeTypes(list),
    requests: [
      {
        // In “work” it stands as well, though not at the end.
        title: `remove the entry of ${list} whose type ends with r`,
        operations: () => [{ op: "remove", path: `${list}[type ew "r"]` }],
        mayRefuse: "`ew` in the filter of a path, which a server may not support",
      },
      {
        title: `remove the entry of ${list} in whose type om stands`,
        operations: () => [{ op: "remove", path: `${list}[type co "om"]` }],
        mayRefuse: "`co` in the filter of a path, which a server may not support",
      },
    ],
  },
  {
    id: "filter.not-equal",
    title: "A filter with ne selects what has another value, or is refused without effect",
    rules: [FILTER],
    shape: "edit-remove",
    needs: [list],
    begin: ofThreeTypes(list),
    requests: [
      {
        title: `remove the entries of ${list} whose type is another than work, by ne`,
        operations: () => [{ op: "remove", path: `${list}[type ne "work"]` }],
        mayRefuse: "`ne` in the filter of a path, which a server may not support",
      },
    ],
  },
  {
    id: "remove.unassigned",
    title: "A remove of what has no value leaves everything as it is",
    rules: ["RFC7644-3.5.2.2-SINGLE"],
    shape: "edit-remove",
    needs: [text, list],
    begin: (values) => ({ [text]: undefined, [list]: [values.entry(list, 0, "work", { primary: true })] }),
    requests: [
      {
        title: `remove ${text}, which the User does not have`,
        operations: () => [{ op: "remove", path: text }],
        mayRefuse: "a path to what is not there, which a server may find no target",
      },
    ],
  },
  {
    id: "filter.operators",
    title: "Filters with not, sw and co select what they say",
    rules: [COMPOUND, FILTER],
    shape: "edit-remove",
    depth: "thorough",
    needs: [list],
    begin: ofThreeTypes(list),
    requests: [
      {
        title: `remove the entry of ${list} whose type begins with ho`,
        operations: () => [{ op: "remove", path: `${list}[type sw "ho"]` }],
      },
      {
        title: `remove the entries of ${list} whose type is not work`,
        operations: () => [{ op: "remove", path: `${list}[not (type eq "work")]` }],
      },
    ],
  },
  {
    id: "filter.primary",
    title: "A filter on the primary value selects that one",
    rules: ["RFC7644-3.5.2.3-VALUEPATH-SUBATTR"],
    shape: "edit-replace",
    needs: [list],
    begin: (values) => ({
      [list]: [values.entry(list, 1, "home"), values.entry(list, 0, "work", { primary: true })],
    }),
    requests: [
      {
        title: `replace the value of the primary entry of ${list}`,
        operations: (values) => [
          { op: "replace", path: `${list}[primary eq true].value`, value: values.value(list, 2) },
        ],
      },
    ],
  },
  {
    id: "filter.remove-sub-attribute",
    title: "A remove of a part behind a filter unassigns it there, and leaves the rest of the value",
    rules: [SUB, FILTER, "RFC7644-3.5.2.3-VALUEPATH-SUBATTR"],
    shape: "edit-remove",
    needs: ["addresses"],
    begin: (values) => ({ addresses: [values.entry("addresses", 0, "work"), values.entry("addresses", 1, "home")] }),
    requests: [
      {
        title: "remove the locality of the work address",
        operations: () => [{ op: "remove", path: 'addresses[type eq "work"].locality' }],
      },
      {
        // That of the work address has gone, and stays so.
        title: "replace the locality of the home address",
        operations: () => [{ op: "replace", path: 'addresses[type eq "home"].locality', value: "Hamburg" }],
      },
    ],
  },
];
