import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { answer } from "./answer.ts";
import type { Service } from "./call.ts";
import { callOf } from "./call-of.ts";
import { send } from "./send.ts";

/** The largest request body that is kept, in bytes. */
const MAX_BODY = 1024 * 1024;

/** Serves on the loopback interface; resolves when it listens. */
export function listen(service: Service, port: number): Promise<Server> {
  const server = createServer((request, response) => {
    serve(service, request, response).catch(() => {
      // The client went away, or a hook made an answer that cannot be sent: nobody is left to be told.
      response.destroy();
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve(server);
    });
  });
}

async function serve(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readAll(request);
  const call = callOf(service, {
    method: request.method ?? "",
    url: request.url ?? "",
    headers: request.headers,
    bytes: body,
  });
  const wire = await answer(call);
  if (wire.delayMs > 0) await wait(wire.delayMs);
  send(wire, response);
}

/** The whole body, or undefined when it is too large; what is too large is still read, so that the client sees the answer. */
async function readAll(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length <= MAX_BODY) chunks.push(chunk);
  }
  return length <= MAX_BODY ? Buffer.concat(chunks) : undefined;
}
