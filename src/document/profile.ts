import type { Requirement } from "../result/index.ts";

/** What OpenAPI cannot say about a vendor: a Profile, as loaded and checked, with its defaults filled in. */
export interface Profile {
  /** Short name of the vendor, as on the command line. */
  readonly vendor: string;
  /** The vendor's name as a person writes it. */
  readonly title: string;
  /** Request media types that prose accepts beside the declared ones. */
  readonly alsoAcceptedRequestTypes: readonly string[];
  /** Values of server variables, by name. */
  readonly serverVariables: Readonly<Record<string, string>>;
  readonly put: {
    /** What the prose says of a PUT without `members`: `clear` when it says that the full list is replaced. */
    readonly absentMembers: "clear" | "keep" | "open";
  };
  readonly members: {
    /** `refuse` only where the page says so; else the answer to an unknown member is learnt. */
    readonly unknown: "open" | "refuse-404";
    /** Member `type` values to send, by resource type; empty where none is sent. */
    readonly types: Readonly<Partial<Record<"User" | "Group", string>>>;
  };
  /** Values for generated attributes, by attribute path: a mail domain that exists. `{n}` and `{run}` are filled in. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The vendor's requirements, ids with the vendor's prefix. */
  readonly requirements: readonly Requirement[];
  /** Findings that a server is known for; data for people, never used to judge. */
  readonly notes: readonly string[];
}
