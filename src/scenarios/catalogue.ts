import { CLIENT_FAMILIES } from "./clients/catalogue.ts";
import { deactivatedAmongOthers } from "./deactivated-among-others.ts";
import { otherTenantGroup } from "./other-tenant/group.ts";
import { otherTenantUser } from "./other-tenant/user.ts";
import { patchBodyId, patchIdByPath } from "./patch-group/body-id.ts";
import { patchExternalId } from "./patch-group/external-id.ts";
import { patchExternalIdKept } from "./patch-group/external-id-kept.ts";
import { patchForms } from "./patch-group/forms.ts";
import { patchGrowth } from "./patch-group/growth.ts";
import { patchKeepsAcknowledged, patchRenameAfterEdits } from "./patch-group/in-a-row.ts";
import { patchLiteralPath, patchOnlyThisGroup, patchSameName } from "./patch-group/isolation.ts";
import { patchMemberEntries } from "./patch-group/member-entries.ts";
import { patchMemberScenarios } from "./patch-group/members.ts";
import { patchLastModified, patchRefusedKeepsMeta } from "./patch-group/metadata.ts";
import { patchNoChange, patchStranger } from "./patch-group/no-change.ts";
import { patchBothNoPath, patchMemberAlone, patchMembersNoPath } from "./patch-group/no-path.ts";
import { patchNobody } from "./patch-group/nobody.ts";
import { patchOperations } from "./patch-group/operations.ts";
import { patchOpenMessages, patchPutOff } from "./patch-group/page-probes.ts";
import { patchAddTwice, patchReAdd, patchReAddBesideNew, patchReAddDisplay } from "./patch-group/re-add.ts";
import { patchEmptyName, patchRefusals } from "./patch-group/refusals.ts";
import { patchRemoveAll } from "./patch-group/remove-all.ts";
import { patchRemovePrefix } from "./patch-group/remove-prefix.ts";
import { patchRename } from "./patch-group/rename.ts";
import { patchRemoveByEither, patchRemoveShapes, patchValueShapes } from "./patch-group/shapes.ts";
import { patchFilterCase, patchOpCase, patchSpellings } from "./patch-group/spellings.ts";
import { patchUnknownMembers } from "./patch-group/unknown-members.ts";
import { patchUserScenarios } from "./patch-user/scenarios.ts";
import { groupAttributeOrder } from "./put-group/attribute-order.ts";
import { bodyIdIgnored, bodyIdOfAnother } from "./put-group/body-id.ts";
import { bodyMetaIgnored } from "./put-group/body-meta.ts";
import { renameClose } from "./put-group/close-name.ts";
import { credentialScenarios } from "./put-group/credentials.ts";
import { groupExternalId } from "./put-group/external-id.ts";
import { putGrowth } from "./put-group/growth.ts";
import { idWithMore } from "./put-group/id-with-more.ts";
import { invalidBodies } from "./put-group/invalid.ts";
import { lastModifiedAdvances } from "./put-group/last-modified.ts";
import { mediaTypes } from "./put-group/media-types.ts";
import { memberDisplay, memberNameCase } from "./put-group/member-entries.ts";
import { memberInactive, memberInactiveLeaves } from "./put-group/member-inactive.ts";
import { memberMinimal } from "./put-group/member-minimal.ts";
import { memberGroup, memberUnknown } from "./put-group/member-open.ts";
import { memberParts } from "./put-group/member-parts.ts";
import { memberScenarios } from "./put-group/members.ts";
import { membersAbsent } from "./put-group/members-absent.ts";
import { membersDuplicates } from "./put-group/members-duplicates.ts";
import { membersNull } from "./put-group/members-null.ts";
import { nameAbsent } from "./put-group/name-absent.ts";
import { nameSigns } from "./put-group/name-signs.ts";
import { nameTwins } from "./put-group/name-twins.ts";
import { nameScenarios } from "./put-group/names.ts";
import { namesakes } from "./put-group/namesakes.ts";
import { onlyThisGroup } from "./put-group/only-this-group.ts";
import { refVersion } from "./put-group/ref-version.ts";
import { rename } from "./put-group/rename.ts";
import { roundtrip } from "./put-group/roundtrip.ts";
import { patchSameDisplay, putSameDisplay } from "./put-group/same-display.ts";
import { sameName } from "./put-group/same-name.ts";
import { stays } from "./put-group/stays.ts";
import { twiceAsOnce } from "./put-group/twice-as-once.ts";
import { deletedId, unknownId } from "./put-group/unknown-id.ts";
import { usersKept } from "./put-group/users-kept.ts";
import { userAttributeOrder } from "./put-user/attribute-order.ts";
import { userAttributes } from "./put-user/attributes.ts";
import { userActive, userBodyId, userOnlyThis, userTwice } from "./put-user/behaviour.ts";
import { userCharset } from "./put-user/charset.ts";
import { userEmptied } from "./put-user/emptied.ts";
import { userExtension } from "./put-user/extension.ts";
import { userGroupsIgnored, userGroupsKept } from "./put-user/groups.ts";
import {
  userExternalIdCase,
  userNameMissing,
  userOwnNameCase,
  userTakenName,
  userTakenNameCase,
} from "./put-user/identity.ts";
import { userInvalid } from "./put-user/invalid.ts";
import { userEachLeftOut, userLeftOut } from "./put-user/left-out.ts";
import { userListDisplay } from "./put-user/list-display.ts";
import { userListMany } from "./put-user/list-long.ts";
import { userLists } from "./put-user/lists.ts";
import { userBodyMeta, userLastModified } from "./put-user/meta.ts";
import { userPassword } from "./put-user/password.ts";
import { userCredentials, userRoundtrip, userUnknown } from "./put-user/refusals.ts";
import { userRenameKeepsAll } from "./put-user/rename.ts";
import { userSharedValues } from "./put-user/shared-values.ts";
import { userTexts } from "./put-user/texts.ts";
import { family, type ScenarioFamily } from "./scenario.ts";
import { SERVICE_SCENARIOS } from "./service/catalogue.ts";

/** Every scenario, in the order in which reports list them. */
export const SCENARIO_FAMILIES: readonly ScenarioFamily[] = [
  family("PUT Group", [
    rename,
    ...memberScenarios,
    memberDisplay,
    memberNameCase,
    putSameDisplay,
    membersAbsent,
    membersDuplicates,
    membersNull,
    memberUnknown,
    memberGroup,
    memberInactive("put"),
    memberInactiveLeaves("put"),
    memberMinimal("put"),
    namesakes("put"),
    renameClose("put"),
    twiceAsOnce,
    roundtrip,
    bodyIdIgnored,
    bodyIdOfAnother,
    bodyMetaIgnored,
    onlyThisGroup,
    usersKept("put"),
    stays("put"),
    nameSigns,
    sameName,
    nameTwins("put"),
    lastModifiedAdvances,
    ...nameScenarios("put"),
    unknownId("put"),
    idWithMore("put"),
    deletedId("put"),
    putGrowth(),
  ]),
  family("PUT Group", memberParts),
  family("PUT Group", groupExternalId),
  family("PUT Group", nameAbsent),
  family("PUT Group", invalidBodies),
  family("PUT Group", mediaTypes("put")),
  family("PUT Group", credentialScenarios("put")),
  family("PUT Group", [otherTenantGroup("put")]),
  family("PUT User", userAttributes),
  family("PUT User", [
    userActive,
    userGroupsIgnored,
    userGroupsKept,
    userPassword,
    userLeftOut,
    userTwice,
    userRenameKeepsAll,
    deactivatedAmongOthers("put"),
    userRoundtrip,
    userBodyId,
    userBodyMeta,
    userOnlyThis,
    userTakenName,
    userTakenNameCase,
    userOwnNameCase,
    ...userNameMissing,
    userExternalIdCase,
    userLastModified,
    ...userUnknown,
    ...userCredentials,
  ]),
  family("PUT User", userLists),
  family("PUT User", userListMany),
  family("PUT User", userListDisplay),
  family("PUT User", userEmptied),
  family("PUT User", userEachLeftOut),
  family("PUT User", userTexts),
  family("PUT User", userInvalid),
  family("PUT User", [otherTenantUser]),
  family("PATCH Group", [
    patchRename,
    ...patchMemberScenarios,
    patchReAdd,
    patchReAddDisplay,
    patchReAddBesideNew,
    patchAddTwice,
    patchStranger,
    ...patchNobody,
    patchSameDisplay,
    memberInactive("patch"),
    memberInactiveLeaves("patch"),
    memberMinimal("patch"),
    namesakes("patch"),
    renameClose("patch"),
    patchRemoveAll,
    patchRemovePrefix,
    patchRemoveByEither,
    patchRemoveShapes,
    patchValueShapes,
    ...patchUnknownMembers,
    ...patchOperations,
    patchNoChange,
    patchKeepsAcknowledged,
    patchRenameAfterEdits,
    patchOpCase,
    ...patchSpellings,
    patchFilterCase,
    patchMembersNoPath,
    patchBothNoPath,
    patchMemberAlone,
    patchLastModified,
    patchRefusedKeepsMeta,
    ...patchRefusals,
    patchEmptyName,
    patchBodyId,
    patchIdByPath,
    patchOnlyThisGroup,
    usersKept("patch"),
    stays("patch"),
    patchSameName,
    nameTwins("patch"),
    patchPutOff,
    patchLiteralPath,
    ...patchOpenMessages,
    ...nameScenarios("patch"),
    unknownId("patch"),
    idWithMore("patch"),
    deletedId("patch"),
    patchGrowth(),
  ]),
  family("PATCH Group", mediaTypes("patch")),
  family("PATCH Group", patchForms),
  family("PATCH Group", credentialScenarios("patch")),
  family("PATCH Group", [otherTenantGroup("patch")]),
  family("PATCH User", patchUserScenarios),
  family("PUT Group", [groupAttributeOrder]),
  family("PUT Group", refVersion),
  family("PUT User", [userAttributeOrder, userCharset]),
  family("PUT User", userExtension),
  family("PUT User", userSharedValues),
  family("PATCH Group", patchExternalId),
  family("PATCH Group", patchExternalIdKept),
  family("PATCH Group", patchMemberEntries),
  family("service", SERVICE_SCENARIOS),
  ...CLIENT_FAMILIES,
];
