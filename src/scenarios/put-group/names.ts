import type { Exchange } from "../../result/index.ts";
import { answeredState, isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import type { GroupState, ScenarioContext } from "../context.ts";
import { NoVerdict } from "../context.ts";
import { patchRules } from "../expect-patched.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import { expectWritten, judgeMembers, PUT_RULES, type Shown } from "../expect-written.ts";
import { groupBody, stateOf, type WriteMethod } from "../group-body.ts";
import { renameTo } from "../patch-operations.ts";
import type { Scenario } from "../scenario.ts";
import { quote } from "../words.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";
const SINGLE = "RFC7644-3.5.2.3-SINGLE";
const UTF8 = "RFC7644-3.8-UTF8";
const NORMALISED = "NAME-NORMALISED";
const REFUSED = "NAME-REFUSED";

/** A text that a name may be. */
export interface Name {
  readonly id: string;
  readonly title: string;
  /** Put after the unique part of the name. */
  readonly text: string;
  /** Put before it: the name begins with this. */
  readonly lead?: string;
  /** The whole name, where there is no unique part: whoever has such a name already refuses it. */
  readonly word?: string;
  /** Stands without a unique part of words before it: digits make it unique. */
  readonly bare?: true;
  /** Ordinary text must be accepted; a long or unusual name may be refused. */
  readonly ordinary?: true;
}

/** Texts of every kind, as names. */
export const NAMES: readonly Name[] = [
  { id: "ordinary", title: "An ordinary name", text: "Sales Team 2 (Berlin), part-time", ordinary: true },
  { id: "long", title: "A name of over 1,000 characters", text: "long ".repeat(205).trimEnd() },
  { id: "unicode", title: "A name in several scripts", text: "Zürich Ångström Ελλάδα 東京 Łódź" },
  { id: "decomposed", title: "A name with combining characters", text: "Cafe\u0301 Zu\u0308rich" },
  { id: "astral", title: "A name with characters beyond the Basic Multilingual Plane", text: "🚀 𝒮𝒞ℐℳ 👩‍👩‍👧" },
  { id: "right-to-left", title: "A name written from right to left", text: "קבוצת מכירות \u200f فريق المبيعات" },
  { id: "html", title: "A name that looks like HTML", text: "<b>R&D</b> &amp; <script>alert(1)</script>" },
  {
    id: "quoted",
    title: "A name with quotes and backslashes",
    text: 'O\'Brien "Ops" \\ C:\\temp ; -- %41 ${x} {{7*7}}',
  },
  { id: "spaces", title: "A name with runs of spaces, the last at its end", text: "spaced  out  " },
  { id: "signs", title: "A name with signs that forms and queries know", text: "C++ #1 @home_base & co. – it’s 50%" },
  { id: "digits", title: "A name that looks like a number", text: "", bare: true },
];

// What is told by how a name begins, and words that mean something else in a program: of Groups alone, in one attribute.
const GROUP_NAMES: readonly Name[] = [
  { id: "lead-equals", title: "A name that begins like a formula", lead: "=", text: "+1" },
  { id: "lead-at", title: "A name that begins with an at sign", lead: "@all ", text: "" },
  { id: "lead-bracket", title: "A name that begins with a bracket", lead: "[x] ", text: "" },
  { id: "word-null", title: "The name “Null”", text: "", word: "Null" },
  { id: "word-true", title: "The name “true”", text: "", word: "true" },
  { id: "word-exponent", title: "A name that looks like a number with an exponent", text: "", word: "12e5" },
  { id: "word-date", title: "A name that looks like a date", text: "", word: "2026-01-02" },
  { id: "escapes", title: "A name with the escapes of a program in it, sign by sign", text: "C:\\new\\table \\u0041" },
  { id: "patterns", title: "A name with what a replacement would fill in", text: "$& $1 $$ $` \\1" },
  { id: "mark", title: "A name with a byte order mark in it", text: "left\ufeffright" },
  { id: "controls", title: "A name with a tab and a line break in it", text: "left\tright\nbelow" },
  {
    id: "invisible",
    title: "A name with a no-break space, a word joiner and a sharp s",
    text: "Stra\u00dfe\u00a012 A\u2060B",
  },
];

/** The name that a PUT sends is the name that is stored, character for character. */
export const nameScenarios = (method: WriteMethod): readonly Scenario[] =>
  [...NAMES, ...GROUP_NAMES].map((name) => ({
    id: `${method}.group.name.${name.id}`,
    title: `${name.title} is stored as it was sent${name.ordinary === true ? "" : ", or refused"}`,
    depth: "standard",
    requirements: [
      ...(isAscii(name.text) ? [] : [UTF8]),
      REPLACED,
      ...(method === "patch" && name.ordinary === true ? [SINGLE] : []),
      NORMALISED,
      REFUSED,
    ],
    users: 0,
    groups: 1,
    run: async (context) => {
      const members = await context.someUsers(1);
      const group = await context.group(members);
      // Zeros in front: whoever makes a number of it gives another text back.
      const sent = textOf(context, name);
      const expected = stateOf(sent, members);
      if (method === "put" && !context.fits(groupBody(context, expected))) {
        throw new NoVerdict("not-applicable", "the declared request schema does not take such a name");
      }
      const answer = await context.write(group.id, await nameBody(context, expected), {
        title: `send the name ${quote(name.text === "" ? sent : name.text, 60)}`,
        intent: name.ordinary === true ? { kind: "valid" } : { kind: "open", why: name.title.toLowerCase() },
      });
      needAnswer(answer);
      if (name.ordinary === true) {
        await expectWritten(context, {
          group,
          answer,
          expected,
          shape: "name-ordinary",
          about: method === "patch" ? SINGLE : REPLACED,
          rules: method === "patch" ? patchRules("RFC7644-3.5.2.1-MULTI-APPEND") : PUT_RULES,
        });
        return;
      }
      if (isRefusal(answer)) {
        context.judge({
          requirement: REFUSED,
          invariant: name.id,
          shape: "name-odd",
          outcome: "failed",
          expected: ["the name stored"],
          actual: statusText(answer),
          message: `${name.title} was refused with ${statusText(answer)}; that is the server's right.`,
        });
        await expectUnchanged(context, {
          id: group.id,
          before: group,
          requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
          shape: "name-odd",
          although: `the name was refused with ${statusText(answer)}`,
        });
        return;
      }
      if (!isSuccess(answer)) throw new NoVerdict("inconclusive", `the PUT was answered ${statusText(answer)}`);
      await judgeStored(context, group.id, answer, name, stateOf(expected.displayName, members));
    },
  }));

/** The name that is sent. */
function textOf(context: ScenarioContext, { id, text, bare, lead = "", word }: Name): string {
  if (word !== undefined) return word;
  if (bare === true) return `00${context.digits(11)}`;
  return `${lead}${context.name(id)}${text === "" ? "" : " "}${text}`;
}

/** A PUT of the whole Group, or a PATCH of the name alone. */
async function nameBody(context: ScenarioContext, state: GroupState): Promise<unknown> {
  if (context.operation.method !== "PATCH") return groupBody(context, state);
  const style = { shapes: { value: "array", remove: "filter" }, profile: context.contract.profile } as const;
  return await Promise.resolve([renameTo(style, state.displayName)]);
}

/** A Group as an answer shows it: told by who wrote it, and no independent observation. */
function shownIn(answer: Exchange): (Shown & { readonly by: string; readonly isRead: boolean }) | undefined {
  const answered = answeredState(answer);
  return answered === undefined ? undefined : { ...answered, by: "the answer", isRead: false };
}

async function judgeStored(
  context: ScenarioContext,
  id: string,
  answer: Exchange,
  name: Name,
  expected: GroupState,
): Promise<void> {
  const { displayName: sent, members } = expected;
  const seen = await context.read(id, expected);
  // Where nothing can be read, the answer shows at least what the server took the name for.
  const observation =
    seen.kind === "not-offered" ? shownIn(answer) : seen.kind === "present" ? { ...seen, isRead: true } : undefined;
  if (observation === undefined) throw new NoVerdict("inconclusive", "the Group could not be read back");
  judgeMembers(context, observation.members, members, "name-odd", { by: observation.by, alsoViolates: [] });
  const stored = observation.displayName ?? "";
  const required = isAscii(name.text) ? REPLACED : UTF8;
  if (stored === sent) {
    for (const requirement of [REPLACED, NORMALISED, REFUSED]) {
      context.judge({ requirement, invariant: "displayName", shape: "name-odd", outcome: "passed" });
    }
    if (required === UTF8)
      context.judge({ requirement: UTF8, invariant: "displayName", shape: "name-odd", outcome: "passed" });
    if (observation.isRead) context.confirmed(observation.by);
    return;
  }
  // The same text in another Unicode form, or without its outer spaces, is a blemish; any other text is a loss.
  const blemish = stored.normalize("NFC").trim() === sent.normalize("NFC").trim();
  context.judge({
    requirement: blemish ? NORMALISED : required,
    ...(blemish || required === REPLACED ? {} : { alsoViolates: [REPLACED] }),
    invariant: blemish ? name.id : "displayName",
    shape: "name-odd",
    outcome: "failed",
    expected: [quote(sent, 1200)],
    actual: quote(stored, 1200),
    message: blemish
      ? `${name.title} came back in another form.`
      : `${name.title} was acknowledged and another text was stored.`,
    pointer: "/displayName",
  });
}

/** True for a text of ASCII alone. */
export function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- the ASCII range is meant, controls included
  return /^[\u0000-\u007f]*$/u.test(text);
}
