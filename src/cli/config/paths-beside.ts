import { dirname, relative, resolve } from "node:path";
import type { Config } from "./load-config.ts";

/**
 * How the paths that stand in a file are read: from the folder that it lies in.
 *
 * @param path of the file, absolute
 */
export function pathsBeside(path: string): Pick<Config, "pathOf" | "absolute"> {
  // An address is no path, and is refused as what it is.
  const isAddress = (other: string): boolean => /^[a-z]{2,}:\/\//iu.test(other);
  return {
    pathOf: (other) => (isAddress(other) ? other : relative(process.cwd(), resolve(dirname(path), other)) || "."),
    absolute: (other) => (isAddress(other) ? other : resolve(dirname(path), other)),
  };
}
