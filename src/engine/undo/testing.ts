import type { OutgoingRequest, RawAnswer } from "../../client/index.ts";
import { exchange } from "../testing.ts";
import { type UndoMeans, type UndoSend, undoMeans } from "./means.ts";

/** What a made-up server answers: a status with a body, a text as it is, or why nothing came. */
export type Reply = readonly [status: number, body?: unknown] | NonNullable<RawAnswer["failure"]>;

/** Means that talk to a made-up server, and what they sent. */
export function fakeMeans(
  reply: (request: OutgoingRequest, n: number) => Reply,
  {
    signal = new AbortController().signal,
    answered = true,
    patienceMs = 1000,
  }: { readonly signal?: AbortSignal; readonly answered?: boolean; readonly patienceMs?: number } = {},
): { readonly means: UndoMeans; readonly sent: readonly string[] } {
  const sent: string[] = [];
  const send: UndoSend = async (request) => {
    sent.push(`${request.method} ${decodeURIComponent(request.path)}`);
    const came = reply(request, sent.length);
    const failure = typeof came === "string" ? came : undefined;
    const [status, body] = typeof came === "string" ? [undefined, undefined] : came;
    const text = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
    request.onAnswer?.({ status, headers: [], body: text, failure, doubtful: false });
    return exchange(request.id, failure === undefined ? {} : { failure: { kind: failure, message: failure } });
  };
  return { means: undoMeans(send, signal, { answered, patienceMs }), sent };
}

/** The path asked for, without its query, and the query. */
export function asked({ path }: OutgoingRequest): { readonly path: string; readonly query: URLSearchParams } {
  const [name = "", query = ""] = path.split("?");
  return { path: name, query: new URLSearchParams(query) };
}

/** A ListResponse of one page. */
export function page(resources: readonly object[], total: number = resources.length): object {
  return { totalResults: total, Resources: resources };
}
