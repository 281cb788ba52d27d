import { fault } from "./build.ts";
import { changeOperations } from "./build-patch.ts";
import type { Fault } from "./fault.ts";

/** Faults of how a path may be written: names in another case or after their URN, operators of a filter. */
export const PATCH_PATH_NAMES: readonly Fault[] = [
  fault(
    {
      id: "patch-path-case-ignored",
      title: "An operation on `Members` is acknowledged and passed over",
      requirement: "RFC7644-3.10-NAME-CASE",
      category: "membership",
      difficulty: 4,
      dialects: ["lighton"],
      source: { reference: "langwatch/langwatch#7140", note: "a path in another case was silently ignored" },
    },
    () => changeOperations((operations) => operations.filter(({ path = "" }) => !/^[A-Z]/u.test(path))),
  ),
  fault(
    {
      id: "patch-filter-case-ignored",
      title: "A removal whose filter is not written in small letters is acknowledged and passed over",
      requirement: "RFC7644-3.4.2.2-NAME-CASE",
      category: "membership",
      difficulty: 4,
      dialects: ["lighton", "rfc"],
      source: { reference: "RFC 7644 §3.4.2.2", note: "the filter is matched by an expression that minds the case" },
    },
    () => changeOperations((operations) => operations.filter(({ path = "" }) => !/\[(?:[A-Z]|\w+ [A-Z])/u.test(path))),
  ),
  fault(
    {
      id: "patch-urn-path-ignored",
      title: "An operation whose path has the URN of the schema before the name is acknowledged and passed over",
      requirement: "RFC7644-3.10-URN-PATH",
      category: "membership",
      difficulty: 4,
      dialects: ["lighton"],
      source: { reference: "thomaspoignant/scim-patch#152", note: "no update under a path with a URN" },
    },
    () => changeOperations((operations) => operations.filter(({ path = "" }) => !/^urn:/iu.test(path))),
  ),
];
