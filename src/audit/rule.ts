import type { DefectLevel, DefectRule, Place } from "../result/index.ts";
import type { AuditDocument } from "./document.ts";
import type { Page } from "./page.ts";

/** Something wrong in a document, at its place. */
export interface Defect {
  /** Id of the rule, for instance `audit.error-status-integer`. */
  readonly rule: string;
  readonly level: DefectLevel;
  /** RFC 6901 pointer into the document; absent where a page has no OpenAPI document for it. */
  readonly pointer?: string;
  readonly place: Place;
  readonly message: string;
  /** What to write instead. */
  readonly remedy: string;
}

/** What is audited: a document, a page of prose, or a page that carries a document. */
export interface Subject {
  readonly document?: AuditDocument | undefined;
  readonly page?: Page | undefined;
}

/** The sentence that a rule rests on: where to look it up. */
type Reference = DefectRule["source"];

/** One rule: what it looks for, why that does harm, and the function that finds it. */
export interface Rule extends DefectRule {
  /** Stable words, never used again for something else. */
  readonly id: `audit.${string}`;
  /** Every place where the rule is broken, in the order of the document; pure. */
  readonly judge: (subject: Subject) => readonly Defect[];
}

type Words = Omit<Rule, "judge">;

/** A defect of a document before its rule's name is put to it. */
export interface Found {
  readonly pointer: string;
  readonly message: string;
  readonly remedy: string;
}

/** A defect of a page before its rule's name is put to it. */
export interface FoundOnPage extends Omit<Found, "pointer"> {
  readonly line: number;
  readonly column: number;
}

/** A rule about OpenAPI documents. A schema that many operations share is blamed once. */
export function documentRule(rule: Words & { readonly find: (document: AuditDocument) => Iterable<Found> }): Rule {
  const { find, ...words } = rule;
  return {
    ...words,
    judge: ({ document }) => {
      const defects = new Map<string, Defect>();
      for (const { pointer, message, remedy } of document === undefined ? [] : find(document)) {
        if (document === undefined || defects.has(pointer)) continue;
        const place = document.placeOf(pointer);
        defects.set(pointer, { rule: words.id, level: words.level, pointer, place, message, remedy });
      }
      return [...defects.values()];
    },
  };
}

/** A rule about what a markdown page says outside of an OpenAPI document. */
export function pageRule(rule: Words & { readonly find: (page: Page) => Iterable<FoundOnPage> }): Rule {
  const { find, ...words } = rule;
  return {
    ...words,
    judge: ({ page }) =>
      page === undefined
        ? []
        : [...find(page)].map(({ line, column, message, remedy }) => ({
            rule: words.id,
            level: words.level,
            place: { file: page.file, line, column },
            message,
            remedy,
          })),
  };
}

/** A section of an RFC. */
export function rfc(number: 7643 | 7644 | 8259 | 9110, section: string): Reference {
  return {
    text: `RFC ${number} §${section}`,
    link: `https://www.rfc-editor.org/rfc/rfc${number}#section-${section}`,
  };
}

/** A section of the OpenAPI Specification, by its heading: its numbers change from version to version. */
export function openapi(heading: string): Reference {
  const anchor = heading.toLowerCase().replaceAll(" ", "-");
  return { text: `OpenAPI, ${heading}`, link: `https://spec.openapis.org/oas/v3.1.1.html#${anchor}` };
}
