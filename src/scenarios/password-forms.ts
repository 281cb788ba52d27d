import { createHash } from "node:crypto";
import type { ScenarioContext } from "./context.ts";

const NAME = "generated password";

/**
 * Keeps a password out of every artefact, and what a hash without salt makes of it as well: who has that needs no more than
 * a list of passwords.
 */
export function addPassword(context: ScenarioContext, password: string): void {
  context.addSecret(NAME, password);
  for (const algorithm of ["md5", "sha1", "sha256", "sha512"]) {
    const digest = createHash(algorithm).update(password).digest();
    const hex = digest.toString("hex");
    for (const text of [hex, hex.toUpperCase(), digest.toString("base64"), digest.toString("base64url")])
      context.addSecret(`${NAME} ${algorithm}`, text);
  }
}

/** True of an answer that has the password in it, as it was sent or hashed. */
export function tellsPassword(disclosed: readonly string[]): boolean {
  return disclosed.some((name) => name === NAME || name.startsWith(`${NAME} `));
}
