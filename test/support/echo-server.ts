import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";
import { type Canary, control } from "./canaries.ts";
import { ECHOES, type EchoedAnswer, type PlainAnswer } from "./echoes.ts";

/** What the server is, and what it knows. */
export interface EchoOptions {
  /** Origin of the server behind it. */
  readonly behind: string;
  /** The Authorization that the server behind it wants, for the one that came. */
  readonly authorization: (incoming: IncomingMessage["headers"]) => string | undefined;
  /** Everything it repeats. */
  readonly canaries: readonly Canary[];
  /** Adds to every answer what only the server knows: a cookie, an attribute. */
  readonly decorate: (answer: PlainAnswer) => PlainAnswer;
  /** True for a server that creates nothing. */
  readonly refusesPost?: boolean;
  /** True for one that repeats nothing either: it only stands between. */
  readonly isSilent?: boolean;
}

/** A server that repeats every secret it knows, in another way with each answer. */
export interface EchoServer {
  readonly origin: string;
  /** Echo → places that it repeated. */
  readonly echoed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Passwords that were sent to it: secrets too, and repeated from then on. */
  readonly passwords: ReadonlySet<string>;
}

// What a run needs to get under way at all is left alone, and so is one request of four afterwards.
const SPARED = 12;

const NAMES = Object.keys(ECHOES);

/** Starts the server in front of another one; it ends with its test. */
export async function startEcho(options: EchoOptions): Promise<EchoServer> {
  const echoed = new Map<string, Set<string>>(NAMES.map((name) => [name, new Set()]));
  const passwords = new Set<string>();
  let requests = 0;
  let turn = 0;
  let posts = 0;

  const known = (): readonly Canary[] => [
    ...options.canaries,
    ...[...passwords].map((value): Canary => ({ place: "generated password", value })),
  ];

  const echo = (answer: PlainAnswer): EchoedAnswer => {
    const name = NAMES[turn % NAMES.length] ?? "";
    turn += 1;
    const canaries = known();
    for (const { place, value } of canaries) {
      if (name !== "header name" || /^\w+$/u.test(value)) echoed.get(name)?.add(place);
    }
    const secrets = [control(name).value, ...canaries.map(({ value }) => value)];
    return (ECHOES[name] ?? plain)(answer, secrets, Math.floor(turn / NAMES.length));
  };

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    for (const [, password = ""] of body.toString("utf8").matchAll(/"password":("(?:[^"\\]|\\.)*")/giu)) {
      passwords.add(String(JSON.parse(password)));
    }
    if (options.refusesPost === true && request.method === "POST") {
      response.writeHead(405).end();
      return;
    }
    const answer = options.decorate(await forward(request, body, options));
    requests += 1;
    if (request.method === "POST") posts += 1;
    const followed = request.url?.includes("echoed=") === true;
    const isSpoilt =
      options.isSilent !== true &&
      requests > SPARED &&
      requests % 4 !== 0 &&
      !followed &&
      (request.method === "GET" || request.method === "PUT");
    // One resource is called by a secret: nothing that is done with it afterwards may tell.
    const isNamed = options.isSilent !== true && posts === 3 && request.method === "POST";
    const named = isNamed ? withId(answer, known()) : answer;
    send(response, isSpoilt ? echo(answer) : plain(named));
  };

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, echoed, passwords };
}

async function forward(request: IncomingMessage, body: Buffer, options: EchoOptions): Promise<PlainAnswer> {
  const { "content-type": type, accept } = request.headers;
  const authorization = options.authorization(request.headers);
  const path = request.url ?? "/";
  const answer = await fetch(`${options.behind}${path}`, {
    method: request.method ?? "GET",
    redirect: "manual",
    headers: {
      ...(type === undefined ? {} : { "content-type": type }),
      ...(accept === undefined ? {} : { accept }),
      ...(authorization === undefined ? {} : { authorization }),
    },
    ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
  });
  const headers = Object.fromEntries(
    [...answer.headers].filter(([name]) => !/^(?:content-length|transfer-encoding|connection|keep-alive)$/u.test(name)),
  );
  return { status: answer.status, headers, text: await answer.text(), path };
}

function withId(answer: PlainAnswer, canaries: readonly Canary[]): PlainAnswer {
  const [first] = canaries;
  if (first === undefined || answer.status !== 201) return answer;
  const resource = JSON.parse(answer.text) as Record<string, unknown>;
  return { ...answer, text: JSON.stringify({ ...resource, id: first.value }) };
}

function plain({ status, headers, text }: PlainAnswer): EchoedAnswer {
  return { status, headers, body: Buffer.from(text) };
}

function send(response: ServerResponse, { status, headers, body, raw }: EchoedAnswer): void {
  if (raw !== undefined) {
    response.socket?.end(raw);
    return;
  }
  response.writeHead(status, headers);
  response.end(status === 204 ? undefined : body);
}
