import { existsSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's folder, found from `compat/` and from `dist/compat/` alike. */
export function projectRoot(): string {
  let at = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(at, "package.json")) && dirname(at) !== at) at = dirname(at);
  return at;
}

/** A file of a server's folder. The files that are no code are not built, so they are always those of the sources. */
export function fileOf(server: string, ...path: readonly string[]): string {
  return join(projectRoot(), "compat", server, ...path);
}

/** Where what is installed for a server is kept from one run to the next, outside the project. */
export function cacheOf(server: string): string {
  return join(process.env["SCIMPROOF_COMPAT_CACHE"] ?? join(tmpdir(), "scimproof-compat"), server);
}

/** The version of this project. */
export function toolVersion(): string {
  return (JSON.parse(readFileSync(join(projectRoot(), "package.json"), "utf8")) as { readonly version: string })
    .version;
}
