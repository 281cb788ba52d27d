import { type HeaderLine, headerOf, type KeptBody, type KeptExchange, type RunResult } from "../../result/index.ts";
import { plural } from "../text.ts";

/**
 * The exchanges that the result keeps as an HTTP Archive 1.2 (http://www.softwareishard.com/blog/har-12-spec/), which the
 * developer tools of browsers open: those that findings cite, and a sample of the others. Credentials were taken out when
 * they were recorded; what a body lacks is said in its comment. Bodies are as they were received, JSON apart.
 */
export function renderHar(result: RunResult): string {
  const { exchanges, exchangesTotal, tool, sentence } = result;
  const cited = exchanges.filter((exchange) => exchange.cited).length;
  const kept = `${exchanges.length} of ${plural(exchangesTotal, "exchange")}: the ${cited} that findings cite, and a sample of the others. All are in exchanges.ndjson.gz.`;
  const log = {
    version: "1.2",
    creator: { name: tool.name, version: tool.version },
    entries: exchanges.toSorted(byTime).map(entryOf),
    comment: `${sentence} ${kept} Credentials are redacted.`,
  };
  return `${JSON.stringify({ log }, undefined, 2)}\n`;
}

/** Oldest first, as readers expect; what began in the same millisecond stays in the order of the result. */
function byTime(one: KeptExchange, two: KeptExchange): number {
  return Date.parse(one.startedAt) - Date.parse(two.startedAt);
}

function entryOf(exchange: KeptExchange): object {
  const { id, suite, scenario, title, purpose, cited, startedAt, durationMs, request, notes, failure } = exchange;
  const remarks = [title, ...notes, ...(failure === undefined ? [] : [`${failure.kind}: ${failure.message}`])];
  return {
    startedDateTime: startedAt,
    time: durationMs,
    request: {
      method: request.method,
      url: request.url,
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: headersOf(request.headers),
      queryString: queryOf(request.url),
      ...(request.body === undefined ? {} : { postData: postDataOf(request.headers, request.body) }),
      headersSize: -1,
      bodySize: request.body?.bytes ?? 0,
    },
    response: responseOf(exchange),
    cache: {},
    // Only the whole is measured: from the request's being handed over to the last byte.
    timings: { send: 0, wait: durationMs, receive: 0 },
    comment: remarks.join(" · "),
    _suite: suite,
    _scenario: scenario,
    _exchange: id,
    _purpose: purpose,
    _cited: cited,
  };
}

function responseOf({ response, failure }: KeptExchange): object {
  if (response === undefined) {
    // As browsers write an answer that never came.
    return {
      status: 0,
      statusText: "",
      httpVersion: "HTTP/1.1",
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: "x-unknown" },
      redirectURL: "",
      headersSize: -1,
      bodySize: -1,
      comment: failure === undefined ? "no answer" : `${failure.kind}: ${failure.message}`,
    };
  }
  const { status, headers, body, bodyBytes, utf8 } = response;
  const remarks = [
    ...cutRemark(body),
    ...(utf8 ? [] : ["The body was not valid UTF-8: U+FFFD stands for what could not be read."]),
  ];
  return {
    status,
    // Which words the server put beside the status is not recorded.
    statusText: "",
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: headersOf(headers),
    content: {
      size: bodyBytes,
      mimeType: headerOf(headers, "content-type") ?? "x-unknown",
      text: body.text,
      ...(remarks.length === 0 ? {} : { comment: remarks.join(" ") }),
    },
    redirectURL: headerOf(headers, "location") ?? "",
    headersSize: -1,
    // How many bytes came is not recorded where the body was encoded.
    bodySize: headerOf(headers, "content-encoding") === undefined ? bodyBytes : -1,
  };
}

function postDataOf(headers: readonly HeaderLine[], body: KeptBody): object {
  const remarks = cutRemark(body);
  return {
    mimeType: headerOf(headers, "content-type") ?? "",
    text: body.text,
    params: [],
    ...(remarks.length === 0 ? {} : { comment: remarks.join(" ") }),
  };
}

function cutRemark({ cut, bytes, text, digest }: KeptBody): readonly string[] {
  if (!cut) return [];
  const whole = digest === undefined ? "" : `, ${digest} of the whole`;
  return [`Cut: the first ${plural(text.length, "character")} of ${plural(bytes, "byte")}${whole}.`];
}

function headersOf(headers: readonly HeaderLine[]): readonly object[] {
  return headers.map(([name, value]) => ({ name, value }));
}

function queryOf(url: string): readonly object[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}
