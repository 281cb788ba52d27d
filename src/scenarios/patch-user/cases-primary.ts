import type { PatchCase, PatchCases } from "./case.ts";

const RESET = "RFC7644-3.5.2-PRIMARY-RESET";

/** The lists, other than the one that most cases are about, whose entries may be primary, as ids have their names. */
const LISTS = [
  { list: "phoneNumbers", id: "phone-numbers" },
  { list: "addresses", id: "addresses" },
];

/** One primary value a list (RFC 7643 section 2.4), whichever list it is and however the second comes (RFC 7644 section 3.5.2). */
export const primaryCases: PatchCases = ({ list: usual }) => [
  ...LISTS.filter(({ list }) => list !== usual).map(
    ({ list, id }): PatchCase => ({
      id: `primary.${id}`,
      title: `A primary value that is added to \`${list}\` takes that from the one that was primary`,
      rules: [RESET],
      shape: "edit-add",
      needs: [list],
      // A server whose schema has no primary one of them does not keep what this begins with.
      begin: (values) => ({ [list]: [values.entry(list, 0, "work", { primary: true })] }),
      requests: [
        {
          title: `add a primary entry to ${list} that have one`,
          operations: (values) => [
            { op: "add", path: list, value: [values.entry(list, 1, "home", { primary: true })] },
          ],
        },
        {
          title: `make the work entry of ${list} the primary one again`,
          operations: () => [{ op: "replace", path: `${list}[type eq "work"].primary`, value: true }],
        },
      ],
    }),
  ),
  {
    id: "no-path.primary",
    title: "A primary value that is added without path takes that from the one that was primary",
    rules: [RESET, "RFC7644-3.5.2.1-NO-PATH"],
    shape: "edit-add",
    withoutPath: true,
    needs: [usual],
    begin: (values) => ({ [usual]: [values.entry(usual, 0, "work", { primary: true })] }),
    requests: [
      {
        title: `add a primary entry without path to ${usual} that have one`,
        operations: (values) => [
          { op: "add", value: { [usual]: [values.entry(usual, 1, "home", { primary: true })] } },
        ],
        plainly: (values) => [{ op: "add", path: usual, value: [values.entry(usual, 1, "home", { primary: true })] }],
      },
    ],
  },
];
