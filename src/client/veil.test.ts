import { describe, expect, test } from "vitest";
import type { Exchange } from "../result/index.ts";
import { createVeil, type Redact, type Veil } from "./veil.ts";

const NOTHING: Redact = { fields: [], headers: [], names: false };

function exchangeOf(parts: {
  readonly url?: string;
  readonly body?: string;
  readonly answer?: unknown;
  readonly headers?: readonly (readonly [string, string])[];
  readonly type?: string;
}): Exchange {
  const { url = "http://h/Users/7", body, answer, headers = [], type = "User" } = parts;
  return {
    id: "s#1",
    scenario: "s",
    purpose: "scenario",
    intent: { kind: "valid" },
    resource: { type, id: "7" },
    title: "do it",
    request: { method: "PUT", url, headers: [["x-tenant", "acme-7"]], ...(body === undefined ? {} : { body }) },
    response: {
      status: 200,
      headers,
      body: typeof answer === "string" ? answer : JSON.stringify(answer ?? {}),
      bodyBytes: 2,
      utf8: true,
      bom: false,
    },
    startedAt: "2026-01-01T00:00:00.000Z",
    durationMs: 1,
    notes: [],
    disclosed: [],
  };
}

const answerOf = (veil: Veil, answer: unknown, type = "User"): unknown =>
  JSON.parse(veil.exchange(exchangeOf({ answer, type })).response?.body ?? "");

describe("passwords", () => {
  test("are hidden in requests and answers, and wherever they turn up from then on", () => {
    const told: string[] = [];
    const veil = createVeil({ onSecret: (name, value) => told.push(`${name} ${value}`) });
    const { request } = veil.exchange(exchangeOf({ body: '{"userName":"a","password":"correct horse"}' }));
    expect(request.body).toBe('{"userName":"a","password":"[redacted:password]"}');
    expect(veil.text("refused: correct%20horse is weak")).toBe("refused: [redacted:password] is weak");
    expect(told).toEqual(["password correct horse"]);
  });

  test("set by PATCH are hidden too", () => {
    const body = JSON.stringify({ Operations: [{ op: "replace", path: "password", value: "correct horse" }] });
    expect(createVeil().exchange(exchangeOf({ body })).request.body).not.toContain("horse");
  });

  test("that are a mask, or a word of the protocol, blot out nothing else", () => {
    const veil = createVeil();
    expect(answerOf(veil, { password: "********", other: "********" })).toEqual({
      password: "[redacted:password]",
      other: "********",
    });
    expect(answerOf(veil, { password: "displayName" })).toEqual({ password: "[redacted:password]" });
    expect(veil.text('the "displayName" is missing')).toBe('the "displayName" is missing');
  });
});

test("a secret that comes late is in nothing that is recorded later, a cookie among them", () => {
  const veil = createVeil();
  veil.addSecret("cookie", "c00kie-value-1", false);
  expect(answerOf(veil, { detail: "session c00kie-value-1 ended" })).toEqual({
    detail: "session [redacted:cookie] ended",
  });
  expect(veil.text("it said c00kie-val…")).toBe("it said [redacted:cookie]…");
});

test("addresses with credentials in them lose these, also inside of a body", () => {
  const veil = createVeil();
  const body = String.raw`{"next":"https://h/Users?a=1\u0026access_token=abcdef123456","again":"abcdef123456"}`;
  expect(veil.exchange(exchangeOf({ answer: body })).response?.body).toBe(
    String.raw`{"next":"https://h/Users?a=1\u0026access_token=[redacted]","again":"[redacted:URL]"}`,
  );
});

describe("the user's own fields", () => {
  const veil = createVeil({
    redact: {
      ...NOTHING,
      fields: ["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber", "name", "active"],
      headers: ["X-Tenant"],
    },
  });

  test("are hidden with all that is in them, in every form", () => {
    expect(
      answerOf(veil, {
        id: "7",
        active: true,
        name: { familyName: "Jensenius", givenName: "Bo" },
        employeeNumber: 4711,
      }),
    ).toEqual({
      id: "7",
      active: "[redacted:active]",
      name: { familyName: "[redacted:name]", givenName: "[redacted:name]" },
      employeeNumber: "[redacted:employeeNumber]",
    });
    expect(veil.text("Jensenius is not unique")).toBe("[redacted:name] is not unique");
    expect(veil.text('"4711" is not unique')).toBe('"[redacted:employeeNumber]" is not unique');
    const value: unknown = { counterexample: [{ path: "employeeNumber", value: "12" }] };
    expect(veil.json(value)).toEqual({
      counterexample: [{ path: "employeeNumber", value: "[redacted:employeeNumber]" }],
    });
  });

  test("are hidden in filters and parameters", () => {
    const url = "http://h/Users?filter=employeeNumber%20eq%20%2299%22&employeeNumber=99&count=1";
    expect(decodeURIComponent(veil.exchange(exchangeOf({ url })).request.url)).toBe(
      'http://h/Users?filter=employeeNumber eq "[redacted:employeeNumber]"&employeeNumber=[redacted:employeeNumber]&count=1',
    );
  });

  test("headers are hidden by name", () => {
    const { request } = veil.exchange(exchangeOf({}));
    expect(request.headers).toEqual([["x-tenant", "[hidden]"]]);
    expect(veil.text("curl -H 'x-tenant: acme-9'")).toBe("curl -H 'x-tenant: [hidden]'");
    expect(veil.text("tenant acme-7 is unknown")).toBe("tenant [redacted:x-tenant header] is unknown");
  });
});

describe("names", () => {
  const veiled = (): Veil => createVeil({ redact: { ...NOTHING, names: true }, key: Buffer.alloc(32, 7) });

  test("are the same pseudonym in a body, in a URL, in a message", () => {
    const veil = veiled();
    const user = answerOf(veil, { userName: "bjensen@acme.example", displayName: "Babs Jensen", title: "Tour Guide" });
    expect(user).toEqual({
      userName: expect.stringMatching(/^mail-[0-9a-f]{10}@pseudonym\.invalid$/u),
      displayName: expect.stringMatching(/^name-[0-9a-f]{10}$/u),
      title: "Tour Guide",
    });
    const { userName, displayName } = user as { readonly userName: string; readonly displayName: string };
    const url = "http://h/Users?filter=userName%20eq%20%22bjensen%40acme.example%22";
    expect(decodeURIComponent(veil.exchange(exchangeOf({ url })).request.url)).toContain(`eq "${userName}"`);
    expect(veil.text("expected Babs Jensen")).toBe(`expected ${displayName}`);
  });

  test("that are short are replaced where they stand, and between quotation marks", () => {
    const veil = veiled();
    const { name } = answerOf(veil, { name: { givenName: "Bo" }, nickName: "Ana" }) as { name: { givenName: string } };
    expect(name.givenName).toMatch(/^name-/u);
    expect(veil.text('"Ana" is not "Anabel"')).toMatch(/^"name-[0-9a-f]{10}" is not "Anabel"$/u);
  });

  test("of Groups stay, those of their members do not", () => {
    const group = { displayName: "Tour Guides", members: [{ value: "7", display: "Babs Jensen" }] };
    expect(answerOf(veiled(), group, "Group")).toEqual({
      displayName: "Tour Guides",
      members: [{ value: "7", display: expect.stringMatching(/^name-/u) }],
    });
  });

  test("that the run made up stay, unless a server said them first", () => {
    const veil = veiled();
    const body = '{"userName":"made-by-run@x.example"}';
    expect(veil.exchange(exchangeOf({ body, answer: body })).response?.body).toBe(body);
    answerOf(veil, { userName: "real@x.example" });
    const { request } = veil.exchange(exchangeOf({ body: '{"userName":"real@x.example"}' }));
    expect(request.body).toMatch(/^\{"userName":"mail-[0-9a-f]{10}@pseudonym\.invalid"\}$/u);
  });

  test("differ from run to run", () => {
    const one = createVeil({ redact: { ...NOTHING, names: true } });
    const two = createVeil({ redact: { ...NOTHING, names: true } });
    expect(answerOf(one, { userName: "bjensen" })).not.toEqual(answerOf(two, { userName: "bjensen" }));
  });
});

test("what holds nothing to hide stays as it is, to the byte", () => {
  const veil = createVeil({ redact: { ...NOTHING, names: true } });
  const answer = '{ "a" : 1.50, "a":"\\u0061", "id":"x" } ';
  expect(veil.exchange(exchangeOf({ answer })).response?.body).toBe(answer);
});
