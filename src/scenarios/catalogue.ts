import { otherTenantGroup } from "./other-tenant/group.ts";
import { otherTenantUser } from "./other-tenant/user.ts";
import { patchForms } from "./patch-group/forms.ts";
import { patchBodyId, patchOnlyThisGroup } from "./patch-group/isolation.ts";
import { patchMemberScenarios } from "./patch-group/members.ts";
import { patchNoChange, patchReAdd, patchStranger } from "./patch-group/no-change.ts";
import { patchLiteralPath, patchOpenMessages, patchPutOff } from "./patch-group/page-probes.ts";
import { patchEmptyName, patchRefusals } from "./patch-group/refusals.ts";
import { patchRemoveAll } from "./patch-group/remove-all.ts";
import { patchRename, patchSeveral } from "./patch-group/rename.ts";
import { patchUnknownMembers } from "./patch-group/unknown-members.ts";
import { bodyIdIgnored, bodyIdOfAnother } from "./put-group/body-id.ts";
import { bodyMetaIgnored } from "./put-group/body-meta.ts";
import { credentialScenarios } from "./put-group/credentials.ts";
import { invalidBodies } from "./put-group/invalid.ts";
import { lastModifiedAdvances } from "./put-group/last-modified.ts";
import { mediaTypes } from "./put-group/media-types.ts";
import { memberDisplay, memberNameCase } from "./put-group/member-entries.ts";
import { memberGroup, memberUnknown } from "./put-group/member-open.ts";
import { memberScenarios } from "./put-group/members.ts";
import { membersAbsent } from "./put-group/members-absent.ts";
import { membersDuplicates } from "./put-group/members-duplicates.ts";
import { nameScenarios } from "./put-group/names.ts";
import { onlyThisGroup } from "./put-group/only-this-group.ts";
import { rename } from "./put-group/rename.ts";
import { roundtrip } from "./put-group/roundtrip.ts";
import { sameName } from "./put-group/same-name.ts";
import { twiceAsOnce } from "./put-group/twice-as-once.ts";
import { deletedId, unknownId } from "./put-group/unknown-id.ts";
import { userAttributes } from "./put-user/attributes.ts";
import {
  userActive,
  userBodyId,
  userGroupsIgnored,
  userLeftOut,
  userOnlyThis,
  userPassword,
  userTwice,
} from "./put-user/behaviour.ts";
import { userInvalid } from "./put-user/invalid.ts";
import { userCredentials, userRoundtrip, userUnknown } from "./put-user/refusals.ts";
import { family, type ScenarioFamily } from "./scenario.ts";

/** Every scenario, in the order in which reports list them. */
export const SCENARIO_FAMILIES: readonly ScenarioFamily[] = [
  family("PUT", "Group", [
    rename,
    ...memberScenarios,
    memberDisplay,
    memberNameCase,
    membersAbsent,
    membersDuplicates,
    memberUnknown,
    memberGroup,
    twiceAsOnce,
    roundtrip,
    bodyIdIgnored,
    bodyIdOfAnother,
    bodyMetaIgnored,
    onlyThisGroup,
    sameName,
    lastModifiedAdvances,
    ...nameScenarios("put"),
    unknownId("put"),
    deletedId("put"),
  ]),
  family("PUT", "Group", invalidBodies),
  family("PUT", "Group", mediaTypes("put")),
  family("PUT", "Group", credentialScenarios("put")),
  family("PUT", "Group", [otherTenantGroup("put")]),
  family("PUT", "User", userAttributes),
  family("PUT", "User", [
    userActive,
    userGroupsIgnored,
    userPassword,
    userLeftOut,
    userTwice,
    userRoundtrip,
    userBodyId,
    userOnlyThis,
    ...userUnknown,
    ...userCredentials,
  ]),
  family("PUT", "User", userInvalid),
  family("PUT", "User", [otherTenantUser]),
  family("PATCH", "Group", [
    patchRename,
    ...patchMemberScenarios,
    patchReAdd,
    patchStranger,
    patchRemoveAll,
    ...patchUnknownMembers,
    patchSeveral,
    patchNoChange,
    ...patchRefusals,
    patchEmptyName,
    patchBodyId,
    patchOnlyThisGroup,
    patchPutOff,
    patchLiteralPath,
    ...patchOpenMessages,
    ...nameScenarios("patch"),
    unknownId("patch"),
    deletedId("patch"),
  ]),
  family("PATCH", "Group", mediaTypes("patch")),
  family("PATCH", "Group", patchForms),
  family("PATCH", "Group", credentialScenarios("patch")),
  family("PATCH", "Group", [otherTenantGroup("patch")]),
];
