import type { ResourceTypeName } from "../../document/index.ts";
import type { PreflightStep } from "../../result/index.ts";
import type { Offers, Step } from "../preflight.ts";
import { randomFor } from "../random.ts";
import type { Session } from "../session.ts";
import { idLike } from "../unknown-id.ts";
import { ask } from "./ask.ts";
import { isNoRoute } from "./no-route.ts";
import { noted, ok, wrong } from "./say.ts";

// These say that the method itself is not taken; 0 is no answer.
const NOT_TAKEN: ReadonlySet<number> = new Set([0, 405, 501]);

/**
 * Asks whether DELETE is offered, on ids that name nothing, before anything is made that would have to go again: of the
 * type under test, and of the other one, which scenarios make as members or as company.
 */
export const checkRemoval: Step = async (session, _ledger, offers) => {
  const own = session.operation.resourceType;
  const first = await askForRemoval(session, own, offers);
  if (first.outcome === "failed") return [first];
  const other = own === "Group" ? "User" : "Group";
  const { isTaken, status } = await tryRemoval(session, other);
  if (isTaken) return [first];
  const nothing = `DELETE of ${other}s is not offered (${status})`;
  if (mayLeave(session)) return [first, noted("removal", `${nothing}: those that this run makes will stay.`)];
  offers.mustNotMake[other] = `${nothing}, and what is made would stay on the server; accept it with --allow-leftovers`;
  return [first, noted("removal", `${nothing}: none are made, since they would stay.`, "--allow-leftovers accepts it")];
};

async function askForRemoval(session: Session, type: ResourceTypeName, offers: Offers): Promise<PreflightStep> {
  const { isTaken, status } = await tryRemoval(session, type);
  offers.remove = isTaken;
  if (offers.remove) return ok("removal", "DELETE is offered: what a run makes can be removed.");
  const { users, groups } = session.settings.fixtures;
  // Who names some wants those written to, wherever the server runs: none are made that would stay, unless that was allowed.
  if ((type === "Group" ? groups : users).length > 0 && !session.settings.allowLeftovers) {
    offers.mustNotMake[type] =
      `DELETE of ${type}s is not offered (${status}), and what is made would stay on the server; accept it with --allow-leftovers`;
    return noted("removal", `DELETE is not offered (${status}); named ${type}s are put back instead.`);
  }
  if (mayLeave(session)) {
    return noted("removal", `DELETE is not offered (${status}): what this run makes will stay on the server.`);
  }
  return wrong(
    "removal",
    `DELETE is not offered (${status}): what a run makes would stay on the server.`,
    `name ${type}s that may be written to with --fixture ${type.toLowerCase()}s=ID, or accept it with --allow-leftovers`,
  );
}

async function tryRemoval(
  session: Session,
  type: ResourceTypeName,
): Promise<{ readonly isTaken: boolean; readonly status: string }> {
  const random = randomFor(session.seed, type === session.operation.resourceType ? "preflight" : `preflight ${type}`);
  const id = idLike("00000000-0000-4000-8000-000000000000", random);
  const exchange = await ask(session, {
    title: `DELETE an id that names no ${type}`,
    method: "DELETE",
    path: session.resourcePath(type, id),
  });
  const status = exchange.response?.status ?? 0;
  if (NOT_TAKEN.has(status)) return { isTaken: false, status: String(status) };
  // Where nothing may be left behind it is asked again: 404 may mean "no such resource" or "no such route".
  if (!mayLeave(session) && (await isNoRoute(session, type, { removal: exchange, id }))) {
    return { isTaken: false, status: `${status}, as where there is no such path` };
  }
  return { isTaken: true, status: String(status) };
}

/** True where what stays does no harm, or was allowed to stay. */
export function mayLeave({ target, settings }: Session): boolean {
  return target.kind === "embedded" || settings.allowLeftovers || isLoopback(target.baseUrl);
}

/** True for an address of this machine. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/u.test(hostname);
}
