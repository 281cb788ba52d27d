import { errorReply } from "../core/answer.ts";
import type { Call } from "../core/call.ts";
import { membersOf } from "../core/resource.ts";
import { ScimError } from "../core/scim-error.ts";
import { answerErrors, fault, showGroup } from "./build.ts";
import type { Fault } from "./fault.ts";

const category = "security";

/** Faults of credentials and of what must stay secret. */
export const SECURITY: readonly Fault[] = [
  fault(
    {
      id: "wrong-token-accepted",
      title: "Any bearer token is accepted",
      requirement: "OPENAPI-SECURITY-ENFORCED",
      category,
      difficulty: 1,
      dialects: ["cube", "maia", "lighton", "strongdm"],
      source: { reference: "vouch-sh/vouch#317", note: "the token of somebody else was accepted" },
    },
    () => ({ onAuth: (call) => /^bearer +\S/iu.test(call.headers.authorization ?? "") }),
  ),
  fault(
    {
      id: "missing-token-accepted",
      title: "A request without a token is accepted",
      requirement: "OPENAPI-SECURITY-ENFORCED",
      category,
      difficulty: 1,
      dialects: ["cube", "maia", "lighton", "strongdm"],
      source: { reference: "keycloak/keycloak#47616", note: "an authorisation bypass (only the title was seen)" },
    },
    () => ({ onAuth: (call, granted) => granted || call.headers.authorization === undefined }),
  ),
  fault(
    {
      id: "put-refused-token-applied",
      title: "A PUT with a wrong or missing token is answered 401 and carried out all the same",
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      category,
      difficulty: 4,
      source: { reference: "RFC 7644 §3.12", note: "the check runs beside the handler instead of before it" },
    },
    () => {
      const refused = new WeakSet<Call>();
      return {
        onAuth(call, granted) {
          if (!granted) refused.add(call);
          return true;
        },
        onRespond: (call) =>
          refused.has(call)
            ? errorReply(
                call,
                new ScimError(401, "A valid bearer token is required.", {
                  headers: { "WWW-Authenticate": 'Bearer realm="scim"' },
                }),
              )
            : undefined,
      };
    },
  ),
  fault(
    {
      id: "error-shows-token",
      title: "Error bodies repeat the Authorization header of the request",
      requirement: "SECURITY-NO-DISCLOSURE",
      category,
      difficulty: 2,
      source: { reference: "RFC 7644 §7.4", note: "a dump of the request for debugging" },
    },
    () => answerErrors((body, _, call) => ({ ...body, debug: { authorization: call.headers.authorization ?? null } })),
  ),
  fault(
    {
      id: "header-shows-token",
      title: "Answers repeat the Authorization header of the request in a header",
      requirement: "SECURITY-NO-DISCLOSURE",
      category,
      difficulty: 3,
      source: { reference: "RFC 7644 §7.4", note: "a gateway that mirrors request headers" },
    },
    () => ({
      onRespond: (call, reply) => ({
        ...reply,
        headers: { ...reply.headers, "X-Request-Authorization": call.headers.authorization ?? "none" },
      }),
    }),
  ),
  fault(
    {
      id: "error-shows-stack",
      title: "Error bodies carry a stack trace",
      requirement: "SECURITY-NO-DISCLOSURE",
      category,
      difficulty: 1,
      source: { reference: "CWE-209", note: "an exception printed into the answer" },
    },
    () =>
      answerErrors((body) => ({
        ...body,
        detail: `Error: ${JSON.stringify(body["detail"])}\n    at replaceGroup (/app/src/groups.js:41:13)\n    at Layer.handle (/app/node_modules/router/layer.js:95:5)`,
      })),
  ),
  fault(
    {
      id: "malformed-json-shows-stack",
      title: "Only the refusal of a body that is not JSON carries a stack trace",
      requirement: "SECURITY-NO-DISCLOSURE",
      category,
      difficulty: 2,
      source: { reference: "CWE-209", note: "an exception of the parser printed into the answer" },
    },
    () =>
      answerErrors((body) =>
        body["scimType"] === "invalidSyntax"
          ? {
              ...body,
              detail:
                "SyntaxError: Unexpected end of JSON input\n    at JSON.parse (<anonymous>)\n    at parse (/app/node_modules/body-parser/lib/types/json.js:92:19)",
            }
          : body,
      ),
  ),
  fault(
    {
      id: "member-password-shown",
      title: "Members are shown with everything that is stored about them, the password's hash included",
      requirement: "RFC7643-4.1.1-PASSWORD-NEVER",
      category,
      difficulty: 2,
      source: { reference: "jelhub/scimgateway#71", note: "entries carried whole resources instead of references" },
    },
    () =>
      showGroup((shown) => ({
        ...shown,
        members: membersOf(shown).map((member) => Object.assign(member, { password: "$2b$10$abcdefghijklmnopqrstuv" })),
      })),
  ),
];
