import type { Scenario } from "../scenario.ts";
import { credentialScenarios } from "./access/credentials.ts";
import { otherTenantScenarios } from "./access/other-tenant.ts";
import { afterRefusal } from "./create/after-refusal.ts";
import { createdScenarios } from "./create/created.ts";
import { duplicate, duplicateCase } from "./create/duplicate.ts";
import { groupsIgnored } from "./create/groups-ignored.ts";
import { readOnlyIgnored } from "./create/ignored.ts";
import { parallelCreate } from "./create/parallel.ts";
import { brokenBodies, oddSchemas, wrongBodies } from "./create/refusals.ts";
import { sameKeys } from "./create/same-key.ts";
import { unmodified } from "./create/unmodified.ts";
import { externalIds, minimalBody, passwordNever, unicode } from "./create/values.ts";
import { versionSegment } from "./create/version-segment.ts";
import { members, membersStay, nestedStays, reuse } from "./delete/after.ts";
import { deleteScenarios, deleteUnknown } from "./delete/gone.ts";
import { groupWritten } from "./delete/group-written.ts";
import { madeAgain } from "./delete/made-again.ts";
import { neighbours } from "./delete/neighbours.ts";
import { notReassigned } from "./delete/reassigned.ts";
import { bulkThere } from "./discovery/bulk.ts";
import { patchUnsupported } from "./discovery/patch-unsupported.ts";
import { providerConfig, publicSchemes } from "./discovery/provider-config.ts";
import { resourceTypes } from "./discovery/resource-types.ts";
import { schemas } from "./discovery/schemas.ts";
import { filterRefused, singleDocuments } from "./discovery/single.ts";
import { managerScenarios } from "./extension/manager.ts";
import { afterChange } from "./filter/after-change.ts";
import { coreFilter } from "./filter/core.ts";
import { extensionFilters } from "./filter/extension.ts";
import { extensionAfterChange } from "./filter/extension-after-change.ts";
import { filterScenarios, groupFilter } from "./filter/filters.ts";
import { groupOperators } from "./filter/group-operators.ts";
import { membershipFilters } from "./filter/memberships.ts";
import { modifiedSince } from "./filter/modified.ts";
import { nobodyFound } from "./filter/nobody.ts";
import { refusedFilters } from "./filter/refused.ts";
import { manyGroups } from "./groups/many.ts";
import { groupMembers, groupsFollow, openMembers } from "./groups/membership.ts";
import { nestedAdded, nestedRemoved } from "./groups/nested.ts";
import { nestedReplaced } from "./groups/nested-replaced.ts";
import { nestedTwo } from "./groups/nested-two.ts";
import { nestedReferences, references } from "./groups/references.ts";
import { groupsAnswered, indirectGroups, memberIdCase, renamedGroups } from "./groups/shown-in-users.ts";
import { listedAsRead } from "./list/as-read.ts";
import { counted } from "./list/counted.ts";
import { listEdges, listForm } from "./list/form.ts";
import { paging } from "./list/paging.ts";
import { sorting } from "./list/sort.ts";
import { startIndex } from "./list/start-index.ts";
import { listedValues } from "./list/values.ts";
import { errorScenarios } from "./media/errors.ts";
import { acceptScenarios, contentScenarios, unsupportedType } from "./media/types.ts";
import { readScenarios } from "./read/by-id.ts";
import { extensionProjections } from "./read/extension-projection.ts";
import { idCase, idWithMore } from "./read/id-case.ts";
import { ofOtherType } from "./read/other-type.ts";
import { partProjections } from "./read/part-projection.ts";
import { projections } from "./read/projection.ts";
import { writtenProjections } from "./read/written-projection.ts";
import { allDescribed, caseExact } from "./schema/case-exact.ts";
import { coreSchema } from "./schema/core.ts";
import { declaredExtensions } from "./schema/declared-extensions.ts";
import { extension } from "./schema/extension.ts";
import { schemaScenarios } from "./schema/honoured.ts";
import { integers } from "./schema/integers.ts";
import { readOnlyMembers } from "./schema/members.ts";
import { patchedScenarios } from "./schema/patched.ts";
import { requiredKept } from "./schema/required.ts";
import { typesSaid } from "./schema/types.ts";
import { uniqueScenarios } from "./schema/unique.ts";
import { declaredUrns } from "./schema/urns.ts";
import { searchedAsByGet } from "./search/as-by-get.ts";
import { searchScenarios } from "./search/search.ts";
import { updatesOffered } from "./update/offered.ts";
import { parallelUpdate } from "./update/parallel.ts";
import { conditionsHeld, staleListRefused } from "./versions/conditions.ts";
import { currentAccepted, staleRefused } from "./versions/if-match.ts";
import { tagsWithoutContent } from "./versions/no-content.ts";
import { parallelVersions } from "./versions/parallel.ts";
import { notModified, tagChanges, versionShown } from "./versions/shown.ts";
import { staleExtension } from "./versions/stale-extension.ts";
import { staleGroup } from "./versions/stale-group.ts";
import { patchMovesTag, tagOnWrites } from "./versions/written.ts";

/** Every scenario of the service as a whole, in the order in which reports list them. */
export const SERVICE_SCENARIOS: readonly Scenario[] = [
  providerConfig,
  resourceTypes,
  schemas,
  singleDocuments,
  filterRefused,
  publicSchemes,
  patchUnsupported,
  bulkThere,
  coreSchema,
  ...createdScenarios,
  ...unmodified,
  versionSegment,
  readOnlyIgnored,
  groupsIgnored,
  ...wrongBodies,
  ...brokenBodies,
  ...oddSchemas,
  duplicate,
  duplicateCase,
  ...sameKeys,
  afterRefusal,
  ...externalIds,
  unicode,
  passwordNever,
  minimalBody,
  ...readScenarios,
  ...idCase,
  ...idWithMore,
  ...ofOtherType,
  ...projections,
  ...extensionProjections,
  ...partProjections,
  ...updatesOffered,
  ...writtenProjections,
  listForm,
  ...listEdges,
  paging,
  startIndex,
  counted,
  ...listedAsRead,
  ...listedValues,
  ...sorting,
  ...filterScenarios,
  groupFilter,
  groupOperators,
  coreFilter,
  ...membershipFilters,
  ...afterChange,
  modifiedSince,
  ...extensionFilters,
  ...extensionAfterChange,
  ...refusedFilters,
  ...nobodyFound,
  ...searchScenarios,
  ...searchedAsByGet,
  ...deleteScenarios,
  deleteUnknown,
  reuse,
  ...madeAgain,
  ...notReassigned,
  members,
  ...groupWritten,
  membersStay,
  ...neighbours,
  nestedStays,
  versionShown,
  notModified,
  tagChanges,
  patchMovesTag,
  ...tagOnWrites,
  ...tagsWithoutContent,
  ...currentAccepted,
  ...staleRefused,
  staleGroup,
  staleExtension,
  ...conditionsHeld,
  ...staleListRefused,
  ...acceptScenarios,
  ...contentScenarios,
  unsupportedType,
  ...errorScenarios,
  groupMembers,
  groupsFollow,
  references,
  nestedReferences,
  ...openMembers,
  nestedAdded,
  ...nestedRemoved,
  ...nestedReplaced,
  nestedTwo,
  indirectGroups,
  renamedGroups,
  manyGroups,
  ...groupsAnswered,
  memberIdCase,
  ...schemaScenarios,
  integers,
  caseExact,
  allDescribed,
  ...declaredUrns,
  ...declaredExtensions,
  ...typesSaid,
  readOnlyMembers,
  ...requiredKept,
  ...patchedScenarios,
  ...uniqueScenarios,
  extension,
  ...managerScenarios,
  ...otherTenantScenarios,
  ...credentialScenarios,
  parallelCreate,
  parallelUpdate,
  parallelVersions,
];
