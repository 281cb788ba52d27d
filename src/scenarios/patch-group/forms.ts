import type { Operation } from "../../document/index.ts";
import { isSuccess, needAnswer, statusText } from "../answer.ts";
import { NoVerdict, type ScenarioContext } from "../context.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { quote } from "../words.ts";

const REQUIREMENT = "OPENAPI-REQUEST-TYPE-ACCEPTED";
const REPLACED = "RFC7644-3.5.2.3-SINGLE";
const SCHEMA = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const BOUNDARY = "----scimproof-form-boundary";

type Fields = readonly (readonly [name: string, value: string])[];

// How a form might carry a list of operations: no document says, so they are tried in this order.
const ENCODINGS: readonly { readonly name: string; readonly fields: (value: string) => Fields }[] = [
  {
    name: "Operations as JSON text",
    fields: (value) => [
      ["schemas", SCHEMA],
      ["Operations", JSON.stringify([{ op: "replace", path: "displayName", value }])],
    ],
  },
  {
    name: "bracketed names",
    fields: (value) => [
      ["schemas[0]", SCHEMA],
      ["Operations[0][op]", "replace"],
      ["Operations[0][path]", "displayName"],
      ["Operations[0][value]", value],
    ],
  },
  {
    name: "dotted names",
    fields: (value) => [
      ["schemas[0]", SCHEMA],
      ["Operations[0].op", "replace"],
      ["Operations[0].path", "displayName"],
      ["Operations[0].value", value],
    ],
  },
];

const FORMS: readonly {
  readonly slug: string;
  readonly type: string;
  readonly header: string;
  readonly encode: (fields: Fields) => string;
}[] = [
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
    requirements: [REQUIREMENT, REPLACED],
    users: 0,
    groups: 1,
    run: async (context) => await tryForm(context, form),
  }));

function declares(operation: Operation, type: string): boolean {
  return operation.request.content.some((declared) => declared.type.toLowerCase().startsWith(type));
}

async function tryForm(context: ScenarioContext, form: (typeof FORMS)[number]): Promise<void> {
  const group = await context.group([]);
  const statuses: string[] = [];
  for (const encoding of ENCODINGS) {
    const name = context.name("sent as a form");
    const send = async (value: string): ReturnType<Scenario["run"]> => {
      const answer = await context.write(group.id, form.encode(encoding.fields(value)), {
        title: `PATCH the name as ${form.type}: ${encoding.name}`,
        intent: { kind: "open", why: "how a form carries operations is not said" },
        contentType: form.header,
      });
      needAnswer(answer);
      statuses.push(statusText(answer));
      if (!isSuccess(answer)) return;
      await judgeStored(context, group.id, value);
    };
    await send(name);
    if (!statuses.at(-1)?.startsWith("2")) continue;
    context.judge({ requirement: REQUIREMENT, invariant: form.slug, shape: "media-type", outcome: "passed" });
    context.learn({
      id: `patch.form.${form.slug}`,
      title: `Operations as ${form.type}`,
      value: `are taken: ${encoding.name}`,
    });
    await send(`${name} a+b & c=d; é 東京`);
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

async function judgeStored(context: ScenarioContext, id: string, sent: string): Promise<void> {
  const seen = await context.read(id);
  if (seen.kind !== "present") throw new NoVerdict("inconclusive", "the Group could not be read back");
  const common = { requirement: REPLACED, invariant: "displayName", shape: "media-type" } as const;
  if (seen.displayName === sent) {
    context.judge({ ...common, outcome: "passed" });
    context.confirmed(seen.by);
    return;
  }
  context.judge({
    ...common,
    alsoViolates: [REQUIREMENT],
    outcome: "failed",
    expected: [quote(sent)],
    actual: quote(seen.displayName),
    message: "A form was acknowledged and another name was stored.",
    pointer: "/displayName",
  });
}
