import { describe, expect, test } from "vitest";
import type { Contract } from "../document/index.ts";
import type { Exchange } from "../result/index.ts";
import { URN } from "../scim/index.ts";
import { CHECKS } from "./catalogue.ts";
import type { Check, CheckInput } from "./check.ts";
import { checkInput } from "./input.ts";
import { content, contractWith, get, group, ID, put } from "./testing.ts";

// What a finding says is what a person has to go by: expected, actual, message and place, word for word, for each thing that
// a check can find; and at the edges of what it finds, that it finds nothing. A snapshot, read line by line when it changes.

interface Case {
  readonly exchange: Exchange;
  readonly contract?: Contract;
  readonly history?: readonly Exchange[];
}

const META = {
  resourceType: "Group",
  created: "2026-01-31T09:30:00Z",
  lastModified: "2026-01-31T09:30:01Z",
  location: `https://scim.example/scim/v2/Groups/${ID}`,
};
const ERROR = { schemas: [URN.error], status: "404" };
const declaring = (...statuses: readonly number[]): Contract =>
  contractWith(Object.fromEntries(statuses.map((status) => [status, content({})])));
const INTEGER_STATUS = content({ properties: { status: { type: "integer" } } });
const shows = (meta: Readonly<Record<string, unknown>>, id = "test#1"): Exchange =>
  put({ id, body: group({ meta: { ...META, ...meta } }) });

const CASES: Readonly<Record<string, Case>> = {
  "a Group that nothing can be said against": { exchange: put() },
  "status 199": { exchange: put({ status: 199 }) },
  "status 299": { exchange: put({ status: 299 }), contract: declaring(299) },
  "status 300": { exchange: put({ status: 300 }), contract: declaring(300) },
  "status 304 without a body": { exchange: put({ status: 304, body: "" }), contract: declaring(304) },
  "status 400 with a page": { exchange: put({ status: 400, body: "<html>" }), contract: declaring(400) },
  "status 429 with a page": { exchange: put({ status: 429, body: "<html>" }), contract: declaring(200) },
  "status 499 with a page": { exchange: put({ status: 499, body: "<html>" }), contract: declaring(499) },
  "status 500 with a page": { exchange: put({ status: 500, body: "<html>" }), contract: declaring(500) },
  "status 500 without a body": { exchange: put({ status: 500, body: "" }) },
  "status 500 in another type": {
    exchange: put({ status: 500, type: "text/plain", body: "no" }),
    contract: declaring(500),
  },
  "status 502 with a page": { exchange: put({ status: 502, body: "<!doctype html>" }) },
  "status 503 with a page": { exchange: put({ status: 503, body: " \n <HTML>" }) },
  "status 504 with a page": { exchange: put({ status: 504, body: "<body>" }) },
  "status 503 with words about a page": { exchange: put({ status: 503, body: "see <html> for more" }) },
  "status 502 in JSON": { exchange: put({ status: 502, body: ERROR }) },
  "status 401 to a valid request": { exchange: put({ status: 401, body: { ...ERROR, status: "401" } }) },
  "status 201 that is not declared": { exchange: put({ status: 201 }) },
  "a refusal that is not declared": { exchange: put({ status: 409, body: { ...ERROR, status: "409" } }) },
  "a refusal of what is left open": {
    exchange: put({
      status: 409,
      body: { ...ERROR, status: "409" },
      intent: { kind: "open", why: "the page is silent" },
    }),
  },
  "a success for what is left open": { exchange: put({ status: 201, intent: { kind: "open", why: "so" } }) },
  "a refusal that was provoked": {
    exchange: put({
      status: 400,
      body: { ...ERROR, status: "400" },
      intent: { kind: "provoked", cause: "bad-body" },
    }),
  },
  "a refusal of an unknown id, which the document names": {
    exchange: put({ status: 410, body: ERROR, intent: { kind: "provoked", cause: "unknown-id" } }),
  },
  "a refusal of credentials, of which the document says nothing": {
    exchange: put({
      status: 401,
      body: { ...ERROR, status: "401" },
      intent: { kind: "provoked", cause: "credentials" },
    }),
  },
  "a refusal of credentials by another status than the document's": {
    exchange: put({
      status: 400,
      body: { ...ERROR, status: "400" },
      intent: { kind: "provoked", cause: "credentials" },
    }),
    contract: declaring(200, 403),
  },
  "an error without a body": { exchange: put({ status: 404, body: "" }) },
  "an error as a text": { exchange: put({ status: 404, body: "not here" }) },
  "an error of no schema": { exchange: put({ status: 404, body: { status: "404" } }) },
  "an error with a number": { exchange: put({ status: 404, body: { ...ERROR, status: 404 } }) },
  "an error without a status": { exchange: put({ status: 404, body: { schemas: [URN.error] } }) },
  "an error whose status is null": { exchange: put({ status: 404, body: { ...ERROR, status: null } }) },
  "an error with another status": { exchange: put({ status: 404, body: { ...ERROR, status: "400" } }) },
  "an error with a blank in its status": { exchange: put({ status: 404, body: { ...ERROR, status: " 404 " } }) },
  "an error with an unknown keyword": { exchange: put({ status: 404, body: { ...ERROR, scimType: "oops" } }) },
  "a helper's error, where the document has errors of its own": {
    exchange: get({ status: 404, body: { status: 404 } }),
    contract: contractWith({ 200: content({}), 404: INTEGER_STATUS }),
  },
  "a helper's error, where a success alone could be no SCIM error": {
    exchange: get({ status: 404, body: { status: 404 } }),
    contract: contractWith({ 200: INTEGER_STATUS, 404: content({}) }),
  },
  "an error without a media type, where the document has errors of its own": {
    exchange: put({ status: 404, type: null, body: { status: 404 } }),
    contract: contractWith({ 200: content({}), 404: INTEGER_STATUS }),
  },
  "an error of two declared kinds, of which one can be SCIM's": {
    exchange: put({ status: 404, type: "text/html", body: { status: 404 } }),
    contract: contractWith({ 200: content({}), 404: content({}, "application/scim+json", "application/problem+json") }),
  },
  "an error whose declared type has a parameter": {
    exchange: put({ status: 404, body: { status: 404 } }),
    contract: contractWith({ 200: content({}), 404: content({}, "application/json ; charset=utf-8") }),
  },
  "an error of a type without a schema": {
    exchange: put({ status: 404, body: { status: 404 } }),
    contract: contractWith({ 200: content({}), 404: { content: { "application/json": {} } } }),
  },
  "an error whose document demands the schema": {
    exchange: put({ status: 404, body: { status: 404 } }),
    contract: contractWith({
      200: content({}),
      404: content({ properties: { schemas: { contains: { const: URN.error } } } }),
    }),
  },
  "an error where only a success is declared as SCIM would have it": {
    exchange: put({ status: 404, body: { status: 404 } }),
    contract: contractWith({ 200: INTEGER_STATUS }),
  },
  "a body that does not fit": { exchange: put({ body: group({ displayName: 7 }) }) },
  "a body that is no object": { exchange: put({ body: [1] }) },
  "no body, where one is declared": { exchange: put({ body: "" }) },
  "204 without a body": { exchange: put({ status: 204, body: "", type: null }), contract: declaring(204) },
  "a type that is not declared, and a body that does not fit": {
    exchange: put({ type: "text/json", body: group({ displayName: 7 }) }),
  },
  "no Content-Type": { exchange: put({ type: null }) },
  "a part of a Group": {
    exchange: put({ url: `http://h/scim/v2/Groups/${ID}?attributes=members`, body: { id: ID, members: [] } }),
  },
  "a Group without a part": {
    exchange: put({ url: `http://h/scim/v2/Groups/${ID}?x=1&excludedAttributes=displayName`, body: { id: ID } }),
  },
  "a helper that shows what does not fit": { exchange: get({ body: group({ displayName: 7 }) }) },
  "a helper that answers 203": { exchange: get({ status: 203, body: group({ displayName: 7 }) }) },
  "a helper that makes a Group": { exchange: get({ purpose: "fixture", body: group({ displayName: 7 }) }) },
  "a helper that shows a list": { exchange: get({ body: [group({ displayName: 7 })] }) },
  "a helper that shows a part": {
    exchange: get({ url: `http://h/scim/v2/Groups/${ID}?attributes=members`, body: { displayName: 7 } }),
  },
  "a helper without an answer": { exchange: get({ silent: true }) },
  "a helper of another kind": { exchange: get({ resource: { type: "Role", id: ID }, body: { id: "" } }) },
  "bytes that are no UTF-8": { exchange: put({ bytes: { utf8: false } }) },
  "a byte order mark": { exchange: put({ bytes: { bom: true } }) },
  "half a JSON": { exchange: put({ body: '{"id":"g-1"' }) },
  "a name twice": { exchange: put({ body: JSON.stringify(group()).replace("{", '{"id":"g-1",') }) },
  "text where JSON is one of the declared types": {
    exchange: put({ type: "text/plain", body: "{" }),
    contract: contractWith({ 200: content({}, "text/plain", "application/json") }),
  },
  "no schemas": { exchange: put({ body: group({ schemas: undefined }) }) },
  "schemas with an empty text": { exchange: put({ body: group({ schemas: [""] }) }) },
  "schemas twice": { exchange: put({ body: group({ schemas: [URN.group, URN.group] }) }) },
  "another schema": { exchange: put({ body: group({ schemas: [URN.user] }) }) },
  "an empty id": { exchange: put({ body: group({ id: "" }) }) },
  "an id that is a number": { exchange: put({ body: group({ id: 7 }) }) },
  "an id with a reserved word": { exchange: put({ body: group({ id: "bulkId:1" }) }) },
  "another id than the URL's": { exchange: put({ body: group({ id: "g-2" }) }) },
  "no meta": { exchange: put({ body: group({ meta: undefined }) }) },
  "no displayName": { exchange: put({ body: group({ displayName: undefined }) }) },
  "a member without a value": { exchange: put({ body: group({ members: [{ display: "Ana" }] }) }) },
  "members that are no array": { exchange: put({ body: group({ members: { value: "u-1" } }) }) },
  "a member that is a text": { exchange: put({ body: group({ members: ["u-1"] }) }) },
  "a member whose $ref is another's": {
    exchange: put({ body: group({ members: [{ value: "u-1", $ref: "https://h/Users/u-2" }] }) }),
  },
  "a member whose $ref ends in a slash": {
    exchange: put({ body: group({ members: [{ value: "u-1", $ref: "https://h/Users/u-1/" }] }) }),
  },
  "a member whose $ref is empty": { exchange: put({ body: group({ members: [{ value: "u-1", $ref: "" }] }) }) },
  "a member whose $ref cannot be decoded": {
    exchange: put({ body: group({ members: [{ value: "u-1", $ref: "https://h/Users/%E0%A4%A" }] }) }),
  },
  "a User": {
    exchange: put({
      resource: { type: "User", id: ID },
      body: { schemas: [URN.user], id: ID, userName: "a", meta: {} },
    }),
  },
  "a User with two primary addresses and a password": {
    exchange: put({
      resource: { type: "User", id: ID },
      body: {
        schemas: [URN.user],
        id: ID,
        userName: "a",
        password: "not for you",
        emails: [
          { value: "a@h", primary: true },
          { value: "b@h", primary: true },
        ],
        meta: { ...META, resourceType: "User", location: `https://h/Users/${ID}` },
      },
    }),
  },
  "created is no DateTime": { exchange: shows({ created: "yesterday" }) },
  "lastModified is a number": { exchange: shows({ lastModified: 5 }) },
  "meta of another type": { exchange: shows({ resourceType: "User" }) },
  "a location of another": { exchange: shows({ location: "https://scim.example/scim/v2/Groups/g-2" }) },
  "a location that is a number": { exchange: shows({ location: 5 }) },
  "a Content-Location of another": { exchange: put({ headers: [["content-location", "https://h/Groups/g-2"]] }) },
  "a relative Content-Location": { exchange: put({ headers: [["content-location", ID]] }) },
  "the same Content-Location": { exchange: put({ headers: [["content-location", META.location]] }) },
  "a relative location, and the same Content-Location": {
    exchange: put({
      headers: [["content-location", `/Groups/${ID}`]],
      body: group({ meta: { location: `/Groups/${ID}` } }),
    }),
  },
  "created has changed": {
    exchange: shows({ created: "2026-01-31T10:30:00Z" }, "test#9"),
    history: [shows({ created: "no date" }, "test#7"), shows({}, "test#8")],
  },
  "created has come": { exchange: shows({}), history: [put({ id: "test#8", body: group({ meta: undefined }) })] },
  "created is two hours off the Date of the answer": {
    exchange: put({ status: 201, headers: [["date", "Sat, 31 Jan 2026 07:30:00 GMT"]] }),
  },
  "lastModified has moved to half an hour before the Date of the write": {
    exchange: get({ id: "test#9" }),
    history: [
      shows({ lastModified: "2026-01-31T09:29:00Z" }, "test#7"),
      put({ id: "test#8", status: 204, body: "", headers: [["date", "Sat, 31 Jan 2026 10:00:01 GMT"]] }),
    ],
  },
  "lastModified has gone back": {
    exchange: shows({ lastModified: "2026-01-31T09:29:30Z" }, "test#9"),
    history: [shows({ lastModified: "2026-01-31T09:29:00Z" }, "test#7"), shows({}, "test#8")],
  },
  "lastModified has gone back by a second, which clocks may differ by": {
    exchange: shows({ lastModified: "2026-01-31T09:30:00.000Z" }),
    history: [shows({ lastModified: "2026-01-31T09:30:01.000Z" }, "test#8")],
  },
  "lastModified has gone back by a little more": {
    exchange: shows({ lastModified: "2026-01-31T09:30:00.000Z" }),
    history: [shows({ lastModified: "2026-01-31T09:30:01.002Z" }, "test#8")],
  },
  "lastModified in full seconds after one that is finer": {
    exchange: shows({ lastModified: "2026-01-31T09:30:00Z" }),
    history: [shows({ lastModified: "2026-01-31T09:30:01.900Z" }, "test#8")],
  },
  "lastModified after an error that has one too": {
    exchange: shows({ lastModified: "2026-01-31T09:29:00Z" }),
    history: [put({ id: "test#8", status: 300, body: group() })],
  },
  "a credential that comes back": { exchange: put({ disclosed: ["bearer token"] }) },
  "a stack trace": {
    exchange: put({
      status: 404,
      body: { ...ERROR, detail: "at com.acme.Groups.find(Groups.java:42)\\n\\tat com.acme.Main" },
    }),
  },
  "a stack trace beyond what is looked at": {
    exchange: put({
      status: 500,
      type: "text/plain",
      body: `${" ".repeat(2_000_000)}at com.acme.Groups.find(Groups.java:42)`,
    }),
  },
  "204 with a body": { exchange: put({ status: 204 }), contract: declaring(204) },
  "a HEAD without an answer": { exchange: put({ method: "HEAD", silent: true }) },
  "emails of which one is no object": {
    exchange: put({
      body: group({ emails: ["a@h", { value: "a@h", primary: true }, { value: "b@h", primary: "true" }] }),
    }),
  },
  "an error with a password in it": {
    exchange: put({ status: 300, body: { password: "x" } }),
    contract: declaring(300),
  },
  "a list with a password in it": { exchange: put({ body: { Resources: [{ id: "u-1", password: "x" }] } }) },
  "an answer that was too large": {
    exchange: put({ silent: true, failure: { kind: "body-too-large", message: "33 MiB" } }),
  },
  "a connection that breaks off": {
    exchange: put({ silent: true, failure: { kind: "reset", message: "the connection was reset" } }),
  },
};

/** A line for what a check passed, and what it says of each failure. */
function saidOf(check: Check, input: CheckInput): readonly string[] {
  const verdicts = check.judge(input);
  const passes = verdicts.flatMap(({ outcome, invariant }) => (outcome === "passed" ? [invariant] : []));
  const lines = passes.length === 0 ? [] : [`${check.id} passed ${passes.join(", ")}`];
  for (const verdict of verdicts) {
    if (verdict.outcome === "passed") continue;
    const { requirement, invariant, outcome, ...rest } = verdict;
    lines.push(`${check.id} ${outcome} ${requirement} ${invariant}`);
    for (const [name, value] of Object.entries(rest)) lines.push(`    ${name}: ${JSON.stringify(value)}`);
  }
  return lines;
}

describe("what each check says", () => {
  test.each(Object.entries(CASES))("%s", (_, { exchange, contract = contractWith(), history = [] }) => {
    const input = checkInput(contract, exchange, history);
    expect(`\n${CHECKS.flatMap((check) => saidOf(check, input)).join("\n")}\n`).toMatchSnapshot();
  });
});
