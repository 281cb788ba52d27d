import { type Client, createClient, markUndone, readJournal } from "../../client/index.ts";
import { DEFAULT_SETTINGS, sendBy, undoMeans } from "../../engine/index.ts";
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
import { undoAll } from "../undo-all.ts";
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
  // Nobody has answered yet: where nobody does, there is nothing to be patient with.
  const means = undoMeans(sendBy(client), signals.run, { answered: false });
  const cleanUp = { runId: header.runId, since: Date.now() };
  try {
    const { left, isUnreachable } = await undoAll(leftovers, {
      undo: async (leftover) => await undoLeftover(means, leftover, cleanUp),
      undone: ({ entry }) => markUndone(path, entry),
      tell: ({ state, what }) => terminal.out(`${MARKS[state]} ${inertLine(what)}\n`),
      signal: signals.run,
    });
    terminal.out(left === 0 ? "nothing is left\n" : `${left} left: see above why, and run this again\n`);
    if (signals.run.aborted) return signals.code;
    if (isUnreachable) return EXIT_CODES.inconclusive;
    return left === 0 ? EXIT.ok : EXIT_CODES.nonconformant;
  } finally {
    signals.detach();
    await client.close();
  }
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
