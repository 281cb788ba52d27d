import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { HarnessError } from "../result/index.ts";
import { didYouMean } from "./nearest.ts";

/** The folder of this package, found from `src/` and from `dist/src/` alike. */
export function packageRoot(): string {
  for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
    const file = join(at, "package.json");
    if (existsSync(file) && (JSON.parse(readFileSync(file, "utf8")) as { name?: unknown }).name === "scimproof") {
      return at;
    }
    if (dirname(at) === at) {
      throw new HarnessError("INTERNAL", "the package's own folder was not found", {
        remedy: "install scimproof again: npm install scimproof",
      });
    }
  }
}

/** Names of the vendors whose documents come with the package, in alphabetical order. */
export function listVendors(): readonly string[] {
  const folder = join(packageRoot(), "specs");
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => existsSync(join(folder, name, "openapi.yaml")))
    .sort();
}

/**
 * The folder `specs/<vendor>/`.
 *
 * @throws HarnessError `USAGE` with the nearest name when there is no such vendor.
 */
export function vendorFolder(name: string): string {
  const vendors = listVendors();
  if (!vendors.includes(name)) {
    throw new HarnessError("USAGE", `there is no vendor ${JSON.stringify(name)}.${didYouMean(name, vendors)}`, {
      remedy: `name one of ${vendors.join(", ")}, or give your own document: --spec openapi.yaml`,
    });
  }
  return join(packageRoot(), "specs", name);
}
