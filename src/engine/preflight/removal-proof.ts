import { setTimeout as sleep } from "node:timers/promises";
import type { ResourceTypeName } from "../../document/index.ts";
import { NoVerdict } from "../../scenarios/index.ts";
import { URN } from "../../scim/index.ts";
import { userBody } from "../fixtures/attribute-values.ts";
import { type Created, create } from "../fixtures/create.ts";
import { deleteOwn } from "../fixtures/delete-own.ts";
import type { Ledger, LedgerEntry } from "../fixtures/ledger.ts";
import { resourceIn } from "../fixtures/resource-in.ts";
import type { Step } from "../preflight.ts";
import type { Session } from "../session.ts";
import { ask } from "./ask.ts";
import { mayLeave } from "./removal.ts";
import { noted, ok, wrong } from "./say.ts";

/**
 * Removes the first resource made of each type, and sees it gone, before a second one is made: that a DELETE of nothing
 * was answered 404 or 403 proves nothing. Only where leaving something behind would do harm.
 */
export const proveRemoval: Step = async (session, ledger, offers) => {
  if (mayLeave(session)) return [];
  const own = session.operation.resourceType;
  const entry = ledger.entries.find(({ kind, type, state }) => kind === "created" && type === own && state === "open");
  if (entry !== undefined) {
    const trouble = await removeFirst(session, ledger, entry, offers.get);
    if (trouble !== undefined) {
      return [
        wrong("removal", trouble, "let this credential remove what it makes, or accept it with --allow-leftovers"),
      ];
    }
  }
  const other = own === "Group" ? "User" : "Group";
  if (offers.mustNotMake[other] !== undefined) return [];
  const made = await makeFirst(session, ledger, other);
  const trouble = made.kind === "created" ? await removeFirst(session, ledger, made.entry, offers.get) : undefined;
  if (trouble !== undefined) {
    offers.mustNotMake[other] = `${trouble} accept it with --allow-leftovers`;
    return [noted("removal", trouble, "no more are made; --allow-leftovers accepts it")];
  }
  return entry === undefined && made.kind !== "created" ? [] : [ok("removal", "What was made first could be removed.")];
};

async function makeFirst(session: Session, ledger: Ledger, type: ResourceTypeName): Promise<Created> {
  const displayName = `sp-${session.runId} preflight`;
  const user = userBody(session, 0);
  return await create(session, ledger, {
    scenario: "preflight",
    type,
    body:
      type === "User"
        ? user.body
        : { schemas: [URN.group], ...session.contract.profile.put.alwaysSend.Group, displayName },
    key:
      type === "User"
        ? { attribute: "userName", value: user.userName }
        : { attribute: "displayName", value: displayName },
    title: `make a ${type}, to see whether it can be removed`,
  });
}

/** What is wrong with the removal, as a sentence; undefined when it is gone. */
async function removeFirst(
  session: Session,
  ledger: Ledger,
  entry: LedgerEntry,
  canRead: boolean,
): Promise<string | undefined> {
  const { type, id } = entry;
  try {
    await deleteOwn(session, ledger, entry, "preflight");
  } catch (error) {
    if (!(error instanceof NoVerdict)) throw error;
    // Said here and now: the clean-up would take a second 404 for a sign that it is gone.
    ledger.failed(entry, "left", error.message);
    return `The first ${type} that was made cannot be removed (${error.message}): what a run makes would stay.`;
  }
  session.forget(type, id);
  if (!canRead || !(await isStillThere(session, type, id))) return undefined;
  ledger.reopened(entry, "it is still there after its DELETE was acknowledged");
  return `The first ${type} that was made is still there after its DELETE was acknowledged: what a run makes would stay.`;
}

async function isStillThere(session: Session, type: ResourceTypeName, id: string): Promise<boolean> {
  const until = performance.now() + session.settings.graceMs;
  for (;;) {
    const exchange = await ask(session, {
      title: "look for what was removed",
      method: "GET",
      path: session.resourcePath(type, id),
    });
    if (resourceIn(exchange) === undefined) return false;
    if (performance.now() >= until) return true;
    await sleep(100, undefined, { signal: session.signal });
  }
}
