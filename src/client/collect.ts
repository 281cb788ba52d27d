import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | undefined;

/**
 * Collects garbage now. The engine puts that off while there is memory, so that a few large bodies, each of which is
 * copied several times on its way, would fill what a build machine has without any of them being needed.
 */
export function collectGarbage(): void {
  if (collect === undefined) {
    setFlagsFromString("--expose-gc");
    const exposed: unknown = runInNewContext("gc");
    collect = typeof exposed === "function" ? (exposed as () => void) : () => undefined;
  }
  collect();
}
