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
  /** Ids of more general requirements: whatever fails one of those fails this one too. */
  readonly refines?: readonly string[];
  /** Why this record, although of level MUST, only advises. Such a record has severity notice. */
  readonly advisory?: string;
  /** What to do when it is not met, in a sentence: of what identity providers need. */
  readonly remedy?: string;
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
