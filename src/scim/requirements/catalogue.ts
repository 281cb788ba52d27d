import type { Requirement } from "../../result/index.ts";
import { OPENAPI } from "./openapi.ts";
import { RFC7643 } from "./rfc7643.ts";
import { RFC7644 } from "./rfc7644.ts";
import { RFC7644_PATCH } from "./rfc7644-patch.ts";
import { RFC8259 } from "./rfc8259.ts";

/** Every requirement that does not belong to one vendor, RFCs first. */
export const REQUIREMENTS: readonly Requirement[] = [...RFC7643, ...RFC7644, ...RFC7644_PATCH, ...RFC8259, ...OPENAPI];
