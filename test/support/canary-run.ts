import type { IncomingMessage } from "node:http";
import { onTestFinished } from "vitest";
import type { CliIo } from "../../src/cli/index.ts";
import { REPORTER_NAMES } from "../../src/report/index.ts";
import { type RunningTarget, startTarget, type TargetOptions } from "../../src/targets/index.ts";
import type { Canary } from "./canaries.ts";
import { cli, tempFolder } from "./cli-run.ts";
import { type EchoOptions, type EchoServer, startEcho } from "./echo-server.ts";
import { type Artefact, artefactsIn } from "./search-artefacts.ts";

type Headers = IncomingMessage["headers"];

/** An embedded target, and a server in front of it that talks. */
export interface CanaryWorld {
  readonly target: RunningTarget;
  readonly server: EchoServer;
  /** What to give to `--target`. */
  readonly url: string;
}

/** What a command left behind. */
export interface CanaryEnd {
  readonly code: number;
  /** Every file, and what was printed. */
  readonly artefacts: readonly Artefact[];
  readonly out: string;
}

/** Starts both; they end with their test. */
export async function canaryWorld(
  dialect: TargetOptions["dialect"],
  options: Pick<EchoOptions, "canaries" | "decorate" | "refusesPost" | "isSilent"> & {
    readonly isOurs: (headers: Headers) => boolean;
    readonly isTheirs?: (headers: Headers) => boolean;
  },
): Promise<CanaryWorld> {
  const target = await startTarget({ dialect });
  onTestFinished(() => target.close());
  const { origin, pathname } = new URL(target.url);
  const server = await startEcho({
    ...options,
    behind: origin,
    authorization: (headers) => {
      if (options.isOurs(headers)) return `Bearer ${target.token}`;
      return options.isTheirs?.(headers) === true ? `Bearer ${target.otherToken}` : headers.authorization;
    },
  });
  return { target, server, url: `${server.origin}${pathname}` };
}

/** Runs a command line and gathers everything that it wrote and printed. */
export async function gather(
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  reporters?: CliIo["reporters"],
): Promise<CanaryEnd> {
  const out = tempFolder();
  const end = await cli([...argv, "--out", out], {
    env: { SCIMPROOF_YES: "1", SCIMPROOF_REPORTER: REPORTER_NAMES.join(","), ...env },
    ...(reporters === undefined ? {} : { reporters }),
  });
  const printed = [
    { name: "stdout", text: end.out },
    { name: "stderr", text: end.err },
  ];
  return { code: end.code, artefacts: [...artefactsIn(out), ...printed], out };
}

/** Everything that is to be found nowhere: what was planted, and the passwords that the run made up. */
export function secretsOf({ server }: CanaryWorld, canaries: readonly Canary[]): readonly Canary[] {
  return [...canaries, ...[...server.passwords].map((value): Canary => ({ place: "generated password", value }))];
}
