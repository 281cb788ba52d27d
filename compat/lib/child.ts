import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { createInterface } from "node:readline";

/** A server of another language, as a process of its own. */
export interface ChildOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** A line of its output that says that it listens; the first group is its URL. */
  readonly ready: RegExp;
}

// A server that has not said by then that it listens will not: an import that hangs, a port that is taken.
const START_TIMEOUT = 60_000;

/** Starts a process and waits for the line that says where it listens. @throws Error with what it said, when it ends before */
export async function startChild({ command, args, env, ready }: ChildOptions): Promise<{
  readonly url: string;
  readonly close: () => Promise<void>;
}> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  // Whoever stops us stops it: nothing that we started stays behind.
  const end = (): void => void child.kill("SIGKILL");
  process.once("exit", end);
  try {
    const url = await listening(child, ready);
    return { url, close: () => stop(child, end) };
  } catch (error) {
    await stop(child, end);
    throw error;
  }
}

async function listening(child: ChildProcess, ready: RegExp): Promise<string> {
  const said: string[] = [];
  return await new Promise((resolve, reject) => {
    const fail = (what: string): void => reject(new Error([what, ...said.slice(-20)].join("\n")));
    const late = setTimeout(() => fail("the server did not say within a minute that it listens"), START_TIMEOUT);
    child.once("error", (error) => fail(error.message));
    child.once("exit", (code) => {
      clearTimeout(late);
      fail(`the server ended with ${code} before it listened`);
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream === null) continue;
      // Read to the end, also after it listens: a pipe that nobody reads stops who writes to it.
      createInterface({ input: stream }).on("line", (line) => {
        said.push(line);
        if (said.length > 100) said.shift();
        const url = ready.exec(line)?.[1];
        if (url === undefined) return;
        clearTimeout(late);
        resolve(url);
      });
    }
  });
}

async function stop(child: ChildProcess, end: () => void): Promise<void> {
  process.off("exit", end);
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return;
  const ended = once(child, "exit");
  child.kill("SIGKILL");
  await ended;
}

/** A port that was free a moment ago, for a server that cannot choose one. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
