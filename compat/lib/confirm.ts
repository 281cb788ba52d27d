import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Confirmation, ExpectedFinding } from "./expected.ts";
import type { RunningServer } from "./server.ts";

const exec = promisify(execFile);
const USER = "urn:ietf:params:scim:schemas:core:2.0:User";
const GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";

// What else is in the head of an answer proves nothing about SCIM, and differs from one time to the next.
const KEPT = /^(?:content-type|location|www-authenticate):/iu;

const UUID = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/giu;

/** What the answers to the requests of one finding have in common. */
interface Known {
  readonly names: Readonly<Record<string, string>>;
  readonly times: string[];
  readonly versions: string[];
  /** Of what the requests themselves made. */
  readonly ids: string[];
}

let turn = 0;

/** Sends the requests of a finding as they stand in its file, through a shell, and gives them with what was answered now. */
export async function confirm(server: RunningServer, finding: ExpectedFinding): Promise<readonly Confirmation[]> {
  turn += 1;
  const ana = await make(server, "Users", user(`ana${turn}`));
  const ben = await make(server, "Users", user(`ben${turn}`));
  // The name is none that the lines of a finding give a Group of their own: a server may have each name once.
  const body = { schemas: [GROUP], members: [{ value: ana }] };
  let group = await make(server, "Groups", { ...body, displayName: `Group made ${turn}` });
  // Where each type counts for itself, a group may have the number of a user: what is shown must say which of the two.
  for (let again = 1; [ana, ben].includes(group); again += 1) {
    group = await make(server, "Groups", { ...body, displayName: `Group made ${turn}.${again}` });
  }
  const names: Readonly<Record<string, string>> = {
    URL: server.url,
    TOKEN: server.token,
    GROUP: group,
    ANA: ana,
    BEN: ben,
  };
  const known: Known = { names, times: [], versions: [], ids: [] };
  const confirmed: Confirmation[] = [];
  for (const { curl } of finding.confirmed) {
    const { stdout } = await exec("bash", ["-c", curl], { env: { ...process.env, ...names } });
    confirmed.push({ curl, answer: shown(stdout, known) });
  }
  // What they have been made into is in nobody's way: an empty name, say, that the next finding is about.
  for (const path of [`Groups/${group}`, `Users/${ben}`, `Users/${ana}`]) await remove(server, path);
  return confirmed;
}

function user(name: string): object {
  const email = `${name}@example.com`;
  return {
    schemas: [USER],
    userName: email,
    name: { givenName: name, familyName: "Example" },
    emails: [{ value: email, primary: true }],
  };
}

async function make({ url, token }: RunningServer, collection: string, body: object): Promise<string> {
  const response = await fetch(`${url}/${collection}`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/scim+json" },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`POST /${collection} was answered ${response.status}: ${text}`);
  return String((JSON.parse(text) as { readonly id: unknown }).id);
}

/** Removes what was made, if it is still there. */
async function remove({ url, token }: RunningServer, path: string): Promise<void> {
  const response = await fetch(`${url}/${path}`, { method: "DELETE", headers: { authorization: `Bearer ${token}` } });
  await response.arrayBuffer();
}

/** Which of the values it is that came before, counted from 1: whether something has moved can be seen, and not when. */
function numberOf(value: string, seen: string[]): number {
  if (!seen.includes(value)) seen.push(value);
  return seen.indexOf(value) + 1;
}

/** An answer as it is kept: ids by their names, times by what they are, without what differs each time. */
function shown(answer: string, { names, times, versions, ids }: Known): string {
  // Answers of several requests may follow each other: bodies begin with a bracket, and no header does.
  let text = answer
    .replaceAll("\r", "")
    .split("\n")
    .filter((line) => line.trim() !== "" && (!/^[\w-]+: /u.test(line) || KEPT.test(line)))
    .join("\n");
  // An id that is a number is too short to be told from another number, except where it is a value of its own.
  for (const [name, value] of Object.entries(names)) {
    text = /^\d+$/u.test(value)
      ? text.replaceAll(new RegExp(`(["/])${value}(?=["/\\s]|$)`, "gmu"), `$1$${name}`)
      : // In any case: a server may store an address that an id is part of in small letters.
        text.replaceAll(new RegExp(value.replaceAll(/[.*+?^${}()|[\]\\/]/gu, String.raw`\$&`), "giu"), `$$${name}`);
  }
  return (
    text
      .replaceAll(/\b(?:ana|ben)\d+(?=[@" ])/gu, (word) => word.replace(/\d+$/u, ""))
      .replaceAll(/Group (?:made )?\d+(?:\.\d+)?/gu, "Group")
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?/gu, (time) => `<time ${numberOf(time, times)}>`)
      .replaceAll(UUID, (id) => `<id ${numberOf(id, ids)}>`)
      .replaceAll(/W\/(\\?")[^"\\]+\1/gu, (version) => `<version ${numberOf(version.replaceAll("\\", ""), versions)}>`)
      // A strong one that is made of the whole resource; a short one says something as it is.
      .replaceAll(/(?<="version":")[\w+/]{20,}={0,2}(?=")/gu, (version) => `<version ${numberOf(version, versions)}>`)
  );
}
