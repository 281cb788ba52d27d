import { proveHistories } from "../testing/prove-histories.ts";
import { HISTORIES_READD } from "./histories-readd.ts";

proveHistories(HISTORIES_READD, {
  "put-readd-brings-back-others": { trigger: "A:abc A=c A=ac", plain: "ac", switched: "abc", near: "A:abc A=bc A=abc" },
  "patch-readd-brings-back-others": {
    trigger: "A:abc A-ab A+a",
    plain: "ac",
    switched: "abc",
    near: "A:abc A-a A-b A+a",
  },
  "put-second-removal-ignored": { trigger: "A:ab A=b A=ab A=b", plain: "b", switched: "ab", near: "A:ab A=b A=ab A=a" },
  "patch-second-removal-ignored": {
    trigger: "A:ab A-a A+a A-a",
    plain: "b",
    switched: "ab",
    near: "A:ab A-a A+a A-b",
  },
  "put-removal-repeated-later": {
    trigger: "A:ab A=a A=ab A=abc",
    plain: "abc",
    switched: "ac",
    near: "A:ab A=a A=ab",
  },
  "patch-readd-listed-twice": { trigger: "A:ab A-a A+a", plain: "ab", switched: "aab", near: "A:ab A-a A+c A+b" },
  "patch-third-add-of-user-lost": {
    trigger: "A: A+a A-a A+a A-a A+a",
    plain: "a",
    switched: "-",
    near: "A: A+a A-a A+a A-a A+b",
  },
  "patch-dropped-by-replace-locked-out": {
    trigger: "A:ab A=b A+a",
    plain: "ab",
    switched: "b",
    near: "A:ab A-a A+a",
  },
});
