import {
  assemble,
  contractFrom,
  type FetchDocument,
  readSource,
  readText,
  type Source,
  withReferences,
} from "../document/index.ts";
import { DEFECT_LEVELS, type DefectLevel, HarnessError } from "../result/index.ts";
import { RULES } from "./catalogue.ts";
import { documentOf } from "./document.ts";
import { carriesDocument, isPage, type Page, pageOf, speaksScim } from "./page.ts";
import type { Defect, Subject } from "./rule.ts";

/** Paths of the files to audit. */
export interface AuditFiles {
  /** YAML, JSON, or a markdown page, with an OpenAPI document in it or without. */
  readonly file: string;
  /** An overlay that repairs the document: what it repairs is no defect any more. */
  readonly overlay?: string | undefined;
  readonly profile?: string | undefined;
  /** How to get what the document refers to over the network; without it, references to other documents are refused. */
  readonly fetchReference?: FetchDocument | undefined;
}

/** What an audit found; this is also the shape of `scimproof audit --json`. */
export interface AuditResult {
  /** Grows when a field changes meaning or goes away. */
  readonly schemaVersion: 1;
  readonly document: {
    /** The path as given. */
    readonly file: string;
    /** `openapi`, or `page` for prose without an OpenAPI document. */
    readonly kind: "openapi" | "page";
    /** Title and version of the document; absent for a page. */
    readonly title?: string;
    readonly version?: string;
    /** The `openapi` field, for instance `3.1.0`; absent for a page. */
    readonly openapi?: string;
  };
  /** The SCIM operations that were audited: `PUT /scim/v2/Groups/{id}`. Empty for a page. */
  readonly operations: readonly string[];
  readonly summary: Readonly<Record<DefectLevel, number>>;
  /** Worst first; within a level by place. */
  readonly defects: readonly Defect[];
}

/**
 * Reads a document and holds every rule against it. Sends nothing.
 *
 * @throws HarnessError `DOCUMENT_INVALID`, `OVERLAY_INVALID` or `PROFILE_INVALID` for a file that cannot be read.
 */
export async function audit(files: AuditFiles): Promise<AuditResult> {
  const found = await readDocument(files.file);
  if (found.source === undefined) {
    if (files.overlay !== undefined) {
      throw new HarnessError("OVERLAY_INVALID", "an overlay repairs an OpenAPI document, and the page carries none", {
        place: { file: files.overlay, line: 1, column: 1 },
        remedy: "leave --overlay out, or give the document",
      });
    }
    return resultOf({ file: files.file, kind: "page" }, [], { page: found.page });
  }
  const { page } = found;
  const overlay = files.overlay === undefined ? undefined : await readSource(files.overlay, "OVERLAY_INVALID");
  const profile = files.profile === undefined ? undefined : await readSource(files.profile, "PROFILE_INVALID");
  const { fetchReference } = files;
  const source =
    fetchReference === undefined ? found.source : await withReferences(found.source, overlay, fetchReference);
  const contract = contractFrom(source, overlay, profile);
  const { title, version, openapi } = contract.document;
  return resultOf(
    { file: files.file, kind: "openapi", title, version, openapi },
    contract.operations.map(({ key }) => key),
    { document: documentOf(assemble(source, overlay), contract), page },
  );
}

/** Holds every rule against a document or page that is at hand; pure. */
export function defectsOf(subject: Subject): readonly Defect[] {
  const rank = ({ level }: Defect): number => DEFECT_LEVELS.indexOf(level);
  return RULES.flatMap((rule) => rule.judge(subject)).sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.place.line ?? 0) - (b.place.line ?? 0) ||
      (a.place.column ?? 0) - (b.place.column ?? 0) ||
      a.rule.localeCompare(b.rule, "en"),
  );
}

function resultOf(document: AuditResult["document"], operations: readonly string[], subject: Subject): AuditResult {
  const defects = defectsOf(subject);
  const count = (level: DefectLevel): number => defects.filter((defect) => defect.level === level).length;
  return {
    schemaVersion: 1,
    document,
    operations,
    summary: { error: count("error"), warning: count("warning"), notice: count("notice") },
    defects,
  };
}

type Read =
  | { readonly source: Source; readonly page: Page | undefined }
  | { readonly source?: never; readonly page: Page };

async function readDocument(file: string): Promise<Read> {
  const isMarkdown = isPage(file);
  try {
    const source = await readSource(file, "DOCUMENT_INVALID");
    return { source, page: isMarkdown ? pageOf(file, source.text) : undefined };
  } catch (error) {
    const prose = isMarkdown && error instanceof HarnessError ? await prosePage(file) : undefined;
    // Neither a document nor a page about SCIM: then the first complaint stands.
    if (prose === undefined) throw error;
    return { page: prose };
  }
}

/** A page without an OpenAPI document that speaks about SCIM, or undefined. */
async function prosePage(file: string): Promise<Page | undefined> {
  let text: string;
  try {
    text = await readText(file, "DOCUMENT_INVALID");
  } catch {
    return undefined;
  }
  if (carriesDocument(text)) return undefined;
  const page = pageOf(file, text);
  return speaksScim(page) ? page : undefined;
}
