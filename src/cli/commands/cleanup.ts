import { type Client, createClient, type JournalLeftover, markUndone, readJournal } from "../../client/index.ts";
import { DEFAULT_SETTINGS, MAX_ROUNDS, sendBy, undoMeans } from "../../engine/index.ts";
import { EXIT_CODES } from "../../gate/index.ts";
import { inertLine } from "../../report/index.ts";
import { readAccess, wayInto } from "../credentials.ts";
import { EXIT } from "../errors.ts";
import type { TargetFlags, Typed } from "../flags.ts";
import type { CliIo } from "../io.ts";
import { type UndoneLeftover, undoLeftover } from "../leftovers.ts";
import { watchSignals } from "../signals.ts";
import { readTarget } from "../target-url.ts";
import type { Terminal } from "../terminal.ts";
import { toolVersion } from "../version.ts";

const MARKS: Readonly<Record<UndoneLeftover["state"], string>> = { undone: "✓", left: "✗", unreachable: "✗" };

/** `scimproof cleanup`: removes what a journal says was left, and puts back what was written to. */
export async function cleanupCommand(
  path: string,
  given: Typed<TargetFlags>,
  io: CliIo,
  terminal: Terminal,
): Promise<number> {
  const { flags } = given;
  const { header, leftovers } = readJournal(path);
  if (leftovers.length === 0) {
    terminal.out("nothing was left behind\n");
    return EXIT.ok;
  }
  const baseUrl = flags.target === undefined ? header.baseUrl : readTarget(flags.target);
  const client = open(baseUrl, given, io, terminal);
  const signals = watchSignals(io, (text) => terminal.err(text));
  terminal.err(`${leftovers.length} left by run ${inertLine(header.runId)} on ${inertLine(baseUrl)}\n`);
  const left: UndoneLeftover[] = [];
  // Nobody has answered yet: where nobody does, there is nothing to be patient with.
  const means = undoMeans(sendBy(client), signals.run, { answered: false });
  try {
    // The youngest first, and Groups before the users who are in them.
    const order = leftovers.toReversed().sort((a, b) => rank(a.intent.resource) - rank(b.intent.resource));
    const tell = ({ state, what }: UndoneLeftover): void => terminal.out(`${MARKS[state]} ${inertLine(what)}\n`);
    let pending: readonly JournalLeftover[] = order;
    // What a server keeps while something else refers to it goes in a later round: as long as there is progress.
    for (let round = 0; pending.length > 0; round += 1) {
      const refused: (readonly [JournalLeftover, UndoneLeftover])[] = [];
      let hasUndone = false;
      for (const leftover of pending) {
        if (signals.run.aborted) return signals.code;
        const undone = await undoLeftover(means, leftover, header);
        if (undone.mayGoLater === true) {
          refused.push([leftover, undone]);
          continue;
        }
        tell(undone);
        if (undone.state === "undone") {
          markUndone(path, leftover.entry);
          hasUndone = true;
        } else left.push(undone);
        if (undone.state === "unreachable") return EXIT_CODES.inconclusive;
      }
      pending = hasUndone && round < MAX_ROUNDS ? refused.map(([leftover]) => leftover) : [];
      if (pending.length > 0) continue;
      for (const [, undone] of refused) {
        tell(undone);
        left.push(undone);
      }
    }
    if (signals.run.aborted) return signals.code;
  } finally {
    signals.detach();
    await client.close();
  }
  terminal.out(left.length === 0 ? "nothing is left\n" : `${left.length} left: see above why, and run this again\n`);
  return left.length === 0 ? EXIT.ok : EXIT_CODES.nonconformant;
}

function rank(resource: string): number {
  return resource === "Group" ? 0 : 1;
}

function open(baseUrl: string, { flags, config }: Typed<TargetFlags>, io: CliIo, terminal: Terminal): Client {
  const access = readAccess(flags, io.env, terminal, config);
  const { credentials, headers, hide } = access;
  const { timeoutMs, maxBodyBytes } = DEFAULT_SETTINGS;
  return createClient({
    baseUrl,
    credentials,
    headers,
    onSecret: hide,
    insecure: flags.insecure === true,
    ...wayInto(baseUrl, access, io.env),
    userAgent: `scimproof/${toolVersion()}`,
    limits: {
      connectTimeoutMs: timeoutMs,
      headersTimeoutMs: timeoutMs,
      bodyTimeoutMs: timeoutMs,
      maxBodyBytes,
      concurrency: 1,
      maxRetryAfterMs: 60_000,
      maxRetries: 3,
      maxRedirects: 3,
    },
  });
}
