import { setTimeout as sleep } from "node:timers/promises";
import type { ResourceTypeName } from "../../document/index.ts";
import type { Exchange, PreflightStep } from "../../result/index.ts";
import { attributeOf, isAddressable, URN } from "../../scim/index.ts";
import { userBody } from "../fixtures/attribute-values.ts";
import { create } from "../fixtures/create.ts";
import type { Ledger, LedgerEntry } from "../fixtures/ledger.ts";
import { resourceIn } from "../fixtures/resource-in.ts";
import type { Step } from "../preflight.ts";
import type { Session } from "../session.ts";
import { whose } from "../undo/whose.ts";
import { ask } from "./ask.ts";
import { useNamedUsers } from "./named.ts";
import { wrongBase } from "./reach.ts";
import { credentialRefused, noted, ok, wrong } from "./say.ts";

/**
 * Makes one resource and reads it: the confirmed success on a real resource that everything else rests on.
 * Named Groups are used in place of made ones; named Users where none can be made.
 */
export const checkCreation: Step = async (session, ledger, offers) => {
  const { users, groups } = session.settings.fixtures;
  if (groups.length > 0 && session.operation.resourceType === "Group")
    return [
      ok("fixtures", `Scenarios use ${groups.length === 1 ? "the named Group" : `${groups.length} named Groups`}.`),
    ];
  const type = session.operation.resourceType;
  const hasUsers = type === "User" && users.length > 0;
  if (hasUsers && offers.mustNotMake.User !== undefined)
    return await useNamedUsers(session, ledger, offers, "No User is made, since it would stay.");
  const displayName = `sp-${session.runId} preflight`;
  const user = userBody(session, 0);
  const made = await create(session, ledger, {
    scenario: "preflight",
    type,
    body: {
      ...(type === "User" ? user.body : { schemas: [URN.group], displayName }),
      ...session.contract.profile.put.alwaysSend[type],
    },
    key:
      type === "User"
        ? { attribute: "userName", value: user.userName }
        : { attribute: "displayName", value: displayName },
    title: `make a ${type}`,
  });
  if (made.kind === "refused") {
    const status = made.exchange.response?.status;
    // A credential with which a named one could be read is not the reason.
    const isLetIn = offers.get || credentialRefused(made.exchange, session.target) === undefined;
    if (hasUsers && status !== undefined && isLetIn)
      return await useNamedUsers(session, ledger, offers, `Users cannot be made (POST was answered ${status}).`);
    if (made.isAnothers) return [another(type)];
    return [await explain(session, made.exchange, offers.list)];
  }
  if (!isAddressable(made.id)) {
    return [
      wrong(
        "fixtures",
        `The server made a ${type} with the id ${JSON.stringify(made.id)}, which cannot be put into the path of a URL.`,
        "a resource is addressed by its id (RFC 7644 section 3.2): give it another one",
      ),
    ];
  }
  offers.create = true;
  const filter =
    type === "User" ? `userName eq ${JSON.stringify(user.userName)}` : `displayName eq ${JSON.stringify(displayName)}`;
  return [ok("fixtures", `A ${type} could be made.`), ...(await readBack(session, ledger, made.entry, filter, offers))];
};

/** Nothing that such an answer names may be written to or removed: there is nothing to go on. */
function another(type: ResourceTypeName): PreflightStep {
  return wrong(
    "fixtures",
    `The creation of a ${type} was answered with a ${type} of another name, which may be somebody else's and is left alone.`,
    "answer a POST with what was made (RFC 7644 section 3.3)",
  );
}

async function explain(session: Session, exchange: Exchange, listed: boolean): Promise<PreflightStep> {
  const refused = credentialRefused(exchange, session.target);
  if (refused !== undefined) return refused;
  const status = exchange.response?.status;
  if (status === 404 && !listed) return await wrongBase(session, "The server answers 404 to everything.");
  const why = `${session.operation.resourceType}s cannot be made: POST ${session.collectionPath(session.operation.resourceType)} was answered ${status ?? exchange.failure?.message ?? "not at all"}${detailOf(exchange)}.`;
  if (status === 415) {
    return wrong(
      "media-type",
      why,
      `the server must take ${session.contentType()}, which RFC 7644 section 3.1 and the document name; where it takes another type, a document of its own says which: --spec FILE`,
    );
  }
  // Refused for what was in the body: a server that takes the addresses of one domain only, and has every right to.
  if (session.operation.resourceType === "User" && (status === 400 || status === 422)) {
    return wrong(
      "fixtures",
      why,
      "name values that it takes under `attributes` in a profile of your own, --spec FILE --profile FILE: userName and emails.value of a mail domain that exists",
    );
  }
  return wrong(
    "fixtures",
    why,
    session.operation.resourceType === "User"
      ? "name Users that may be written to and will be put back: --fixture users=ID,ID,ID"
      : "name Groups that may be written to and will be put back: --fixture groups=ID,ID --fixture users=ID,ID,ID",
  );
}

function detailOf(exchange: Exchange): string {
  try {
    const body: unknown = JSON.parse(exchange.response?.body ?? "");
    const detail =
      typeof body === "object" && body !== null ? attributeOf(body as Record<string, unknown>, "detail") : undefined;
    return typeof detail === "string" ? ` (“${detail.slice(0, 200)}”)` : "";
  } catch {
    return "";
  }
}

async function readBack(
  session: Session,
  ledger: Ledger,
  entry: LedgerEntry,
  filter: string,
  offers: { get: boolean; list: boolean },
): Promise<readonly PreflightStep[]> {
  const { id } = entry;
  const read = (): ReturnType<Session["send"]> =>
    ask(session, {
      method: "GET",
      title: "read what was made",
      path: session.resourcePath(session.operation.resourceType, id),
      resource: { type: session.operation.resourceType, id },
    });
  let got = await read();
  // What was just made may take as long to show as any other write.
  const until = performance.now() + session.settings.graceMs;
  while (resourceIn(got) === undefined && performance.now() < until) {
    await sleep(100, undefined, { signal: session.signal });
    got = await read();
  }
  const shown = resourceIn(got);
  if (shown !== undefined && whose(shown, session.runId, entry.keys) === "another") {
    ledger.disown(entry);
    return [another(entry.type)];
  }
  offers.get = shown !== undefined && attributeOf(shown, "id") !== undefined;
  if (offers.get) return [ok("observation", "GET shows what was made: every write can be seen independently.")];
  if (offers.list) {
    const listed = await ask(session, {
      method: "GET",
      title: "find what was made in the list",
      path: `${session.collectionPath(session.operation.resourceType)}?filter=${encodeURIComponent(filter)}`,
    });
    const body = resourceIn(listed);
    const resources = body === undefined ? undefined : attributeOf(body, "Resources");
    offers.list = Array.isArray(resources) && resources.length > 0;
    if (offers.list)
      return [
        noted(
          "observation",
          `GET of a single resource is not offered (${got.response?.status ?? "no answer"}); the list is used instead.`,
        ),
      ];
  }
  return [
    noted(
      "observation",
      `The server offers no way to read a resource back (GET was answered ${got.response?.status ?? "not at all"}): writes are judged by later answers.`,
    ),
  ];
}
