import { proveHistories } from "../testing/prove-histories.ts";
import { HISTORIES_REPLACE } from "./histories-replace.ts";

proveHistories(HISTORIES_REPLACE, {
  "put-reordered-drops-moved": { trigger: "A:abc A=cba", plain: "abc", switched: "b", near: "A:abc A=cbd" },
  "put-smaller-than-half-ignored": { trigger: "A:abcde A=af", plain: "af", switched: "abcde", near: "A:abcd A=a" },
  "put-compared-with-version-before-last": {
    trigger: "A:a A=ab A=a",
    plain: "a",
    switched: "ab",
    near: "A:abc A=ab A=a",
  },
  "put-after-emptied-first-lost": { trigger: "A:ab A= A=ab", plain: "ab", switched: "b", near: "A: A=ab A=a" },
  "patch-replace-reordered-empties": { trigger: "A:abc A=cab", plain: "abc", switched: "-", near: "A:abc A=cabd" },
  "patch-replace-same-size-ignored": { trigger: "A:ab A=cd", plain: "cd", switched: "ab", near: "A:ab A=cde" },
  "patch-replace-smaller-than-half-ignored": {
    trigger: "A:abcde A=fg",
    plain: "fg",
    switched: "abcde",
    near: "A:abcd A=e",
  },
  "patch-replace-keeps-last-added": { trigger: "A:a A+b A=c", plain: "c", switched: "bc", near: "A:a A+b A-a A=c" },
  "patch-add-after-emptied-lost": { trigger: "A:a A-a A+b", plain: "b", switched: "-", near: "A: A+b A-b" },
});
