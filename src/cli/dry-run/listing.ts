import type { CredentialChoice, OutgoingRequest } from "../../client/index.ts";
import { inertLine, type Palette } from "../../report/index.ts";
import type { Exchange } from "../../result/index.ts";
import { Symbols } from "./symbols.ts";

const CREDENTIALS: Readonly<Record<CredentialChoice, string>> = {
  configured: "",
  none: ", without a credential",
  wrong: ", with a wrong credential",
  other: ", as the other tenant",
};

/** The requests of one suite, as they are printed: those of a scenario together, however they would be interleaved. */
export class Listing {
  readonly #paint: Palette;
  readonly #symbols = new Symbols();
  readonly #pending = new Map<string, string[]>();
  #total = 0;
  #dependent = 0;

  constructor(paint: Palette) {
    this.#paint = paint;
  }

  /** Takes a request that would be sent. */
  add(request: OutgoingRequest, exchange: Exchange): void {
    const path = this.#symbols.replace(request.path);
    const body = request.body === undefined ? undefined : this.#symbols.replace(request.body);
    const depends = path !== request.path || body !== request.body;
    this.#symbols.learn(exchange);
    this.#total += 1;
    if (depends) this.#dependent += 1;
    const title = `${this.#symbols.replace(request.title)}${CREDENTIALS[request.credential]}`;
    const lines = this.#pending.get(request.scenario) ?? [];
    this.#pending.set(request.scenario, lines);
    lines.push(
      `${depends ? "*" : " "} ${request.method.padEnd(6)} ${inertLine(path)}  ${this.#paint.quiet(inertLine(title))}\n`,
    );
    if (body !== undefined) lines.push(`  ${" ".repeat(6)} ${inertLine(body)}\n`);
  }

  /** What has come of these scenarios and not been printed yet; of all, where none is named. */
  take(...scenarios: readonly string[]): string {
    const names = scenarios.length === 0 ? [...this.#pending.keys()] : scenarios;
    return names
      .map((name) => {
        const lines = this.#pending.get(name) ?? [];
        this.#pending.delete(name);
        return lines.length === 0 ? "" : `\n${this.#paint.strong(name)}\n${lines.join("")}`;
      })
      .join("");
  }

  /** How many there were, in a sentence. */
  summary(suite: string): string {
    const requests = `${this.#total} request${this.#total === 1 ? "" : "s"}`;
    return `\n${suite}: ${requests}, ${this.#dependent} of them with ids from earlier answers; none was sent\n`;
  }
}
