import type { Contract } from "../../document/index.ts";
import { deactivatedAmongOthers } from "../deactivated-among-others.ts";
import { declares } from "../declares.ts";
import type { ScenarioFamily } from "../scenario.ts";
import { atomicScenarios } from "./atomic.ts";
import { casesFor, isThere, subjectsOf } from "./case.ts";
import { activeCases } from "./cases-active.ts";
import { addCases } from "./cases-add.ts";
import { filterCases } from "./cases-filters.ts";
import { operationsCases } from "./cases-operations.ts";
import { primaryCases } from "./cases-primary.ts";
import { openCases, refusedCases } from "./cases-refused.ts";
import { removeCases } from "./cases-remove.ts";
import { replaceCases } from "./cases-replace.ts";
import { extensionCases, spelledCases } from "./cases-spelled.ts";
import { textCases } from "./cases-texts.ts";
import { filterValueCase } from "./filter-value-case.ts";
import { patchGroupsKept } from "./groups-kept.ts";
import { identityScenarios } from "./identity.ts";
import { lookAlikes } from "./look-alikes.ts";
import { messageScenarios } from "./messages.ts";
import { metaScenarios } from "./meta.ts";
import { patchOthersKept } from "./others-kept.ts";
import { refusedKeepsVersion } from "./refused-meta.ts";
import { patchActive, patchActiveText, patchPassword } from "./values-kept.ts";

const CASES = [
  addCases,
  replaceCases,
  removeCases,
  spelledCases,
  extensionCases,
  textCases,
  operationsCases,
  refusedCases,
  openCases,
  primaryCases,
  filterCases,
  activeCases,
];

/** PATCH of a User by the grammar of RFC 7644 section 3.5.2, for the attributes that the document has. */
export const patchUserScenarios: ScenarioFamily["scenarios"] = (contract, operation) => {
  const subjects = subjectsOf(contract, operation);
  if (subjects === undefined) return [];
  return [
    ...casesFor(CASES, subjects, contract, operation),
    ...(isThere(operation, "active") ? [patchActive, patchActiveText, deactivatedAmongOthers("patch")] : []),
    ...messageScenarios(subjects),
    ...metaScenarios(subjects),
    ...identityScenarios(subjects, isThere(operation, "externalId")),
    ...atomicScenarios(subjects, operation),
    refusedKeepsVersion(subjects),
    filterValueCase(subjects),
    ...lookAlikes(subjects, isThere(operation, "externalId")),
    patchGroupsKept(subjects),
    patchOthersKept(subjects),
    ...(takesPassword(contract) ? [patchPassword] : []),
  ];
};

/** A password stands in no answer: that Users have one is seen where they are made or replaced. */
function takesPassword({ operations }: Contract): boolean {
  return operations.some(
    (operation) =>
      operation.resourceType === "User" &&
      (operation.method === "POST" || operation.method === "PUT") &&
      operation.request.content.length > 0 &&
      declares(operation, "password"),
  );
}
