import { expect, test } from "vitest";
import { SAMPLE_AUDIT } from "../../report/fixtures/sample-audit.ts";
import type { AuditResults, DocumentAudit } from "../../result/index.ts";
import { mergeAudits } from "./merge-audits.ts";

const [CUBE] = SAMPLE_AUDIT.documents as readonly [DocumentAudit];
const NONE: DocumentAudit = { ...CUBE, defects: [], notAudited: "whoever started the run did not ask for it" };

const of = (...documents: readonly DocumentAudit[]): { readonly audit: AuditResults } => ({
  audit: { rules: documents.some(({ notAudited }) => notAudited === undefined) ? SAMPLE_AUDIT.rules : [], documents },
});

test("parts that read one document have its defects once", () => {
  expect(mergeAudits([of(CUBE), of(CUBE), of(CUBE)])).toEqual({ audit: SAMPLE_AUDIT });
});

test("documents of several runs stand side by side, and their rules once", () => {
  const maia = { ...CUBE, digest: `sha256:${"0".repeat(64)}`, title: "Maia" };
  expect(mergeAudits([of(CUBE), of(maia)]).audit).toEqual({ rules: SAMPLE_AUDIT.rules, documents: [CUBE, maia] });
});

test("what one part found is not lost because another did not look, whichever comes first", () => {
  expect(mergeAudits([of(NONE), of(CUBE)])).toEqual({ audit: SAMPLE_AUDIT });
  expect(mergeAudits([of(CUBE), of(NONE)])).toEqual({ audit: SAMPLE_AUDIT });
  expect(mergeAudits([of(NONE), of(NONE)]).audit?.documents).toEqual([NONE]);
});

test("results of earlier versions have none, and do not look as if nothing was found", () => {
  expect(mergeAudits([{}, {}])).toEqual({});
  expect(mergeAudits([{}, of(CUBE)])).toEqual({ audit: SAMPLE_AUDIT });
});
