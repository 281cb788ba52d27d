import { type RunControl, type RunSettings, run, type SuitePlan, type SuiteRun } from "../../engine/index.ts";
import { palette } from "../../report/index.ts";
import type { RunEvent } from "../../result/index.ts";
import { EXIT, FAULT } from "../errors.ts";
import type { CliIo } from "../io.ts";
import { runCard } from "../lines.ts";
import { watchSignals } from "../signals.ts";
import type { Terminal } from "../terminal.ts";
import { createDryClient } from "./dry-client.ts";
import { Listing } from "./listing.ts";
import { NOWHERE, standInFor } from "./stand-in-for.ts";

const INTRODUCTION = `Nothing is sent. These are the requests that a server would get which does everything right; one that does
not gets more, to make the failure small and see whether it comes again.
* marks those that hold ids from earlier answers: {user-1} is the first User that was made. An id that names nothing has
the form of your server's own ids. Scenarios are sent side by side, those of one in this order.

`;
const NO_BUDGET = "--max-requests and --time-budget would end it earlier; here they do not.\n\n";

const REFUSAL = "what stands in for your server refuses the first request that document and profile make";

/** Does what is to be shown, with a client that sends nothing; gives what was wrong with scimproof itself. */
type CarryOut = (
  runs: readonly SuiteRun[],
  settings: RunSettings,
  control: RunControl,
) => Promise<{ readonly fault: string | undefined }>;

const carryOutRun: CarryOut = async (runs, settings, control) => {
  const { ended } = await run(runs, settings, control);
  return { fault: ended.how === "harness-error" ? ended.detail : undefined };
};

/** `--dry-run` of `scimproof run` and `probe`: prints every request that would be sent, and sends none. */
export async function dryRun(
  runs: readonly SuiteRun[],
  plans: readonly SuitePlan[],
  settings: RunSettings,
  io: CliIo,
  terminal: Terminal,
  carryOut: CarryOut = carryOutRun,
): Promise<number> {
  const paint = palette(terminal.colour.out);
  let fault: string | undefined;
  let refusal: string | undefined;
  const listings = new Map<string, Listing>();
  const { out: _, timeBudgetMs, ...rest } = settings;
  terminal.out(INTRODUCTION);
  if (timeBudgetMs !== undefined || settings.maxRequests !== undefined) terminal.out(NO_BUDGET);
  const located = runs.map((one) => (one.target.kind === "embedded" ? withAddress(one) : one));
  const onEvent = (event: RunEvent): void => {
    if (!("suite" in event)) return;
    const listing = listings.get(event.suite);
    if (event.type === "suite-started") {
      const own = located.find(({ suite }) => suite.id === event.suite);
      const plan = plans.find(({ suite }) => suite.id === event.suite);
      if (own !== undefined && plan !== undefined) terminal.out(runCard(own, plan, { ...event, settings }, paint));
    } else if (event.type === "scenario-started") terminal.out(listing?.take("preflight") ?? "");
    else if (event.type === "scenario-ended") {
      if (event.outcome === "harness-error") fault ??= `${event.scenario}: ${event.reason?.split("\n")[0] ?? ""}`;
      terminal.out(listing?.take("fixtures", event.scenario) ?? "");
    } else if (event.type === "preflight") {
      // What stands in for a server takes whatever is valid: document or profile make a request that is not.
      if (event.step.outcome === "failed") refusal ??= event.step.message;
    } else if (event.type === "suite-ended")
      terminal.out(`${listing?.take() ?? ""}${listing?.summary(event.suite) ?? ""}`);
  };
  const signals = watchSignals(io, (text) => terminal.err(text));
  try {
    const ended = await carryOut(located, rest, {
      signal: signals.run,
      cleanupSignal: signals.cleanup,
      onEvent,
      connect: ({ suite }, options) => {
        const plan = plans.find((candidate) => candidate.suite.id === suite.id);
        if (plan === undefined) throw new Error(`there is no plan of ${suite.id}`);
        const listing = new Listing(paint);
        listings.set(suite.id, listing);
        const standIn = standInFor(plan, new URL(options.baseUrl).origin, settings.fixtures);
        return createDryClient(options, standIn, (request, exchange) => listing.add(request, exchange));
      },
    });
    if (signals.run.aborted) return signals.code;
    fault ??= ended.fault;
    if (fault !== undefined) {
      terminal.err(`scimproof: ${fault}\n${FAULT}\n`);
      return EXIT.harnessError;
    }
    if (refusal === undefined) return EXIT.ok;
    terminal.err(`scimproof: ${REFUSAL}: ${refusal}\n`);
    return EXIT.usage;
  } finally {
    signals.detach();
  }
}

/** An embedded target with an address and a credential, as if it had been started. */
function withAddress(one: SuiteRun): SuiteRun {
  const credentials = [{ kind: "bearer", token: "embedded", from: "SCIM_TOKEN" } as const];
  const otherCredentials = [{ kind: "bearer", token: "embedded-other", from: "OTHER_TOKEN" } as const];
  return { ...one, target: { ...one.target, baseUrl: NOWHERE, credentials, otherCredentials } };
}
