/** How binding a {@link Requirement} is; a closed set. Severity follows from it in one table, see `severity.ts`. */
export const LEVELS = ["MUST", "DOCUMENT", "SECURITY", "SHOULD", "MAY", "DERIVED", "CLIENT"] as const;

/** One of {@link LEVELS}. */
export type Level = (typeof LEVELS)[number];

/** Whose duty a requirement is, and so in which section of a report its findings stand. */
export const PARTIES = ["server-document", "server-rfc", "document", "client"] as const;

/** One of {@link PARTIES}. */
export type Party = (typeof PARTIES)[number];

/** Where a requirement comes from: the sentence a finding rests on can be looked up by hand. */
export type Source =
  | {
      readonly kind: "rfc";
      /** RFC number, for instance 7644. */
      readonly rfc: number;
      /** Section, for instance `3.5.1`. */
      readonly section: string;
    }
  | {
      readonly kind: "document";
      /** RFC 6901 pointer into the vendor's document. */
      readonly pointer: string;
    }
  | {
      readonly kind: "prose";
      /** The page that holds the sentence, as the profile names it. */
      readonly page: string;
      /** Where on that page: a heading, a table cell or a field name. */
      readonly place: string;
      /** The page's public address, where it has one of its own. */
      readonly url?: string;
    };

/** What tests a requirement, or why nothing can. */
export type Tested =
  | {
      /** Ids of checks and scenarios. */
      readonly by: readonly string[];
    }
  | { readonly untestable: string };

/**
 * What a server, or its document, must have for a requirement to apply; a closed set. A requirement without a gate applies
 * to every service provider.
 */
export const GATES = [
  "patch",
  "delete",
  "etag",
  "filter",
  "discovery",
  "extension",
  "nested-groups",
  "references",
  "immutable-attribute",
  "versioned-url",
  "no-patch",
] as const;

/** One of {@link GATES}. */
export type Gate = (typeof GATES)[number];

const GATE_WORDS: Readonly<Record<Gate, string>> = {
  patch: "servers that offer PATCH",
  delete: "servers that offer DELETE",
  etag: "servers that claim ETags",
  filter: "servers that claim filters",
  discovery: "servers that show their configuration, types and schemas",
  extension: "resources that have a schema extension",
  "nested-groups": "servers that take a Group as a member",
  references: "servers that show `$ref`",
  "immutable-attribute": "schemas that have an immutable attribute",
  "versioned-url": "servers whose base URL has a version in it",
  "no-patch": "servers that do not offer PATCH",
};

/** Whom a gated requirement is for, in words that complete “this is only for …”. */
export function gateWords(gate: Gate): string {
  return GATE_WORDS[gate];
}

/** One citable sentence that binds a server, a document or a client: in our own words, with its source. */
export interface Requirement {
  /** Stable words, never reused: `RFC7644-3.5.1-MEMBERS-REPLACED`, `CUBE-PUT-FULL-MEMBERSHIP`. */
  readonly id: string;
  readonly level: Level;
  readonly party: Party;
  /** The requirement in our own words; a statement that is true when it holds. */
  readonly text: string;
  readonly source: Source;
  readonly tested: Tested;
  /** Without this it does not apply, and a report says so. */
  readonly gate?: Gate;
  /** Ids of requirements whose failure is a failure of this one too: more general ones, or, of a summary, its instances. */
  readonly refines?: readonly string[];
  /** Why this record, although of level MUST, only advises. Such a record has severity notice. */
  readonly advisory?: string;
  /** What to do when it is not met, in a sentence: of what identity providers need. */
  readonly remedy?: string;
}

/** Declares a requirement of one's own: a sentence of a vendor's page, say, that a check of one's own holds a server to. */
export function defineRequirement(
  parts: Omit<Requirement, "party"> & Partial<Pick<Requirement, "party">>,
): Requirement {
  return { party: "server-document", ...parts };
}

/** The public address of a requirement's source, or undefined where it has none of its own. */
export function linkOf(source: Source): string | undefined {
  if (source.kind === "prose") return source.url;
  return source.kind === "rfc"
    ? `https://www.rfc-editor.org/rfc/rfc${source.rfc}#section-${source.section}`
    : undefined;
}

/** The source as a person reads it: `RFC 7644 §3.5.1`, or a pointer, or a place on a page. */
export function citationOf(source: Source): string {
  switch (source.kind) {
    case "rfc":
      return `RFC ${source.rfc} §${source.section}`;
    case "document":
      return `document ${source.pointer}`;
    case "prose":
      return `${source.page}: ${source.place}`;
  }
}
