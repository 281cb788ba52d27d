export { main } from "./cli.ts";
export { CONFIG_SCHEMA } from "./config/config-schema.ts";
export type { CliIo, RunSignal } from "./io.ts";
