import type { DeclaredResponse } from "../../document/index.ts";
import { declares } from "../document.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";

/** True for a 403 whose description speaks of what 401 is for. */
export function callsForbiddenUnauthorized({ status, description }: DeclaredResponse): boolean {
  return (
    status === "403" &&
    /\bun-?authori[sz]ed\b|\bunauthenticated\b|authentication (?:required|failed)/iu.test(description)
  );
}

/** 403 in place of 401. */
export const forbiddenCalledUnauthorized: Rule = documentRule({
  id: "audit.forbidden-called-unauthorized",
  title: "403 is not described as Unauthorized where 401 is missing",
  level: "warning",
  explanation:
    "401 means that the credential is missing or wrong, 403 that it does not suffice. A client renews its token on 401 and gives up on 403.",
  source: rfc(7644, "3.12"),
  *find({ contract }) {
    for (const operation of contract.operations) {
      // Beside a 401, Unauthorized is how many say that a right is missing.
      if (declares(operation, 401)) continue;
      for (const response of operation.responses.filter(callsForbiddenUnauthorized)) {
        yield {
          pointer: response.pointer,
          message: `${operation.key} describes 403 as ${JSON.stringify(response.description)} and declares no 401`,
          remedy: "declare 401 for a missing or wrong credential, and keep 403 for one that does not suffice",
        };
      }
    }
  },
});
