import { expect, test } from "vitest";
import { SAMPLE_AUDIT } from "../../report/fixtures/sample-audit.ts";
import type { DocumentDefect } from "../../result/index.ts";
import { cubePlan } from "../testing.ts";
import { documentAudits } from "./document-audits.ts";

const { contract } = await cubePlan();
const defects = SAMPLE_AUDIT.documents.flatMap((document) => document.defects);
const audit = () => ({ rules: SAMPLE_AUDIT.rules, defects });
const about = { name: contract.document.name, title: contract.document.title, digest: contract.digest };

test("a document of several suites is audited once", () => {
  let times = 0;
  const counted = () => {
    times += 1;
    return audit();
  };
  expect(documentAudits([1, 2, 3].map(() => ({ contract, audit: counted })))).toEqual({
    rules: SAMPLE_AUDIT.rules,
    documents: [{ ...about, defects, more: 0 }],
  });
  expect(times).toBe(1);
});

test("of very many the worst are kept, and the rest is counted", () => {
  const many: readonly DocumentDefect[] = Array.from({ length: 600 }, () => defects).flat();
  const [document] = documentAudits([{ contract, audit: () => ({ rules: [], defects: many }) }], 100).documents;
  expect(document).toEqual({ ...about, defects: many.slice(0, 100), more: 2300 });
});

test("what was not audited says why, and looks like nothing else", () => {
  const generic = { ...contract, digest: "sha256:1", profile: { ...contract.profile, generic: true } };
  const broken = { ...contract, digest: "sha256:2" };
  const { rules, documents } = documentAudits([
    { contract },
    { contract: generic, audit },
    {
      contract: broken,
      audit: () => {
        throw new Error("a rule threw");
      },
    },
  ]);
  expect(rules).toEqual([]);
  expect(documents.map(({ defects: found, notAudited }) => [found.length, notAudited])).toEqual([
    [0, "whoever started the run did not ask for it"],
    [0, "it describes what every server has, and is no document of a vendor"],
    [0, "the audit broke: a rule threw"],
  ]);
});
