export { main } from "./cli.ts";
export type { CliIo, CliStream, RunSignal } from "./io.ts";
