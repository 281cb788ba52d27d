import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { EXIT_CODES, exitCodeOf, matrixTarget, missingTarget } from "../../gate/index.ts";
import { REPORTERS } from "../../report/index.ts";
import { describeHarnessError, HarnessError, type MatrixPlace, type MatrixTarget } from "../../result/index.ts";
import { readResult } from "../read-results.ts";

/**
 * What a target came to, from what its run has written.
 *
 * @param folder that holds the folders of all targets
 * @param out the folder of the index, to which the paths of its reports are relative
 * @param exitCode of the run; undefined for what the result itself says
 */
export async function gatheredTarget(
  target: MatrixPlace,
  folder: string,
  out: string,
  exitCode?: number,
): Promise<MatrixTarget> {
  const own = join(folder, target.name);
  if (!existsSync(join(own, REPORTERS.json.file))) {
    return missingTarget(target, exitCode ?? EXIT_CODES.inconclusive, `${own} holds no ${REPORTERS.json.file}`);
  }
  try {
    const { result } = await readResult(own);
    const found = Object.entries(REPORTERS).filter(([, { file }]) => existsSync(join(own, file)));
    const reports = Object.fromEntries(
      found.map(([name, { file }]) => [name, relative(out, join(own, file)).replaceAll("\\", "/")]),
    );
    return matrixTarget(target, result, exitCode ?? exitCodeOf(result), reports);
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return missingTarget(target, exitCode ?? EXIT_CODES.inconclusive, describeHarnessError(error));
  }
}
