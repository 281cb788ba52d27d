export { main } from "./cli.ts";
export { CONFIG_SCHEMA } from "./config/config-schema.ts";
export { TARGETS_SCHEMA } from "./config/targets-schema.ts";
export type { CliIo, RunSignal } from "./io.ts";
