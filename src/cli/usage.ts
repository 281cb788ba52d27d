import { HarnessError } from "../result/index.ts";

/** A mistake on the command line, with what to type instead. */
export function usage(message: string, remedy?: string): HarnessError {
  return new HarnessError("USAGE", message, remedy === undefined ? {} : { remedy });
}
