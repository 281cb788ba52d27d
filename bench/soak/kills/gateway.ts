import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Where something happens on the way of one request: before the target has seen it, after it has answered and nobody
 * hears of it, or while all goes on as ever.
 */
export type Moment = "before" | "unheard" | "beside";

/** One request as it passes. */
export interface Passing {
  /** Counted from 1 since the gateway was last armed. */
  readonly number: number;
  readonly method: string;
  readonly path: string;
}

/** A gateway in front of a target that counts requests and lets something happen at one of them. */
export interface Gateway {
  /** The target's base URL, by way of the gateway. */
  readonly url: string;
  /** Requests that have passed since it was last armed. */
  passed(): number;
  /** Creates that were answered with 2xx, since the beginning. */
  made(): number;
  /** Requests that it has refused itself, since the beginning. */
  refused(): number;
  /** Begins to count anew; at the first request that fits, `act` is done. */
  arm(fits: (passing: Passing) => boolean, moment: Moment, act: () => void): void;
  /** Begins to count anew, and nothing happens. */
  disarm(): void;
  /** Resolves when nothing is on its way to the target any more. */
  idle(): Promise<void>;
  close(): Promise<void>;
}

/** What a gateway does beside counting, so that the target seems another server. */
export interface Manners {
  /** The status with which a request is refused in the target's place. */
  readonly refuse?: (asked: Omit<Passing, "number">) => number | undefined;
  /** Every write is carried out only after so long, in ms. */
  readonly lateMs?: number;
}

/** Opens a gateway to a target on this machine. */
export async function openGateway(target: string, { refuse, lateMs = 0 }: Manners = {}): Promise<Gateway> {
  const { hostname, port, pathname } = new URL(target);
  let passed = 0;
  let made = 0;
  let refusals = 0;
  let armed: { fits: (passing: Passing) => boolean; moment: Moment; act: () => void } | undefined;
  const underWay = new Set<Promise<void>>();

  const forward = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) body.push(chunk);
    passed += 1;
    const passing: Passing = { number: passed, method: request.method ?? "", path: request.url ?? "" };
    const now = armed?.fits(passing) === true ? armed : undefined;
    if (now !== undefined) armed = undefined;
    if (now?.moment === "before") {
      now.act();
      response.destroy();
      return;
    }
    if (now?.moment === "beside") now.act();
    if (lateMs > 0 && passing.method !== "GET") await sleep(lateMs);
    const refused = refuse?.(passing);
    if (refused !== undefined) refusals += 1;
    const answer = refused === undefined ? await ask(request, Buffer.concat(body)) : refusal(refused);
    if (isCreate(passing) && answer.status >= 200 && answer.status < 300) made += 1;
    if (now?.moment === "unheard") {
      now.act();
      response.destroy();
      return;
    }
    response.writeHead(answer.status, answer.headers);
    response.end(answer.body);
  };

  const ask = (request: IncomingMessage, body: Buffer): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const onward = send(
        { hostname, port, method: request.method, path: request.url, headers: request.headers, agent: false },
        (answer) => {
          const chunks: Buffer[] = [];
          answer.on("data", (chunk: Buffer) => chunks.push(chunk));
          answer.on("error", reject);
          answer.on("end", () =>
            resolve({ status: answer.statusCode ?? 502, headers: answer.rawHeaders, body: Buffer.concat(chunks) }),
          );
        },
      );
      onward.on("error", reject);
      onward.end(body);
    });

  const server = createServer((request, response) => {
    // A client that was killed has nobody to tell; what the target was asked goes on.
    response.on("error", () => undefined);
    const passing = forward(request, response).catch(() => {
      response.destroy();
    });
    underWay.add(passing);
    void passing.finally(() => underWay.delete(passing));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${pathname.replace(/\/$/u, "")}`,
    passed: () => passed,
    made: () => made,
    refused: () => refusals,
    arm: (fits, moment, act) => {
      passed = 0;
      armed = { fits, moment, act };
    },
    disarm: () => {
      passed = 0;
      armed = undefined;
    },
    idle: async () => {
      while (underWay.size > 0) await Promise.all(underWay);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Answer {
  readonly status: number;
  readonly headers: string[];
  readonly body: Buffer;
}

function refusal(status: number): Answer {
  const body = { schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"], status: String(status) };
  return { status, headers: ["content-type", "application/scim+json"], body: Buffer.from(JSON.stringify(body)) };
}

// A search by POST makes nothing (RFC 7644 section 3.4.3).
function isCreate({ method, path }: Passing): boolean {
  return method === "POST" && !path.endsWith("/.search");
}
