import type { PreflightStep } from "../../result/index.ts";
import { resourceIn } from "../fixtures/group-pool.ts";
import type { Step } from "../preflight.ts";
import { credentialRefused, noted, ok, wrong } from "./say.ts";

/** Reads the named fixtures: each must exist, or the server offers no GET and the first update will tell. */
export const checkNamed: Step = async (session, _ledger, offers) => {
  const steps: PreflightStep[] = [];
  const { users, groups } = session.settings.fixtures;
  const named = [
    ...groups.map((id) => ({ type: "Group" as const, id })),
    ...users.map((id) => ({ type: "User" as const, id })),
  ];
  for (const { type, id } of named) {
    const exchange = await session.send({
      scenario: "preflight",
      purpose: "preflight",
      intent: { kind: "helper" },
      title: `read the named ${type}`,
      method: "GET",
      path: session.resourcePath(type, id),
      resource: { type, id },
      headers: { accept: session.accept() },
    });
    const refused = credentialRefused(exchange, session.target.credentials.length > 0);
    if (refused !== undefined) return [refused];
    const status = exchange.response?.status;
    if (resourceIn(exchange) !== undefined) {
      if (type === "Group") offers.get = true;
      steps.push(ok("fixtures", `${type} ${id} exists.`));
    } else if (status === 404 && offers.list) {
      return [
        wrong(
          "fixtures",
          `There is no ${type} ${id}: GET was answered 404.`,
          `check --fixture ${type.toLowerCase()}s=${id}`,
        ),
      ];
    } else
      steps.push(noted("fixtures", `${type} ${id} cannot be read (${status ?? "no answer"}); it is used as given.`));
  }
  return steps;
};
