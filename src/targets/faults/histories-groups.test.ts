import { proveHistories } from "../testing/prove-histories.ts";
import { HISTORIES_GROUPS } from "./histories-groups.ts";

proveHistories(HISTORIES_GROUPS, {
  "put-third-group-of-user-lost": {
    trigger: "A:a B:a C: C=ab",
    plain: "a a ab",
    switched: "a a b",
    near: "A:a B:b C: C=ab",
  },
  "patch-third-group-of-user-lost": {
    trigger: "A:a B: C: B+a C+ab",
    plain: "a a ab",
    switched: "a a b",
    near: "A:a B: C: B+a A-a C+ab",
  },
  "put-removal-leaves-all-groups": {
    trigger: "A:ab B:ac A=b",
    plain: "b ac",
    switched: "b c",
    near: "A:ab B:cd A=b",
  },
  "patch-removal-leaves-all-groups": {
    trigger: "A:ab B:ac A-a",
    plain: "b ac",
    switched: "b c",
    near: "A:ab B:cd A-a",
  },
  "patch-removal-hits-newest-group": {
    trigger: "A:ab B:ac A-a",
    plain: "b ac",
    switched: "ab c",
    near: "A:ab B:ac B-a A-b",
  },
  "put-overwrites-next-of-same-size": {
    trigger: "A:a B:bc A=ad",
    plain: "ad bc",
    switched: "ad ad",
    near: "A:a B:bc A=abc B=d",
  },
  "patch-add-spills-into-next-empty": {
    trigger: "A: B: A+a",
    plain: "a -",
    switched: "a a",
    near: "A: B:b A+a B+c",
  },
  "put-undone-by-next-group": {
    trigger: "A:ab B:c A=a B=d",
    plain: "a d",
    switched: "ab d",
    near: "A:ab B:c A=a A=b A=ab B=d",
  },
  "patch-undone-by-next-group": {
    trigger: "A:a B:c A+b B+d",
    plain: "ab cd",
    switched: "a cd",
    near: "A:a B:c A+b B+de",
  },
  "patch-rename-restores-other-group": {
    trigger: "A:ab B:c A-a B!New",
    plain: "b c",
    switched: "ab c",
    near: "A:ab B:c A-a B+a B!New A!New",
  },
});
