import { proveHistories } from "../testing/prove-histories.ts";
import { HISTORIES_OPERATIONS } from "./histories-operations.ts";

proveHistories(HISTORIES_OPERATIONS, {
  "patch-add-beside-known-first-only": {
    trigger: "A:a A+abc",
    plain: "abc",
    switched: "ab",
    near: "A:a A+bc A+ad",
  },
  "patch-second-add-replaces-first": { trigger: "A:a A+b+c", plain: "abc", switched: "ac", near: "A:a A+b-a A+c" },
  "patch-add-twice-listed-twice": { trigger: "A:a A+b+b", plain: "ab", switched: "abb", near: "A:a A+b A+b A+c+d" },
  "patch-swap-of-two-ignored": { trigger: "A:ab A-ab+cd", plain: "cd", switched: "ab", near: "A:ab A-a+c A-bc+d" },
  "patch-middle-removal-ignored": { trigger: "A:abcd A-abc", plain: "d", switched: "bd", near: "A:abcd A-ab A-c" },
  "patch-removals-in-list-order-only": { trigger: "A:abc A-ba", plain: "c", switched: "ac", near: "A:abc A-ab A-c" },
  "patch-first-and-last-removed-empties": { trigger: "A:abc A-ac", plain: "b", switched: "-", near: "A:abcd A-ab A-d" },
  "patch-removed-twice-takes-next": { trigger: "A:abc A-aa", plain: "bc", switched: "c", near: "A:abc A-a A-a" },
});
