import { ANSWERS } from "./answers.ts";
import { CUT_AT_SIGNS } from "./cut-at-signs.ts";
import { EDGE_VALUES } from "./edge-values.ts";
import { ERROR_BODIES } from "./error-bodies.ts";
import type { Fault } from "./fault.ts";
import { GROUP_EDITS } from "./group-edits.ts";
import { HISTORIES } from "./histories.ts";
import { IDENTITY } from "./identity.ts";
import { LIFECYCLE } from "./lifecycle.ts";
import { LIGHTON } from "./lighton.ts";
import { MAIA_GROUPS } from "./maia-groups.ts";
import { MEDIA_TYPES } from "./media-types.ts";
import { MEMBERS_KEPT } from "./members-kept.ts";
import { MEMBERS_LOST } from "./members-lost.ts";
import { MEMBERS_MIXED } from "./members-mixed.ts";
import { META } from "./meta.ts";
import { NAMES } from "./names.ts";
import { ORDER_AND_REFERENCES } from "./order-and-references.ts";
import { OTHER_TENANT } from "./other-tenant.ts";
import { OWN_NAME } from "./own-name.ts";
import { PATCH_ADDITIONS } from "./patch-additions.ts";
import { PATCH_ANSWERS } from "./patch-answers.ts";
import { PATCH_OPERATIONS } from "./patch-operations.ts";
import { PATCH_PATH_NAMES } from "./patch-path-names.ts";
import { PATCH_REFUSALS } from "./patch-refusals.ts";
import { PATCH_REMOVALS } from "./patch-removals.ts";
import { PATCH_SPELLINGS } from "./patch-spellings.ts";
import { REFUSALS } from "./refusals.ts";
import { RFC_BODIES } from "./rfc-bodies.ts";
import { RFC_CREATE } from "./rfc-create.ts";
import { RFC_DISCOVERY } from "./rfc-discovery.ts";
import { RFC_GROUPS } from "./rfc-groups.ts";
import { RFC_LIFECYCLE } from "./rfc-lifecycle.ts";
import { RFC_MESSAGES } from "./rfc-messages.ts";
import { RFC_NEIGHBOURS } from "./rfc-neighbours.ts";
import { RFC_PATCH_REFUSALS } from "./rfc-patch-refusals.ts";
import { RFC_PATCH_USERS } from "./rfc-patch-users.ts";
import { RFC_PROJECTIONS } from "./rfc-projections.ts";
import { RFC_PUT } from "./rfc-put.ts";
import { RFC_QUERIES } from "./rfc-queries.ts";
import { RFC_VERSIONS } from "./rfc-versions.ts";
import { SCHEMAS } from "./schemas.ts";
import { SECURITY } from "./security.ts";
import { SELDOM_SENT } from "./seldom-sent.ts";
import { TAKEN_FOR_ANOTHER } from "./taken-for-another.ts";
import { TRANSPORT } from "./transport.ts";
import { USER_HISTORIES_PATCH } from "./user-histories-patch.ts";
import { USER_HISTORIES_PUT } from "./user-histories-put.ts";
import { USER_IDENTITY } from "./user-identity.ts";
import { USER_NEIGHBOURS } from "./user-neighbours.ts";
import { USER_VALUES } from "./user-values.ts";
import { USERS } from "./users.ts";
import { USERS_TOUCHED } from "./users-touched.ts";
import { WRITES_LOST } from "./writes-lost.ts";

/** Every fault, in the order in which they are listed. A new fault is an entry in one of these files. */
export const FAULTS: readonly Fault[] = [
  ...MEMBERS_LOST,
  ...MEMBERS_KEPT,
  ...MEMBERS_MIXED,
  ...WRITES_LOST,
  ...USERS_TOUCHED,
  ...EDGE_VALUES,
  ...TAKEN_FOR_ANOTHER,
  ...SELDOM_SENT,
  ...CUT_AT_SIGNS,
  ...GROUP_EDITS,
  ...ANSWERS,
  ...IDENTITY,
  ...META,
  ...LIFECYCLE,
  ...REFUSALS,
  ...ERROR_BODIES,
  ...MEDIA_TYPES,
  ...TRANSPORT,
  ...SECURITY,
  ...NAMES,
  ...SCHEMAS,
  ...PATCH_REMOVALS,
  ...PATCH_ADDITIONS,
  ...PATCH_OPERATIONS,
  ...PATCH_PATH_NAMES,
  ...PATCH_ANSWERS,
  ...PATCH_REFUSALS,
  ...PATCH_SPELLINGS,
  ...LIGHTON,
  ...USERS,
  ...USER_VALUES,
  ...USER_IDENTITY,
  ...OWN_NAME,
  ...USER_NEIGHBOURS,
  ...USER_HISTORIES_PUT,
  ...USER_HISTORIES_PATCH,
  ...MAIA_GROUPS,
  ...OTHER_TENANT,
  ...HISTORIES,
  ...RFC_DISCOVERY,
  ...RFC_CREATE,
  ...RFC_QUERIES,
  ...RFC_PROJECTIONS,
  ...RFC_PUT,
  ...RFC_PATCH_USERS,
  ...RFC_PATCH_REFUSALS,
  ...RFC_GROUPS,
  ...RFC_LIFECYCLE,
  ...RFC_NEIGHBOURS,
  ...RFC_VERSIONS,
  ...RFC_MESSAGES,
  ...ORDER_AND_REFERENCES,
  ...RFC_BODIES,
];
