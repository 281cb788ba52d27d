import type { Operation } from "../../document/index.ts";
import { isObject } from "../../scim/index.ts";
import { isRefusal, needAnswer, statusText } from "../answer.ts";
import type { ScenarioContext } from "../context.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { expectUser } from "./expect-user.ts";

const REQUIREMENT = "RFC7644-3.5.1-RW-REPLACED";
const LEARNT = "VALUE-REFUSED";

interface Attribute {
  /** Path of the attribute in the User schema (RFC 7643 section 4.1). */
  readonly path: string;
  readonly values: readonly [unknown, unknown];
  /** True where a server may know better which values exist: roles, certificates, links. */
  readonly open?: true;
}

const typed = (
  first: string,
  second: string,
  types: readonly [string, string] = ["work", "home"],
): readonly [unknown, unknown] => [
  [
    { value: first, type: types[0], primary: true },
    { value: second, type: types[1], primary: false },
  ],
  [{ value: second, type: types[0], primary: true }],
];

// Two values each: the second shows a server that stores only once, or merges lists.
const ATTRIBUTES: readonly Attribute[] = [
  { path: "displayName", values: ["Ada Byron", "Ada King"] },
  { path: "nickName", values: ["Ada", "Countess"] },
  { path: "title", values: ["Engineer", "Senior Engineer"] },
  { path: "userType", values: ["Employee", "Contractor"] },
  { path: "externalId", values: ["ext-Ada-1", "ext-Ada-2"] },
  { path: "preferredLanguage", values: ["de", "en-US"] },
  { path: "locale", values: ["de-DE", "en-US"] },
  { path: "timezone", values: ["Europe/Berlin", "America/New_York"] },
  { path: "profileUrl", values: ["https://example.com/ada", "https://example.com/king"], open: true },
  { path: "name.givenName", values: ["Ada", "Augusta"] },
  { path: "name.familyName", values: ["Byron", "King"] },
  { path: "name.middleName", values: ["Augusta", "Noel"] },
  { path: "name.honorificPrefix", values: ["Ms.", "Dr."] },
  { path: "name.honorificSuffix", values: ["III", "Jr."] },
  { path: "phoneNumbers", values: typed("+49 30 901820", "+49 30 901821", ["work", "mobile"]) },
  { path: "emails", values: typed("ada.work@example.com", "ada.home@example.com") },
  { path: "ims", values: typed("ada-im", "ada-im-2", ["xmpp", "skype"]), open: true },
  {
    path: "photos",
    values: typed("https://example.com/a.png", "https://example.com/b.png", ["photo", "thumbnail"]),
    open: true,
  },
  { path: "entitlements", values: typed("reader", "writer"), open: true },
  { path: "roles", values: typed("admin", "member"), open: true },
  { path: "x509Certificates", values: [[{ value: "MIIBAA==" }], [{ value: "MIIBBB==" }]], open: true },
  {
    path: "addresses",
    values: [
      [
        {
          type: "work",
          streetAddress: "1 Main Street",
          locality: "Berlin",
          postalCode: "10115",
          country: "DE",
          primary: true,
        },
        {
          type: "home",
          streetAddress: "2 Side Street",
          locality: "Potsdam",
          postalCode: "14467",
          country: "DE",
          primary: false,
        },
      ],
      [
        {
          type: "work",
          streetAddress: "3 Other Street",
          locality: "Hamburg",
          postalCode: "20095",
          country: "DE",
          primary: true,
        },
      ],
    ],
  },
];

/** Every attribute of the User schema that the document declares: set, changed, and for lists shortened. */
export const userAttributes: ScenarioFamily["scenarios"] = (_contract, operation) =>
  ATTRIBUTES.filter(({ path }) => declares(operation, path)).map(scenarioFor);

/** True when the declared request schema can hold the attribute. */
function declares(operation: Operation, path: string): boolean {
  const body = operation.request.content.find(({ type }) => /[/+]json\b/iu.test(type))?.body;
  if (body === undefined) return true;
  const [name = "", sub] = path.split(".");
  // A value of no possible type is refused where the attribute is declared, and only there.
  const probe = (value: unknown): boolean =>
    body
      .validate(value)
      .some(({ instancePointer }) => instancePointer.startsWith(`/${name}${sub === undefined ? "" : `/${sub}`}`));
  return sub === undefined
    ? probe({ [name]: { "": true } }) || probe({ [name]: 0 })
    : probe({ [name]: { [sub]: { "": true } } });
}

function scenarioFor({ path, values, open }: Attribute): Scenario {
  return {
    id: `put.user.attributes.${path}`,
    title: `A PUT stores \`${path}\`, and its next value`,
    depth: ["displayName", "emails", "name.familyName"].includes(path) ? "smoke" : "standard",
    requirements: [REQUIREMENT, "RFC7644-3.1-RESPONSE-STATE", ...(open === true ? [LEARNT] : [])],
    users: 0,
    groups: 0,
    run: async (context) => {
      const user = await context.user("own");
      for (const [index, value] of values.entries()) {
        const body = withValue(user.body, path, value);
        const answer = await context.write(user.id, body, {
          title: `PUT the User with ${index === 0 ? "a" : "another"} \`${path}\``,
          intent: open === true ? { kind: "open", why: `which values of ${path} exist` } : { kind: "valid" },
        });
        if (open === true && isRefusal(answer)) {
          learnRefusal(context, path, answer);
          return;
        }
        await expectUser(context, { id: user.id, answer, attributes: [{ path, value }, ...others(body, path)] });
      }
    },
  };
}

function learnRefusal(context: ScenarioContext, path: string, answer: Parameters<typeof needAnswer>[0]): void {
  needAnswer(answer);
  context.judge({
    requirement: LEARNT,
    invariant: path,
    shape: "none",
    outcome: "failed",
    expected: ["the value stored"],
    actual: statusText(answer),
    message: `The server refuses the values of \`${path}\` that were tried with ${statusText(answer)}; that is its right.`,
  });
}

/** What is sent beside the attribute under test must not suffer. */
function others(body: Readonly<Record<string, unknown>>, path: string): readonly { path: string; value: unknown }[] {
  return ["userName", "active"]
    .filter((name) => name !== path && body[name] !== undefined)
    .map((name) => ({ path: name, value: body[name] }));
}

/** A copy of a body with the value at a path of at most two names. */
export function withValue(
  body: Readonly<Record<string, unknown>>,
  path: string,
  value: unknown,
): Record<string, unknown> {
  const [name = "", sub] = path.split(".");
  if (sub === undefined) return { ...body, [name]: value };
  const parent = body[name];
  return { ...body, [name]: { ...(isObject(parent) ? parent : {}), [sub]: value } };
}
