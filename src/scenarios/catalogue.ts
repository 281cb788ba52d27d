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
import { putGroup, type ScenarioFamily } from "./scenario.ts";

/** Every scenario, in the order in which reports list them. */
export const SCENARIO_FAMILIES: readonly ScenarioFamily[] = [
  putGroup(
    rename,
    ...memberScenarios,
    memberDisplay,
    memberNameCase,
    membersAbsent,
    membersDuplicates,
    memberUnknown,
    memberGroup,
  ),
  putGroup(
    twiceAsOnce,
    roundtrip,
    bodyIdIgnored,
    bodyIdOfAnother,
    bodyMetaIgnored,
    onlyThisGroup,
    sameName,
    lastModifiedAdvances,
  ),
  putGroup(...nameScenarios),
  putGroup(unknownId, deletedId),
  invalidBodies,
  mediaTypes,
  putGroup(...credentialScenarios),
];
