import { createServer, type IncomingMessage, type Server, request as send } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Answered, Asked, Behaviour } from "./behaviour.ts";
import { answerOf } from "./raw.ts";

/** A hostile front that listens. */
export interface Front {
  /** What to give to `--target`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts a server that hands every request on to a target, but for those that a behaviour meets.
 *
 * @param port 0 for any that is free
 */
export async function startFront(
  target: string,
  { hits, act }: Pick<Behaviour, "hits" | "act">,
  port: number = 0,
): Promise<Front> {
  const sockets = new Set<Socket>();
  let count = 0;
  let origin = "";
  const serve = async (request: IncomingMessage): Promise<void> => {
    count += 1;
    const number = count;
    const { method = "", url: path = "", socket } = request;
    const body = await textOf(request);
    const asked: Asked = { number, method, path, body };
    const forward = async (): Promise<Answered> => await handOn(target, request, body);
    if (hits(asked)) await act({ ...asked, forward, socket, origin });
    else socket.write(answerOf(await forward()));
  };
  // Answers are written past Node's own response, which would not let most of these through.
  const server: Server = createServer({ maxHeaderSize: 64 * 1024, keepAliveTimeout: 60_000 }, (request) => {
    serve(request).catch(() => request.socket.destroy());
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    // A client that hangs up is what most of this is about.
    socket.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `${origin}${new URL(target).pathname}`,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}

function handOn(target: string, { method, url, headers }: IncomingMessage, body: string): Promise<Answered> {
  return new Promise((resolve, reject) => {
    const sent = send(new URL(url ?? "/", target), { method: method ?? "GET", headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on("data", (chunk: Buffer) => chunks.push(chunk));
      answer.on("end", () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
