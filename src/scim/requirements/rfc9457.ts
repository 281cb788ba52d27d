import type { Requirement } from "../../result/index.ts";
import { rfc } from "./rfc.ts";

/** What RFC 9457 says of problem details, the errors of documents that declare `application/problem+json`. */
export const RFC9457: readonly Requirement[] = [
  rfc("RFC9457-3.1.2-STATUS", "MUST", "The `status` of a problem detail is the HTTP status of its answer.", [
    "error.problem-status",
  ]),
];
