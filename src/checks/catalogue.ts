import type { Check } from "./check.ts";
import { errorProblemStatus } from "./error-problem-status.ts";
import { errorShape } from "./error-shape.ts";
import { resourceIdIsUrl } from "./resource-id-is-url.ts";
import { resourceMemberRef } from "./resource-member-ref.ts";
import { resourceMeta } from "./resource-meta.ts";
import { resourceNeverReturned } from "./resource-never-returned.ts";
import { resourcePrimaryOnce } from "./resource-primary-once.ts";
import { resourceShape } from "./resource-shape.ts";
import { resourceTimes } from "./resource-times.ts";
import { responseBodySchema } from "./response-body-schema.ts";
import { responseJsonWellFormed } from "./response-json-well-formed.ts";
import { responseMediaTypeDeclared } from "./response-media-type-declared.ts";
import { responseNo5xx } from "./response-no-5xx.ts";
import { responseNoBody } from "./response-no-body.ts";
import { responseNoSecret } from "./response-no-secret.ts";
import { responseReceived } from "./response-received.ts";
import { responseStatusDeclared } from "./response-status-declared.ts";

/** Every check, run on every exchange in this order. */
export const CHECKS: readonly Check[] = [
  responseReceived,
  responseStatusDeclared,
  responseNo5xx,
  responseMediaTypeDeclared,
  responseJsonWellFormed,
  responseNoBody,
  responseBodySchema,
  resourceShape,
  resourceIdIsUrl,
  resourceMeta,
  resourceTimes,
  resourceNeverReturned,
  resourcePrimaryOnce,
  resourceMemberRef,
  responseNoSecret,
  errorShape,
  errorProblemStatus,
];
