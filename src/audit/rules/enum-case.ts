import { requestsOf, responsesOf } from "../bodies.ts";
import { documentRule, type Rule, rfc } from "../rule.ts";
import { choicesOf, positionsOf, propertyOf } from "../schema.ts";

const CANONICAL: Readonly<Record<string, readonly [sub: string, values: readonly string[]]>> = {
  members: ["type", ["User", "Group"]],
  groups: ["type", ["direct", "indirect"]],
  emails: ["type", ["work", "home", "other"]],
  phoneNumbers: ["type", ["work", "home", "mobile", "fax", "pager", "other"]],
  addresses: ["type", ["work", "home", "other"]],
  meta: ["resourceType", ["User", "Group"]],
};

/** `USER` where the RFC has `User`. */
export const enumCase: Rule = documentRule({
  id: "audit.enum-case",
  title: "lists of values spell the RFC's words as the RFC does",
  level: "warning",
  explanation:
    "A client sends and compares the RFC's spelling. A list that has the same word in other case only makes that spelling invalid.",
  source: rfc(7643, "7"),
  *find(document) {
    for (const body of [...requestsOf(document), ...responsesOf(document)]) {
      for (const { pointer: at, attribute } of positionsOf(document, body.schema)) {
        const [sub, canonical] = (Object.hasOwn(CANONICAL, attribute) ? CANONICAL[attribute] : undefined) ?? ["", []];
        const property = sub === "" ? undefined : propertyOf(document, at, sub);
        const choices = property === undefined ? undefined : choicesOf(document, property.pointer);
        if (choices === undefined) continue;
        const { values, pointer } = choices;
        const wrong = canonical.filter(
          (word) => !values.includes(word) && values.some((value) => value.toLowerCase() === word.toLowerCase()),
        );
        if (wrong.length === 0) continue;
        yield {
          pointer,
          message: `${attribute}.${sub} takes ${values.join(", ")}, where the RFC has ${wrong.join(", ")}`,
          remedy: `list ${wrong.join(", ")}`,
        };
      }
    }
  },
});
