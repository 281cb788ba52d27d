import type { Operation } from "../../document/index.ts";
import type { ScenarioContext } from "../context.ts";
import { declares } from "../declares.ts";
import type { Scenario } from "../scenario.ts";
import { storesEach } from "./stores-each.ts";

/** Values that a server may take apart although they are one: refused or stored, and not stored in part. */
export function attributeEdges(operation: Operation): readonly Scenario[] {
  return EDGES.filter(({ path }) => declares(operation, path)).map(({ path, make }) => make(path));
}

const base = { depth: "standard", open: true } as const;

const EDGES: readonly { readonly path: string; readonly make: (path: string) => Scenario }[] = [
  {
    path: "userName",
    make: (path) =>
      storesEach({
        ...base,
        path,
        suffix: ".tagged",
        title: "A PUT stores a `userName` with a plus in it",
        values: (context) => [tagged(context.attribute(path, "tagged") ?? context.name("tagged"))],
      }),
  },
  {
    // Another tag is another address: to drop it is no canonicalization (RFC 7643 section 4.1.2), for who reads it is not known.
    path: "emails",
    make: (path) =>
      storesEach({
        ...base,
        path,
        suffix: ".tagged",
        title: "A PUT stores an address with a plus in it",
        values: (context) => [
          [
            { value: tagged(mail(context, "tagged")), type: "work", primary: true },
            { value: mail(context, "tagged"), type: "home" },
          ],
        ],
      }),
  },
  {
    // RFC 3966 section 5.3: the extension belongs to the number.
    path: "phoneNumbers",
    make: (path) =>
      storesEach({
        ...base,
        path,
        suffix: ".extension",
        title: "A PUT stores a number with an extension",
        values: () => [[{ value: "+49 30 901820;ext=1234", type: "work" }]],
      }),
  },
  {
    // RFC 7643 section 4.1.2: a streetAddress may contain newlines.
    path: "addresses",
    make: (path) =>
      storesEach({
        ...base,
        path,
        suffix: ".street-lines",
        title: "A PUT stores a `streetAddress` of several lines",
        values: () => [
          [{ type: "work", streetAddress: "1 Main Street\nBuilding C\nRoom 42", locality: "Berlin", country: "DE" }],
        ],
      }),
  },
  {
    path: "externalId",
    make: (path) =>
      storesEach({
        ...base,
        path,
        suffix: ".signs",
        title: "A PUT stores an `externalId` with braces, commas and letters of other scripts",
        values: (context) => [
          `{${context.name("in braces")}}`,
          `CN=${context.name("of a directory")},OU=Stra\u00dfe\u00a07,DC=example`,
        ],
      }),
  },
];

function mail(context: ScenarioContext, label: string): string {
  return context.attribute("emails.value", label) ?? `${label}@example.com`;
}

/** An address, or a name, with a tag behind a plus. */
function tagged(text: string): string {
  const at = text.lastIndexOf("@");
  return at < 0 ? `${text}+tag` : `${text.slice(0, at)}+tag${text.slice(at)}`;
}
