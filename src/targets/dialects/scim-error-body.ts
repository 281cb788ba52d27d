import type { JsonObject } from "../core/json.ts";
import type { ScimError } from "../core/scim-error.ts";
import { ERROR_URN } from "../core/urns.ts";

/** A refusal in the form of RFC 7644 section 3.12. */
export function scimErrorBody(error: ScimError): JsonObject {
  return {
    schemas: [ERROR_URN],
    status: String(error.status),
    ...(error.scimType === undefined ? {} : { scimType: error.scimType }),
    detail: error.message,
  };
}
