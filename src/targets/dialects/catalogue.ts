import { HarnessError } from "../../result/index.ts";
import { cube } from "./cube.ts";
import type { Dialect } from "./dialect.ts";
import { lighton } from "./lighton.ts";
import { maia } from "./maia.ts";
import { rfc } from "./rfc.ts";
import { strongdm } from "./strongdm.ts";

/** Every vendor that an embedded target can speak like, and the RFCs by themselves. */
export const DIALECTS: readonly Dialect[] = [cube, maia, lighton, strongdm, rfc];

/**
 * The dialect of a name.
 *
 * @throws {@link HarnessError} `USAGE` when there is none.
 */
export function findDialect(name: string): Dialect {
  const found = DIALECTS.find((dialect) => dialect.name === name);
  if (found !== undefined) return found;
  const names = DIALECTS.map((dialect) => dialect.name);
  throw new HarnessError("USAGE", `There is no dialect "${name}".`, {
    remedy: `there is ${names.join(", ")}`,
  });
}
