import { didYouMean } from "../../document/index.ts";
import { DIALECTS, type RunningTarget, startTarget } from "../../targets/index.ts";
import { EXIT } from "../errors.ts";
import type { CliIo } from "../io.ts";
import { shellWord } from "../shell-word.ts";
import type { Terminal } from "../terminal.ts";
import { usage } from "../usage.ts";
import { readCount } from "../values.ts";

/** Flags of `serve`, as typed. */
export interface ServeFlags {
  readonly port?: string;
  readonly fault?: readonly string[];
  readonly oddity?: readonly string[];
  readonly token?: string;
}

/** `scimproof serve`: an embedded target that runs until a signal, and the line that tests it. */
export async function serveCommand(name: string, flags: ServeFlags, io: CliIo, terminal: Terminal): Promise<number> {
  const dialect = DIALECTS.find((candidate) => candidate.name === name)?.name;
  if (dialect === undefined) {
    const names = DIALECTS.map((candidate) => candidate.name);
    throw usage(`there is no dialect ${JSON.stringify(name)}.${didYouMean(name, names)}`, `one of ${names.join(", ")}`);
  }
  const port = readCount("--port", flags.port ?? "0", 0, 65_535);
  const token = flags.token === undefined ? {} : { token: flags.token };
  const faults = flags.fault ?? [];
  const oddities = flags.oddity ?? [];
  const target = await start(() => startTarget({ dialect, faults, oddities, port, ...token }), port);
  // Listening before anything is printed: whoever waits for the line may send a signal at once.
  const stopped = new Promise<void>((resolve) => {
    const detach = io.onSignal(() => {
      detach();
      resolve();
    });
  });
  // The token of a target of our own is no secret: without it nobody could use the line.
  terminal.out(
    [
      `url    ${target.url}`,
      `token  ${target.token}`,
      `other  ${target.otherToken}   (another tenant's: --other-token-env)`,
      ...[...faults, ...oddities].map((id) => `switch ${id}`),
      "",
      `SCIM_TOKEN=${shellWord(target.token)} scimproof run ${name} --target ${target.url} --token-env SCIM_TOKEN`,
      "",
    ].join("\n"),
  );
  terminal.err("serving until interrupted (Ctrl-C)\n");
  await stopped;
  await target.close();
  return EXIT.ok;
}

async function start(begin: () => Promise<RunningTarget>, port: number): Promise<RunningTarget> {
  try {
    return await begin();
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code !== "EADDRINUSE" && code !== "EACCES") throw error;
    throw usage(
      `port ${port} ${code === "EACCES" ? "may not be used by you" : "is taken"}`,
      "name another with --port, or leave it out for any that is free",
    );
  }
}
