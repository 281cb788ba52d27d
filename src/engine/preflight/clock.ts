import { headerOf } from "../../result/index.ts";
import type { Step } from "../preflight.ts";
import { ask } from "./ask.ts";
import { noted, ok } from "./say.ts";

const TOLERANCE_MS = 5 * 60_000;

/** Compares clocks by the Date header: a skew explains refused tokens and odd timestamps; nothing is judged by it. */
export const checkClock: Step = async (session) => {
  const exchange = await ask(session, {
    title: "compare clocks",
    method: "GET",
    path: `${session.collectionPath(session.operation.resourceType)}?startIndex=1&count=1`,
  });
  const date = Date.parse(headerOf(exchange.response?.headers ?? [], "date") ?? "");
  if (Number.isNaN(date)) return [noted("clock", "The server sends no Date header.")];
  const skewMs = date - Date.parse(exchange.startedAt);
  if (Math.abs(skewMs) < TOLERANCE_MS) return [ok("clock", "The server's clock agrees with this one.")];
  return [
    noted(
      "clock",
      `The server's clock is ${Math.round(Math.abs(skewMs) / 60_000)} min ${skewMs > 0 ? "ahead of" : "behind"} this one.`,
    ),
  ];
};
