import { type BodyGround, type BodyMethod, Taken } from "../bodies/ground.ts";
import { shapeFor } from "../bodies/shape.ts";
import type { FakeWorld } from "./fake-context.ts";

/** What generated bodies of a type are sent with, on a fake. */
export async function bodyGround(
  { context }: FakeWorld,
  method: BodyMethod,
  type: "User" | "Group",
  more: Partial<BodyGround> = {},
): Promise<BodyGround> {
  const users = type === "Group" ? await context.someUsers(2) : [];
  let runs = 0;
  return {
    ...(await shapeFor(context, method, type)),
    context,
    method,
    options: { isNamed: () => false, users: users.length },
    users,
    insisted: [],
    taken: new Taken(),
    nextRun: () => (runs += 1),
    ...more,
  };
}
