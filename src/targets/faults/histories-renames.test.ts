import { proveHistories } from "../testing/prove-histories.ts";
import { HISTORIES_RENAMES } from "./histories-renames.ts";

proveHistories(HISTORIES_RENAMES, {
  "put-rename-restores-members": { trigger: "A:ab A=b A!New", plain: "b", switched: "ab", near: "A:ab A=b A=bc A!New" },
  "put-after-rename-ignored": { trigger: "A:a A!New A=ab", plain: "ab", switched: "a", near: "A:a A=ab!New A!Old" },
  "patch-after-rename-ignored": { trigger: "A:a A!New A+b", plain: "ab", switched: "a", near: "A:a A+b!New A!Old" },
  "put-old-name-brings-old-members": {
    trigger: "A:a A=ab!New A!Group",
    plain: "ab",
    switched: "a",
    near: "A:a A=ab!New A!Other",
  },
  "patch-old-name-brings-old-members": {
    trigger: "A:a A!New A+b A!Group",
    plain: "ab",
    switched: "a",
    near: "A:a A!New A+b A!Other",
  },
  "patch-second-rename-drops-last-added": {
    trigger: "A:a A!New A+b A!Other",
    plain: "ab",
    switched: "a",
    near: "A:a A+b A!New A+c",
  },
});
