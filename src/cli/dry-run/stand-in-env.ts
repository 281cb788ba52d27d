import type { Config } from "../config/load-config.ts";
import type { TargetFlags } from "../flags.ts";
import type { CliIo } from "../io.ts";

/** An environment in which every variable that is to hold a credential holds something. */
export interface StandInEnv {
  readonly env: CliIo["env"];
  /** The variables that are not set: a run would not begin without them. */
  readonly unset: readonly string[];
}

/** What is surely a name: anything else may be the credential itself, and is refused as in a run. */
const NAME = /^[A-Z_][A-Z0-9_]{0,63}$/u;

/**
 * What a dry run takes for credentials that are not there: it sends nothing, so that whoever has none yet can see what
 * would be sent. Keys, certificates and their passphrases have no stand-in: they are read, and must be right.
 */
export function standInEnv(flags: TargetFlags, config: Config | undefined, env: CliIo["env"]): StandInEnv {
  const auth = config?.value["auth"] as { readonly oauth?: Readonly<Record<string, unknown>> } | undefined;
  const names = [
    flags.tokenEnv,
    flags.basicEnv,
    flags.otherTokenEnv,
    ...(flags.headerEnv ?? []).map((text) => text.slice(text.indexOf("=") + 1)),
    auth?.oauth?.["clientIdEnv"],
    auth?.oauth?.["clientSecretEnv"],
  ].filter((name): name is string => typeof name === "string" && NAME.test(name));
  const unset = [...new Set(names)].filter((name) => (env[name] ?? "") === "");
  // A user and a password have a colon between them, and a token has none.
  const valueOf = (name: string): string => (name === flags.basicEnv ? `unset:unset-${name}` : `unset-${name}`);
  return { env: { ...env, ...Object.fromEntries(unset.map((name) => [name, valueOf(name)])) }, unset };
}
