import type { Gate, Level, Requirement, Source } from "../../result/index.ts";

/** Options of {@link rfc} beside the fixed columns. */
interface Extra {
  readonly advisory?: string;
  readonly untestable?: string;
  readonly source?: Source;
  readonly gate?: Gate;
  /** See {@link Requirement.refines}. */
  readonly refines?: readonly string[];
}

/** One row of an RFC table: id, level, our own sentence, what tests it. The section is read from the id. */
export function rfc(id: string, level: Level, text: string, by: readonly string[], extra: Extra = {}): Requirement {
  return {
    id,
    level,
    party: level === "CLIENT" ? "client" : "server-rfc",
    text,
    source: extra.source ?? sectionOf(id),
    tested: extra.untestable === undefined ? { by } : { untestable: extra.untestable },
    ...(extra.advisory === undefined ? {} : { advisory: extra.advisory }),
    ...(extra.gate === undefined ? {} : { gate: extra.gate }),
    ...(extra.refines === undefined ? {} : { refines: extra.refines }),
  };
}

/** Rows that apply only where a server has something; a row with a gate of its own keeps that. */
export function gated(gate: Gate, rows: readonly Requirement[]): readonly Requirement[] {
  return rows.map((row) => ({ gate, ...row }));
}

function sectionOf(id: string): Source {
  const match = /^RFC(\d+)-([\d.]+)-/u.exec(id);
  if (match === null) throw new TypeError(`requirement id without RFC and section: ${id}`);
  return { kind: "rfc", rfc: Number(match[1]), section: match[2] ?? "" };
}
