import { gzipSync } from "node:zlib";

/** What an echo makes of an answer: its parts, or the bytes that go on the wire as they are. */
export interface EchoedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Bytes in place of everything, after which the connection is closed. */
  readonly raw?: Buffer;
}

/** An answer before anything is echoed in it. */
export interface PlainAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  /** Path and query of the request. */
  readonly path: string;
}

/** One way for a server to repeat what it must not. */
export type Echo = (answer: PlainAnswer, secrets: readonly string[], turn: number) => EchoedAnswer;

const SCIM = "application/scim+json";
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/u;

// How many bytes of a body are kept in results.json, and of one that does not end in any record.
const KEPT = 64 * 1024;

// Bodies of so many characters are long.
const LONG = 288 * 1024;

/** The ways, by name. None shares code with what undoes them. */
export const ECHOES: Readonly<Record<string, Echo>> = {
  body: inBody((secrets) => secrets.join(" ")),
  "error detail": (answer, secrets) =>
    json(answer, 500, {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
      status: "500",
      detail: `refused: ${secrets.join(" and ")}`,
    }),
  "header value": (answer, secrets) => withHeaders(answer, { "x-echo": secrets.join(" ") }),
  location: (answer, secrets) =>
    withHeaders(answer, { location: `/Users/${secrets.map((one) => encodeURIComponent(one)).join("/")}` }),
  "header name": (answer, secrets) =>
    withHeaders(
      answer,
      Object.fromEntries(secrets.filter((one) => HEADER_NAME.test(one)).map((one) => [`x-${one}`, "yes"])),
    ),
  "HTML page": (answer, secrets) => ({
    status: 500,
    headers: { ...plainHeaders(answer), "content-type": "text/html" },
    body: Buffer.from(`<html><body><p>No: ${secrets.map(html).join("</p><p>")}</p></body></html>`),
  }),
  base64: inBody((secrets) => secrets.map((one) => base64(`user:${one}:x`)).join(" ")),
  "base64, other alignment": inBody((secrets) => secrets.map((one) => base64(`us:${one}`)).join(" ")),
  "base64 twice": inBody((secrets) => secrets.map((one) => base64(base64(`u:${one}`))).join(" ")),
  "base64 of UTF-16": inBody((secrets) =>
    secrets.map((one) => Buffer.from(one, "utf16le").toString("base64")).join(" "),
  ),
  "base64 of what is percent-encoded": inBody((secrets) =>
    secrets.map((one) => base64(`client:${encodeURIComponent(one)}`)).join(" "),
  ),
  "base64 of what is form-encoded": inBody((secrets) =>
    secrets.map((one) => base64(new URLSearchParams([["t", one]]).toString())).join(" "),
  ),
  "base64 of an address in a header": (answer, secrets) =>
    withHeaders(answer, {
      "x-state": secrets.map((one) => base64(`https://idp.invalid/cb?t=${encodeURIComponent(one)}&x=1`)).join(" "),
    }),
  "base64 of JSON as PHP writes it": inBody((secrets) =>
    secrets.map((one) => Buffer.from(php({ t: one })).toString("base64url")).join(" "),
  ),
  "base64 of UTF-16, the other way round": inBody((secrets) =>
    secrets.map((one) => Buffer.from(`t:${one}`, "utf16le").swap16().toString("base64")).join(" "),
  ),
  "base64 of JSON as .NET writes it": inBody((secrets) => secrets.map((one) => base64(dotNet({ t: one }))).join(" ")),
  "base64 of JSON as Go writes it": inBody((secrets) => secrets.map((one) => base64(go({ t: one }))).join(" ")),
  "base64 of JSON as Python writes it": inBody((secrets) => secrets.map((one) => base64(python({ t: one }))).join(" ")),
  "base64 twice of what is percent-encoded": inBody((secrets) =>
    secrets.map((one) => base64(base64(`c:${encodeURIComponent(one)}`))).join(" "),
  ),
  "base64 twice of what is form-encoded": inBody((secrets) =>
    secrets.map((one) => base64(base64(new URLSearchParams([["t", one]]).toString()))).join(" "),
  ),
  "base64 twice of UTF-16": inBody((secrets) =>
    secrets.map((one) => base64(Buffer.from(one, "utf16le").toString("base64"))).join(" "),
  ),
  "base64 twice of JSON": inBody((secrets) => secrets.map((one) => base64(base64(php({ t: one })))).join(" ")),
  "UTF-8 in a header": (answer, secrets) =>
    withHeaders(answer, { "x-echo": Buffer.from(secrets.join(" ")).toString("latin1") }),
  "Latin-1": (answer, secrets) => ({
    status: 200,
    headers: { ...plainHeaders(answer), "content-type": SCIM },
    body: Buffer.from(JSON.stringify({ echo: secrets }), "latin1"),
  }),
  "UTF-16 that says so": (answer, secrets) => ({
    status: 200,
    headers: { ...plainHeaders(answer), "content-type": SCIM },
    body: Buffer.from(`\ufeff${JSON.stringify({ echo: secrets })}`, "utf16le").swap16(),
  }),
  hexadecimal: inBody((secrets) => secrets.map((one) => Buffer.from(one).toString("hex")).join(" ")),
  "percent-encoded": inBody((secrets) => secrets.map(everyByte).join(" ")),
  "percent-encoded twice": inBody((secrets) => secrets.map((one) => encodeURIComponent(everyByte(one))).join(" ")),
  "escaped JSON": (answer, secrets) => ({
    status: answer.status === 204 ? 200 : answer.status,
    headers: { ...plainHeaders(answer), "content-type": SCIM },
    body: Buffer.from(`{"echo":"${secrets.map(everyCharacter).join(" ")}"}`),
  }),
  "JSON in JSON": inBody((secrets) => JSON.stringify({ inner: secrets })),
  "JSON in JSON in JSON as PHP writes it, in a long body": inLongBody((secrets) => php({ inner: php({ t: secrets }) })),
  "base64 in lines, in a long body": inLongBody((secrets) =>
    secrets.map((one) => base64(`${"x".repeat(50)}${one}${"y".repeat(40)}`).replaceAll(/.{76}/gu, "$&\n")).join(" "),
  ),
  gzip: (answer, secrets) => {
    const echoed = json(answer, answer.status, { echo: secrets });
    return { ...echoed, headers: { ...echoed.headers, "content-encoding": "gzip" }, body: gzipSync(echoed.body) };
  },
  "UTF-16": (answer, secrets) => ({
    status: 200,
    headers: { ...plainHeaders(answer), "content-type": SCIM },
    body: Buffer.from(JSON.stringify({ echo: secrets }), "utf16le"),
  }),
  "content coding": (answer, secrets) => {
    const first = secrets.find((one) => HEADER_NAME.test(one)) ?? "none";
    return withHeaders(answer, { "content-encoding": `${first}-${first}-${first}` });
  },
  "at the cut of a kept body": (answer, secrets, turn) => {
    const { [turn % secrets.length]: one = "" } = secrets;
    return json(answer, 200, atCut({ first: secrets.join(" ") }, one));
  },
  "at the end of a body that breaks off": (_, secrets, turn) => {
    const { [turn % secrets.length]: one = "" } = secrets;
    const half = Buffer.from(
      `{"first":${JSON.stringify(secrets.join(" "))},"echo":"${one.slice(0, Math.ceil(one.length / 2))}`,
    );
    const head = `HTTP/1.1 200 OK\r\ncontent-type: ${SCIM}\r\ncontent-length: ${half.length + 100}\r\n\r\n`;
    return { status: 200, headers: {}, body: half, raw: Buffer.concat([Buffer.from(head), half]) };
  },
  "redirect target": (answer, secrets) => ({
    status: 302,
    headers: {
      location: `${answer.path.split("?")[0] ?? ""}?echoed=${secrets.map((one) => encodeURIComponent(one)).join("~")}`,
    },
    body: Buffer.alloc(0),
  }),
  "redirect to another origin": (_, secrets) => ({
    status: 302,
    headers: {
      location: `https://user:${encodeURIComponent(secrets[1] ?? "")}@other.invalid/?x=${secrets.map(everyByte).join("~")}`,
    },
    body: Buffer.from(secrets.join(" ")),
  }),
  "what is no HTTP": (_, secrets) => ({
    status: 200,
    headers: {},
    body: Buffer.alloc(0),
    raw: Buffer.from(`HTTP/1.1 200 ${secrets.join(" ")}\r\n${secrets.join(": ")}\r\n\u0001\r\n\r\n`),
  }),
};

function inBody(text: (secrets: readonly string[]) => string): Echo {
  return (answer, secrets) => {
    const known = parse(answer.text);
    return json(answer, answer.status === 204 ? 200 : answer.status, { ...known, echo: text(secrets) });
  };
}

/** In a body that is so long that it is searched piece by piece. */
function inLongBody(text: (secrets: readonly string[]) => string): Echo {
  return (answer, secrets) =>
    json(answer, answer.status === 204 ? 200 : answer.status, {
      ...parse(answer.text),
      padding: "lorem ipsum ".repeat(LONG / 12),
      echo: text(secrets),
    });
}

function json(answer: PlainAnswer, status: number, value: unknown): EchoedAnswer {
  return {
    status,
    headers: { ...plainHeaders(answer), "content-type": SCIM },
    body: Buffer.from(JSON.stringify(value)),
  };
}

function withHeaders(answer: PlainAnswer, headers: Readonly<Record<string, string>>): EchoedAnswer {
  return { status: answer.status, headers: { ...answer.headers, ...headers }, body: Buffer.from(answer.text) };
}

function plainHeaders({ headers }: PlainAnswer): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => name !== "content-encoding"));
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Adds padding, so that the secret begins a few bytes before the cut. */
function atCut(value: Readonly<Record<string, unknown>>, secret: string): unknown {
  const before = Buffer.byteLength(JSON.stringify({ ...value, echo: "" })) - 2;
  return { ...value, echo: `${".".repeat(KEPT - before - Math.floor(secret.length / 2))}${secret} and more` };
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}

function php(value: unknown): string {
  return JSON.stringify(value).replaceAll("/", String.raw`\/`);
}

function dotNet(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[<>&'+`\u007f-\uffff]|(?<!\\)\\"/gu,
    (char) =>
      `\\u${char
        .charCodeAt(char.length - 1)
        .toString(16)
        .toUpperCase()
        .padStart(4, "0")}`,
  );
}

function go(value: unknown): string {
  return JSON.stringify(value).replaceAll(/[<>&]/gu, (char) => `\\u00${char.charCodeAt(0).toString(16)}`);
}

function python(value: unknown): string {
  return JSON.stringify(value).replaceAll(
    /[\u0080-\uffff]/gu,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

function everyByte(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
}

function everyCharacter(text: string): string {
  return Array.from(text, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`).join("");
}

function html(text: string): string {
  return text.replaceAll(/[&<>"']/gu, (char) => `&#${char.charCodeAt(0)};`);
}
