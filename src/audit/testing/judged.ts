import { contractFrom, sourceFrom } from "../../document/index.ts";
import { documentOf } from "../document.ts";
import { pageOf } from "../page.ts";
import { tokensOf } from "../pointer.ts";
import type { Defect, Rule, Subject } from "../rule.ts";
import { cleanDocument } from "./clean-document.ts";

/** What is put in place of what a pointer names; `undefined` takes it away. */
export type Edits = Readonly<Record<string, unknown>>;

/** The clean document with edits, as a subject. */
export function edited(edits: Edits, openapi: "3.0.3" | "3.1.0" = "3.1.0"): Subject {
  const document = cleanDocument(openapi);
  for (const [pointer, value] of Object.entries(edits)) edit(document, tokensOf(pointer), value);
  const source = sourceFrom(JSON.stringify(document, undefined, 2), "test.json", "DOCUMENT_INVALID");
  return { document: documentOf(source, contractFrom(source, undefined, undefined)) };
}

/** What a rule finds in the clean document with edits. */
export function judged(rule: Rule, edits: Edits, openapi: "3.0.3" | "3.1.0" = "3.1.0"): readonly Defect[] {
  return rule.judge(edited(edits, openapi));
}

/** What a rule finds on a page, as `line:column`. */
export function judgedPage(rule: Rule, page: string): readonly string[] {
  return rule.judge({ page: pageOf("page.md", page) }).map(({ place }) => `${place.line}:${place.column}`);
}

function edit(document: Record<string, unknown>, tokens: readonly string[], value: unknown): void {
  let at = document;
  for (const token of tokens.slice(0, -1)) {
    const next = at[token];
    if (typeof next !== "object" || next === null) throw new Error(`nothing to edit at ${tokens.join("/")}`);
    at = next as Record<string, unknown>;
  }
  const last = tokens.at(-1) ?? "";
  if (value === undefined) delete at[last];
  else at[last] = value;
}
