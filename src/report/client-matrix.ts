import type { ClientCapabilityResult, ClientResult, Finding, RunResult } from "../result/index.ts";
import { OUTCOME_WORD, worstFirst } from "./words.ts";

/** How well something that an identity provider does works: what stops it, and what it can do without, told apart. */
export type CellState =
  | "works"
  | "advice"
  | "broken"
  | "waived"
  | Exclude<ClientCapabilityResult["outcome"], "passed" | "failed">;

/** A cell of the matrix. */
export interface Cell extends ClientCapabilityResult {
  readonly state: CellState;
  readonly word: string;
  /** Its findings, worst first. */
  readonly own: readonly Finding[];
}

/** A column: a client against one suite's server. */
export interface Column extends Pick<ClientResult, "suite" | "client" | "title" | "about"> {
  readonly cells: ReadonlyMap<string, Cell>;
}

/** What identity providers do with the server: a row for each capability, a column for each client. */
export interface ClientMatrix {
  readonly rows: readonly Pick<ClientCapabilityResult, "id" | "title">[];
  readonly columns: readonly Column[];
}

/** Makes the matrix of a result; undefined where no client was asked for. */
export function clientMatrix({ clients = [], findings }: RunResult): ClientMatrix | undefined {
  if (clients.length === 0) return undefined;
  const byFingerprint = new Map(findings.map((finding) => [finding.fingerprint, finding]));
  const columns = clients.map(({ capabilities, ...client }) => ({
    ...client,
    cells: new Map(capabilities.map((one) => [one.id, cellOf(one, byFingerprint)])),
  }));
  return { rows: rowsOf(clients), columns };
}

function cellOf(result: ClientCapabilityResult, byFingerprint: ReadonlyMap<string, Finding>): Cell {
  const own = worstFirst(result.findings.map((one) => byFingerprint.get(one)).filter((one) => one !== undefined));
  const state = stateOf(result, own);
  const words: Readonly<Record<CellState, string>> = { ...OUTCOME_WORD, ...STATE_WORD };
  return { ...result, state, word: words[state], own };
}

const STATE_WORD = {
  works: "works",
  advice: "works, with a loss",
  broken: "does not work",
  waived: "does not work, waived",
} as const;

function stateOf({ outcome }: ClientCapabilityResult, own: readonly Finding[]): CellState {
  const has = (severity: Finding["severity"]): boolean =>
    own.some((finding) => finding.severity === severity && finding.waived === null);
  if (has("error")) return "broken";
  if (outcome !== "passed" && outcome !== "failed") return outcome;
  if (own.some(({ severity, waived }) => severity === "error" && waived !== null)) return "waived";
  return has("warning") ? "advice" : "works";
}

/** The capabilities of all clients in one order: each list is in the order of a life, and what one lacks is put where it belongs. */
function rowsOf(clients: readonly ClientResult[]): ClientMatrix["rows"] {
  const rows: { readonly id: string; readonly title: string }[] = [];
  for (const { capabilities } of clients) {
    let at = 0;
    for (const { id, title } of capabilities) {
      const known = rows.findIndex((row) => row.id === id);
      if (known < 0) rows.splice(at, 0, { id, title });
      at = (known < 0 ? at : known) + 1;
    }
  }
  return rows;
}
