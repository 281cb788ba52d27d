import type { PatchRemoveShape, PatchValueShape, ProfileLine } from "../../document/index.ts";
import type { Exchange } from "../../result/index.ts";
import {
  type Area,
  answeredState,
  type GroupFixture,
  type GroupState,
  isRefusal,
  isSuccess,
  NoVerdict,
  needAnswer,
  type PatchStyle,
  type ScenarioContext,
  statusText,
} from "../../scenarios/index.ts";

/** Something that the server decides, as it was found out. */
export interface Learnt {
  /** `patch.value-shapes`: what it is about, never used again for something else. */
  readonly id: string;
  readonly title: string;
  /** What the server does, as the rest of a sentence. */
  readonly value: string;
  /** The request that showed it and what came. */
  readonly how: string;
  /** What a profile has to say so that a run goes by it; nothing where there is no key for it. */
  readonly lines?: readonly ProfileLine[];
}

/** What a learner tells: id and title are its own where it does not say others. */
export type Told = Omit<Learnt, "id" | "title"> & Partial<Pick<Learnt, "id" | "title">>;

/** What earlier learners of a suite have found out, for the later ones to send what is taken. */
export interface Found {
  value?: PatchValueShape;
  remove?: PatchRemoveShape;
  pathRequired?: boolean;
}

/** Finds one thing out. To the engine it is a scenario: it owns what it makes, and is undone like one. */
export interface Learner {
  readonly id: string;
  /** What is found out, for the table where it could not be. */
  readonly title: string;
  /** Where it can be found out; anywhere where it is not said, and then once. */
  readonly areas?: readonly Area[];
  readonly users: number;
  readonly groups: number;
  /** @throws NoVerdict where it cannot be found out, with the reason */
  readonly run: (context: ScenarioContext, found: Found) => Promise<readonly Told[]>;
}

/** Sent as it is, whatever the document's schema says of it: the server is asked, and nothing is judged by the answer. */
export const AS_IT_IS: Exchange["intent"] = { kind: "provoked", cause: "bad-body" };

/** How operations are written as far as is known. */
export function styleOf({ contract: { profile } }: ScenarioContext, found: Found): PatchStyle {
  const { patch } = profile;
  return {
    shapes: {
      value: found.value ?? patch.valueShapes[0] ?? "array",
      remove: found.remove ?? patch.removeShapes[0] ?? "filter",
    },
    profile: { ...profile, patch: { ...patch, pathRequired: found.pathRequired ?? patch.pathRequired } },
  };
}

/**
 * What a Group is after a write: what a read shows, or the write's answer where nothing can be read.
 *
 * @throws NoVerdict when neither shows it
 */
export async function after(
  context: ScenarioContext,
  id: string,
  answer: Exchange,
  expected: GroupState,
): Promise<GroupState & { readonly by: string }> {
  const seen = await context.read(id, expected, "Group");
  if (seen.kind === "present") {
    return { displayName: seen.displayName ?? "", members: seen.members.values, by: `${seen.by} showed it` };
  }
  const answered = answeredState(answer);
  if (seen.kind !== "not-offered" || answered === undefined) {
    throw new NoVerdict("inconclusive", "the server shows no Group after the write");
  }
  return { displayName: answered.displayName ?? "", members: answered.members.values, by: "its answer showed it" };
}

/**
 * What became of an id that names nobody, written among members.
 *
 * @param said what was sent and how it was answered, as a sentence
 * @throws NoVerdict where the answer says nothing of it, or nothing shows the Group afterwards
 */
export async function fateOf(
  context: ScenarioContext,
  answer: Exchange,
  said: string,
  {
    group,
    members,
    nobody,
  }: { readonly group: GroupFixture; readonly members: readonly string[]; readonly nobody: string },
): Promise<{ readonly value: string; readonly how: string; readonly isNotFound: boolean }> {
  if (!isTaken(answer)) {
    // Any other refusal is the server's choice, and no run is to hold it to that.
    return { value: `is refused with ${statusText(answer)}`, how: said, isNotFound: answer.response?.status === 404 };
  }
  const now = await after(context, group.id, answer, { ...group, members: new Set(members) });
  const isStored = now.members.has(nobody);
  return {
    value: isStored ? "is stored" : "is taken and left out",
    how: `${said}, and ${isStored ? now.by : "the id is not among the members"}`,
    isNotFound: false,
  };
}

/**
 * True for a success, false for a refusal.
 *
 * @throws NoVerdict for anything else, which says nothing about what the server takes
 */
export function isTaken(answer: Exchange): boolean {
  needAnswer(answer);
  if (isSuccess(answer)) return true;
  const status = answer.response?.status ?? 0;
  const isOffered = status !== 401 && status !== 403 && status !== 429;
  if ((isRefusal(answer) && isOffered) || status === 501) return false;
  throw new NoVerdict("inconclusive", `“${answer.title}” was answered ${statusText(answer)}`);
}
