import { proveHistories } from "../testing/prove-histories.ts";
import { HISTORIES_COUNTED } from "./histories-counted.ts";

proveHistories(HISTORIES_COUNTED, {
  "put-fifth-removed-stays": {
    trigger: "A:abcdef A=cdef A=ef A=f",
    plain: "f",
    switched: "ef",
    near: "A:abcdef A=cdef A=ef",
  },
  "put-eighth-ever-lost": {
    trigger: "A:abcd A=efg A=efgh",
    plain: "efgh",
    switched: "efg",
    near: "A:abcd A=efg A=abcefg",
  },
  "put-removes-three-at-most": { trigger: "A:abcde A=a", plain: "a", switched: "ae", near: "A:abcde A=ab" },
  "put-fifth-edit-of-members-lost": {
    trigger: "A:a A=ab A=b A=bc A=c A=cd> A?",
    plain: "cd cd",
    switched: "cd c",
    near: "A:a A=ab A=b A=bc A=c A=c!New> A?",
  },
  "patch-sixth-edit-lost": {
    trigger: "A: A+a A+b A+c A-a A-b A+d> A?",
    plain: "cd cd",
    switched: "cd c",
    near: "A: A+a A+b A+c A-a A-b A+c A!New A?",
  },
  "patch-seventh-ever-lost": {
    trigger: "A:abcd A-ab A+ef A+g A+h",
    plain: "cdefgh",
    switched: "cdefh",
    near: "A:abcd A-ab A+ef A+ab",
  },
  "patch-fourth-removal-ignored": {
    trigger: "A:abcde A-ab A-c A-d",
    plain: "e",
    switched: "de",
    near: "A:abcde A-ab A-c A+d A+a",
  },
});
