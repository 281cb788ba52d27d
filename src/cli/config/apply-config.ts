import type { Command } from "commander";
import { CONFIG_KEYS } from "./keys.ts";
import type { Config } from "./load-config.ts";

/**
 * What a key of the config is about: said closer by the command line or the environment, the config's is about something
 * else and left out. Its overlay belongs to its own document.
 */
const GIVES_WAY_TO: Readonly<Record<string, readonly string[]>> = {
  overlay: ["spec"],
  profile: ["spec"],
  server: ["spec", "target"],
  serverVar: ["spec", "target"],
  pathParam: ["spec"],
  target: ["server", "serverVar"],
  tokenEnv: ["basicEnv"],
  basicEnv: ["tokenEnv"],
};

/** What else is about the same thing, in configs laid one over the other: a document brings its suites, a credential is alone. */
const GIVES_WAY_IN_LAYERS: Readonly<Record<string, readonly string[]>> = {
  ...GIVES_WAY_TO,
  suites: ["spec"],
  tokenEnv: ["basicEnv", "auth"],
  basicEnv: ["tokenEnv", "auth"],
  auth: ["tokenEnv", "basicEnv"],
};

/**
 * True of a key of a config that is about something else once closer keys are said.
 *
 * @param closer the keys of a config that is laid over the one with the key
 */
export function givesWay(key: string, closer: ReadonlySet<string>): boolean {
  return GIVES_WAY_IN_LAYERS[key]?.some((other) => closer.has(other)) === true;
}

/**
 * Fills in from a config what neither the command line nor the environment says.
 *
 * @param except keys that the command does not take from a config
 */
export function applyConfig(command: Command, config: Config, except: ReadonlySet<string>): void {
  const closer = new Set(
    command.options
      .map((option) => option.attributeName())
      .filter((name) => isSaid(command.getOptionValueSource(name))),
  );
  const taken = new Set(command.options.map((option) => option.attributeName()));
  for (const { key, flag, typed, isPath } of CONFIG_KEYS) {
    const value = config.value[key];
    if (value === undefined || !taken.has(flag) || closer.has(flag) || except.has(key)) continue;
    if (GIVES_WAY_TO[flag]?.some((other) => closer.has(other)) === true) continue;
    const text = typed(value as never);
    const shown = isPath === true && typeof text === "string" ? config.pathOf(text) : text;
    command.setOptionValueWithSource(flag, shown, "config");
  }
}

/** The suites that a config names; they belong to its own document. */
export function suitesIn(command: Command, config: Config): readonly string[] {
  const { suites } = config.value;
  return isSaid(command.getOptionValueSource("spec")) || !Array.isArray(suites) ? [] : (suites as readonly string[]);
}

/** The config without its OAuth, where the command line or the environment names another credential. */
export function withoutAuth(command: Command, config: Config): Config {
  const isOther = ["tokenEnv", "basicEnv"].some((flag) => isSaid(command.getOptionValueSource(flag)));
  if (!isOther) return config;
  const { auth: _, ...value } = config.value;
  return { ...config, value };
}

function isSaid(source: string | undefined): boolean {
  return source === "cli" || source === "env";
}
