import type { Call, Wire } from "../core/call.ts";
import type { Hooks } from "../core/hooks.ts";
import { fault, isGroupPut } from "./build.ts";
import type { Fault } from "./fault.ts";

const requirement = "OPENAPI-RESPONSE-RECEIVED";
const category = "lifecycle";

/** Faults by which the answer to a PUT that was carried out does not, or not wholly, arrive. */
export const TRANSPORT: readonly Fault[] = [
  fault(
    {
      id: "put-connection-reset",
      title: "The connection is reset instead of an answer to a PUT",
      requirement,
      category,
      difficulty: 1,
      source: { reference: "RFC 9110 §3.4", note: "a worker that dies while it answers" },
    },
    () => changeWire(isGroupPut, { ending: "reset" }),
  ),
  fault(
    {
      id: "put-never-answered",
      title: "A PUT is never answered; the connection stays open",
      requirement,
      category,
      difficulty: 1,
      source: { reference: "wso2/product-is#15154", note: "an update of a large role took more than a minute" },
    },
    () => changeWire(isGroupPut, { ending: "silent" }),
  ),
  fault(
    {
      id: "put-emptying-never-answered",
      title: "Only a PUT that empties a group is never answered",
      requirement,
      category,
      difficulty: 3,
      source: { reference: "Captain-P-Goldfish/SCIM-SDK#757", note: "an empty list was the one that failed" },
    },
    () => changeWire((call) => isGroupPut(call) && hadMembers(call) && !hasMembers(call), { ending: "silent" }),
  ),
  fault(
    {
      id: "put-answer-cut-off",
      title: "The answer to a PUT ends before the length that it announces",
      requirement,
      category,
      difficulty: 1,
      source: { reference: "RFC 9112 §8", note: "a proxy that gives up" },
    },
    () => changeWire(isGroupPut, { ending: "cut" }),
  ),
  fault(
    {
      id: "put-answer-endless",
      title: "The answer to a PUT never ends: white space follows the body for ever",
      requirement,
      category,
      difficulty: 1,
      source: { reference: "RFC 9112 §8", note: "a loop that keeps a connection alive" },
    },
    () => changeWire(isGroupPut, { ending: "endless" }),
  ),
  fault(
    {
      id: "put-redirected-to-login",
      title: "PUT is answered 302 with the address of a login page, though the token is right",
      requirement: "OPENAPI-STATUS-DECLARED",
      category,
      difficulty: 1,
      source: { reference: "kortix-ai/suna#7297", note: "something at the edge answered instead of the server" },
    },
    () => ({
      onRespond: (call, reply) =>
        isGroupPut(call) && reply.status === 200
          ? { ...reply, status: 302, headers: { ...reply.headers, Location: "/login" }, body: undefined }
          : undefined,
    }),
  ),
];

function changeWire(applies: (call: Call) => boolean, change: Partial<Wire>): Hooks {
  return { onWire: (call, wire) => (applies(call) ? { ...wire, ...change } : undefined) };
}

function hadMembers(call: Call): boolean {
  return isFilled(call.before?.attributes["members"]);
}

function hasMembers(call: Call): boolean {
  return isFilled(call.after?.attributes["members"]);
}

function isFilled(members: unknown): boolean {
  return Array.isArray(members) && members.length > 0;
}
