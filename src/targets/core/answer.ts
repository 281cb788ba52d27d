import { authenticate } from "./auth.ts";
import type { Call, Reply, Wire } from "./call.ts";
import { route } from "./route.ts";
import { ScimError } from "./scim-error.ts";

/**
 * Takes a call through credentials, routing and handler, and gives its answer in bytes. Where no hook waits, all of it
 * happens in one turn: no other request comes in between.
 */
export async function answer(call: Call): Promise<Wire> {
  const { hooks } = call.service;
  const reply = replyTo(call);
  return hooks.onWire(call, toWire(hooks.onRespond(call, reply instanceof Promise ? await reply : reply)));
}

/** A refusal as the dialect words it. */
export function errorReply(call: Call, error: ScimError): Reply {
  const { dialect } = call.service;
  const { status, headers } = error;
  return { status, headers, body: dialect.errorBody(error, call), mediaType: dialect.mediaType(status, call) };
}

function replyTo(call: Call): Reply | Promise<Reply> {
  try {
    authenticate(call);
    call.service.dialect.checkRequest?.(call);
    const reply = call.service.hooks.onRequest(call) ?? route(call);
    return reply instanceof Promise ? reply.catch((error: unknown) => refused(call, error)) : reply;
  } catch (error) {
    return refused(call, error);
  }
}

function refused(call: Call, error: unknown): Reply {
  // Whatever else is thrown is a defect of this target: answered as one, and without its stack.
  const refusal = error instanceof ScimError ? error : new ScimError(500, "Internal error.");
  const changed = call.service.hooks.onError(call, refusal);
  return changed instanceof ScimError ? errorReply(call, changed) : changed;
}

function toWire(reply: Reply): Wire {
  const bytes = Buffer.from(reply.body === undefined ? "" : JSON.stringify(reply.body), "utf8");
  const headers: [string, string][] = Object.entries(reply.headers);
  if (reply.body !== undefined && reply.mediaType !== "") headers.push(["Content-Type", reply.mediaType]);
  return { status: reply.status, headers, bytes, chunked: false, delayMs: 0, ending: "whole" };
}
