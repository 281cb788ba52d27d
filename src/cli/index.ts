export { main } from "./cli.ts";
export type { CliIo, RunSignal } from "./io.ts";
