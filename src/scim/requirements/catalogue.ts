import type { Requirement } from "../../result/index.ts";
import { OPENAPI } from "./openapi.ts";
import { RFC7643 } from "./rfc7643.ts";
import { RFC7643_DISCOVERY } from "./rfc7643-discovery.ts";
import { RFC7644 } from "./rfc7644.ts";
import { RFC7644_PATCH } from "./rfc7644-patch.ts";
import { RFC7644_SERVICE } from "./rfc7644-service.ts";
import { RFC8259 } from "./rfc8259.ts";
import { SERVICE_PENDING } from "./service-pending.ts";
import { withServiceTests } from "./service-tests.ts";

/** Every requirement that does not belong to one vendor, RFCs first. */
export const REQUIREMENTS: readonly Requirement[] = [
  ...RFC7643,
  ...RFC7643_DISCOVERY,
  ...RFC7644,
  ...RFC7644_PATCH,
  ...RFC7644_SERVICE,
  ...SERVICE_PENDING,
  ...RFC8259,
  ...OPENAPI,
].map(withServiceTests);
