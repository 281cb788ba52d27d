import type { Behaviour, Hit } from "./behaviour.ts";
import { after, always, emptying, laterReads, laterWrites, puts } from "./hits.ts";
import { answer, answerOf, drip, headOf } from "./raw.ts";

const NOTHING = (): void => undefined;

/** Begins an answer, and lets a byte of it follow now and then. */
const dripping = async (hit: Hit): Promise<void> => {
  const answered = await hit.forward();
  hit.socket.write(`${headOf(answered)}content-length: 1000000\r\n\r\n`);
  drip(hit.socket, " ", 20);
};

const dripHead = ({ socket }: Hit): void => {
  socket.write("HTTP/1.1 200 OK\r\n");
  drip(socket, "x", 20);
};

const reset = async ({ socket, forward }: Hit): Promise<void> => {
  await forward();
  socket.resetAndDestroy();
};

const resetInBody = async (hit: Hit): Promise<void> => {
  const answered = await hit.forward();
  const bytes = answerOf(answered);
  hit.socket.write(bytes.subarray(0, bytes.length - 10), () => hit.socket.resetAndDestroy());
};

/** Refuses with 429 for ever. */
const limited =
  (more: string) =>
  ({ socket }: Hit): void => {
    socket.write(answer(429, "application/json", '{"status":"429"}', more));
  };

/** Servers that hang, drip, break off, are gone, or will not be hurried. */
export const CONNECTIONS: readonly Behaviour[] = [
  {
    id: "hang.from-the-start",
    title: "takes every request and never answers",
    hits: always,
    act: NOTHING,
    ending: { exit: 3, says: /No complete response headers within|did not answer in time/u },
  },
  {
    id: "hang.put",
    title: "never answers a PUT",
    hits: puts,
    act: NOTHING,
    ending: { exit: 1, says: /"timeout".*longer --timeout/u },
  },
  {
    id: "hang.emptying",
    title: "never answers a PUT that empties a Group",
    hits: emptying,
    act: NOTHING,
    ending: { exit: 1, says: /"timeout".*longer --timeout/u, passed: 2 },
  },
  {
    id: "hang.reads",
    title: "stops answering reads in mid-run",
    hits: laterReads,
    act: NOTHING,
    ending: { exit: 3, says: /cannot be read back|could not be read|stopped answering GET/u },
  },
  {
    id: "hang.mid-run",
    title: "stops answering anything in mid-run",
    hits: after(20),
    act: NOTHING,
    ending: { exit: 1, says: /"timeout"|stopped answering/u, leaves: true },
  },
  {
    id: "drip.headers",
    title: "sends the headers of an answer to a PUT byte by byte, for ever",
    hits: puts,
    act: dripHead,
    ending: { exit: 1, says: /"timeout"/u },
  },
  {
    id: "drip.body",
    title: "sends the body of an answer to a PUT byte by byte, for ever",
    hits: puts,
    act: dripping,
    ending: { exit: 1, says: /"timeout".*The body did not end within/u },
  },
  {
    id: "drip.reads",
    title: "sends the body of every read byte by byte, for ever",
    hits: laterReads,
    act: dripping,
    ending: { exit: 3, says: /cannot be read back|could not be read|stopped answering/u },
  },
  {
    id: "reset.put",
    title: "carries out a PUT and resets the connection",
    hits: puts,
    act: reset,
    ending: { exit: 1, says: /"reset"/u },
  },
  {
    id: "reset.body",
    title: "resets the connection in the middle of the body",
    hits: puts,
    act: resetInBody,
    ending: { exit: 1, says: /"reset"|"truncated"/u },
  },
  {
    id: "reset.from-the-start",
    title: "resets every connection",
    hits: always,
    act: reset,
    ending: { exit: 3, says: /reset the connection before it answered/u },
  },
  {
    id: "rate.no-retry-after",
    title: "answers 429 to every PUT and DELETE, without saying until when",
    hits: laterWrites,
    act: limited(""),
    ending: { exit: 3, says: /no more requests for now|stopped answering/u, leaves: true },
    slow: true,
  },
  {
    id: "rate.every-other",
    title: "answers 429 to every other request, without saying until when",
    hits: ({ number }) => number % 2 === 0,
    act: limited(""),
    ending: { exit: 0, says: /conformant/u, passed: 3 },
    slow: true,
  },
  {
    id: "rate.retry-after",
    title: "answers 429 with Retry-After: 1 to every PUT and DELETE, for ever",
    hits: laterWrites,
    act: limited("retry-after: 1\r\n"),
    ending: { exit: 3, says: /no more requests for now|stopped answering/u, leaves: true },
    slow: true,
  },
  {
    id: "rate.next-hour",
    title: "answers 429 with Retry-After: 3600 to every PUT and DELETE",
    hits: laterWrites,
    act: limited("retry-after: 3600\r\n"),
    ending: { exit: 3, says: /no more requests for now|stopped answering/u, leaves: true },
  },
  {
    id: "credential-expires",
    title: "answers 401 to every PUT and DELETE, as when a token runs out",
    hits: laterWrites,
    act: ({ socket }) => {
      socket.write(
        answer(
          401,
          "application/json",
          '{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"401"}',
          "www-authenticate: Bearer\r\n",
        ),
      );
    },
    ending: { exit: 3, says: /credential was refused in the middle of the run|stopped|blocked/u, leaves: true },
  },
];
