import { expect, test } from "vitest";
import { OWN_URN } from "../dialects/rfc-schema.ts";
import type { Answer } from "../testing/client.ts";
import { observeBoth, type Proof, proofRows, type See } from "../testing/observe.ts";
import { posted } from "../testing/rfc.ts";
import { RFC_BODIES_ODD } from "./rfc-bodies.ts";

const status = (attributes: object): See => posted(attributes, (answer) => answer.status);
const shown = (attributes: object, name: string): See => posted(attributes, ({ json }: Answer) => json[name]);
const phones = (...types: readonly string[]): object => ({
  phoneNumbers: types.map((type, at) => ({ value: `+49 30 ${at}`, type })),
});

const PROOFS: Readonly<Record<string, Proof>> = {
  "body-defaults": { see: shown({}, "timezone"), plain: undefined, switched: "UTC" },
  "body-lists-sorted": {
    see: shown({ roles: [{ value: "a" }, { value: "b" }] }, "roles"),
    plain: [{ value: "a" }, { value: "b" }],
    switched: [{ value: "b" }, { value: "a" }],
  },
  "body-phones-canonical": {
    see: shown(phones("work"), "phoneNumbers"),
    plain: [{ value: "+49 30 0", type: "work" }],
    switched: [{ value: "tel:+49-30-0", type: "work" }],
  },
  "body-dates-in-utc": {
    see: shown({ [OWN_URN]: { hired: "2024-06-30T23:30:00-05:00" } }, OWN_URN),
    plain: { hired: "2024-06-30T23:30:00-05:00" },
    switched: { hired: "2024-07-01T04:30:00.000Z" },
  },
  "body-signs-refused": { see: status({ nickName: "R&D" }), plain: 201, switched: 400 },
  "body-long-refused": { see: status({ nickName: "x".repeat(33) }), plain: 201, switched: 400 },
  "body-canonical-strict": { see: status(phones("satellite")), plain: 201, switched: 400 },
  "body-canonical-others": {
    see: shown(phones("satellite"), "phoneNumbers"),
    plain: [{ value: "+49 30 0", type: "satellite" }],
    switched: [{ value: "+49 30 0", type: "other" }],
  },
  "body-types-once": { see: status(phones("work", "work")), plain: 201, switched: 400 },
};

test.each(proofRows(RFC_BODIES_ODD, PROOFS))("%s", async (id, proof) => {
  const { plain, switched } = proof;
  expect(await observeBoth(proof, { oddities: [id] }, "rfc")).toEqual({ plain, switched });
});
