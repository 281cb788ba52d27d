import { expect } from "vitest";
import { proveHistories } from "../testing/prove-histories.ts";
import { HISTORIES_PARALLEL } from "./histories-parallel.ts";

const oneOf = (pattern: RegExp): unknown => expect.stringMatching(pattern);

/** One after the other, all of it is right. */
const near = "A:ab B:a A-a A+c A!New B+b";

proveHistories(HISTORIES_PARALLEL, {
  "patch-parallel-last-wins": { trigger: "A:a A+b|A+c", plain: "abc", switched: oneOf(/^a[bc]$/u), near },
  "patch-parallel-first-wins": { trigger: "A:a A+b|A+c", plain: "abc", switched: oneOf(/^a[bc]$/u), near },
  "patch-parallel-removal-undone": { trigger: "A:abc A-a|A-b", plain: "c", switched: oneOf(/^[ab]c$/u), near },
  "patch-parallel-rename-reverts": { trigger: "A:a A!New|A+b", plain: "ab", switched: "a", near },
  "patch-parallel-third-lost": {
    trigger: "A: A+a|A+b|A+c",
    plain: "abc",
    switched: oneOf(/^(?:ab|ac|bc)$/u),
    near: "A:a A+b|A-a",
  },
  "patch-parallel-add-twice": { trigger: "A:a A+b|A+b", plain: "ab", switched: "abb", near: "A:a A+b|A+c" },
  "patch-parallel-groups-mixed": {
    trigger: "A: B: A+a|B+b",
    plain: "a b",
    switched: oneOf(/^(?:a a|b b)$/u),
    near,
  },
});
