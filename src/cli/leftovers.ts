import type { Client, JournalIntent, JournalLeftover } from "../client/index.ts";
import { type Exchange, HarnessError } from "../result/index.ts";
import { attributeOf, isObject, type JsonObject, textAttribute } from "../scim/index.ts";

/** What became of one leftover. */
export interface Undone {
  readonly state: "undone" | "left" | "unreachable";
  /** For a person: what was done, or why it could not be. */
  readonly what: string;
}

type Create = Extract<JournalIntent, { kind: "create" }>;
type Write = Extract<JournalIntent, { kind: "write" }>;
type Request = { readonly method: string; readonly path: string; readonly title: string; readonly body?: string };

const ACCEPT = "application/scim+json, application/json;q=0.9, */*;q=0.1";
const NO_CONNECTION: ReadonlySet<string> = new Set(["proxy", "refused", "dns", "tls", "connect-timeout"]);

/** Removes what was created, or puts back what was written to. */
export async function undoLeftover(
  client: Client,
  { intent, id }: JournalLeftover,
  signal: AbortSignal,
): Promise<Undone> {
  const send = sender(client, signal);
  try {
    if (intent.kind === "write") return await putBack(send, intent);
    return id === undefined ? await removeByKey(send, intent) : await remove(send, intent, id);
  } catch (error) {
    if (error instanceof HarnessError && error.code === "ABORTED") return { state: "left", what: "interrupted" };
    throw error;
  }
}

type Send = (request: Request, type?: string) => Promise<Exchange>;

function sender(client: Client, signal: AbortSignal): Send {
  let count = 0;
  return async ({ method, path, title, body }, type = "application/scim+json") => {
    count += 1;
    return await client.send(
      {
        id: `cleanup#${count}`,
        scenario: "cleanup",
        purpose: "cleanup",
        intent: { kind: "helper" },
        title,
        method,
        path,
        credential: "configured",
        headers: { accept: ACCEPT, ...(body === undefined ? {} : { "content-type": type }) },
        ...(body === undefined ? {} : { body }),
      },
      signal,
    );
  };
}

async function remove(send: Send, { resource, collectionPath }: Create, id: string): Promise<Undone> {
  const title = `remove ${resource} ${id}`;
  const exchange = await send({ method: "DELETE", path: `${collectionPath}/${encodeURIComponent(id)}`, title });
  const status = exchange.response?.status;
  if (isSuccess(exchange)) return { state: "undone", what: `${resource} ${id} was removed` };
  if (status === 404 || status === 410) return { state: "undone", what: `${resource} ${id} was gone already` };
  return notDone(exchange, `${resource} ${id} is left: DELETE was answered`);
}

/** A create that was never answered: looked for by the name that nothing else on the server has. */
async function removeByKey(send: Send, intent: Create): Promise<Undone> {
  const { resource, collectionPath, key } = intent;
  const filter = encodeURIComponent(`${key.attribute} eq ${JSON.stringify(key.value)}`);
  const named = `${resource} with ${key.attribute} “${key.value}”`;
  const exchange = await send({
    method: "GET",
    path: `${collectionPath}?filter=${filter}`,
    title: `look for the ${named}`,
  });
  const found = resourcesIn(exchange)?.filter((one) => textAttribute(one, key.attribute) === key.value);
  if (found === undefined)
    return notDone(exchange, `it is not known whether a ${named} exists: the search was answered`);
  const ids = found.map((one) => textAttribute(one, "id")).filter((one) => one !== undefined);
  const ends = [];
  for (const id of ids) ends.push(await remove(send, intent, id));
  return ends.find(({ state }) => state !== "undone") ?? ends[0] ?? { state: "undone", what: `no ${named} exists` };
}

async function putBack(send: Send, { resource, id, path, before }: Write): Promise<Undone> {
  const name = `${resource} ${id}`;
  if (before === undefined)
    return { state: "left", what: `${name} was written to, and what it was before is not known` };
  const request = { method: "PUT", path, title: `put ${name} back`, body: JSON.stringify(before) };
  const first = await send(request);
  const exchange = first.response?.status === 415 ? await send(request, "application/json") : first;
  if (isSuccess(exchange)) return { state: "undone", what: `${name} was put back as it was` };
  return notDone(exchange, `${name} is not as it was: PUT was answered`);
}

function notDone({ response, failure }: Exchange, words: string): Undone {
  const isUnreachable = failure !== undefined && NO_CONNECTION.has(failure.kind);
  const answer = response === undefined ? (failure?.message ?? "not at all") : String(response.status);
  const advice =
    response?.status === 401 || response?.status === 403 ? " → name its credential: --token-env SCIM_TOKEN" : "";
  return { state: isUnreachable ? "unreachable" : "left", what: `${words} ${answer}${advice}` };
}

function isSuccess({ response }: Exchange): boolean {
  return response !== undefined && response.status >= 200 && response.status < 300;
}

/** The resources of a ListResponse (RFC 7644 section 3.4.2), or undefined when the answer is none. */
function resourcesIn(exchange: Exchange): readonly JsonObject[] | undefined {
  if (!isSuccess(exchange)) return undefined;
  try {
    const body: unknown = JSON.parse(exchange.response?.body ?? "");
    if (!isObject(body) || typeof attributeOf(body, "totalResults") !== "number") return undefined;
    const resources = attributeOf(body, "Resources");
    return Array.isArray(resources) ? resources.filter((one) => isObject(one)) : [];
  } catch {
    return undefined;
  }
}
