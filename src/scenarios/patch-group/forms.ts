import type { Operation } from "../../document/index.ts";
import type { Exchange } from "../../result/index.ts";
import { isRefusal, isSuccess, needAnswer, statusText } from "../answer.ts";
import { type GroupState, NoVerdict, type ScenarioContext } from "../context.ts";
import { expectUnchanged } from "../expect-unchanged.ts";
import type { ScenarioFamily } from "../scenario.ts";
import { quote } from "../words.ts";

const REQUIREMENT = "OPENAPI-REQUEST-TYPE-ACCEPTED";
const REPLACED = "RFC7644-3.5.2.3-SINGLE";
const UTF8 = "RFC7644-3.8-UTF8";
const DONE = "RFC7644-3.12-SUCCESS-MEANS-DONE";
const SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const BOUNDARY = "----scimproof-form-boundary";

type Fields = readonly (readonly [name: string, value: string])[];

// How a form might carry a list of operations: no document says, so they are tried in this order.
const ENCODINGS: readonly { readonly name: string; readonly fields: (names: readonly string[]) => Fields }[] = [
  {
    name: "Operations as JSON text",
    fields: (names) => [
      ["schemas", SCHEMA],
      ["Operations", JSON.stringify(names.map((value) => ({ op: "replace", path: "displayName", value })))],
    ],
  },
  {
    name: "bracketed names",
    fields: (names) => [
      ["schemas[0]", SCHEMA],
      ...names.flatMap(
        (value, at): Fields => [
          [`Operations[${at}][op]`, "replace"],
          [`Operations[${at}][path]`, "displayName"],
          [`Operations[${at}][value]`, value],
        ],
      ),
    ],
  },
  {
    name: "dotted names",
    fields: (names) => [
      ["schemas[0]", SCHEMA],
      ...names.flatMap(
        (value, at): Fields => [
          [`Operations[${at}].op`, "replace"],
          [`Operations[${at}].path`, "displayName"],
          [`Operations[${at}].value`, value],
        ],
      ),
    ],
  },
];

interface Form {
  readonly slug: string;
  readonly type: string;
  readonly header: string;
  readonly encode: (fields: Fields) => string;
}

const FORMS: readonly Form[] = [
  {
    slug: "urlencoded",
    type: "application/x-www-form-urlencoded",
    header: "application/x-www-form-urlencoded",
    encode: (fields) => new URLSearchParams(fields.map(([name, value]) => [name, value])).toString(),
  },
  {
    slug: "multipart",
    type: "multipart/form-data",
    header: `multipart/form-data; boundary=${BOUNDARY}`,
    encode: (fields) =>
      `${fields.map(([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`).join("")}--${BOUNDARY}--\r\n`,
  },
];

/** The form types that the document declares: a rename in every encoding, and characters that forms are known to mangle. */
export const patchForms: ScenarioFamily["scenarios"] = (_contract, operation) =>
  FORMS.filter(({ type }) => declares(operation, type)).map((form) => ({
    id: `patch.group.media-type.${form.slug}`,
    title: `A request as ${form.type} is accepted and applied`,
    depth: "standard",
    requirements: [REQUIREMENT, REPLACED, UTF8, DONE],
    users: 0,
    groups: 1,
    run: async (context) => await tryForm(context, form),
  }));

function declares(operation: Operation, type: string): boolean {
  return operation.request.content.some((declared) => declared.type.toLowerCase().startsWith(type));
}

// What forms are known to mangle, a value each, so that a finding tells which.
const SIGNS: readonly { readonly slug: string; readonly title: string; readonly text: string }[] = [
  { slug: "plus", title: "a plus sign and spaces", text: "C++ and more" },
  { slug: "ampersand", title: "an ampersand, an equals sign and a semicolon", text: "R&D = a; b" },
  { slug: "percent", title: "a percent sign and what looks like an escape", text: "100% %41 %26" },
  { slug: "line-break", title: "a line break of two characters", text: "one\r\ntwo" },
  { slug: "utf8", title: "text in several scripts", text: "Zürich é 東京 Łódź" },
];

async function tryForm(context: ScenarioContext, form: Form): Promise<void> {
  const group = await context.group([]);
  const statuses: string[] = [];
  for (const encoding of ENCODINGS) {
    const name = context.name("sent as a form");
    const answer = await sendForm(context, { form, encoding, id: group.id, names: [name], what: "a name" });
    statuses.push(statusText(answer));
    if (!isSuccess(answer)) continue;
    context.judge({ requirement: REQUIREMENT, invariant: form.slug, shape: "media-type", outcome: "passed" });
    context.learn({
      id: `patch.form.${form.slug}`,
      title: `Operations as ${form.type}`,
      value: `are taken: ${encoding.name}`,
    });
    let before: GroupState = group;
    before = await judgeStored(context, { id: group.id, before, sent: name, slug: "plain" });
    for (const { slug, title, text } of SIGNS) {
      const sent = `${context.name(slug)} ${text}`;
      const odd = await sendForm(context, { form, encoding, id: group.id, names: [sent], what: title });
      before = await judgeOdd(context, odd, { id: group.id, before, sent, slug });
    }
    // A list of operations is as long as the client makes it: the last of two names stays.
    const names = [context.name("first of two"), context.name("second of two")];
    const two = await sendForm(context, { form, encoding, id: group.id, names, what: "two names in a row" });
    await judgeOdd(context, two, { id: group.id, before, sent: names[1] ?? "", slug: "two-operations" });
    return;
  }
  if (!statuses.every((status) => status === "415")) {
    throw new NoVerdict(
      "inconclusive",
      `no encoding that was tried was taken (${statuses.join(", ")}); the document does not say which is`,
    );
  }
  context.judge({
    requirement: REQUIREMENT,
    invariant: form.slug,
    shape: "media-type",
    outcome: "failed",
    expected: ["the declared media type taken"],
    actual: "415 to every encoding",
    message: `${form.type} is declared and refused as a media type.`,
  });
}

interface Sending {
  readonly form: Form;
  readonly encoding: (typeof ENCODINGS)[number];
  readonly id: string;
  /** One operation each. */
  readonly names: readonly string[];
  readonly what: string;
}

async function sendForm(context: ScenarioContext, { form, encoding, id, names, what }: Sending): Promise<Exchange> {
  const answer = await context.write(id, form.encode(encoding.fields(names)), {
    title: `PATCH ${what} as ${form.type}: ${encoding.name}`,
    intent: { kind: "open", why: "how a form carries operations is not said" },
    contentType: form.header,
  });
  needAnswer(answer);
  return answer;
}

interface Stored {
  readonly id: string;
  readonly before: GroupState;
  readonly sent: string;
  readonly slug: string;
}

/** An unusual name may be refused, without effect; one that was taken is stored as it was sent. */
async function judgeOdd(context: ScenarioContext, answer: Exchange, stored: Stored): Promise<GroupState> {
  if (isSuccess(answer)) return await judgeStored(context, stored);
  if (isRefusal(answer)) {
    await expectUnchanged(context, {
      id: stored.id,
      before: stored.before,
      requirement: "RFC7644-3.12-REFUSED-UNCHANGED",
      shape: "media-type",
      although: `the form was refused with ${statusText(answer)}`,
    });
  }
  return stored.before;
}

/** Judges the name that a form which was acknowledged has left; gives what the Group is. */
async function judgeStored(context: ScenarioContext, { id, before, sent, slug }: Stored): Promise<GroupState> {
  const expected = { ...before, displayName: sent };
  const seen = await context.read(id, expected);
  if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read back");
  const common = { requirement: REPLACED, invariant: "displayName", shape: "media-type" } as const;
  if (seen.displayName === sent) {
    context.judge({ ...common, outcome: "passed" });
    if (slug === "utf8") context.judge({ ...common, requirement: UTF8, outcome: "passed" });
    context.confirmed(seen.by);
    return expected;
  }
  const stored = { ...before, displayName: seen.displayName ?? "" };
  if (plain(stored.displayName) === plain(sent)) {
    context.judge({
      ...common,
      requirement: "NAME-NORMALISED",
      invariant: slug,
      outcome: "failed",
      expected: [quote(sent)],
      actual: quote(stored.displayName),
      message: "A name sent as a form came back in another form.",
      pointer: "/displayName",
    });
    return stored;
  }
  const nothing = seen.displayName === before.displayName;
  context.judge({
    ...common,
    // The name as it was: nothing was done. Another one: it was not read as it was written.
    alsoViolates: [nothing ? DONE : REQUIREMENT, ...(slug === "utf8" && !nothing ? [UTF8] : [])],
    invariant: `displayName ${slug}`,
    outcome: "failed",
    expected: [quote(sent)],
    actual: quote(seen.displayName),
    message: nothing
      ? "A form was acknowledged and changed nothing."
      : "A form was acknowledged and another name was stored.",
    pointer: "/displayName",
  });
  return stored;
}

/** The same text in another Unicode form, or without its outer spaces, is a blemish and no loss. */
function plain(text: string): string {
  return text.normalize("NFC").trim();
}
