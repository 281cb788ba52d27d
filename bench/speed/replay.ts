import pLimit from "p-limit";
import { Agent } from "undici";
import { DEFAULT_SETTINGS, run, suitesOf } from "../../src/engine/index.ts";
import type { Exchange } from "../../src/result/index.ts";
import { contractOf } from "../embedded.ts";
import type { Table } from "../lib/table.ts";
import { type Served, serve } from "./child.ts";
import { judged, type SpeedPart } from "./part.ts";

const MOST = 1.25;

/** A server to send to: one that answers at once shows every µs of the harness, one that works on an answer is like those of vendors. */
interface Server {
  readonly dialect: "cube" | "strongdm";
  readonly answerAfterMs: number;
  /** How often both are measured: what waits for timers takes as long each time. */
  readonly turns: number;
}

const SERVERS: readonly Server[] = [
  { dialect: "cube", answerAfterMs: 0, turns: 3 },
  { dialect: "strongdm", answerAfterMs: 0, turns: 3 },
  { dialect: "cube", answerAfterMs: 2, turns: 3 },
  { dialect: "cube", answerAfterMs: 5, turns: 3 },
  { dialect: "cube", answerAfterMs: 10, turns: 1 },
  { dialect: "cube", answerAfterMs: 30, turns: 1 },
];

/** The harness beside the bare HTTP client that it is built on, which sends the same requests and looks at nothing. */
export const replay: SpeedPart = {
  title: "the harness beside bare undici sending the same requests",
  measure: async (): Promise<Table> => {
    const rows: (readonly string[])[] = [];
    for (const server of SERVERS) {
      let [own, bare] = [Infinity, Infinity];
      let exchanges: readonly Exchange[] = [];
      // The quickest of several, by turns: what else the machine does only makes it longer.
      for (let turn = 0; turn < server.turns; turn += 1) {
        const recorded = await fresh(server, async (served) => await harness(server.dialect, served));
        exchanges = recorded.exchanges;
        own = Math.min(own, recorded.ms);
        bare = Math.min(bare, await fresh(server, async (served) => await sendAgain(exchanges, served)));
      }
      rows.push([
        server.dialect,
        server.answerAfterMs === 0 ? "at once" : `after ${server.answerAfterMs} ms`,
        String(exchanges.length),
        `${(own / 1000).toFixed(2)} s`,
        `${(bare / 1000).toFixed(2)} s`,
        `${(own / bare).toFixed(2)} ×`,
        `${MOST} ×`,
        judged(own / bare, MOST),
      ]);
    }
    const head = ["dialect", "answers", "exchanges", "harness", "bare undici", "ratio", "goal", "here"];
    return {
      title: `The same requests, ${DEFAULT_SETTINGS.concurrency} at once, server in another process`,
      head,
      rows,
    };
  },
};

async function fresh<T>({ dialect, answerAfterMs }: Server, use: (served: Served) => Promise<T>): Promise<T> {
  const served = await serve(dialect, answerAfterMs);
  try {
    return await use(served);
  } finally {
    await served.stop();
  }
}

async function harness(
  dialect: Server["dialect"],
  server: Served,
): Promise<{ readonly ms: number; readonly exchanges: readonly Exchange[] }> {
  const contract = await contractOf(dialect);
  const target = {
    baseUrl: server.url,
    kind: "embedded",
    credentials: [{ kind: "bearer", token: server.token, from: "SPEED_TOKEN" }],
    headers: {},
    insecure: false,
  } as const;
  const exchanges: Exchange[] = [];
  const runs = suitesOf(contract).map((suite) => ({ suite, contract, target }));
  const begun = performance.now();
  await run(runs, DEFAULT_SETTINGS, {
    onEvent: (event) => {
      if (event.type === "exchange") exchanges.push(event.exchange);
    },
  });
  const ms = performance.now() - begun;
  return { ms, exchanges: exchanges.sort((one, two) => (one.startedAt < two.startedAt ? -1 : 1)) };
}

/** Sends recorded requests in their order, ids of what is made put in place of those of that time: ms. */
async function sendAgain(exchanges: readonly Exchange[], server: Served): Promise<number> {
  const made = new Map<string, PromiseWithResolver<string>>();
  for (const { request, response } of exchanges) {
    const id = request.method === "POST" && response?.status === 201 ? idIn(response.body) : undefined;
    if (id !== undefined) made.set(id, withResolver());
  }
  const agent = new Agent({ pipelining: 1 });
  const limit = pLimit(DEFAULT_SETTINGS.concurrency);
  const origin = new URL(server.url).origin;
  const begun = performance.now();
  await Promise.all(
    exchanges.map((exchange) =>
      limit(async () => {
        const { method, url, headers, body } = exchange.request;
        const old = method === "POST" && exchange.response?.status === 201 ? idIn(exchange.response.body) : undefined;
        const path = await renamed(url.slice(new URL(url).origin.length), made);
        const answer = await agent.request({
          origin,
          path,
          method,
          headers: {
            ...Object.fromEntries(headers.filter(([name]) => !/^(?:host|content-length|authorization)$/iu.test(name))),
            authorization: `Bearer ${server.token}`,
          },
          ...(body === undefined ? {} : { body: await renamed(body, made) }),
        });
        const text = await answer.body.text();
        if (old !== undefined) made.get(old)?.resolve(idIn(text) ?? old);
      }),
    ),
  );
  const ms = performance.now() - begun;
  await agent.close();
  return ms;
}

// What an id of an embedded target looks like: letters and digits with hyphens.
const WORD = /[A-Za-z0-9-]{6,}/gu;

async function renamed(text: string, made: ReadonlyMap<string, PromiseWithResolver<string>>): Promise<string> {
  const found = [...new Set(text.match(WORD) ?? [])].filter((word) => made.has(word));
  if (found.length === 0) return text;
  const names = new Map(await Promise.all(found.map(async (word) => [word, await made.get(word)?.promise] as const)));
  return text.replaceAll(WORD, (word) => names.get(word) ?? word);
}

function idIn(body: string): string | undefined {
  const { id } = JSON.parse(body) as { readonly id?: unknown };
  return typeof id === "string" ? id : undefined;
}

interface PromiseWithResolver<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
}

function withResolver<T>(): PromiseWithResolver<T> {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
