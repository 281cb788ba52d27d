import type { Requirement } from "../result/index.ts";

/** An array of objects; the same as JSON text; an id alone. */
export type PatchValueShape = "array" | "json-text" | "bare-id";

/** `members[value eq "…"]` without a value; the same with an empty one; `members` with a value list. */
export type PatchRemoveShape = "filter" | "filter-empty-value" | "value-list";

/** What OpenAPI cannot say about a vendor: a Profile, as loaded and checked, with its defaults filled in. */
export interface Profile {
  /** Short name of the vendor, as on the command line. */
  readonly vendor: string;
  /** The vendor's name as a person writes it. */
  readonly title: string;
  /** True for a document that is no vendor's page and describes every server of a kind: run when it is named, never by itself. */
  readonly generic: boolean;
  /** Request media types that prose accepts beside the declared ones. */
  readonly alsoAcceptedRequestTypes: readonly string[];
  /** Values of server variables, by name. */
  readonly serverVariables: Readonly<Record<string, string>>;
  /** Values of path parameters before the id, by name: the organization that every path begins with. */
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly put: {
    /** What the prose says of a PUT without `members`: `clear` when it says that the full list is replaced. */
    readonly absentMembers: "clear" | "keep" | "open";
    /** Attributes that every PUT body of a resource type carries because the document requires them: `meta` at Maia. */
    readonly alwaysSend: Readonly<Partial<Record<"User" | "Group", Readonly<Record<string, unknown>>>>>;
  };
  readonly patch: {
    /**
     * True where no profile says how values and removals are written: then the document's schema decides, and what it
     * excludes is sent only to see it refused.
     */
    readonly fromDocument: boolean;
    /** The status of a PATCH that changes nothing, where the page names one; undefined where it is open. */
    readonly noChangeStatus: number | undefined;
    /** How the value of a members operation may be written, in the order to probe. */
    readonly valueShapes: readonly PatchValueShape[];
    /** How members may be removed, in the order to probe. */
    readonly removeShapes: readonly PatchRemoveShape[];
    /** True where an operation without `path` is refused or not described. */
    readonly pathRequired: boolean;
    /** `open`: learnt. `refuse-404`: the page says so, in add and replace. */
    readonly unknownMember: "open" | "refuse-404";
    /** True where the page says that PUT is off: it must not succeed or change anything. */
    readonly putOff: boolean;
  };
  readonly members: {
    /** `refuse-404` only where the page says so, of a PUT; else the answer to an unknown member is learnt. */
    readonly unknown: "open" | "refuse-404";
    /** Member `type` values to send, by resource type; empty where none is sent. */
    readonly types: Readonly<Partial<Record<"User" | "Group", string>>>;
  };
  readonly tenants: {
    /** The status that the page's words give what belongs to another tenant; undefined where it is open. */
    readonly foreignStatus: number | undefined;
  };
  /** Values for attributes of generated Users, by path: a mail domain that exists. `{n}` and `{run}` are filled in. */
  readonly attributes: Readonly<Record<string, string>>;
  /** The vendor's requirements, ids with the vendor's prefix. */
  readonly requirements: readonly Requirement[];
  /** Findings that a server is known for; data for people, never used to judge. */
  readonly notes: readonly string[];
}
