import { type Contract, type Operation, patchForm } from "../document/index.ts";
import type { Exchange } from "../result/index.ts";
import { NoVerdict } from "../scenarios/index.ts";
import { URN } from "../scim/index.ts";

/**
 * The PATCH message of some operations. Operations are typed too narrowly by more than one document: where a profile says
 * how they are written, the message is the RFC's; else it takes the form that the document's schema leaves.
 *
 * @param intent why it is sent; undefined where it is to be found out whether the server takes it
 * @throws NoVerdict where the schema excludes every form and the message is not sent to see it refused
 */
export function patchMessage(
  contract: Contract,
  operation: Operation,
  operations: readonly unknown[],
  intent?: Exchange["intent"],
): Readonly<Record<string, unknown>> {
  if (!contract.profile.patch.fromDocument || operation.method !== "PATCH") {
    return { schemas: [URN.patchOp], Operations: operations };
  }
  const { message, misfit } = patchForm(operation, operations);
  if (misfit === undefined || intent === undefined || intent.kind === "provoked") return message;
  throw new NoVerdict(
    intent.kind === "valid" ? "blocked" : "not-applicable",
    `the document's schema excludes these operations (${misfit}): say in a profile, under patch, which valueShapes and removeShapes the server takes`,
  );
}
