import { expect, test } from "vitest";
import { capabilitiesInOrder } from "./capabilities-in-order.ts";

test("whoever learnt first: by id, then by value", () => {
  const learnt = [
    { id: "patch.op", title: "op", value: "is taken" },
    { id: "members.type", title: "type", value: "is kept" },
    { id: "patch.op", title: "op", value: "is refused" },
  ];
  const [op, type, refused] = learnt;
  expect(capabilitiesInOrder(learnt)).toEqual([type, refused, op]);
  expect(capabilitiesInOrder(learnt.toReversed())).toEqual([type, refused, op]);
});
