import { describe, expect, test } from "vitest";
import type { PatchValueShape } from "../document/index.ts";
import { type FakeRequest, refuse } from "../scenarios/service/testing/fake-service.ts";
import { bind } from "./bind.ts";
import { entryShapes } from "./entry-shapes.ts";
import type { Ground } from "./run-types.ts";
import { type FakeWorld, type FakeWorldOptions, fakeWorld, NO_ANSWER, rfcContract } from "./testing/fake-context.ts";
import { groupsOf, isWrite } from "./testing/play-history.ts";
import { valueShapes } from "./value-shapes.ts";

async function groundOf(options: Partial<FakeWorldOptions> = {}): Promise<FakeWorld & { readonly ground: Ground }> {
  const world = await fakeWorld({ method: "PATCH", ...options });
  const { context } = world;
  const shapes = context.operation.method === "PATCH" ? await context.patchShapes() : undefined;
  return { ...world, ground: { context, shapes, binder: await bind(context, 2) } };
}

/** A document whose profile lists these shapes of a value. */
async function listing(shapes: readonly PatchValueShape[], pathRequired: boolean): Promise<Partial<FakeWorldOptions>> {
  const { profile } = await rfcContract();
  return { contract: { profile: { ...profile, patch: { ...profile.patch, valueShapes: shapes, pathRequired } } } };
}

const refusing = (words: RegExp): Partial<FakeWorldOptions> => ({
  before: (request: FakeRequest) => (isWrite(request) && words.test(request.body ?? "") ? refuse(400) : undefined),
});

describe("entries of members that a server takes", () => {
  test.each(["PUT", "PATCH"] as const)("%s: all of them, tried on one Group that is given back", async (method) => {
    const { ground, learnt, discarded, writes } = await groundOf({ method });
    expect(await entryShapes(ground)).toEqual(["plain", "display", "type", "ref"]);
    expect(learnt.map(({ id, value }) => `${id} ${value}`)).toEqual(
      ["display", "type", "ref"].map((entry) => `members.entry.${entry} are taken`),
    );
    expect([discarded.length, writes.length]).toEqual([1, 3]);
    expect(writes.map(({ options }) => options.intent.kind)).toEqual(["open", "open", "open"]);
  });

  test("without those that are refused, or not answered", async () => {
    const refused = await groundOf(refusing(/"display"/u));
    expect(await entryShapes(refused.ground)).toEqual(["plain", "type", "ref"]);
    expect(refused.learnt[0]).toMatchObject({ value: "are not taken" });
    const silent = await groundOf({ before: (request) => (isWrite(request) ? NO_ANSWER : undefined) });
    expect(await entryShapes(silent.ground)).toEqual(["plain"]);
  });

  test("a PUT that the document's schema does not allow is not tried; a PATCH has no such schema", async () => {
    const put = await groundOf({ method: "PUT", more: { fits: () => false } });
    expect(await entryShapes(put.ground)).toEqual(["plain"]);
    expect(put.writes).toEqual([]);
    const patch = await groundOf({ more: { fits: () => false } });
    expect(await entryShapes(patch.ground)).toHaveLength(4);
  });

  test("a failure of the server says nothing against a shape", async () => {
    const { ground } = await groundOf({ before: (request) => (isWrite(request) ? refuse(500) : undefined) });
    expect(await entryShapes(ground)).toHaveLength(4);
  });
});

describe("values of an operation that a server takes", () => {
  test("of PUT there are none", async () => {
    const { ground } = await groundOf({ method: "PUT" });
    expect(await valueShapes(ground)).toEqual([]);
  });

  test("the usual one first, then those that are listed, and without a path where none is needed", async () => {
    const { ground, learnt, discarded, writes, looks, service } = await groundOf(await listing(["array"], false));
    expect(await valueShapes(ground)).toEqual(["array", "no-path"]);
    expect(learnt).toMatchObject([{ id: "members.value.no-path", value: "are taken" }]);
    // What the RFC itself describes is tried by an add alone.
    expect([discarded.length, writes.length]).toEqual([1, 1]);
    expect(learnt).toMatchObject([{ title: "Members operations without a path" }]);
    expect(writes).toMatchObject([
      { options: { title: "try to add members without a path", intent: { kind: "open" } }, id: discarded[0] },
    ]);
    // The look waits for the one who was added, under the name that the Group has.
    const [name] = groupsOf(service)
      .slice(-1)
      .map(({ value }) => value["displayName"]);
    expect(looks).toMatchObject([{ expected: { displayName: name, members: new Set([ground.binder.idOf("u1")]) } }]);
    const needed = await groundOf(await listing(["array"], true));
    expect(await valueShapes(needed.ground)).toEqual(["array"]);
    expect(needed.writes).toEqual([]);
  });

  test("one that is listed is tried by an add and by a replace", async () => {
    const listed = await listing(["array", "json-text"], true);
    /** Reads a text as the members that it stands for. */
    const reads = (wanted: RegExp): Partial<FakeWorldOptions> => ({
      before: (request, service) => {
        const { body = "" } = request;
        if (!isWrite(request) || !wanted.test(body)) return undefined;
        const group = groupsOf(service).at(-1);
        const { Operations } = JSON.parse(body) as { readonly Operations: readonly { readonly value: string }[] };
        if (group === undefined) return undefined;
        group.value = { ...group.value, members: JSON.parse(Operations[0]?.value ?? "[]") as unknown };
        return service.strictly({ ...request, method: "GET", body: undefined });
      },
    });
    const both = await groundOf({ ...listed, ...reads(/json-text|"value":"\[/u) });
    expect(await valueShapes(both.ground)).toEqual(["array", "json-text"]);
    expect(both.learnt).toMatchObject([{ title: "Member values as json-text, in histories" }]);
    // Another person than the one who was added: else a replacement that does nothing would look done.
    const [added, replaced] = ["u1", "u2"].map((user) => new Set([both.ground.binder.idOf(user)]));
    expect(both.looks.map(({ expected }) => expected?.members)).toEqual([added, replaced]);
    expect(both.writes.map(({ options }) => options.title)).toEqual([
      "try to add members as json-text",
      "try to replace members as json-text",
    ]);
    const addAlone = await groundOf({ ...listed, ...reads(/"op":"add"/u) });
    expect(await valueShapes(addAlone.ground)).toEqual(["array"]);
    expect(addAlone.learnt).toMatchObject([
      { id: "members.value.json-text", value: "are not taken in every operation" },
    ]);
  });

  test("not one that is acknowledged and not done, or refused", async () => {
    const listed = await listing(["array"], false);
    const ignored = await groundOf({
      ...listed,
      before: (request, service) =>
        isWrite(request) ? service.strictly({ ...request, method: "GET", body: undefined }) : undefined,
    });
    expect(await valueShapes(ignored.ground)).toEqual(["array"]);
    const refused = await groundOf({ ...listed, ...refusing(/./u) });
    expect(await valueShapes(refused.ground)).toEqual(["array"]);
  });

  test("what cannot be looked at is not tried", async () => {
    const { ground, writes } = await groundOf({ ...(await listing(["array"], false)), more: { canRead: false } });
    expect([await valueShapes(ground), writes.length]).toEqual([["array"], 0]);
  });
});
