import type { RunResult, WaiverResult } from "../../result/index.ts";
import { inertLine } from "../text.ts";
import type { Case } from "./cases.ts";
import { element } from "./xml.ts";

/**
 * What became of each waiver, as test cases: a gate that reads JUnit then agrees with the exit code about a line that must go.
 * Of one that has expired its finding tells, which counts again.
 */
export function waiverCases({ waivers, gate }: RunResult): readonly Case[] {
  return (waivers?.entries ?? []).map((entry) => {
    const name = inertLine(`${entry.fingerprint}: ${entry.reason}`);
    const { counts, children } = toldOf(entry, gate.failOn !== "never");
    return { xml: element("testcase", { classname: "waivers", name, time: "0.000" }, ...children), counts };
  });
}

function toldOf(
  { state, message: text }: WaiverResult,
  fails: boolean,
): Pick<Case, "counts"> & { readonly children: readonly ReturnType<typeof element>[] } {
  const message = inertLine(text);
  if (state === "stale" && fails) {
    return { counts: "failure", children: [element("failure", { message, type: "stale-waiver" }, message)] };
  }
  if (state === "used" || state === "expired")
    return { counts: "passed", children: [element("system-out", {}, message)] };
  return { counts: "skipped", children: [element("skipped", { message })] };
}
