import { inertLine, palette } from "../report/index.ts";
import type { Exchange, Outcome, RunEvent } from "../result/index.ts";
import { exchangeLine, preflightLines } from "./lines.ts";
import type { Terminal } from "./terminal.ts";

// How many finished scenarios lie between two lines, where a line cannot be rewritten.
const LINE_EVERY = 10;
const MARKS: Readonly<Partial<Record<Outcome, string>>> = { passed: "✓", failed: "✗" };

/** Shows how far a run is: one rewritten line for a person, a line now and then for a log. */
export class Progress {
  readonly #terminal: Terminal;
  readonly #verbose: boolean;
  readonly #begun = performance.now();
  readonly #counts = { passed: 0, failed: 0, other: 0 };
  #total = 0;
  #shown = "";

  constructor(terminal: Terminal, verbose: boolean) {
    this.#terminal = terminal;
    this.#verbose = verbose;
  }

  /** Takes the next event of the run. */
  on(event: RunEvent): void {
    switch (event.type) {
      case "run-started":
        this.#total = event.suites.reduce((sum, { scenarios }) => sum + scenarios.length, 0);
        return;
      case "scenario-started":
        this.#rewrite(event.scenario);
        return;
      case "scenario-ended":
        this.#ended(event.scenario, event.outcome, event.reason);
        return;
      case "preflight":
        // What there is something to do about is told to everybody.
        if (this.#verbose || event.step.outcome === "failed" || event.step.remedy !== undefined)
          this.say(preflightLines(event.step, this.#paint()));
        return;
      case "exchange":
        if (this.#verbose) this.#exchange(event.exchange);
        return;
      case "cleanup":
        this.clear();
        return;
      case "suite-started":
      case "capability":
      case "contracts":
      case "judgement":
      case "passes":
      case "confirmed":
      case "suite-ended":
      case "run-ended":
        return;
    }
  }

  /** Prints lines above the one that is rewritten. */
  say(text: string): void {
    this.clear();
    this.#terminal.err(text);
  }

  /** Takes the rewritten line away. */
  clear(): void {
    if (this.#shown !== "") this.#terminal.err("\r\u001b[2K");
    this.#shown = "";
  }

  #paint(): ReturnType<typeof palette> {
    return palette(this.#terminal.colour.err);
  }

  #exchange(exchange: Exchange): void {
    this.say(exchangeLine(exchange, this.#paint()));
  }

  #ended(scenario: string, outcome: Outcome, reason: string | undefined): void {
    const kind = outcome === "passed" || outcome === "failed" ? outcome : "other";
    this.#counts[kind] += 1;
    const { passed, failed, other } = this.#counts;
    if (this.#terminal.live) {
      this.#rewrite(scenario);
      return;
    }
    if (outcome !== "passed") {
      const why = reason === undefined ? "" : `: ${inertLine(reason.split("\n")[0] ?? "")}`;
      this.say(`${MARKS[outcome] ?? "–"} ${scenario} ${outcome}${why}\n`);
    }
    const done = passed + failed + other;
    if (done % LINE_EVERY === 0 || done === this.#total) this.say(`${this.#line("")}\n`);
  }

  #rewrite(scenario: string): void {
    if (!this.#terminal.live) return;
    const line = this.#line(scenario).slice(0, Math.max(20, this.#terminal.columns - 1));
    this.#terminal.err(`${this.#shown === "" ? "" : "\r\u001b[2K"}${line}`);
    this.#shown = line;
  }

  #line(scenario: string): string {
    const { passed, failed, other } = this.#counts;
    const seconds = ((performance.now() - this.#begun) / 1000).toFixed(1);
    const name = scenario === "" ? "" : ` ${inertLine(scenario)} `;
    return `[${passed + failed + other}/${this.#total}]${name} ✓ ${passed} ✗ ${failed} – ${other}   ${seconds} s`;
  }
}
