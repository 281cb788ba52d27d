import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { RunResult } from "../src/result/index.ts";
import type { Canary } from "./support/canaries.ts";
import { type CanaryEnd, canaryWorld, gather } from "./support/canary-run.ts";
import type { PlainAnswer } from "./support/echoes.ts";
import { search } from "./support/search-artefacts.ts";

/** Somebody who is on the server before the run. */
const PERSON = {
  userName: "Barbara.Jensenius@acmewrx.test",
  displayName: "Babs Jensenius the Third",
  name: { givenName: "Barbarella", familyName: "Jensenius-Smythe", formatted: "Barbarella Jensenius-Smythe" },
  emails: [{ value: "b.jensenius@jensenhome.test", type: "home" }],
  phoneNumbers: [{ value: "+49 711 5550199", type: "work" }],
  addresses: [{ streetAddress: "Karlsplatz 17, Hinterhaus", locality: "Musterhausen", type: "work" }],
};

const PERSONAL: readonly Canary[] = [
  { place: "userName", value: PERSON.userName },
  { place: "displayName", value: PERSON.displayName },
  { place: "name", value: PERSON.name.formatted },
  { place: "mail", value: PERSON.emails[0]?.value ?? "" },
  { place: "phone", value: PERSON.phoneNumbers[0]?.value ?? "" },
  { place: "street", value: PERSON.addresses[0]?.streetAddress ?? "" },
];

/** A server that talks about people beside what it is asked for. */
function gossip(answer: PlainAnswer): PlainAnswer {
  if (!answer.text.startsWith("{")) return answer;
  const said = {
    ...(JSON.parse(answer.text) as Record<string, unknown>),
    manager: {
      displayName: PERSON.displayName,
      name: PERSON.name,
      emails: PERSON.emails,
      phoneNumbers: PERSON.phoneNumbers,
    },
    addresses: PERSON.addresses,
    note: `${PERSON.displayName} <${PERSON.userName}>, tel. ${PERSON.phoneNumbers[0]?.value ?? ""}`,
    link: `/people?mail=${encodeURIComponent(PERSON.userName)}&name=${encodeURIComponent(PERSON.name.formatted)}`,
  };
  return { ...answer, headers: { ...answer.headers, "x-owner": PERSON.displayName }, text: JSON.stringify(said) };
}

async function runOn(flags: readonly string[]): Promise<CanaryEnd> {
  const world = await canaryWorld("lighton", {
    canaries: [],
    decorate: gossip,
    refusesPost: true,
    isSilent: true,
    isOurs: () => false,
  });
  const { target } = world;
  const make = async (path: string, body: unknown): Promise<string> => {
    const answer = await fetch(`${target.url}/scim/v2/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${target.token}` },
      body: JSON.stringify(body),
    });
    return ((await answer.json()) as { readonly id: string }).id;
  };
  const schemas = (name: string): readonly string[] => [`urn:ietf:params:scim:schemas:core:2.0:${name}`];
  const person = await make("Users", { schemas: schemas("User"), ...PERSON });
  const other = await make("Users", { schemas: schemas("User"), ...PERSON, userName: "someone.else@acmewrx.test" });
  const group = await make("Groups", {
    schemas: schemas("Group"),
    displayName: "Readers",
    members: [{ value: person }],
  });
  return await gather(
    [
      "run",
      "lighton",
      "--target",
      world.url,
      "--token-env",
      "TOKEN",
      "--seed",
      "7",
      "--verbose",
      "--allow-leftovers",
      "--fixture",
      `groups=${group}`,
      "--fixture",
      `users=${person},${other}`,
      "-t",
      "patch.group.(rename|members.(add-one|replace))",
      ...flags,
    ],
    { TOKEN: target.token },
  );
}

const resultOf = ({ out }: CanaryEnd): RunResult =>
  JSON.parse(readFileSync(join(out, "results.json"), "utf8")) as RunResult;

/** What was found, without the texts in which names may stand. */
const judged = (end: CanaryEnd): unknown =>
  resultOf(end).suites.map(({ verdict, scenarios }) => [verdict, scenarios.map(({ id, outcome }) => [id, outcome])]);

test("names and mail addresses are pseudonyms all through a run, and are judged as they are", async () => {
  const clear = await runOn([]);
  const hidden = await runOn(["--redact", "names"]);
  // Otherwise it would prove nothing that they are not there the second time.
  const seen = new Set(search(clear.artefacts, PERSONAL).map(({ place }) => place));
  expect([...seen].sort()).toEqual(PERSONAL.map(({ place }) => place).sort());
  expect(search(hidden.artefacts, PERSONAL)).toEqual([]);
  expect(hidden.artefacts.map(({ name }) => name)).toContain("journal-lighton.groups.patch.ndjson");
  expect(judged(hidden)).toEqual(judged(clear));
  const text = readFileSync(join(hidden.out, "results.json"), "utf8");
  // The member and the note about her are the same person; the group's own name is nobody's.
  const displays = new Set([...text.matchAll(/\\"display\\":\\"([^"\\]+)/gu)].map(([, display]) => display));
  expect([...displays].filter((display) => !/^mail-[0-9a-f]{10}@pseudonym\.invalid$/u.test(display ?? ""))).toEqual([]);
  expect(displays.size).toBe(2);
  const noted = new Set([...text.matchAll(/<(mail-[^>]+)>/gu)].map(([, mail]) => mail));
  expect(noted.size).toBe(1);
  expect([...displays]).toEqual(expect.arrayContaining([...noted]));
  expect(text).toContain("Readers");
});

test("two runs have other pseudonyms for the same person", async () => {
  const mails = async (): Promise<ReadonlySet<string>> => {
    const text = readFileSync(join((await runOn(["--redact", "names"])).out, "results.json"), "utf8");
    return new Set([...text.matchAll(/mail-[0-9a-f]{10}/gu)].map(([mail]) => mail));
  };
  const [one, two] = [await mails(), await mails()];
  expect(one.size).toBeGreaterThan(0);
  expect([...one].filter((mail) => two.has(mail))).toEqual([]);
});
