import { declares } from "../declares.ts";
import type { Scenario, ScenarioFamily } from "../scenario.ts";
import { attributeEdges } from "./attribute-edges.ts";
import { storesEach } from "./stores-each.ts";
import { declaredAttributes, type UserAttribute, valuesFor } from "./user-attributes.ts";

/** Every attribute of the User schema that the document declares: set, changed, and for lists shortened. */
export const userAttributes: ScenarioFamily["scenarios"] = (_contract, operation) => [
  ...declaredAttributes(operation).map(scenarioFor),
  ...(declares(operation, "userName") ? [userRenamed] : []),
  ...(declares(operation, "userName") && declares(operation, "emails") ? [userRenamedBesideEmails] : []),
  ...(declares(operation, "name.formatted") ? [formattedName] : []),
  ...(declares(operation, "addresses") ? [formattedAddress] : []),
  ...attributeEdges(operation),
];

function scenarioFor(attribute: UserAttribute): Scenario {
  const { path } = attribute;
  return storesEach({
    path,
    depth: ["displayName", "emails", "name.familyName"].includes(path) ? "smoke" : "standard",
    open: attribute.open === true,
    values: (context) => valuesFor(context, attribute),
  });
}

/** A User gets another `userName`, which a server may keep for ever by refusing it. */
const userRenamed: Scenario = storesEach({
  path: "userName",
  depth: "standard",
  open: true,
  values: (context) => ["first new name", "second new name"].map((label) => context.attribute("userName", label)),
});

/** A name to log in by is no address, even where it looks like one: the addresses are those that were sent. */
const userRenamedBesideEmails: Scenario = storesEach({
  path: "userName",
  suffix: ".beside-emails",
  title: "A PUT with another `userName` stores the `emails` that it sends",
  depth: "standard",
  open: true,
  values: (context) => ["first new name", "second new name"].map((label) => context.attribute("userName", label)),
  beside: (context) => ({
    emails: [
      { value: context.attribute("emails.value", "work address"), type: "work", primary: true },
      { value: context.attribute("emails.value", "home address"), type: "home" },
    ],
  }),
});

/** The whole name as one text, which says the same as its parts. */
const formattedName: Scenario = storesEach({
  path: "name",
  suffix: ".formatted",
  title: "A PUT stores a whole `name`, and the next one",
  depth: "standard",
  open: false,
  values: () => [
    { givenName: "Ada", familyName: "Byron", formatted: "Ada Byron" },
    { givenName: "Augusta", familyName: "King", formatted: "Augusta King" },
  ],
});

/** RFC 7643 section 4.1.2: an address as one text may have line breaks. */
const formattedAddress: Scenario = storesEach({
  path: "addresses",
  suffix: ".formatted",
  title: "A PUT stores an address as one text of several lines",
  depth: "standard",
  open: true,
  values: () => [
    [{ type: "work", formatted: "1 Main Street\n10115 Berlin\nGermany" }],
    [{ type: "work", formatted: "2 Side Street\n14467 Potsdam\nGermany" }],
  ],
});
