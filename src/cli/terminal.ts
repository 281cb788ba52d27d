import type { Redactor } from "../client/index.ts";
import type { CliIo } from "./io.ts";

/** The only way to print: whatever goes out has had every known credential taken out. */
export class Terminal {
  readonly columns: number;
  /** Whether stdout and stderr show colours. */
  readonly colour: { readonly out: boolean; readonly err: boolean };
  /** True when a person looks at stderr, so that a line may be rewritten. */
  readonly live: boolean;
  readonly #io: CliIo;
  #redactor: Redactor | undefined;

  constructor(io: CliIo) {
    this.#io = io;
    this.columns = io.columns;
    this.colour = { out: showsColour(io, io.stdout.isTTY), err: showsColour(io, io.stderr.isTTY) };
    this.live = io.stderr.isTTY === true && isUnset(io.env["CI"]) && io.env["TERM"] !== "dumb";
  }

  /** Takes the redactor's secrets out of everything printed from now on. */
  guard(redactor: Redactor): void {
    this.#redactor = redactor;
  }

  /** A result. */
  out(text: string): void {
    this.#io.stdout.write(this.#clean(text));
  }

  /** Something said along the way. */
  err(text: string): void {
    this.#io.stderr.write(this.#clean(text));
  }

  #clean(text: string): string {
    return this.#redactor?.redact(text).text ?? text;
  }
}

/** NO_COLOR (https://no-color.org) wins over FORCE_COLOR, which wins over what the stream is. */
function showsColour({ env }: CliIo, isTTY: boolean | undefined): boolean {
  if (!isUnset(env["NO_COLOR"])) return false;
  const forced = env["FORCE_COLOR"];
  if (!isUnset(forced)) return forced !== "0" && forced !== "false";
  return isTTY === true && env["TERM"] !== "dumb";
}

function isUnset(value: string | undefined): boolean {
  return value === undefined || value === "";
}
