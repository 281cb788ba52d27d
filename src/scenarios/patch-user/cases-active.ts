import type { PatchCases } from "./case.ts";

const SINGLE = "RFC7644-3.5.2.3-SINGLE";
const NO_PATH = "RFC7644-3.5.2.3-NO-PATH";

/** `active` off and on again (RFC 7643 section 4.1.1), as identity providers send it, and what stays through it. */
export const activeCases: PatchCases = ({ text }) => [
  {
    id: "no-path.active",
    title: "A replace without path switches `active` off and on again",
    rules: [NO_PATH, SINGLE],
    shape: "edit-replace",
    withoutPath: true,
    needs: ["active"],
    begin: () => ({ active: true }),
    requests: [false, true].map((active) => ({
      title: `replace active by ${String(active)}, without path`,
      operations: () => [{ op: "replace", value: { active } }],
      plainly: () => [{ op: "replace", path: "active", value: active }],
    })),
  },
  {
    id: "reactivated",
    title: "What is changed of a User who is not active stays so when he is active again",
    rules: [SINGLE, "RFC7644-3.5.2-TARGET-ONLY"],
    shape: "edit-replace",
    needs: ["active", text],
    begin: (values) => ({ active: true, [text]: values.text(text, 0) }),
    requests: [
      {
        title: "replace active by false",
        operations: () => [{ op: "replace", path: "active", value: false }],
      },
      {
        title: `replace ${text} of a User who is not active`,
        operations: (values) => [{ op: "replace", path: text, value: values.text(text, 1) }],
        mayRefuse: "a change of a User who is not active, which a server may not take",
      },
      {
        title: "replace active by true",
        operations: () => [{ op: "replace", path: "active", value: true }],
      },
    ],
  },
];
