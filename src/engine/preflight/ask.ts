import type { Exchange } from "../../result/index.ts";
import type { Session, SessionRequest } from "../session.ts";

/** A request of the preflight that tells something about the server, and that no verdict rests on. */
export async function ask(
  session: Session,
  request: Pick<SessionRequest, "title" | "method" | "path" | "resource" | "fromOrigin">,
): Promise<Exchange> {
  return await session.send({
    scenario: "preflight",
    purpose: "preflight",
    intent: { kind: "helper" },
    headers: { accept: session.accept() },
    ...request,
  });
}
