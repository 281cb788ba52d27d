import { createServer as createTlsServer } from "node:https";
import { createServer, type Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { type Front, startFront } from "../bench/hostile/front.ts";
import { SELF_SIGNED } from "../src/client/testing/self-signed.ts";
import { listen } from "../src/client/testing/servers.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";

// As long as nobody listens.
const DOWN_MS = 500;

const FEW = ["--depth", "smoke", "-t", "^put\\.group\\.(rename|members\\.(larger|empty)) ", "--timeout", "2s"];

/** The port on which a server listens until the test ends. */
async function listening(server: Server): Promise<number> {
  return Number(new URL(await listen(server, "http")).port);
}

const tls = (): Server => createTlsServer(SELF_SIGNED, (_, response) => response.end("{}"));
const closing = (): Server => createServer((socket) => socket.once("data", () => socket.destroy()));
const plain = (): Server => createServer((socket) => socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\n\r\n")));
const mute = (): Server => createServer();

test.each([
  ["a certificate that nobody trusts", "https", tls, "is self-signed"],
  ["no TLS behind https", "https", plain, "does not speak TLS"],
  ["a connection closed in the handshake", "https", closing, "closed the connection during the TLS handshake"],
  ["a handshake that is never answered", "https", mute, "did not accept the connection in time"],
  ["a connection closed in place of an answer", "http", closing, "before it answered"],
])("%s: exit 3, with the cause", async (_, scheme, server, says) => {
  const target = `${scheme}://127.0.0.1:${await listening(server())}/api`;
  const end = await cli(["run", "cube", "--target", target, "--out", tempFolder(), "--timeout", "1s"]);
  expect(end).toMatchObject({ code: 3, listening: 0 });
  expect(end.out + end.err).toContain(says);
});

test("a server that is restarted in mid-run: the run goes on, and nothing is left", async () => {
  const target = await cube();
  let front: Front | undefined;
  let restarts = 0;
  // The first PUT is carried out and answered; the connections end, and for half a second nobody listens.
  const hits = ({ method }: { method: string }): boolean => method === "PUT" && restarts === 0;
  const open = async (port: number): Promise<Front> =>
    await startFront(
      target.url,
      {
        hits,
        act: async ({ socket }) => {
          restarts += 1;
          socket.destroy();
          await front?.close();
          await sleep(DOWN_MS);
          front = await open(port);
        },
      },
      port,
    );
  front = await open(0);
  front = await reopened(front, open);
  const out = tempFolder();
  const end = await cli(["run", "cube", "--target", front.url, "--token-env", "T", "--out", out, ...FEW], {
    env: { T: target.token },
  });
  onTestFinished(async () => await front?.close());
  expect(restarts).toBe(1);
  expect(end.code).toBe(1);
  expect(end.out).toContain("closed the connection before it answered");
  expect(target.snapshot()).toEqual({ users: [], groups: [] });
});

/** The same front on the port that it was given, which the restart needs to know. */
async function reopened(front: Front, open: (port: number) => Promise<Front>): Promise<Front> {
  const port = Number(new URL(front.url).port);
  await front.close();
  return await open(port);
}
