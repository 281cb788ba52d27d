import { expect, test } from "vitest";
import type { AttributeSchema } from "../path/attribute-schema.ts";
import type { Context } from "./context.ts";
import { GROUP_SCHEMA, USER_SCHEMA } from "./core-schemas.ts";
import { ElementIndex } from "./element-index.ts";
import { chooseFirst } from "./open-questions.ts";

const letter: Context = { schema: GROUP_SCHEMA, options: {}, choose: chooseFirst };
const folding: Context = {
  ...letter,
  choose: (question) => (question === "disputed-case" ? "fold" : chooseFirst(question)),
};

function attributeOf(name: string): AttributeSchema {
  const found = [...GROUP_SCHEMA.attributes, ...USER_SCHEMA.attributes].find((one) => one.name === name);
  if (found === undefined) throw new Error(name);
  return found;
}

test("of values that are the same the first is found", () => {
  const email = { value: "a@x", type: "work" };
  expect(new ElementIndex(attributeOf("emails"), letter, [email, email]).placeOf({ ...email, display: "x" })).toBe(0);
});

test("ids that differ in case alone are the same to a server that folds them, and to no other", () => {
  const members = [{ value: "Ab" }, { value: "aB" }];
  const placesOf = (context: Context) =>
    ["Ab", "aB", "ab", "c"].map((value) =>
      new ElementIndex(attributeOf("members"), context, members).placeOf({ value }),
    );
  expect(placesOf(letter)).toEqual([0, 1, undefined, undefined]);
  expect(placesOf(folding)).toEqual([0, 1, 0, undefined]);
});

test("nothing is asked about the case of what is nowhere", () => {
  const asked: string[] = [];
  const choose = ((question) => {
    asked.push(question);
    return chooseFirst(question);
  }) as Context["choose"];
  const index = new ElementIndex(attributeOf("members"), { ...letter, choose }, [{ value: "u-1" }]);
  expect([index.placeOf({ value: "u-2" }), index.placeOf({ value: "u-1" }), asked]).toEqual([undefined, 0, []]);
  expect([index.placeOf({ value: "U-1" }), asked]).toEqual([undefined, ["disputed-case"]]);
});
