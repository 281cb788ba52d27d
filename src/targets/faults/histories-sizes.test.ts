import { proveHistories } from "../testing/prove-histories.ts";
import { HISTORIES_SIZES } from "./histories-sizes.ts";

proveHistories(HISTORIES_SIZES, {
  "put-beyond-fifty-stays": { trigger: "A:*50a A=*2", plain: "*2", switched: "a*2", near: "A:*49a A=*2" },
  "put-page-edge-lost": { trigger: "A:*21 A=*20ab", plain: "ab*20", switched: "b*20", near: "A:*20 A=*20ab" },
  "put-first-ten-compared": { trigger: "A:*10a A=*10b", plain: "b*10", switched: "a*10", near: "A:*10a A=b*10" },
  "patch-remove-beyond-fifty-ignored": { trigger: "A:*50a A-a", plain: "*50", switched: "a*50", near: "A:*49a A-a" },
  "patch-add-capped-fifty": { trigger: "A:a A+*51", plain: "a*51", switched: "a*50", near: "A:a A+*50" },
  "patch-add-at-page-edge-lost": {
    trigger: "A:*10 A+ab",
    plain: "ab*10",
    switched: "b*10",
    near: "A:*9 A+ab",
  },
  "patch-add-over-ten-cut": { trigger: "A:a A+*11", plain: "a*11", switched: "a*10", near: "A:a A+*10 A+b" },
  "patch-remove-from-eleven-takes-last": {
    trigger: "A:*9abc A-c",
    plain: "ab*9",
    switched: "b*9",
    near: "A:*9a A-a",
  },
  "patch-replace-beyond-twenty-keeps": { trigger: "A:*20a A=b", plain: "b", switched: "ab", near: "A:*20 A=b" },
});
