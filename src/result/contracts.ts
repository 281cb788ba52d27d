import type { Level } from "./requirement.ts";

/** What two contracts may say differently of an attribute, of a type of resource, or of the service. */
export const CONTRACT_ASPECTS = [
  "exists",
  "type",
  "multiValued",
  "required",
  "mutability",
  "returned",
  "uniqueness",
  "caseExact",
  "canonicalValues",
  "endpoint",
  "feature",
] as const;

/** One of {@link CONTRACT_ASPECTS}. */
export type ContractAspect = (typeof CONTRACT_ASPECTS)[number];

/** Something that the contracts of a server do not agree on. Information: it decides no verdict and is no finding. */
export interface ContractDisagreement {
  /** `User`, `Group`; empty for what is about the service as a whole. */
  readonly resourceType: string;
  /** `emails.type`, with the URN before it in an extension; the feature's name; empty for the type of resource itself. */
  readonly path: string;
  readonly aspect: ContractAspect;
  /** `MAY` where the RFCs leave it to the server, `DERIVED` where they have a word of their own: both are notices. */
  readonly level: Extract<Level, "MAY" | "DERIVED">;
  /** What each contract says, as a word or a few; null where it is silent. */
  readonly rfc: string | null;
  readonly server: string | null;
  readonly document: string | null;
  /** What the server did in this suite; null where that was not seen. */
  readonly observed: string | null;
}

/** The RFC, what the server publishes of itself, and the vendor's document, held against each other. */
export interface ContractComparison {
  /** What became of the server's own contract (RFC 7644 section 4), a sentence. */
  readonly published: string;
  /** The discovery documents that were asked for; the status is null where no answer came. */
  readonly endpoints: readonly { readonly endpoint: string; readonly status: number | null; readonly read: boolean }[];
  readonly disagreements: readonly ContractDisagreement[];
  /** Disagreements that are not listed, of a server or a document that has very many. */
  readonly more: number;
}
