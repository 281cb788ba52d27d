import { expect, test } from "vitest";
import { startTarget } from "../start-target.ts";
import { Client } from "../testing/client.ts";
import type { DialectName } from "../types.ts";
import { OFFER_ODDITIES } from "./offers.ts";

const METHODS = ["GET", "PUT", "PATCH", "POST", "DELETE"];
const OFFERED: Readonly<Record<string, readonly string[]>> = {
  "patches-only": ["PATCH"],
  "puts-only": ["PUT"],
  "puts-and-reads-only": ["GET", "PUT"],
};

const rows = OFFER_ODDITIES.flatMap(({ id, dialects }) =>
  dialects.map((dialect): [string, DialectName] => [id, dialect]),
);

test.each(rows)("%s at %s: what is offered on one group, and nothing on the collection", async (id, dialect) => {
  const target = await startTarget({ dialect, oddities: [id], seed: { groups: 1 } });
  const api = new Client(target);
  const [one] = target.snapshot().groups as readonly { readonly id: string }[];
  const statuses: Record<string, boolean> = {};
  for (const method of METHODS) statuses[method] = (await api.send(method, `/Groups/${one?.id}`)).status !== 405;
  const list = await api.send("GET", "/Groups");
  await target.close();
  expect(METHODS.filter((method) => statuses[method])).toEqual(OFFERED[id]);
  expect(list.status).toBe(405);
});
