import { proveHistories } from "../testing/prove-histories.ts";
import { HISTORIES_REFUSALS } from "./histories-refusals.ts";

proveHistories(HISTORIES_REFUSALS, {
  "patch-first-of-three-kept": { trigger: "A:ab A-a+c+#", plain: "ab", switched: "b", near: "A:ab A-a+# A-b+c+d" },
  "patch-after-refusal-loses-last": {
    trigger: "A:ab A+c A+# A+d",
    plain: "abcd",
    switched: "abd",
    near: "A:ab A+c A-a A+# A+d",
  },
  "patch-refused-done-later": { trigger: "A:a A+b+# A!New", plain: "a", switched: "ab", near: "A:a A+# A!New A+b" },
  "put-after-refusal-only-adds": { trigger: "A:ab A=b# A=b", plain: "b", switched: "ab", near: "A:ab A=b# A=abc A=c" },
  "put-refused-members-join-later": { trigger: "A:a A=bc# A=a", plain: "a", switched: "abc", near: "A:a A=# A=b A=a" },
  "put-second-refusal-takes-last": {
    trigger: "A:abc A=a# A=b#",
    plain: "abc",
    switched: "ab",
    near: "A:abc A=a# A=ab A=b#",
  },
});
