import { HarnessError, type PreflightStep } from "../../result/index.ts";
import { URN } from "../../scim/index.ts";
import { resourceIn } from "../fixtures/group-pool.ts";
import type { Ledger } from "../fixtures/ledger.ts";
import type { Step } from "../preflight.ts";
import type { Session } from "../session.ts";
import { credentialRefused, noted, ok, wrong } from "./say.ts";

/**
 * Without a way to read, one acknowledged update is the success on a real resource that everything else rests on:
 * a wrong base path answers 404 to everything, and so does a wrong id.
 */
async function updateOnce(session: Session, ledger: Ledger, id: string): Promise<PreflightStep> {
  const path = session.resourcePath("Group", id);
  const made = { type: "Group", collectionPath: session.collectionPath("Group") } as const;
  const entry = ledger.borrowed(made, id, path, undefined);
  let isSent = false;
  const exchange = await session
    .send({
      scenario: "preflight",
      purpose: "preflight",
      intent: { kind: "valid" },
      title: "update the named Group once",
      operation: session.operation.key,
      method: session.operation.method,
      path,
      resource: { type: "Group", id },
      headers: { accept: session.accept(), "content-type": session.contentType() },
      body: JSON.stringify({ schemas: [URN.group], displayName: `sp-${session.runId} preflight` }),
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
      `Group ${id} cannot be read, but takes an update; what it was before is not known and cannot be put back.`,
    );
  }
  return wrong(
    "fixtures",
    `Group ${id} cannot be read, and ${session.operation.method} on it was answered ${status ?? exchange.failure?.message ?? "not at all"}.`,
    `check --fixture groups=${id}, and the path of --target: requests go to ${session.target.baseUrl}${path}`,
  );
}

/** True of an answer that a server without a GET gives; what is busy, broken or silent may well have one. */
function isNotOffered(status: number | undefined): boolean {
  return status !== undefined && status !== 408 && status !== 429 && (status < 500 || status === 501);
}

/** Reads the named fixtures: each must exist, or the server offers no GET and the first update will tell. */
export const checkNamed: Step = async (session, ledger, offers) => {
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
    const refused = credentialRefused(exchange, session.target);
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
    } else if (exchange.failure?.kind === "aborted") {
      throw new HarnessError("ABORTED", "the run was ended");
    } else if (type === "Group" && !isNotOffered(status)) {
      // It may well be read in a minute: then it must not have been written over by somebody who did not know what it was.
      return [
        ...steps,
        wrong(
          "fixtures",
          `Group ${id} cannot be read now, and so could not be put back: GET was answered ${status ?? exchange.failure?.message ?? "not at all"}.`,
          "run it again when the server is well",
        ),
      ];
    } else if (type === "Group") {
      const step = await updateOnce(session, ledger, id);
      steps.push(step);
      if (step.outcome === "failed") return steps;
    } else
      steps.push(noted("fixtures", `${type} ${id} cannot be read (${status ?? "no answer"}); it is used as given.`));
  }
  return steps;
};
