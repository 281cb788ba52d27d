import {
  attributeOf,
  CHARACTERISTIC_WORDS,
  isObject,
  type JsonObject,
  listedIn,
  textAttribute,
  URN,
} from "../../../scim/index.ts";
import type { Scenario } from "../../scenario.ts";
import { learn, serviceScenario } from "../kit.ts";
import { documentIn, judgeList, labelsOf, sayOf } from "./document.ts";

const ENDPOINT = "/Schemas";
const LISTS = "RFC7644-4-LISTS";
const MEMBERS = "RFC7643-7-SCHEMA-MEMBERS";
const SAID = "RFC7643-7-CHARACTERISTICS-SAID";

/** What RFC 7643 section 7 wants said of each attribute; what is not said has the default of section 2.2. */
const CHARACTERISTICS = ["multiValued", "required", "mutability", "returned"] as const;

/** The schemas: whole, each attribute with a name, and every characteristic one of the RFC's words. */
export const schemas: Scenario = serviceScenario({
  id: "service.discovery.schemas",
  title: "The schemas describe their attributes in words of the RFC",
  depth: "smoke",
  requirements: [MEMBERS, LISTS, SAID, "RFC7644-4-DISCOVERY"],
  needs: [],
  makes: { users: 0, groups: 0 },
  run: async (context) => {
    const { schemas: document } = await context.service.discovery();
    const body = documentIn(context, ENDPOINT, document, LISTS);
    const sayIt = sayOf(context, ENDPOINT);
    const exchanges = [document.exchange];
    judgeList(sayIt, document.exchange, URN.listResponse);
    const entries = listedIn(body) ?? [];
    learn(context, "discovery.schemas", "Schemas of the server", labelsOf(entries, "id") || "none");
    for (const entry of entries) {
      const id = textAttribute(entry, "id") ?? "";
      const wrong = id === "" ? ["no `id`"] : wrongIn(attributeOf(entry, "attributes"), "");
      sayIt({
        requirement: MEMBERS,
        invariant: "attributes",
        holds: wrong.length === 0,
        expected: ["an `id`, and of each attribute a `name` and characteristics in words of RFC 7643 section 7"],
        actual: few(wrong),
        message: `The schema ${id} does not describe its attributes as the RFC has it.`,
        exchanges,
      });
      const silent = silentIn(attributeOf(entry, "attributes"), "");
      sayIt({
        requirement: SAID,
        invariant: "characteristics",
        holds: silent.length === 0,
        expected: [`${CHARACTERISTICS.join(", ")} of every attribute`],
        actual: few(silent),
        message: `The schema ${id} leaves characteristics of attributes out: they have the defaults of RFC 7643 section 2.2.`,
        exchanges,
      });
    }
  },
});

function few(all: readonly string[]): string {
  return all.length > 5 ? `${all.slice(0, 5).join("; ")}; and ${all.length - 5} more` : all.join("; ");
}

/** What of a list of attributes is no description: a missing name, a word that the RFC does not know. */
function wrongIn(list: unknown, path: string): readonly string[] {
  if (!Array.isArray(list)) return [`${path === "" ? "`attributes`" : path} is no list`];
  return list.flatMap((entry): readonly string[] => {
    const name = isObject(entry) ? textAttribute(entry, "name") : undefined;
    if (!isObject(entry) || name === undefined || name === "")
      return [`an attribute of ${path || "the schema"} without a name`];
    const at = path === "" ? name : `${path}.${name}`;
    const sub = attributeOf(entry, "subAttributes");
    return [...wordsIn(entry, at), ...(sub === undefined || sub === null ? [] : wrongIn(sub, at))];
  });
}

function wordsIn(entry: JsonObject, at: string): readonly string[] {
  const words = Object.entries(CHARACTERISTIC_WORDS).flatMap(([key, known]) => {
    const value = attributeOf(entry, key);
    // Whatever is left out is as RFC 7643 section 2.2 has it by default: a string, readWrite, shown.
    if (value === undefined) return [];
    return (known as readonly unknown[]).includes(value) ? [] : [`${key} of ${at} is ${JSON.stringify(value)}`];
  });
  const flags = ["multiValued", "required", "caseExact"].flatMap((key) => {
    const value = attributeOf(entry, key);
    return value === undefined || typeof value === "boolean" ? [] : [`${key} of ${at} is ${JSON.stringify(value)}`];
  });
  return [...words, ...flags];
}

function silentIn(list: unknown, path: string): readonly string[] {
  return (Array.isArray(list) ? list : []).flatMap((entry): readonly string[] => {
    if (!isObject(entry)) return [];
    const at = [path, textAttribute(entry, "name") ?? "?"].filter((part) => part !== "").join(".");
    const silent = CHARACTERISTICS.filter((key) => attributeOf(entry, key) === undefined);
    const own = silent.length === 0 ? [] : [`${at}: ${silent.join(", ")}`];
    return own.concat(silentIn(attributeOf(entry, "subAttributes"), at));
  });
}
