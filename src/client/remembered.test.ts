import { expect, test } from "vitest";
import { remembered } from "./remembered.ts";

test("short texts are made once, until what is made of them changes; long ones every time", () => {
  let secret = "one";
  let made = 0;
  const hide = remembered((text) => {
    made += 1;
    return text.replaceAll(secret, "-");
  });
  const long = "one ".repeat(100);
  expect([hide("one two"), hide("one two"), made]).toEqual(["- two", "- two", 1]);
  expect([hide(long), hide(long), made]).toEqual([long.replaceAll("one", "-"), long.replaceAll("one", "-"), 3]);
  secret = "two";
  hide.forget();
  expect([hide("one two"), made]).toEqual(["one -", 4]);
});

test("many texts do not fill the memory: what comes after thousands is still right", () => {
  const twice = remembered((text) => text + text);
  const texts = Array.from({ length: 10_000 }, (_, index) => `t${index}`);
  expect(texts.filter((text) => twice(text) !== text + text)).toEqual([]);
  expect(twice("t0")).toBe("t0t0");
});
