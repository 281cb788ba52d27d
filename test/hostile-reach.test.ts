import { writeFileSync } from "node:fs";
import { createServer as createTlsServer, type ServerOptions } from "node:https";
import { createServer, type Server } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, onTestFinished, test } from "vitest";
import { type Front, startFront } from "../bench/hostile/front.ts";
import { createAuthority, type Issued } from "../src/client/testing/pki.ts";
import { SELF_SIGNED } from "../src/client/testing/self-signed.ts";
import { listen } from "../src/client/testing/servers.ts";
import { cli, cube, tempFolder } from "./support/cli-run.ts";

// As long as nobody listens.
const DOWN_MS = 500;

// Of what ends in the preflight, one scenario tells as much as all.
const ONE = ["-t", "^put\\.group\\.rename ", "--reporter", "json"];

const FEW = ["--depth", "smoke", "-t", "^put\\.group\\.(rename|members\\.(larger|empty)) ", "--timeout", "2s"];

/** The port on which a server listens until the test ends. */
async function listening(server: Server): Promise<number> {
  return Number(new URL(await listen(server, "http")).port);
}

const ROOT = await createAuthority();
const STRANGER = await createAuthority("A stranger's root");
const OLD = { minVersion: "TLSv1.1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;

/** A server with a certificate of the root that is trusted, or another. */
const secure =
  (issue: () => Promise<Issued>, options: Pick<ServerOptions, "minVersion" | "maxVersion" | "ciphers"> = {}) =>
  async (): Promise<Server> => {
    const server = createTlsServer({ ...(await issue()), ...options }, (_, response) => response.end("{}"));
    return server.on("tlsClientError", () => undefined);
  };

const tls = (): Server => createTlsServer(SELF_SIGNED, (_, response) => response.end("{}"));
const resetting = (): Server => createServer((socket) => socket.once("data", () => socket.resetAndDestroy()));
const closing = (): Server => createServer((socket) => socket.once("data", () => socket.destroy()));
const plain = (): Server => createServer((socket) => socket.once("data", () => socket.end("HTTP/1.1 200 OK\r\n\r\n")));
const mute = (): Server => createServer();

test.each<[string, string, () => Server | Promise<Server>, string]>([
  ["an expired certificate", "https", secure(() => ROOT.issue({ from: -3, until: -1 })), "has expired; renew it"],
  ["a certificate of tomorrow", "https", secure(() => ROOT.issue({ from: 1, until: 3 })), "is not yet valid"],
  [
    "a certificate for another host",
    "https",
    secure(() => ROOT.issue({ hosts: ["DNS:other.test"] })),
    "is not for 127.0.0.1",
  ],
  ["a certificate of an unknown issuer", "https", secure(() => STRANGER.issue()), "its issuer is unknown here"],
  ["a protocol that is too old", "https", secure(() => ROOT.issue(), OLD), "speaks no version of TLS that is safe"],
  ["a connection reset in the handshake", "https", resetting, "closed the connection during the TLS handshake"],
  ["a certificate that nobody trusts", "https", tls, "is self-signed"],
  ["no TLS behind https", "https", plain, "does not speak TLS"],
  ["a connection closed in the handshake", "https", closing, "closed the connection during the TLS handshake"],
  ["a handshake that is never answered", "https", mute, "did not accept the connection in time"],
  ["a connection closed in place of an answer", "http", closing, "before it answered"],
])("%s: exit 3, with the cause", async (_, scheme, server, says) => {
  const target = `${scheme}://127.0.0.1:${await listening(await server())}/api`;
  const out = tempFolder();
  const ca = join(out, "root.pem");
  writeFileSync(ca, ROOT.cert);
  const end = await cli(["run", "cube", "--target", target, "--out", out, "--timeout", "1s", "--ca", ca, ...ONE]);
  expect(end).toMatchObject({ code: 3, listening: 0 });
  expect(end.out + end.err).toContain(says);
});

test("a name that no DNS knows: exit 3, with the cause", async () => {
  const target = "http://scimproof.invalid/api";
  const end = await cli(["run", "cube", "--target", target, "--out", tempFolder(), "--yes", ...ONE]);
  expect(end).toMatchObject({ code: 3, listening: 0 });
  expect(end.out + end.err).toContain("is the host name right?");
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
