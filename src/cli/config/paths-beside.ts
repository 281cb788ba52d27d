import { dirname, relative, resolve } from "node:path";
import type { Config } from "./load-config.ts";

/**
 * How the paths that stand in a file are read: from the folder that it lies in.
 *
 * @param path of the file, absolute
 */
export function pathsBeside(path: string): Pick<Config, "pathOf" | "absolute"> {
  return {
    pathOf: (other) => relative(process.cwd(), resolve(dirname(path), other)) || ".",
    absolute: (other) => resolve(dirname(path), other),
  };
}
