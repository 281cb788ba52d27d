import type { TlsOptions } from "../client/index.ts";
import { shownPath } from "../result/index.ts";
import type { TargetFlags } from "./flags.ts";
import { readSmall } from "./read-small.ts";
import { usage } from "./usage.ts";

/**
 * Reads the files that `--ca`, `--cert` and `--key` name, and the passphrase. A client certificate may have its key in
 * the same file, as curl takes it.
 *
 * @param read the value of the variable that a flag names
 * @throws HarnessError `USAGE` for a file that cannot be read
 */
export function readTls(
  { ca, cert, key, keyPassphraseEnv }: Pick<TargetFlags, "ca" | "cert" | "key" | "keyPassphraseEnv">,
  read: (flag: string, name: string) => string,
): TlsOptions | undefined {
  if ([ca, cert, key, keyPassphraseEnv].every((one) => one === undefined)) return undefined;
  const certificate = cert === undefined ? undefined : textOf("--cert", cert);
  const own = certificate?.includes("PRIVATE KEY-----") === true ? certificate : undefined;
  const privateKey = key === undefined ? own : textOf("--key", key);
  return {
    ...(ca === undefined ? {} : { ca: textOf("--ca", ca) }),
    ...(certificate === undefined ? {} : { cert: certificate }),
    ...(privateKey === undefined ? {} : { key: privateKey }),
    ...(keyPassphraseEnv === undefined ? {} : { passphrase: read("--key-passphrase-env", keyPassphraseEnv) }),
  };
}

function textOf(flag: string, path: string): string {
  let text: string | undefined;
  const shown = shownPath(path);
  try {
    text = readSmall(path);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "it cannot be read";
    throw usage(`${flag} ${shown}: ${code === "ENOENT" ? "there is no such file" : code}`, "name a file in PEM");
  }
  if (text === undefined) throw usage(`${flag} ${shown}: it is larger than any certificate`, "name a file in PEM");
  return text;
}
