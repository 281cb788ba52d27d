import type { Operation } from "../../document/index.ts";
import { responsesAt } from "../document.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";

const SUCCESS: Readonly<Record<Operation["method"], readonly string[]>> = {
  GET: ["200"],
  POST: ["201"],
  PUT: ["200"],
  PATCH: ["200", "204"],
  DELETE: ["204"],
};

/** Success under a status that is not the RFC's. */
export const successStatus: Rule = documentRule({
  id: "audit.success-status",
  title: "an operation declares the status with which the RFC says that it succeeded",
  level: "error",
  explanation:
    "A server that answers as the RFC says breaks a document that declares another status alone, and a client made from the document takes the right answer for a fault.",
  source: rfc(7644, "3"),
  *find(document) {
    for (const operation of document.contract.operations) {
      const { key, method, idParameter, responses } = operation;
      // A POST to one resource is none of SCIM's operations.
      if (method === "POST" && idParameter !== undefined) continue;
      const wanted = SUCCESS[method];
      const declared = responses.map(({ status }) => status);
      if (declared.some((status) => [...wanted, "2XX", "default"].includes(status))) continue;
      const others = declared.filter((status) => status.startsWith("2"));
      yield {
        pointer: responsesAt(document, operation),
        message: `${key} declares ${others.length === 0 ? "no success" : `success as ${others.join(", ")}`}, where the RFC has ${wanted.join(" or ")}`,
        remedy: `declare ${wanted.join(" or ")}`,
      };
    }
  },
});
