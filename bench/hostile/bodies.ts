import { gzipSync } from "node:zlib";
import type { Behaviour, Hit } from "./behaviour.ts";
import { emptying, laterReads, puts } from "./hits.ts";
import { answer, answerOf, headOf, pour } from "./raw.ts";

const MIB = 1024 * 1024;

/** A message whose end is not where its headers say. */
const framed =
  (frame: (length: number) => string, after = "") =>
  async (hit: Hit): Promise<void> => {
    const answered = await hit.forward();
    hit.socket.write(`${headOf(answered)}${frame(answered.body.length)}\r\n`);
    hit.socket.end(Buffer.concat([answered.body, Buffer.from(after)]));
  };

/** The answer, with another text in the place of its JSON. */
const saying =
  (change: (json: string) => string | Buffer) =>
  async (hit: Hit): Promise<void> => {
    const answered = await hit.forward();
    const body = answered.status < 300 ? Buffer.from(change(answered.body.toString("utf8"))) : answered.body;
    hit.socket.write(answerOf({ ...answered, body }));
  };

/** The resource with one more member in front. */
const withMember = (member: string) => saying((json) => (json.startsWith("{") ? `{${member},${json.slice(1)}` : json));

/** Begins a JSON object and goes on with so many bytes. */
const long =
  (bytes: number) =>
  async (hit: Hit): Promise<void> => {
    await hit.forward();
    hit.socket.write("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n");
    if (Number.isFinite(bytes)) hit.socket.write(`content-length: ${bytes}\r\n`);
    hit.socket.write("\r\n");
    pour(hit.socket, Buffer.alloc(MIB, " "), bytes);
  };

const bomb = gzipSync(Buffer.alloc(200 * MIB, " "));
const bombed = (hit: Hit): void => {
  hit.socket.write(answer(200, "application/json", bomb, "content-encoding: gzip\r\n"));
};

const headers = ({ socket }: Hit): void => {
  const lines = Array.from({ length: 100_000 }, (_, index) => `x-header-${index}: value\r\n`).join("");
  socket.write(`HTTP/1.1 200 OK\r\n${lines}content-length: 2\r\n\r\n{}`);
};

const nested = (depth: number) => withMember(`"deep":${"[".repeat(depth)}${"]".repeat(depth)}`);

/** So many short pieces of JSON, each with its number. */
const many = (count: number, piece: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => piece(index)).join(",");
const member = (index: number): string =>
  `{"value":"id-${index}","display":"Member number ${index}","$ref":"https://h.invalid/Users/id-${index}"}`;

const crowd = `"members":[${many(100_000, (index) => member(index).replace("}", ',"type":"User"}'))}]`;

/** The resource with 100,000 members in the place of its own: few enough to be read and judged. */
const crowded = saying((json) => {
  if (!json.startsWith("{")) return json;
  const { members: _, ...rest } = JSON.parse(json) as Record<string, unknown>;
  return `{${crowd},${JSON.stringify(rest).slice(1)}`;
});

const put = { hits: puts };
const malformed = { exit: 1, says: /"malformed"|"truncated"/u } as const;

/** Answers that are too long, end too early or too late, or are not what they say. */
export const BODIES: readonly Behaviour[] = [
  {
    id: "json.half",
    title: "answers a PUT with half of the JSON",
    ...put,
    act: saying((json) => json.slice(0, json.length / 2)),
    ending: { exit: 1, says: /The body is not JSON/u },
  },
  {
    id: "json.half.emptying",
    title: "answers a PUT that empties a Group with half of the JSON",
    hits: emptying,
    act: saying((json) => json.slice(0, json.length / 2)),
    ending: { exit: 1, says: /The body is not JSON/u, passed: 2 },
  },
  {
    id: "body.100mb",
    title: "answers a PUT with 100 MB",
    ...put,
    act: long(100 * MIB),
    ending: { exit: 1, says: /"body-too-large".*--max-body/u },
    heavy: true,
  },
  {
    id: "body.100mb.reads",
    title: "answers reads with 100 MB in mid-run",
    hits: laterReads,
    act: long(100 * MIB),
    ending: { exit: 3, says: /longer than 33554432 bytes/u },
    slow: true,
    heavy: true,
  },
  {
    id: "body.endless",
    title: "answers a PUT with a body that never ends",
    ...put,
    act: long(Number.POSITIVE_INFINITY),
    ending: { exit: 1, says: /"body-too-large"/u },
    heavy: true,
  },
  {
    id: "body.30mb.padded",
    title: "shows every Group with a text of 30 MB",
    hits: ({ method, path }) => method !== "DELETE" && path.includes("/Groups/"),
    act: withMember(`"padding":"${"x".repeat(30 * MIB)}"`),
    ending: { exit: 0, says: /conformant/u },
    slow: true,
    heavy: true,
  },
  {
    id: "body.30mb.wide",
    title: "shows every Group with a text of 30 MB and a sign that makes every character of it take two bytes",
    hits: ({ method, path }) => method !== "DELETE" && path.includes("/Groups/"),
    act: withMember(`"padding":"€${"x".repeat(30 * MIB)}"`),
    ending: { exit: 0, says: /conformant/u },
    slow: true,
    heavy: true,
  },
  {
    id: "body.30mb.created",
    title: "answers every POST with a text of 30 MB",
    hits: ({ method }) => method === "POST",
    act: withMember(`"padding":"${"x".repeat(30 * MIB)}"`),
    ending: { exit: 0, says: /conformant/u },
    slow: true,
    heavy: true,
  },
  {
    id: "body.16mb.values",
    title: "shows every Group with five million empty objects",
    ...put,
    act: withMember(`"padding":[${"{},".repeat(5 * MIB)}0]`),
    ending: { exit: 1, says: /more than 524288 JSON values/u },
    slow: true,
    heavy: true,
  },
  {
    id: "body.4mb.names",
    title: "answers a PUT with 300,000 names in one object",
    ...put,
    act: withMember(many(300_000, (index) => `"k${index}":1`)),
    ending: { exit: 1, says: /more than 10000 different JSON names/u },
    heavy: true,
  },
  {
    id: "body.22mb.members",
    title: "shows every Group with 250,000 members in mid-run",
    hits: laterReads,
    act: withMember(`"members":[${many(250_000, member)}]`),
    ending: { exit: 3, says: /more than 524288 JSON values/u },
    heavy: true,
  },
  {
    id: "body.10mb.members",
    title: "shows every Group with 100,000 members in mid-run",
    hits: laterReads,
    act: crowded,
    ending: { exit: 1, says: /RFC7644-3\.5\.1-MEMBERS-REPLACED/u },
    heavy: true,
  },
  {
    id: "body.10mb.members.written",
    title: "shows every Group with 100,000 members, in answers to writes too",
    hits: ({ method, path }) => method !== "DELETE" && path.includes("/Groups/"),
    act: crowded,
    ending: { exit: 1, says: /RFC7644-3\.5\.1-MEMBERS-REPLACED/u },
    slow: true,
    heavy: true,
  },
  {
    id: "body.24mb.resources",
    title: "answers a PUT with a list of 150,000 resources",
    ...put,
    act: withMember(
      `"Resources":[${many(150_000, (index) => `{"id":"${index}","displayName":"${"x".repeat(100)}","members":[{"value":"a"}]}`)}]`,
    ),
    ending: { exit: 1, says: /more than 524288 JSON values/u },
    heavy: true,
  },
  {
    id: "bomb.gzip",
    title: "answers a PUT with 200 MB in 200 KB of gzip",
    ...put,
    act: bombed,
    ending: { exit: 1, says: /"body-too-large"/u },
    heavy: true,
  },
  {
    id: "headers.100000",
    title: "answers a PUT with 100,000 headers",
    ...put,
    act: headers,
    ending: { exit: 1, says: /headers are longer than 16 KiB/u },
    heavy: true,
  },
  {
    id: "length.short",
    title: "announces fewer bytes than it sends",
    ...put,
    act: framed((length) => `content-length: ${length - 5}\r\n`),
    ending: { exit: 1, says: /not JSON|malformed|truncated/u },
  },
  {
    id: "length.long",
    title: "announces more bytes than it sends",
    ...put,
    act: framed((length) => `content-length: ${length + 5}\r\n`),
    ending: { exit: 1, says: /"truncated"/u },
  },
  {
    id: "length.two",
    title: "announces two lengths",
    ...put,
    act: framed((length) => `content-length: ${length}\r\ncontent-length: ${length + 1}\r\n`),
    ending: malformed,
  },
  {
    id: "length.and-chunked",
    title: "announces a length and chunks",
    ...put,
    act: framed((length) => `content-length: ${length}\r\ntransfer-encoding: chunked\r\n`),
    ending: malformed,
  },
  {
    id: "chunks.garbage",
    title: "announces chunks and sends none",
    ...put,
    act: framed(() => "transfer-encoding: chunked\r\n"),
    ending: malformed,
  },
  {
    id: "chunks.huge-size",
    title: "announces a chunk of more bytes than there are numbers",
    ...put,
    act: (hit) => {
      hit.socket.end(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFFF\r\n{}",
      );
    },
    ending: malformed,
  },
  {
    id: "not-http",
    title: "answers a PUT with what is no HTTP",
    ...put,
    act: ({ socket }) => {
      socket.end("\u0000\u0001 SSH-2.0-OpenSSH_9.9\r\n\r\n");
    },
    ending: malformed,
  },
  {
    id: "text.nul-bidi-surrogates",
    title: "shows texts with NUL, bidi marks and lone surrogates",
    hits: ({ method, path }) => method !== "DELETE" && path.includes("/Groups/"),
    act: withMember(String.raw`"note":"\u0000\u202e\ud800 \udfff"`),
    ending: { exit: 0, says: /conformant/u },
  },
  {
    id: "json.duplicate-names",
    title: "shows a name twice in one object",
    ...put,
    act: withMember('"displayName":"another"'),
    ending: { exit: 0, says: /twice in one object/u },
  },
  {
    id: "json.proto",
    title: "shows members called __proto__ and constructor",
    hits: ({ method, path }) => method !== "DELETE" && path.includes("/Groups/"),
    act: withMember('"__proto__":{"members":[],"id":"x"},"constructor":{"prototype":{}}'),
    ending: { exit: 0, says: /conformant/u },
  },
  {
    id: "json.large-numbers",
    title: "shows ids as numbers beyond 2^53",
    ...put,
    act: saying((json) => json.replace(/"id":"[^"]*"/u, '"id":9007199254740993')),
    ending: { exit: 1, says: /9007199254740993|not a text|string/u },
  },
  {
    id: "json.nested-5000",
    title: "shows a value nested 5,000 levels deep",
    ...put,
    act: nested(5000),
    ending: { exit: 0, says: /conformant/u },
    heavy: true,
  },
  {
    id: "json.nested-900000",
    title: "shows a value nested 900,000 levels deep",
    ...put,
    act: nested(900_000),
    ending: { exit: 1, says: /nested more than 10000 levels/u },
    heavy: true,
  },
];
