import { type DialectName, startTarget } from "../../src/targets/index.ts";

// A program: an embedded target that waits so many ms before it answers, until the process is ended.
const [, , dialect = "", answerAfter = ""] = process.argv;
const answerAfterMs = Number(answerAfter);
const target = await startTarget({ dialect: dialect as DialectName, ...(answerAfterMs > 0 ? { answerAfterMs } : {}) });
process.stdout.write(`${JSON.stringify({ url: target.url, token: target.token })}\n`);
