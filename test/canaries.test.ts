import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { oauthServer } from "../src/client/testing/oauth-server.ts";
import { proxyServer } from "../src/client/testing/proxy-server.ts";
import { REPORTERS } from "../src/report/index.ts";
import type { RunResult } from "../src/result/index.ts";
import { type Canary, canary, control, tokenCanary } from "./support/canaries.ts";
import { type CanaryEnd, type CanaryWorld, canaryWorld, gather, secretsOf } from "./support/canary-run.ts";
import { tempFolder } from "./support/cli-run.ts";
import { ECHOES, type PlainAnswer } from "./support/echoes.ts";
import { search } from "./support/search-artefacts.ts";

const ECHO_NAMES = Object.keys(ECHOES);

/** The files of a run that hold exchanges, and what is made from them. */
const FILES = [...Object.values(REPORTERS).map(({ file }) => file), "events.ndjson", "exchanges.ndjson.gz"];

// What is no HTTP at all leaves nothing of the answer: there is no text in which its control could be found.
const WITHOUT_TEXT = ["what is no HTTP"];

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
  if (!answer.text.startsWith("{")) return { ...answer, headers };
  const shown = {
    ...(JSON.parse(answer.text) as Record<string, unknown>),
    password: SERVERS.password.value,
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { employeeNumber: SERVERS.field.value },
    picture: `https://cdn.invalid/x.png?size=1&access_token=${SERVERS.address.value}`,
  };
  return { ...answer, headers, text: JSON.stringify(shown) };
}

/** Holds what a run left behind to the promise, once it is certain that something was there to be found. */
function expectSilence({ code, artefacts }: CanaryEnd, world: CanaryWorld, canaries: readonly Canary[]): void {
  // 4 would mean that the last net caught something, or that a report is missing.
  expect([1, 3]).toContain(code);
  expect(artefacts.map(({ name }) => name)).toEqual(expect.arrayContaining(FILES));
  expectEchoes({ code, artefacts, out: "" }, world, canaries);
  expect(search(artefacts, canaries)).toEqual([]);
}

/** Every secret was repeated in every way, and what was repeated did arrive in the record. */
function expectEchoes({ artefacts }: CanaryEnd, { server }: CanaryWorld, canaries: readonly Canary[]): void {
  for (const echo of ECHO_NAMES) {
    const places = canaries.filter(({ value }) => echo !== "header name" || /^\w+$/u.test(value));
    expect([echo, [...(server.echoed.get(echo) ?? [])].sort()]).toEqual([
      echo,
      [...new Set(places.map(({ place }) => place))].sort(),
    ]);
  }
  const exchanges = artefacts.filter(({ name }) => name === "exchanges.ndjson.gz");
  const arrived = new Set(search(exchanges, ECHO_NAMES.map(control)).map(({ place }) => place));
  expect(ECHO_NAMES.filter((echo) => !arrived.has(control(echo).place))).toEqual(WITHOUT_TEXT);
}

describe("a server that repeats every secret, in every way", () => {
  test("is sent a token, another tenant's, and a header, and none of them is written", async () => {
    const ours = tokenCanary("bearer");
    const theirs = tokenCanary("other tenant");
    const header = canary("header");
    const canaries = [ours, theirs, header, ...Object.values(SERVERS)];
    const world = await canaryWorld("maia", {
      canaries,
      decorate,
      isOurs: ({ authorization }) => authorization === `Bearer ${ours.value}`,
      isTheirs: ({ authorization }) => authorization === `Bearer ${theirs.value}`,
    });
    const ended = await gather(
      [
        "run",
        "maia.users.put",
        "--target",
        world.url,
        "--verbose",
        "--seed",
        "7",
        "--token-env",
        "OURS",
        "--other-token-env",
        "THEIRS",
        "--header",
        `X-Tenant: ${header.value}`,
        "--redact",
        "header=X-Tenant",
        "--redact",
        "field=employeeNumber",
        "-t",
        "put.user.(password|roundtrip|active|twice|left-out)|other-tenant",
      ],
      { OURS: ours.value, THEIRS: theirs.value },
    );
    expect(world.server.passwords.size).toBeGreaterThan(0);
    expectSilence(ended, world, secretsOf(world, canaries));
  });

  test("is sent a user with a password, and a key in a header, and none of them is written", async () => {
    // With a letter that each encoding writes in another way.
    const { place, value } = canary("basic password");
    const password = { place, value: `${value.slice(0, 14)}ü${value.slice(14)}` };
    const key = canary("header from a variable");
    const basic = `alice.cooper:${password.value}`;
    const canaries = [password, key, ...Object.values(SERVERS)];
    const world = await canaryWorld("cube", {
      canaries,
      decorate,
      isOurs: (headers) =>
        headers.authorization === `Basic ${Buffer.from(basic).toString("base64")}` && headers["x-key"] === key.value,
    });
    const env = { BASIC: basic, KEY: key.value };
    const access = ["--target", world.url, "--basic-env", "BASIC", "--header-env", "X-Key=KEY"];
    const hidden = ["--redact", "field=employeeNumber"];
    const ended = await gather(
      [
        "run",
        "cube",
        ...access,
        ...hidden,
        "--verbose",
        "--seed",
        "7",
        "-t",
        "put.group.(rename|members|name|roundtrip|twice|unknown|other)",
      ],
      env,
    );
    expectSilence(ended, world, canaries);
    const asked = await gather(["doctor", "cube", ...access, ...hidden, "--verbose"], env);
    expect(search(asked.artefacts, canaries)).toEqual([]);
  });
});

/** Authorization server, proxy and config: what a token that is fetched by way of a proxy needs. */
async function fetchedByProxy(secret: string, proxyPassword: string) {
  // So many uses, and a token has run out in mid-run.
  const auth = await oauthServer({ clientId: "canary client", secret, uses: 10 });
  const proxy = await proxyServer({ credentials: `alice:${proxyPassword}` });
  const config = join(tempFolder(), "scimproof.config.yaml");
  const oauth = { tokenUrl: auth.tokenUrl, clientId: "canary client", clientSecretEnv: "CLIENT_SECRET" };
  writeFileSync(config, JSON.stringify({ auth: { oauth } }));
  const url = proxy.url.replace("://", `://alice:${encodeURIComponent(proxyPassword)}@`);
  return { auth, proxy, config, url };
}

test("renewed tokens, another tenant's beside them, and a proxy's password: none is written, old or new", async () => {
  const secret = canary("client secret");
  const proxyPassword = canary("proxy password");
  const theirs = tokenCanary("other tenant");
  const { auth, proxy, config, url } = await fetchedByProxy(secret.value, proxyPassword.value);
  // Every token that was ever given is repeated from then on, also when it holds no longer.
  const canaries = [secret, proxyPassword, theirs];
  let known = 0;
  const learn = (): void => {
    if (auth.issued.length === known) return;
    known = auth.issued.length;
    const [value = "", old = ""] = auth.issued.toReversed();
    canaries.push({ place: "access token", value });
    if (old !== "") canaries.push({ place: "access token that was renewed", value: old });
  };
  const world = await canaryWorld("cube", {
    canaries,
    decorate: (answer) => answer,
    isOurs: ({ authorization }) => {
      learn();
      return auth.admits(authorization);
    },
    isTheirs: ({ authorization }) => authorization === `Bearer ${theirs.value}`,
  });
  const ended = await gather(
    [
      "run",
      "cube",
      "--config",
      config,
      "--target",
      world.url,
      "--verbose",
      "--seed",
      "7",
      "--other-token-env",
      "THEIRS",
      "-t",
      "put.group.(rename|members.larger)|other-tenant",
    ],
    { CLIENT_SECRET: secret.value, THEIRS: theirs.value, HTTP_PROXY: url },
  );
  expect([1, 3]).toContain(ended.code);
  // It did go through the proxy, with more than one token, and the server did repeat it all.
  expect(proxy.seen.length).toBeGreaterThan(20);
  const repeated = new Set<string>();
  for (const places of world.server.echoed.values()) for (const place of places) repeated.add(place);
  expect([...repeated].sort()).toEqual([...new Set(canaries.map(({ place }) => place))].sort());
  expect([...repeated]).toContain("access token that was renewed");
  expect(search(ended.artefacts, ECHO_NAMES.map(control)).length).toBeGreaterThan(5);
  expect(search(ended.artefacts, canaries)).toEqual([]);
});

test("a report that is about to tell is written without, and the run says that this is a fault", async () => {
  const token = tokenCanary("bearer");
  const world = await canaryWorld("cube", {
    canaries: [],
    decorate: (answer) => answer,
    isSilent: true,
    isOurs: ({ authorization }) => authorization === `Bearer ${token.value}`,
  });
  const junit = { ...REPORTERS.junit, render: () => `<x>${Buffer.from(`a:${token.value}`).toString("base64")}</x>` };
  const ended = await gather(
    ["run", "cube", "--target", world.url, "--token-env", "TOKEN", "-t", "put.group.rename"],
    { TOKEN: token.value },
    { ...REPORTERS, junit },
  );
  expect(ended.code).toBe(4);
  const { text } = ended.artefacts.find(({ name }) => name === "stderr") ?? { text: "" };
  expect(text).toMatch(/the JUnit report \S*junit\.xml was about to hold TOKEN, and was written without/u);
  expect(search(ended.artefacts, [token])).toEqual([]);
});

test.each([
  ["a day", `lastvisit=${new Date().toISOString().slice(0, 10)}; Path=/`, []],
  ["the id of a suite", "area=cube.groups.put; Path=/", []],
  ["a moment of the server that is a moment of ours", "", ["--redact", "field=meta"]],
])("%s that a server shows is left in what the harness says itself", async (_, cookie, more) => {
  const token = tokenCanary("bearer");
  const world = await canaryWorld("cube", {
    canaries: [],
    decorate: (answer) => ({
      ...answer,
      headers: { ...answer.headers, ...(cookie === "" ? {} : { "set-cookie": cookie }) },
    }),
    isSilent: true,
    isOurs: ({ authorization }) => authorization === `Bearer ${token.value}`,
  });
  const ended = await gather(
    ["run", "cube", "--target", world.url, "--token-env", "TOKEN", "-t", "put.group.rename", ...more],
    { TOKEN: token.value },
  );
  const { text } = ended.artefacts.find(({ name }) => name === "stderr") ?? { text: "" };
  expect(text).not.toContain("about to hold");
  expect(ended.code).toBe(0);
  expect(ended.artefacts.map(({ name }) => name)).toEqual(expect.arrayContaining(FILES));
  const written = ended.artefacts.find(({ name }) => name === REPORTERS.json.file)?.text ?? "{}";
  const result = JSON.parse(written) as RunResult;
  expect(result.suites.map(({ id }) => id)).toEqual(["cube.groups.put"]);
  for (const { startedAt } of [result, ...result.exchanges]) expect(Date.parse(startedAt)).not.toBeNaN();
});

describe("the search", () => {
  const secret = canary("search");
  const plain: PlainAnswer = { status: 200, headers: {}, text: "{}", path: "/Users" };

  // Otherwise it would prove nothing that it finds none.
  test.each(ECHO_NAMES)("sees a secret as %s", (name) => {
    const value = name === "header name" || name === "content coding" ? canary("search", true) : secret;
    const echoed = ECHOES[name]?.(plain, [value.value], 0);
    const body = echoed?.headers["content-encoding"] === "gzip" ? "" : (echoed?.body.toString("utf8") ?? "");
    const text = JSON.stringify({ headers: echoed?.headers, body, raw: echoed?.raw?.toString("utf8") });
    const found = search([{ name: "events.ndjson", text }], [value]);
    expect(found.map(({ place }) => place)).toEqual(name === "gzip" ? [] : ["search"]);
  });
});
