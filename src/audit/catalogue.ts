import type { Rule } from "./rule.ts";
import { badRequestUndeclared } from "./rules/bad-request-undeclared.ts";
import { enumCase } from "./rules/enum-case.ts";
import { errorNotScim } from "./rules/error-not-scim.ts";
import { errorStatusInteger } from "./rules/error-status-integer.ts";
import { exampleInvalid } from "./rules/example-invalid.ts";
import { externalIdOfServer } from "./rules/external-id-of-server.ts";
import { filterUnclosed } from "./rules/filter-unclosed.ts";
import { forbiddenCalledUnauthorized } from "./rules/forbidden-called-unauthorized.ts";
import { formRequest } from "./rules/form-request.ts";
import { idMisdescribed } from "./rules/id-misdescribed.ts";
import { idNotString } from "./rules/id-not-string.ts";
import { idParameterUndeclared } from "./rules/id-parameter-undeclared.ts";
import { jsonInvalid } from "./rules/json-invalid.ts";
import { memberValueType } from "./rules/member-value-type.ts";
import { noContentWithBody } from "./rules/no-content-with-body.ts";
import { notFoundUndeclared } from "./rules/not-found-undeclared.ts";
import { opCase } from "./rules/op-case.ts";
import { operationIdDuplicate } from "./rules/operation-id-duplicate.ts";
import { operationRequiresMore } from "./rules/operation-requires-more.ts";
import { operationValueNarrow } from "./rules/operation-value-narrow.ts";
import { operationsUndeclared } from "./rules/operations-undeclared.ts";
import { passwordReturned } from "./rules/password-returned.ts";
import { pathWithoutId } from "./rules/path-without-id.ts";
import { putCalledUpdate } from "./rules/put-called-update.ts";
import { readOnlyRequired } from "./rules/read-only-required.ts";
import { refWithoutDollar } from "./rules/ref-without-dollar.ts";
import { schemasDefault } from "./rules/schemas-default.ts";
import { schemasUndeclared } from "./rules/schemas-undeclared.ts";
import { scimMediaType } from "./rules/scim-media-type.ts";
import { securityOffAtRoot } from "./rules/security-off-at-root.ts";
import { securityUndeclared } from "./rules/security-undeclared.ts";
import { serverNotAbsolute } from "./rules/server-not-absolute.ts";
import { statusNotInTable } from "./rules/status-not-in-table.ts";
import { successStatus } from "./rules/success-status.ts";
import { unauthorizedUndeclared } from "./rules/unauthorized-undeclared.ts";
import { userNameOptional } from "./rules/user-name-optional.ts";

/** Every rule, errors first. A new one is one file and its line here. */
export const RULES: readonly Rule[] = [
  errorNotScim,
  errorStatusInteger,
  filterUnclosed,
  idNotString,
  idParameterUndeclared,
  jsonInvalid,
  memberValueType,
  noContentWithBody,
  opCase,
  operationValueNarrow,
  operationsUndeclared,
  passwordReturned,
  pathWithoutId,
  successStatus,
  badRequestUndeclared,
  enumCase,
  exampleInvalid,
  externalIdOfServer,
  forbiddenCalledUnauthorized,
  formRequest,
  idMisdescribed,
  notFoundUndeclared,
  operationIdDuplicate,
  operationRequiresMore,
  readOnlyRequired,
  refWithoutDollar,
  schemasDefault,
  schemasUndeclared,
  scimMediaType,
  securityUndeclared,
  statusNotInTable,
  unauthorizedUndeclared,
  userNameOptional,
  putCalledUpdate,
  securityOffAtRoot,
  serverNotAbsolute,
];
