import type { ResourceTypeName } from "../../document/index.ts";
import { type Exchange, HarnessError, type PreflightStep } from "../../result/index.ts";
import { renameTo } from "../../scenarios/index.ts";
import { URN } from "../../scim/index.ts";
import { userBody } from "../fixtures/attribute-values.ts";
import type { Ledger } from "../fixtures/ledger.ts";
import { resourceIn } from "../fixtures/resource-in.ts";
import { patchMessage } from "../patch-message.ts";
import type { Offers, Step } from "../preflight.ts";
import { hash32 } from "../random.ts";
import type { Session } from "../session.ts";
import { ask } from "./ask.ts";
import { credentialRefused, noted, ok, wrong } from "./say.ts";

/**
 * Without a way to read, one acknowledged update is the success on a real resource that everything else rests on:
 * a wrong base path answers 404 to everything, and so does a wrong id.
 */
async function updateOnce(session: Session, ledger: Ledger, id: string): Promise<PreflightStep> {
  const type = session.operation.resourceType;
  const path = session.resourcePath(type, id);
  const made = { type, collectionPath: session.collectionPath(type) };
  const entry = ledger.borrowed(made, id, path, undefined);
  let isSent = false;
  const exchange = await session
    .send({
      scenario: "preflight",
      purpose: "preflight",
      intent: { kind: "valid" },
      title: `update the named ${type} once`,
      operation: session.operation.key,
      method: session.operation.method,
      path,
      resource: { type, id },
      headers: { accept: session.accept(), "content-type": session.contentType() },
      body: JSON.stringify(firstUpdate(session, id)),
      onAnswer: () => {
        isSent = true;
      },
    })
    .finally(() => {
      // Never sent: it is as it was.
      if (!isSent) ledger.undone(entry, "restored");
    });
  const status = exchange.response?.status;
  if (status !== undefined && status >= 200 && status < 300) {
    return noted(
      "fixtures",
      `${type} ${id} cannot be read, but takes an update; what it was before is not known and cannot be put back.`,
    );
  }
  return wrong(
    "fixtures",
    `${type} ${id} cannot be read, and ${session.operation.method} on it was answered ${status ?? exchange.failure?.message ?? "not at all"}.`,
    `check --fixture ${type.toLowerCase()}s=${id}, and the path of --target: requests go to ${session.target.baseUrl}${path}`,
  );
}

/** The smallest valid update by the operation under test, with whatever the document requires of a body. */
function firstUpdate(session: Session, id: string): unknown {
  const { contract, operation } = session;
  const { profile } = contract;
  if (operation.resourceType === "User") return userBody(session, hash32(id)).body;
  const displayName = `sp-${session.runId} preflight`;
  if (operation.method === "PUT") return { schemas: [URN.group], ...profile.put.alwaysSend.Group, displayName };
  return patchMessage(contract, operation, [
    renameTo({ profile, shapes: { value: "array", remove: "filter" } }, displayName),
  ]);
}

/** True of an answer that a server without a GET gives; what is busy, broken or silent may well have one. */
function isNotOffered(status: number | undefined): boolean {
  return status !== undefined && status !== 408 && status !== 429 && (status < 500 || status === 501);
}

/** Reads the named fixtures: each must exist, or the server offers no GET and the first update will tell. */
export const checkNamed: Step = async (session, ledger, offers) => {
  const steps: PreflightStep[] = [];
  const { users, groups } = session.settings.fixtures;
  const own = session.operation.resourceType;
  const named = [
    ...groups.map((id) => ({ type: "Group" as const, id })),
    ...users.map((id) => ({ type: "User" as const, id })),
  ];
  for (const { type, id } of named) {
    const exchange = await readNamed(session, type, id);
    const refused = credentialRefused(exchange, session.target);
    if (refused !== undefined) return [refused];
    const status = exchange.response?.status;
    if (resourceIn(exchange) !== undefined) {
      if (type === own) offers.get = true;
      steps.push(ok("fixtures", `${type} ${id} exists.`));
    } else if (status === 404 && offers.list) {
      return [
        wrong(
          "fixtures",
          `There is no ${type} ${id}: GET was answered 404.`,
          `check --fixture ${type.toLowerCase()}s=${id}`,
        ),
      ];
    } else if (type === "Group" && own === "Group") {
      const step = await updateUnread(session, ledger, id, exchange);
      steps.push(step);
      if (step.outcome === "failed") return steps;
    } else
      steps.push(noted("fixtures", `${type} ${id} cannot be read (${status ?? "no answer"}); it is used as given.`));
  }
  return steps;
};

/**
 * The named Users take the place of made ones: scenarios write to them, and they are put back. Where they cannot be read,
 * one update of each is the success on a real resource.
 *
 * @param why why none are made
 */
export async function useNamedUsers(
  session: Session,
  ledger: Ledger,
  offers: Offers,
  why: string,
): Promise<readonly PreflightStep[]> {
  const { users } = session.settings.fixtures;
  const words = users.length === 1 ? "the named User" : `the ${users.length} named Users`;
  const steps = [noted("fixtures", `${why} Scenarios write to ${words}, and put back what was there.`)];
  if (offers.get || offers.list) return steps;
  for (const id of users) {
    const step = await updateUnread(session, ledger, id, await readNamed(session, "User", id));
    steps.push(step);
    if (step.outcome === "failed") break;
  }
  return steps;
}

async function readNamed(session: Session, type: ResourceTypeName, id: string): Promise<Exchange> {
  return await ask(session, {
    title: `read the named ${type}`,
    method: "GET",
    path: session.resourcePath(type, id),
    resource: { type, id },
  });
}

/** Updates what could not be read, where that is because the server has no GET. */
async function updateUnread(session: Session, ledger: Ledger, id: string, read: Exchange): Promise<PreflightStep> {
  const status = read.response?.status;
  if (read.failure?.kind === "aborted") throw new HarnessError("ABORTED", "the run was ended");
  if (isNotOffered(status)) return await updateOnce(session, ledger, id);
  // It may well be read in a minute: then it must not have been written over by somebody who did not know what it was.
  return wrong(
    "fixtures",
    `${session.operation.resourceType} ${id} cannot be read now, and so could not be put back: GET was answered ${status ?? read.failure?.message ?? "not at all"}.`,
    "run it again when the server is well",
  );
}
