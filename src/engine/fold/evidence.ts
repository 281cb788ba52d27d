import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { EvidenceRoom } from "../../gate/index.ts";
import {
  type CurlAccess,
  curlOf,
  type Exchange,
  type Finding,
  type KeptBody,
  type KeptExchange,
} from "../../result/index.ts";
import type { EventSink } from "../sink.ts";

// A body in results.json is cut at this many bytes.
const MAX_BODY = 64 * 1024;
// So many exchanges of a scenario that no finding cites are kept as evidence of what passed.
const SAMPLE_OF_PASSES = 2;

/** Picks the exchanges that findings cite, and a sample of the others: the second of two passes over the events. */
export async function keptExchanges(
  sink: EventSink,
  findings: readonly Finding[],
  access: CurlAccess,
): Promise<readonly KeptExchange[]> {
  const cited = new Set(findings.flatMap(({ suite, exchanges }) => exchanges.map((id) => `${suite} ${id}`)));
  const sampled = new Map<string, number>();
  const kept: KeptExchange[] = [];
  const room = new EvidenceRoom();
  for await (const event of sink.replay()) {
    if (event.type !== "exchange") continue;
    const { suite, exchange } = event;
    const isCited = cited.has(`${suite} ${exchange.id}`);
    if (!isCited) {
      const key = `${suite} ${exchange.scenario}`;
      const seen = sampled.get(key) ?? 0;
      if (exchange.operation === undefined || seen >= SAMPLE_OF_PASSES) continue;
      sampled.set(key, seen + 1);
    }
    const one = keep(suite, exchange, isCited, access);
    if (room.take(one, isCited)) kept.push(one);
  }
  return kept;
}

function keep(suite: string, exchange: Exchange, cited: boolean, access: CurlAccess): KeptExchange {
  const { request, response, ...rest } = exchange;
  const { body, ...requestRest } = request;
  const kept = response === undefined ? undefined : keptResponse(response, exchange.failure !== undefined);
  return {
    ...rest,
    suite,
    request: { ...requestRest, ...(body === undefined ? {} : { body: keptBody(body) }) },
    ...(kept === undefined ? {} : { response: kept }),
    curl: curlOf(body === undefined ? request : { ...request, body: keptBody(body).text }, access),
    cited,
  };
}

function keptResponse(
  { body, digest, ...rest }: NonNullable<Exchange["response"]>,
  broken: boolean,
): NonNullable<KeptExchange["response"]> {
  const kept = keptBody(body, rest.bodyBytes, broken);
  return { ...rest, body: digest === undefined ? kept : { ...kept, cut: true, digest } };
}

/** @param broken true when the body ended early, so that the text may be less than what arrived */
function keptBody(text: string, bytes: number = Buffer.byteLength(text), broken = false): KeptBody {
  const encoded = Buffer.from(text);
  if (encoded.length <= MAX_BODY) return { text, bytes, cut: broken && encoded.length < bytes };
  return {
    text: beginning(encoded),
    bytes,
    cut: true,
    digest: `sha256:${createHash("sha256").update(encoded).digest("hex")}`,
  };
}

/** The first MAX_BODY bytes, without the character that the cut would split. */
function beginning(encoded: Buffer): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(encoded.subarray(0, MAX_BODY), { stream: true });
}

/** Writes every exchange to a gzipped NDJSON file. */
export async function writeAllExchanges(sink: EventSink, path: string): Promise<void> {
  async function* lines(): AsyncGenerator<string> {
    for await (const event of sink.replay()) {
      if (event.type === "exchange") yield `${JSON.stringify({ suite: event.suite, ...event.exchange })}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createGzip({ level: 1 }), createWriteStream(path, { mode: 0o600 }));
}
