import type { Behaviour, Hit } from "./behaviour.ts";
import { always, laterWrites, puts } from "./hits.ts";
import { answer, answerOf } from "./raw.ts";

const PAGE = "<!DOCTYPE html><html><body><h1>Welcome to the hotel</h1><form>…</form></body></html>";

const page =
  (status: number, more = "") =>
  ({ socket }: Hit): void => {
    socket.write(answer(status, "text/html", PAGE, more));
  };

const redirect =
  (status: number, to: (hit: Hit) => string) =>
  (hit: Hit): void => {
    hit.socket.write(answer(status, "text/plain", "", `location: ${to(hit)}\r\n`));
  };

const observations = ({ number, method, path }: { number: number; method: string; path: string }): boolean =>
  number > 12 && method === "GET" && path.includes("/Groups/");

const HOUR_MS = 3_600_000;

/** The answer of a server whose clock is so many hours off: its Date, and every time that it shows. */
const clock =
  (hours: number) =>
  async ({ forward, socket }: Hit): Promise<void> => {
    const { status, headers, body } = await forward();
    const moved = (time: string): Date => new Date(Date.parse(time) + hours * HOUR_MS);
    const shown = body
      .toString("utf8")
      .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/gu, (time) => moved(time).toISOString());
    const date = moved(headers.date ?? new Date().toUTCString()).toUTCString();
    socket.write(answerOf({ status, headers: { ...headers, date }, body: Buffer.from(shown) }));
  };

/** What stands between a client and a server, and answers in its place. */
export const GATEWAYS: readonly Behaviour[] = [
  {
    id: "gateway.502",
    title: "a gateway answers every PUT 502 with a web page",
    hits: puts,
    act: page(502),
    ending: { exit: 1, says: /a gateway in front of it/u },
    slow: true,
  },
  {
    id: "gateway.503-once",
    title: "a gateway answers every third request 503 with a web page, and is over it when asked again",
    hits: ({ number, method }) => number % 3 === 0 && method !== "POST",
    act: page(503),
    ending: { exit: 0, says: /conformant/u },
  },
  {
    id: "portal.from-the-start",
    title: "a captive portal answers everything 200 with a web page",
    hits: always,
    act: page(200),
    ending: { exit: 3, says: /answers a web page \(200\), not SCIM/u },
  },
  {
    id: "portal.redirects",
    title: "a captive portal redirects everything to its login page",
    hits: always,
    act: redirect(302, () => "http://portal.invalid/login"),
    ending: { exit: 3, says: /redirects to http:\/\/portal\.invalid\/login/u },
  },
  {
    id: "portal.mid-run",
    title: "a captive portal answers every PUT and DELETE 200 with a web page",
    hits: laterWrites,
    act: page(200),
    ending: { exit: 1, says: /text\/html/u, leaves: true },
  },
  {
    id: "redirect.endless",
    title: "redirects every read to itself",
    hits: observations,
    act: redirect(302, ({ path }) => path),
    ending: { exit: 3, says: /More than 3 redirects/u },
  },
  {
    id: "redirect.ever-longer",
    title: "redirects every read to an ever longer address",
    hits: observations,
    act: redirect(307, ({ path }) => `${path}?${"x".repeat(2000)}`),
    ending: { exit: 3, says: /More than 3 redirects|GET was answered/u },
  },
  {
    id: "redirect.elsewhere",
    title: "redirects every PUT to another origin",
    hits: puts,
    act: redirect(307, () => "http://127.0.0.2:9/steal"),
    ending: { exit: 1, says: /307/u },
  },
  {
    id: "redirect.reads-elsewhere",
    title: "redirects every read to another origin",
    hits: observations,
    act: redirect(302, () => "http://127.0.0.2:9/steal"),
    ending: { exit: 3, says: /GET was answered 302/u },
  },
  {
    id: "delete.no-route",
    title: "has no DELETE, and answers 404 to it as to any address that it does not know",
    hits: ({ method }) => method === "DELETE",
    act: ({ socket }) => {
      socket.write(answer(404, "text/plain", "no such route"));
    },
    ending: { exit: 0, says: /conformant/u, passed: 3, leaves: true },
  },
  {
    id: "clock.behind",
    title: "the clock of the server is seven hours behind",
    hits: always,
    act: clock(-7),
    ending: { exit: 0, says: /conformant[^]*clock is 420 min behind this one/u, passed: 3 },
  },
  {
    id: "clock.ahead",
    title: "the clock of the server is a day ahead",
    hits: always,
    act: clock(24),
    ending: { exit: 0, says: /conformant[^]*clock is 1440 min ahead of this one/u, passed: 3 },
  },
  {
    id: "server-broken",
    title: "fails with 500 and a web page whatever a PUT says",
    hits: puts,
    act: page(500),
    ending: { exit: 1, says: /failed with 500/u },
  },
];
