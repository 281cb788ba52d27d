import fc from "fast-check";
import { editsWithMotifs } from "../edits-with-motifs.ts";
import { rarely, weighted } from "../weighted.ts";
import type { UserAttributes } from "./attributes.ts";
import type { PathForm } from "./history.ts";
import { USER_MOTIFS } from "./motifs.ts";

/** What happens to a multi-valued attribute; a single one changes, or goes. */
export type Change =
  | "add"
  | "change"
  | "remove"
  | "retype"
  | "primary"
  | "reorder"
  | "empty"
  | "fill"
  | "twin"
  | "record"
  | "again"
  | "leave-out"
  | "no-match"
  | "invalid";

/** One change, relative to the state that it will meet. */
export interface ChangeDraft {
  /** Which of the history's attributes. */
  readonly on: "main" | "beside" | "text" | "active";
  readonly what: Change;
  /** Which entry, counted round. */
  readonly at: number;
  /** Which of two ways of doing it. */
  readonly other: boolean;
}

/** One request. */
export interface EditDraft {
  readonly second: boolean;
  readonly changes: readonly ChangeDraft[];
  readonly form: PathForm | "path";
}

/** A whole history, before it meets a state. A few attributes at a time, so that edits meet each other. */
export interface HistoryDraft {
  readonly main: string;
  readonly beside: string;
  readonly text: string;
  readonly two: boolean;
  readonly edits: readonly EditDraft[];
}

/** What is drawn from. */
export interface DraftOptions {
  readonly method: "put" | "patch";
  readonly attributes: UserAttributes;
  readonly forms: readonly PathForm[];
  readonly maxEdits: number;
}

/** Histories of Users, weighted to where real servers break. */
export function historyDrafts(options: DraftOptions): fc.Arbitrary<HistoryDraft> {
  const { lists, texts } = options.attributes;
  const paths = lists.map(({ path }) => path);
  return fc.record({
    main: oneOf(paths),
    beside: oneOf(paths),
    text: oneOf(texts),
    two: rarely(3),
    edits: editsWithMotifs(editDraft(options), options.maxEdits, USER_MOTIFS),
  });
}

function oneOf(paths: readonly string[]): fc.Arbitrary<string> {
  return paths.length === 0 ? fc.constant("") : weighted(paths.map((path) => [1, path] as const));
}

function editDraft({ method, attributes, forms }: DraftOptions): fc.Arbitrary<EditDraft> {
  const change = changeDraft(method, attributes);
  return fc.record({
    second: rarely(3),
    changes: weighted([
      [12, 1],
      [7, 2],
      [3, 3],
    ]).chain((count) => fc.tuple(...Array.from({ length: count }, () => change))),
    form: weighted([[8, "path" as const], ...forms.map((form) => [2, form] as const)]),
  });
}

function changeDraft(method: "put" | "patch", { texts, active }: UserAttributes): fc.Arbitrary<ChangeDraft> {
  const onlyPut = (weight: number): number => (method === "put" ? weight : 0);
  const onlyPatch = (weight: number): number => (method === "patch" ? weight : 0);
  return fc.record({
    on: weighted<ChangeDraft["on"]>([
      [10, "main"],
      [4, "beside"],
      ...(texts.length > 0 ? [[6, "text"] as const] : []),
      ...(active ? [[2, "active"] as const] : []),
    ]),
    what: weighted<Change>([
      [16, "add"],
      [15, "remove"],
      [14, "change"],
      [15, "primary"],
      [12, "empty"],
      [9, "fill"],
      [7, "retype"],
      [14, "reorder"],
      [5, "twin"],
      [onlyPut(9), "leave-out"],
      [onlyPatch(5), "record"],
      [onlyPatch(5), "again"],
      [onlyPatch(14), "no-match"],
      [onlyPatch(4), "invalid"],
    ]),
    at: fc.nat({ max: 5 }),
    other: fc.boolean(),
  });
}
