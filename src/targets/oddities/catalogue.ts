import { BODY_ODDITIES } from "./bodies.ts";
import { GROUP_EDIT_ODDITIES } from "./group-edits.ts";
import { ID_ODDITIES } from "./ids.ts";
import { LIMITS } from "./limits.ts";
import { MAIA_ODDITIES } from "./maia.ts";
import { MEMBERS_SHOWN } from "./members-shown.ts";
import { MEMBERS_TAKEN } from "./members-taken.ts";
import { META_ODDITIES } from "./meta.ts";
import type { Oddity } from "./oddity.ts";
import { OFFER_ODDITIES } from "./offers.ts";
import { OTHER_TENANT_ODDITIES } from "./other-tenant.ts";
import { OWN_NAME_ODDITIES } from "./own-name.ts";
import { PATCH_ODDITIES } from "./patch.ts";
import { PATCH_BARE_ID } from "./patch-bare-id.ts";
import { PATCH_STATEFUL } from "./patch-stateful.ts";
import { PATCH_WRITING } from "./patch-writing.ts";
import { PUT_STATEFUL } from "./put-stateful.ts";
import { REFUSAL_ODDITIES } from "./refusals.ts";
import { RFC_ANSWERS } from "./rfc-answers.ts";
import { RFC_ATTRIBUTES } from "./rfc-attributes.ts";
import { RFC_BODIES_ODD } from "./rfc-bodies.ts";
import { RFC_DISCOVERY_ODDITIES } from "./rfc-discovery.ts";
import { RFC_REFUSALS } from "./rfc-refusals.ts";
import { RFC_SHOWN } from "./rfc-shown.ts";
import { TRANSPORT_ODDITIES } from "./transport.ts";
import { UNSETTLED } from "./unsettled.ts";
import { USER_HISTORY_ODDITIES } from "./user-histories.ts";
import { USER_NEIGHBOURS_ODD } from "./user-neighbours.ts";
import { USER_ODDITIES } from "./users.ts";
import { USERS_FOLLOW } from "./users-follow.ts";

/** Every oddity, in the order in which they are listed. A new oddity is an entry in one of these files. */
export const ODDITIES: readonly Oddity[] = [
  ...LIMITS,
  ...MEMBERS_SHOWN,
  ...MEMBERS_TAKEN,
  ...META_ODDITIES,
  ...ID_ODDITIES,
  ...BODY_ODDITIES,
  ...TRANSPORT_ODDITIES,
  ...REFUSAL_ODDITIES,
  ...OFFER_ODDITIES,
  ...PATCH_ODDITIES,
  ...PATCH_WRITING,
  ...PATCH_BARE_ID,
  ...MAIA_ODDITIES,
  ...USER_ODDITIES,
  ...USER_HISTORY_ODDITIES,
  ...OTHER_TENANT_ODDITIES,
  ...PATCH_STATEFUL,
  ...PUT_STATEFUL,
  ...USERS_FOLLOW,
  ...USER_NEIGHBOURS_ODD,
  ...UNSETTLED,
  ...GROUP_EDIT_ODDITIES,
  ...OWN_NAME_ODDITIES,
  ...RFC_DISCOVERY_ODDITIES,
  ...RFC_SHOWN,
  ...RFC_ANSWERS,
  ...RFC_REFUSALS,
  ...RFC_ATTRIBUTES,
  ...RFC_BODIES_ODD,
];
