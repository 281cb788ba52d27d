import { describe, expect, test } from "vitest";
import { ordinaryContent } from "../../bodies/index.ts";
import { type FakeRequest, refuse } from "../../scenarios/service/testing/fake-service.ts";
import type { JsonObject } from "../../scim/index.ts";
import { bodyGround } from "../testing/body-ground.ts";
import { type FakeWorld, failedIn, fakeWorld } from "../testing/fake-context.ts";
import type { BodyGround } from "./ground.ts";
import { learnRefused } from "./refused.ts";
import { runBody } from "./run-body.ts";

interface Ran extends FakeWorld {
  readonly ground: BodyGround;
  /** How many bodies were sent to find out. */
  readonly tries: number;
  /** What is sent of an attribute from now on. */
  readonly next: (path: string, value: unknown) => unknown;
}

const BODY = { title: "Dr", nickName: "Ada", userType: "x y", locale: "de-DE" };

/** Sends a body that is refused, and finds out why. */
async function learn(isWrong: (body: JsonObject) => boolean, body: JsonObject = BODY): Promise<Ran> {
  let sent = 0;
  const world = await fakeWorld({
    method: "POST",
    type: "User",
    before: ({ method, body: text }: FakeRequest) => {
      if (method !== "POST") return undefined;
      sent += 1;
      return isWrong(JSON.parse(text ?? "{}") as JsonObject) ? refuse(400) : undefined;
    },
  });
  const ground = await bodyGround(world, "POST", "User");
  const run = await runBody(ground, { method: "POST", type: "User", body });
  expect(run.refusedWith).toBe("400");
  await learnRefused(ground, run);
  const next = (path: string, value: unknown): unknown => {
    const part = ground.shape.parts.find((one) => one.path === path);
    if (part === undefined) throw new TypeError(`no ${path}`);
    return ground.taken.contentOf({ path, part, under: undefined, value }, () => "ordinary");
  };
  return { ...world, ground, tries: sent - 1, next };
}

const HONEST = "RFC7643-7-SCHEMA-HONEST";

test("an attribute that is refused whatever is in it is a fault of the schema, and never sent again", async () => {
  const { judged, learnt, next, ground, tries } = await learn((body) => body["nickName"] !== undefined);
  expect(failedIn(judged)).toEqual([`${HONEST} body nickName`]);
  expect(judged).toMatchObject([
    {
      operation: ground.operation,
      shape: "edit-values",
      expected: ["a body that the schema allows is taken"],
      actual: "400 for “Ada”",
      message: "`nickName` is in the schema, and a POST of a User with it is refused.",
    },
  ]);
  expect(learnt).toEqual([
    {
      id: "bodies.post.user.nickName",
      title: "`nickName` “Ada”",
      value: "is refused with 400, as is an ordinary value",
    },
  ]);
  expect([next("nickName", "Ada"), next("title", "Dr")]).toEqual([undefined, "Dr"]);
  // By halves: two pairs, and each of the pair that is refused; what was in it is an ordinary value already.
  expect(tries).toBe(4);
});

test("a value that is refused where an ordinary one is taken is no fault, and ordinary ones are sent", async () => {
  const { judged, learnt, next } = await learn(({ userType }) => userType === "x y");
  expect(judged).toEqual([]);
  expect(learnt).toEqual([
    {
      id: "bodies.post.user.userType",
      title: "`userType` “x y”",
      value: "is refused with 400; an ordinary value is taken",
    },
  ]);
  expect([next("userType", "x y"), next("title", "Dr")]).toEqual(["ordinary", "Dr"]);
});

test("an attribute alone in its body is to blame without a try, and an ordinary value is not sent twice", async () => {
  const { shape, options } = await bodyGround(await fakeWorld({ method: "POST", type: "User" }), "POST", "User");
  const part = shape.parts.find(({ path }) => path === "title");
  if (part === undefined) throw new TypeError("no title");
  const { tries, judged } = await learn(({ title }) => title !== undefined, { title: ordinaryContent(part, options) });
  expect([tries, failedIn(judged)]).toEqual([0, [`${HONEST} body title`]]);
  expect((await learn(({ title }) => title !== undefined, { title: "odd" })).tries).toBe(1);
});

describe("several", () => {
  test("that are refused each alone are all found", async () => {
    const { judged, next } = await learn((body) => "title" in body || "locale" in body);
    expect(failedIn(judged)).toEqual([`${HONEST} body title`, `${HONEST} body locale`]);
    expect([next("title", "Dr"), next("nickName", "Ada"), next("locale", "de-DE")]).toEqual([
      undefined,
      "Ada",
      undefined,
    ]);
  });

  test("that are taken each alone are told, and sent with ordinary values", async () => {
    const { judged, learnt, next } = await learn((body) => "title" in body && "locale" in body);
    expect(judged).toEqual([]);
    expect(learnt).toEqual([
      {
        id: "bodies.post.user.together",
        title: "A body of which each attribute alone is taken",
        value: "is refused with 400",
      },
    ]);
    expect([next("title", "Dr"), next("nickName", "Ada"), next("userName", "a")]).toEqual([
      "ordinary",
      "ordinary",
      "a",
    ]);
  });
});

test("what no body may be without is sent each time, and is not to blame", async () => {
  const names: unknown[] = [];
  const { judged } = await learn(
    (body) => {
      names.push(body["userName"]);
      return "nickName" in body;
    },
    { ...BODY, userName: "{own userName 1}" },
  );
  expect(names.every((name) => typeof name === "string")).toBe(true);
  expect(failedIn(judged)).toEqual([`${HONEST} body nickName`]);
});
