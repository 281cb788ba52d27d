import type { Learner } from "./learner.ts";
import { noChange, putBeside, unknownMember } from "./patch-habits.ts";
import { pathOfOperations, shapes } from "./patch-shapes.ts";
import { absentMembers, mediaTypes, requiredOfBodies, unknownInPut } from "./put-group.ts";
import { discovery, filters, otherTenant } from "./service.ts";

/** All that is found out, in the order in which it is: the later ones send what the earlier ones saw taken. */
export const LEARNERS: readonly Learner[] = [
  discovery,
  filters,
  requiredOfBodies,
  absentMembers,
  unknownInPut,
  mediaTypes,
  pathOfOperations,
  shapes,
  noChange,
  unknownMember,
  putBeside,
  otherTenant,
];
