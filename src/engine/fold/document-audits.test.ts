import { expect, test } from "vitest";
import { SAMPLE_AUDIT } from "../../report/fixtures/sample-audit.ts";
import type { SuiteRun } from "../options.ts";
import { contractWith } from "../testing.ts";
import { documentAudits } from "./document-audits.ts";

test.todo("x");
