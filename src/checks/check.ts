import type { Contract, DeclaredResponse, Operation } from "../document/index.ts";
import type { Exchange } from "../result/index.ts";

/** A response body, parsed once for all checks. */
export type ParsedBody =
  | { readonly kind: "none" }
  | { readonly kind: "json"; readonly value: unknown }
  | { readonly kind: "not-json"; readonly why: string };

/** Everything a check may look at. */
export interface CheckInput {
  readonly exchange: Exchange;
  readonly contract: Contract;
  /** The declared operation; absent for helpers. */
  readonly operation: Operation | undefined;
  /** The declared response for the status that came, by exact status, range or default. */
  readonly declared: DeclaredResponse | undefined;
  readonly body: ParsedBody;
  /** Media type of the answer in lower case without parameters; absent when there was no Content-Type. */
  readonly mediaType: string | undefined;
  /** The earlier exchanges of the same resource, in the order they ended. */
  readonly history: readonly Exchange[];
  /** True once the server has said that it has PATCH, or has carried one out in this run. */
  readonly hasPatch?: boolean;
}

/** What a check says of one requirement for one exchange. */
export type CheckVerdict =
  | { readonly requirement: string; readonly invariant: string; readonly outcome: "passed" }
  | {
      readonly requirement: string;
      readonly invariant: string;
      readonly outcome: "failed";
      readonly expected: readonly string[];
      readonly actual: string;
      readonly message: string;
      /** RFC 6901 pointer into the response body. */
      readonly pointer?: string;
      /** Ids of earlier exchanges that belong to the proof. */
      readonly also?: readonly string[];
    };

/** An answer to a PUT of a Group that a check fails: for whoever asks what the check means. */
export interface CheckExample {
  /** 200 by default. */
  readonly status?: number;
  /** Its Content-Type; application/json by default. */
  readonly type?: string;
  /** Its Date header; none by default. */
  readonly date?: string;
  /** Attributes of the Group that is shown, beside or in place of those of an ordinary one. */
  readonly group?: Readonly<Record<string, unknown>>;
  /** The body as text, in place of a Group. */
  readonly body?: string;
  /** True where the connection breaks off before any answer. */
  readonly breaks?: boolean;
}

/** A pure judge of exchanges: never sends, holds no state. */
export interface Check {
  /** `area.subject`, frozen by a snapshot. */
  readonly id: string;
  /** A statement that is true when the check passes. */
  readonly title: string;
  /** Every requirement it can speak about. */
  readonly requirements: readonly string[];
  /**
   * What it does on helpers, the endpoints that the document does not declare. `declared`: stays silent.
   * `notice-on-helpers`: tells, and decides nothing. `after-write`: judges what a declared write left behind, else tells.
   * `always`: judges, because the document's own schema speaks.
   */
  readonly scope: "declared" | "notice-on-helpers" | "after-write" | "always";
  readonly judge: (input: CheckInput) => readonly CheckVerdict[];
  /** What it finds, in one answer; a test holds every check of the catalogue to its own. */
  readonly example?: CheckExample;
}

/** Declares a check; exists so that its shape is checked where it is written. */
export function defineCheck(check: Check): Check {
  return check;
}

/** A pass. */
export function passed(requirement: string, invariant: string): CheckVerdict {
  return { requirement, invariant, outcome: "passed" };
}

/** A failure; `rest` says what was expected, what came and where. */
export function failed(
  requirement: string,
  invariant: string,
  rest: Omit<Extract<CheckVerdict, { outcome: "failed" }>, "requirement" | "invariant" | "outcome">,
): CheckVerdict {
  return { requirement, invariant, outcome: "failed", ...rest };
}
