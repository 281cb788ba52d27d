import { describe, expect, test } from "vitest";
import { CAPABILITIES } from "./capabilities.ts";
import { CLIENT_REQUIREMENTS, CLIENTS, CLIENTS_WITHOUT_EVIDENCE, findClient } from "./catalogue.ts";
import type { Client, ClientCapability, ClientStep, Role } from "./client.ts";
import { fillJson, fillText } from "./fill.ts";

const all = CLIENTS.flatMap((client) => client.capabilities.map((capability) => ({ client, capability })));
const each = all.map(({ client, capability }) => ({ name: `${client.name} ${capability.id}`, client, capability }));

/** The needs that a step can speak about. */
function spokenIn(step: ClientStep): readonly string[] {
  return "expect" in step ? step.expect.map(({ need }) => need) : [];
}

/** Every value that something may stand for. */
const VALUES = new Map<string, string>(
  ["user", "other", "group", "nobody"].flatMap((role) =>
    ["id", "userName", "email", "newEmail", "externalId", "displayName", "newName"].map(
      (name) => [`${role}.${name}`, `${role} ${name}`] as const,
    ),
  ),
).set("password", "a password");

function fillStep(step: ClientStep): unknown {
  if ("send" in step) {
    const { body = null, putsBack = {}, query = "" } = step.send;
    return [fillJson(body, VALUES, step.makes), fillJson(putsBack, VALUES), fillText(query, VALUES)];
  }
  return fillJson("look" in step ? step.expect : [step.startsFrom], VALUES);
}

/** Roles that exist when the steps begin, or that a step before has made. */
function rolesBefore({ given, steps }: ClientCapability, at: number): ReadonlySet<Role> {
  const made = steps.slice(0, at).flatMap((step) => ("makes" in step && step.makes !== undefined ? [step.makes] : []));
  return new Set([...given, ...made]);
}

describe("what clients send, as data", () => {
  test.each(each)(
    "$name: every need has evidence, a place, a remedy, and something that speaks about it",
    ({ client, capability }) => {
      const { needs, steps } = capability;
      expect(needs.length).toBeGreaterThan(0);
      const spoken = new Set(steps.flatMap(spokenIn));
      const prefix = `${client.name.toUpperCase()}-`;
      for (const { id, text, evidence, place, remedy } of needs) {
        expect(id).toMatch(new RegExp(`^${prefix}[A-Z0-9-]+$`, "u"));
        expect(spoken).toContain(id);
        expect(evidence.url).toMatch(/^https:\/\/\S+$/u);
        expect(evidence.read).toMatch(/^\d{4}-\d{2}-\d{2}$/u);
        for (const sentence of [text, remedy]) expect(sentence).toMatch(/^\S.{20,}\.$/u);
        expect(place.length).toBeGreaterThan(3);
      }
      expect([...spoken].filter((id) => !needs.some((need) => need.id === id))).toEqual([]);
    },
  );

  test.each(each)("$name: what only a report says never fails a run", ({ capability }) => {
    for (const { level, evidence } of capability.needs)
      if (evidence.kind === "reported") expect(level).not.toBe("DOCUMENT");
  });

  test.each(each)("$name: every placeholder has a value, every resource exists before it is used", ({ capability }) => {
    for (const [at, step] of capability.steps.entries()) {
      expect(() => fillStep(step)).not.toThrow();
      const roles = rolesBefore(capability, at);
      const used = "send" in step ? step.send.of : "look" in step ? step.look : step.startsFrom.of;
      if (used !== undefined) expect(roles).toContain(used);
    }
  });

  test.each(each)("$name: nothing is only acknowledged: what a write does is looked at", ({ capability }) => {
    const { steps } = capability;
    const last = steps.findLastIndex(
      (step) => "send" in step && step.send.method !== "GET" && spokenIn(step).length > 0,
    );
    if (last < 0) return;
    const isTwice = "makes" in (steps[last] ?? {}) && steps.slice(0, last).some((step) => "makes" in step);
    const isSeen = (step: ClientStep): boolean => "look" in step || ("send" in step && step.send.method === "GET");
    expect(isTwice || steps.slice(last + 1).some(isSeen)).toBe(true);
  });

  test.each(each)("$name: before it says that something is gone, it has been seen", ({ capability }) => {
    const gone = capability.steps.findIndex((step) => "look" in step && step.expect.some(({ is }) => is === "gone"));
    if (gone < 0) return;
    expect(capability.steps.slice(0, gone).some((step) => "startsFrom" in step)).toBe(true);
  });
});

test("capabilities come in the order of a life, each once", () => {
  const order = Object.keys(CAPABILITIES);
  for (const { capabilities } of CLIENTS) {
    const places = capabilities.map(({ id }) => order.indexOf(id));
    expect(places).toEqual([...new Set(places)].sort((left, right) => left - right));
  }
});

test("a client is found by its name, and one without evidence is none", () => {
  expect(CLIENTS.map(({ name }) => findClient(name)?.name)).toEqual(CLIENTS.map(({ name }) => name));
  for (const [name, why] of Object.entries(CLIENTS_WITHOUT_EVIDENCE)) {
    expect(findClient(name)).toBeUndefined();
    expect(why.length).toBeGreaterThan(40);
  }
});

test("needs are requirements of party client, of levels that can fail a run or advise", () => {
  const levels = new Set(CLIENT_REQUIREMENTS.map(({ level }) => level));
  expect(levels).toEqual(new Set(["DOCUMENT", "SHOULD", "MAY"]));
  for (const { party, remedy, source } of CLIENT_REQUIREMENTS) {
    expect(party).toBe("client");
    expect(remedy).toBeDefined();
    expect(source.kind).toBe("prose");
  }
});

test("the shapes are the ones that the pages show", () => {
  const bodies = (client: Client | undefined): string => JSON.stringify(client?.capabilities);
  const entra = bodies(findClient("entra"));
  expect(entra).toContain('{"op":"Replace","path":"active","value":"False"}');
  expect(entra).toContain('{"op":"Add","path":"members","value":[{"$ref":null,"value":"{user.id}"}]}');
  expect(entra).toContain('{"op":"Remove","path":"members","value":[{"value":"{user.id}"}]}');
  const flagged = bodies(findClient("entra-scim2"));
  expect(flagged).toContain('"value":{"displayName":"Ada Changed","name.givenName":"Grace"');
  expect(flagged).not.toMatch(/"op":"[A-Z]/u);
  const oin = bodies(findClient("okta-oin"));
  expect(oin).toContain('{"op":"replace","value":{"id":"{group.id}","displayName":"{group.newName}"}}');
  expect(oin).toContain('{"op":"replace","value":{"active":false}}');
  const aiw = bodies(findClient("okta-aiw"));
  expect(aiw).not.toContain('"method":"PATCH"');
  expect(bodies(findClient("onelogin"))).toContain('"query":"filter=userName+eq+%22{user.userName}%22&"');
});
