import { describe, expect, test } from "vitest";
import { startTarget } from "../src/targets/index.ts";
import { type Canary, canary, control, tokenCanary } from "./support/canaries.ts";
import { cli, tempFolder } from "./support/cli-run.ts";
import { type EchoServer, startEcho } from "./support/echo-server.ts";
import { ECHOES, type PlainAnswer } from "./support/echoes.ts";
import { type Artefact, artefactsIn, search } from "./support/search-artefacts.ts";

const ECHO_NAMES = Object.keys(ECHOES);

/** The files of a run that hold exchanges, and what is made from them. */
const FILES = ["results.json", "index.html", "junit.xml", "events.ndjson", "exchanges.ndjson.gz"];

interface Ended {
  readonly code: number;
  readonly server: EchoServer;
  readonly artefacts: readonly Artefact[];
  readonly canaries: readonly Canary[];
}

/** What only the server knows: it hands out a cookie and an address with a token, and shows what it should not. */
const SERVERS = {
  cookie: canary("cookie", true),
  address: canary("token in an address", true),
  password: canary("password of a fixture"),
  field: canary("redact field"),
};

function decorate(answer: PlainAnswer): PlainAnswer {
  const headers = {
    ...answer.headers,
    "set-cookie": `session=${SERVERS.cookie.value}; Path=/; HttpOnly`,
    link: `</scim/Users?cursor=2&access_token=${SERVERS.address.value}>; rel=next`,
  };
  if (!/\/users\b/iu.test(answer.path) || !answer.text.startsWith("{")) return { ...answer, headers };
  const shown = {
    ...(JSON.parse(answer.text) as Record<string, unknown>),
    password: SERVERS.password.value,
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { employeeNumber: SERVERS.field.value },
    picture: `https://cdn.invalid/x.png?size=1&access_token=${SERVERS.address.value}`,
  };
  return { ...answer, headers, text: JSON.stringify(shown) };
}

async function run(
  suite: string,
  credentials: {
    readonly canaries: readonly Canary[];
    readonly flags: readonly string[];
    readonly env: Readonly<Record<string, string>>;
    readonly isOurs: (headers: Readonly<Record<string, unknown>>) => boolean;
    readonly isTheirs?: (headers: Readonly<Record<string, unknown>>) => boolean;
  },
): Promise<Ended> {
  const [dialect = ""] = suite.split(".");
  const target = await startTarget({ dialect: dialect as "cube" });
  const { origin, pathname } = new URL(target.url);
  const canaries = [...credentials.canaries, ...Object.values(SERVERS)];
  const server = await startEcho({
    behind: origin,
    authorization: (headers) => {
      if (credentials.isOurs(headers)) return `Bearer ${target.token}`;
      return credentials.isTheirs?.(headers) === true ? `Bearer ${target.otherToken}` : headers.authorization;
    },
    canaries,
    decorate,
  });
  const out = tempFolder();
  const argv = ["run", suite, "--target", `${server.origin}${pathname}`, "--out", out, "--verbose", "--seed", "7"];
  const end = await cli([...argv, ...credentials.flags], { env: { ...credentials.env, SCIMPROOF_YES: "1" } });
  await target.close();
  const printed = [
    { name: "stdout", text: end.out },
    { name: "stderr", text: end.err },
  ];
  debug({ code: end.code, server, artefacts: [...artefactsIn(out), ...printed], canaries });
  return { code: end.code, server, artefacts: [...artefactsIn(out), ...printed], canaries };
}

/** Everything that is to be found nowhere. */
function planted({ canaries, server }: Ended): readonly Canary[] {
  const passwords = [...server.passwords].map((value): Canary => ({ place: "generated password", value }));
  return [...canaries, ...passwords];
}

import { writeFileSync as W } from "node:fs";
function debug(ended: Ended): void {
  const lines = search(ended.artefacts, planted(ended)).map((s) => [s.artefact, s.place, s.decoded.join(">"), JSON.stringify(s.around)].join(" | "));
  lines.push(String(ended.code), [...ended.server.echoed].map(([k,v])=>k+":"+v.size).join(" "), ended.artefacts.map(a=>a.name+" "+a.text.length).join(", "), `passwords ${ended.server.passwords.size}`);
  W("/tmp/canary-debug.txt", lines.join("\n") + "\n\n" + ended.artefacts.filter((a) => a.name.startsWith("std")).map((a) => a.name + "\n" + a.text).join("\n"));
}

/** Holds what a run left behind to the promise, once it is certain that something was there to be found. */
function expectSilence(ended: Ended): void {
  // 4 would mean that the last net caught something, or that a report is missing.
  expect([1, 3]).toContain(ended.code);
  for (const echo of ECHO_NAMES) {
    const places = new Set(planted(ended).map(({ place }) => place));
    if (echo === "header name") places.forEach((place) => !ended.server.echoed.get(echo)?.has(place) && places.delete(place));
    expect([echo, [...(ended.server.echoed.get(echo) ?? [])].sort()]).toEqual([echo, [...places].sort()]);
  }
  expect(ended.artefacts.map(({ name }) => name)).toEqual(expect.arrayContaining(FILES));
  const controls = search(
    ended.artefacts.filter(({ name }) => name === "exchanges.ndjson.gz"),
    ECHO_NAMES.map(control),
  );
  expect(ECHO_NAMES.filter((echo) => !controls.some(({ place }) => place === control(echo).place))).toEqual([
    "what is no HTTP",
  ]);
  expect(search(ended.artefacts, planted(ended))).toEqual([]);
}

describe("a server that repeats every secret, in every way", () => {
  test("learns a token, another tenant's, and a header, and none of them is written", async () => {
    const ours = tokenCanary("bearer");
    const theirs = tokenCanary("other tenant");
    const header = canary("header");
    const ended = await run("maia.users.put", {
      canaries: [ours, theirs, header],
      flags: [
        ...["--token-env", "OURS", "--other-token-env", "THEIRS", "--header", `X-Tenant: ${header.value}`],
        ...["--redact", "header=X-Tenant", "--redact", "field=employeeNumber"],
        ...["-t", "put.user.(password|roundtrip|active|left-out|texts)|other-tenant"],
      ],
      env: { OURS: ours.value, THEIRS: theirs.value },
      isOurs: ({ authorization }) => authorization === `Bearer ${ours.value}`,
      isTheirs: ({ authorization }) => authorization === `Bearer ${theirs.value}`,
    });
    if (!process.env.DBG)     expect(ended.server.passwords.size).toBeGreaterThan(0);
    expectSilence(ended);
  });
});
