import type { Step } from "../preflight.ts";
import { randomFor } from "../random.ts";
import { idLike } from "../unknown-id.ts";
import { noted, ok, wrong } from "./say.ts";

/** Asks whether DELETE is offered, on an id that names nothing, before anything is made that would have to go again. */
export const checkRemoval: Step = async (session, _ledger, offers) => {
  const { fixtures, allowLeftovers } = session.settings;
  const random = randomFor(session.seed, "preflight");
  const id = idLike("00000000-0000-4000-8000-000000000000", random);
  const exchange = await session.send({
    scenario: "preflight",
    purpose: "preflight",
    intent: { kind: "helper" },
    title: "DELETE an id that names nothing",
    method: "DELETE",
    path: session.resourcePath(session.operation.resourceType, id),
    headers: { accept: session.accept() },
  });
  const status = exchange.response?.status ?? 0;
  // 404 may mean "no such resource" or "no such route"; only these say that the method itself is not taken.
  offers.remove = status !== 0 && status !== 405 && status !== 501;
  if (offers.remove) return [ok("removal", "DELETE is offered: what a run makes can be removed.")];
  if (fixtures.groups.length > 0)
    return [noted("removal", `DELETE is not offered (${status}); named Groups are put back instead.`)];
  const local = session.target.kind === "embedded" || isLoopback(session.target.baseUrl);
  if (local || allowLeftovers) {
    return [noted("removal", `DELETE is not offered (${status}): what this run makes will stay on the server.`)];
  }
  return [
    wrong(
      "removal",
      `DELETE is not offered (${status}): what a run makes would stay on the server.`,
      "name Groups that may be written to with --fixture groups=ID, or accept it with --allow-leftovers",
    ),
  ];
};

/** True for an address of this machine. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127(?:\.\d{1,3}){3}$/u.test(hostname);
}
