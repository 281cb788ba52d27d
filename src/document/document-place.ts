import { basename, isAbsolute, relative, resolve } from "node:path";
import type { DocumentPlace, Place } from "../result/index.ts";

/**
 * A place in a document as a result may tell it: the file relative to the working directory, as code hosts want it, and
 * never the path of a folder of this machine. What lies outside the working directory keeps its name alone.
 *
 * @param cwd the working directory
 */
export function documentPlace({ file, line = 1, column = 1 }: Place, cwd: string = process.cwd()): DocumentPlace {
  return { file: fileIn(file, cwd), line, column };
}

function fileIn(file: string, cwd: string): string {
  if (/^https?:\/\//iu.test(file)) {
    // A query may hold what lets somebody in.
    const url = URL.canParse(file) ? new URL(file) : undefined;
    return url === undefined ? basename(file) : `${url.origin}${url.pathname}`;
  }
  const path = relative(cwd, resolve(cwd, file)).replaceAll("\\", "/");
  const isOutside =
    path === "" || path === ".." || path.startsWith("../") || isAbsolute(path) || /^[a-z]:/iu.test(path);
  return isOutside ? basename(file.replaceAll("\\", "/")) : path;
}
