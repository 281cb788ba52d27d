import { headerOf } from "../result/index.ts";
import type { WireResponse } from "./attempt.ts";
import type { NextStep, Progress } from "./next-step.ts";

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Decides about a 3xx. Only an observation (GET, HEAD) follows it, and only within the origin, so that credentials
 * never go anywhere else; to a write, and to a request that is itself under test, the 3xx is the answer.
 */
export function redirectStep(response: WireResponse, progress: Progress, maxRedirects: number): NextStep {
  const { status } = response;
  if (!REDIRECTS.has(status)) return { kind: "done" };
  const location = headerOf(response.headers, "location");
  const method = progress.request.method.toUpperCase();
  if ((method !== "GET" && method !== "HEAD") || progress.request.purpose !== "observation") {
    return { kind: "done", note: `${status} to ${method} is the answer; not followed` };
  }
  if (location === undefined) return { kind: "done", note: `${status} without Location; not followed` };
  const target = resolve(location, `${progress.origin}${progress.path}`);
  if (target === undefined) return { kind: "done", note: `${status} with a Location that is no URL; not followed` };
  if (target.origin !== progress.origin) {
    return { kind: "done", note: `${status} to another origin (${target.origin}); not followed` };
  }
  if (progress.redirects >= maxRedirects) {
    const message = `More than ${maxRedirects} redirects, the last to ${target.pathname}.`;
    return { kind: "done", failure: { kind: "redirect", message } };
  }
  const path = `${target.pathname}${target.search}`;
  return {
    kind: "redirect",
    path,
    note: `${status}, followed to ${path}`,
    otherwise: `${status}, not followed`,
  };
}

function resolve(location: string, base: string): URL | undefined {
  const url = URL.canParse(location, base) ? new URL(location, base) : undefined;
  return url?.protocol === "http:" || url?.protocol === "https:" ? url : undefined;
}
