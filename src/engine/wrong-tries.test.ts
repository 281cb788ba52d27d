import { expect, test } from "vitest";
import { WrongTries } from "./wrong-tries.ts";

test("three tries for each server, and not one more", () => {
  const tries = new WrongTries();
  const took = ["a", "a", "b", "a", "a", "b"].map((server) => tries.take(server));
  expect(took).toEqual([true, true, true, true, false, true]);
});
