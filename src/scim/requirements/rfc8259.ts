import type { Requirement } from "../../result/index.ts";
import { rfc } from "./rfc.ts";

/** The requirements of RFC 8259, which says what JSON is. */
export const RFC8259: readonly Requirement[] = [
  rfc("RFC8259-4-UNIQUE-NAMES", "SHOULD", "The names within one JSON object are unique.", [
    "response.json-well-formed",
  ]),
];
