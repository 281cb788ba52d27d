import { takesText } from "../admitted.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext, type UserFixture } from "../context.ts";
import { declares } from "../declares.ts";
import { isAscii, NAMES, type Name } from "../put-group/names.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { quote } from "../words.ts";
import { expectUser, readWritten, valueAt } from "./expect-user.ts";
import { isWholeName, sameValue } from "./same-value.ts";
import { withValue } from "./user-attributes.ts";

const REPLACED = "RFC7644-3.5.1-RW-REPLACED";
const UTF8 = "RFC7644-3.8-UTF8";
const NORMALISED = "NAME-NORMALISED";
const REFUSED = "NAME-REFUSED";
const UNCHANGED = "RFC7644-3.12-REFUSED-UNCHANGED";

/** Attributes that hold what people call a person or a job, each in a place of its own on many servers. */
const PLACES = [
  "displayName",
  "nickName",
  "title",
  "name.givenName",
  "name.familyName",
  "name.middleName",
  "addresses.streetAddress",
] as const;

// What is ordinary for a Group, digits and brackets, need not be so for a person.
const ORDINARY = "Anna Maria Meyer-Schmidt";

/** What people are called, and what Groups seldom are. */
const USER_NAMES: readonly Name[] = [
  ...NAMES,
  { id: "commas", title: "A text with commas and semicolons", text: "Vice President, Sales; EMEA, APAC" },
  { id: "null-word", title: "A text that is a word for nothing", text: "Null" },
  { id: "true-word", title: "A text that is the word of a boolean", text: "true" },
];

/** Text of every kind, in every attribute that is made of words: stored as it was sent, character for character. */
export const userTexts: ScenarioFamily["scenarios"] = (_contract, operation) => {
  const places = PLACES.filter((path) =>
    path.startsWith("addresses.") ? declares(operation, "addresses") : takesText(operation, path),
  );
  return places.length === 0 ? [] : USER_NAMES.map((name) => scenarioFor(name, places));
};

function scenarioFor(name: Name, places: readonly string[]): Scenario {
  return {
    id: `put.user.text.${name.id}`,
    title: `${name.title} is stored in every text of a User as it was sent${name.ordinary === true ? "" : ", or refused"}`,
    depth: "standard",
    requirements: [...(isAscii(name.text) ? [] : [UTF8]), REPLACED, NORMALISED, REFUSED, UNCHANGED],
    users: 0,
    groups: 0,
    run: async (context) => {
      const user = await context.user("own");
      const text = name.bare === true ? `00${context.digits(9)}` : name.ordinary === true ? ORDINARY : name.text;
      if (name.ordinary === true) {
        const answer = await write(context, user, places, text, true);
        await expectUser(context, { id: user.id, answer, attributes: places.map((path) => expected(path, text)) });
        return;
      }
      // All at once; where that is refused, each alone: a server may take in one attribute what it refuses in another.
      if (await putText(context, user, { name, places, text })) return;
      for (const path of places) await putText(context, user, { name, places: [path], text, alone: true });
    },
  };
}

interface Sent {
  readonly name: Name;
  readonly places: readonly string[];
  readonly text: string;
  readonly alone?: true;
}

/** PUTs a text into some attributes and judges what came of it; false when it was refused. */
async function putText(context: ScenarioContext, user: UserFixture, sent: Sent): Promise<boolean> {
  const { name, places, text, alone } = sent;
  const answer = await write(context, user, places, text, false);
  needAnswer(answer);
  if (isRefusal(answer)) {
    const { resource } = await readWritten(context, { id: user.id, attributes: [] });
    const changed = places.filter((path) => storedText(resource, path) === text);
    const common = { requirement: UNCHANGED, invariant: "unchanged", shape: "name-odd" } as const;
    if (changed.length === 0) context.judge({ ...common, outcome: "passed" });
    else {
      context.judge({
        ...common,
        outcome: "failed",
        expected: ["the User as it was"],
        actual: `stored in ${changed.join(", ")}`,
        message: `${name.title} was refused with ${statusText(answer)} and stored all the same.`,
      });
    }
    if (alone === true) {
      context.judge({
        requirement: REFUSED,
        invariant: `${name.id} ${places.join(", ")}`,
        shape: "name-odd",
        outcome: "failed",
        expected: ["the text stored"],
        actual: statusText(answer),
        message: `${name.title} was refused in \`${places.join(", ")}\` with ${statusText(answer)}; that is the server's right.`,
      });
    }
    return false;
  }
  if (!isSuccess(answer)) throw new NoVerdict("inconclusive", `the PUT was answered ${statusText(answer)}`);
  const attributes = places.map((path) => expected(path, text));
  const { resource, by } = await readWritten(context, { id: user.id, attributes });
  for (const path of places) {
    if (!isWholeName(path, resource)) judgeStored(context, name, path, text, storedText(resource, path), by);
  }
  return true;
}

async function write(
  context: ScenarioContext,
  user: UserFixture,
  places: readonly string[],
  text: string,
  ordinary: boolean,
): ReturnType<ScenarioContext["write"]> {
  let body: Record<string, unknown> = user.body;
  for (const path of places) {
    const { path: at, value } = expected(path, text);
    body = withValue(body, at, value);
  }
  return await context.write(user.id, body, {
    title: `PUT ${quote(text, 60)} as ${places.length === 1 ? (places[0] ?? "") : `${places.length} texts of the User`}`,
    intent: ordinary ? { kind: "valid" } : { kind: "open", why: "a long or unusual text" },
  });
}

/** The attribute that carries the text: in an address it is a part of an entry. */
function expected(path: string, text: string): { readonly path: string; readonly value: unknown } {
  const [name = "", sub = ""] = path.split(".");
  return name === "addresses" ? { path: name, value: [{ type: "work", [sub]: text }] } : { path, value: text };
}

function storedText(resource: Readonly<Record<string, unknown>>, path: string): unknown {
  const [name = "", sub = ""] = path.split(".");
  if (name !== "addresses") return valueAt(resource, path);
  const list = valueAt(resource, name);
  const first: unknown = Array.isArray(list) ? list[0] : undefined;
  return valueAt({ entry: first }, `entry.${sub}`);
}

function judgeStored(
  context: ScenarioContext,
  name: Name,
  path: string,
  sent: string,
  stored: unknown,
  by: string,
): void {
  const required = isAscii(sent) ? REPLACED : UTF8;
  if (sameValue(sent, stored)) {
    for (const requirement of new Set([required, REPLACED, NORMALISED, REFUSED])) {
      context.judge({ requirement, invariant: path, shape: "name-odd", outcome: "passed" });
    }
    context.confirmed(by);
    return;
  }
  // The same text in another Unicode form, or without its outer spaces, is a blemish; any other text is a loss.
  const plain = (text: string): string => text.normalize("NFC").trim();
  const blemish = typeof stored === "string" && plain(stored) === plain(sent);
  context.judge({
    requirement: blemish ? NORMALISED : required,
    ...(blemish || required === REPLACED ? {} : { alsoViolates: [REPLACED] }),
    invariant: blemish ? `${name.id} ${path}` : path,
    shape: "name-odd",
    outcome: "failed",
    expected: [quote(sent, 1200)],
    actual: typeof stored === "string" ? `${quote(stored, 1200)} in ${by}` : `no text in ${by}`,
    message: blemish
      ? `${name.title} came back from \`${path}\` in another form.`
      : `${name.title} in \`${path}\` was acknowledged and something else was stored.`,
    pointer: `/${path.replaceAll(".", "/")}`,
  });
}
