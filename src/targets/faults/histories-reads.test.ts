import { proveHistories } from "../testing/prove-histories.ts";
import { HISTORIES_READS } from "./histories-reads.ts";

proveHistories(HISTORIES_READS, {
  "put-quick-second-only-adds": {
    trigger: "A:a A=ab A=ac A?",
    plain: "ac",
    switched: "abc",
    near: "A:a A=ab A? A=ac A?",
  },
  "patch-quick-second-loses-first": {
    trigger: "A:a A+b A+c A?",
    plain: "abc",
    switched: "ac",
    near: "A:a A+b A? A+c A?",
  },
  "put-kept-for-two-reads": {
    trigger: "A:ab A=b A? A? A?",
    plain: "b b b",
    switched: "b b ab",
    near: "A:a A=ab A? A? A?",
  },
  "patch-kept-for-one-read": {
    trigger: "A:ab A-a A? A?",
    plain: "b b",
    switched: "b ab",
    near: "A:a A+b A? A? A-a A?",
  },
  "patch-kept-for-three-reads": {
    trigger: "A:a A+b A? A? A? A?",
    plain: "ab ab ab ab",
    switched: "ab ab ab a",
    near: "A:a A+b A? A? A+c A? A? A?",
  },
  "put-after-repeat-not-stored": { trigger: "A:a A=a A=ab", plain: "ab", switched: "a", near: "A:a A=a!New A=ab" },
  "patch-after-repeat-not-added": { trigger: "A:a A+a A+b", plain: "ab", switched: "a", near: "A:a A!New A+b A+a" },
  "patch-read-of-other-group-mixed": {
    trigger: "A:a B:b B? A+c A?",
    plain: "b ac",
    switched: "b abc",
    near: "A:a B:b B? A? A+c A?",
  },
});
