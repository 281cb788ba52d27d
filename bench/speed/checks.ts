import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { judgeExchange } from "../../src/checks/index.ts";
import type { Contract, Operation } from "../../src/document/index.ts";
import type { Exchange } from "../../src/result/index.ts";
import { contractOf } from "../embedded.ts";
import { median } from "../lib/statistics.ts";
import type { Table } from "../lib/table.ts";
import { judged, type SpeedPart } from "./part.ts";

const SIZES = [1, 10, 100, 1000, 10_000, 100_000];
const MOST_US_SMALL = 100;
const MOST_OF_BARE = 1.5;
const MOST_OF_TEXT = 5;

/** What all checks cost, beside JSON.parse and a bare validator for the same schema. */
export const checks: SpeedPart = {
  title: "all checks on one exchange, and on Groups of up to 100,000 members",
  measure: async (): Promise<Table> => {
    const contract = await contractOf("cube");
    const operation = contract.operations.find(
      ({ method, resourceType }) => method === "PUT" && resourceType === "Group",
    );
    if (operation === undefined) throw new Error("Cube declares no PUT of a Group");
    const bare = bareValidator(operation);
    const rows = SIZES.map((size) => rowOf(contract, operation, bare, size));
    const head = ["members", "body", "checks", "parse + bare ajv", "ratio", "memory / body", "goal", "here"];
    return { title: "All checks on the answer to a PUT of a Group", head, rows };
  },
};

function rowOf(contract: Contract, operation: Operation, bare: (value: unknown) => boolean, size: number): string[] {
  const exchange = exchangeOf(operation, size);
  const text = exchange.response?.body ?? "";
  const wrong = judgeExchange(contract, exchange, []).filter(({ outcome }) => outcome === "failed");
  if (wrong.length > 0 || !bare(JSON.parse(text))) throw new Error(`the body is not valid: ${JSON.stringify(wrong)}`);
  const turns = Math.max(5, Math.min(2000, Math.round(100_000 / size)));
  const [own, plain] = alternately(
    turns,
    () => judgeExchange(contract, exchange, []),
    () => bare(JSON.parse(text)),
  );
  const isSmall = size <= 10;
  const isLarge = size === SIZES.at(-1);
  const memory = isLarge ? heapOf(() => judgeExchange(contract, exchange, [])) / Buffer.byteLength(text) : undefined;
  return [
    String(size),
    `${(Buffer.byteLength(text) / 1024).toFixed(1)} kB`,
    `${(own * 1000).toFixed(0)} µs`,
    `${(plain * 1000).toFixed(0)} µs`,
    `${(own / plain).toFixed(2)} ×`,
    memory === undefined ? "–" : `${memory.toFixed(1)} ×`,
    isSmall ? `${MOST_US_SMALL} µs` : isLarge ? `${MOST_OF_BARE} ×, ${MOST_OF_TEXT} × memory` : "–",
    isSmall
      ? judged(own * 1000, MOST_US_SMALL)
      : isLarge
        ? `${judged(own / plain, MOST_OF_BARE)}, ${judged(memory ?? 0, MOST_OF_TEXT)}`
        : "–",
  ];
}

/** Medians in ms of two functions, called by turns so that a busy moment meets both. */
function alternately(turns: number, one: () => unknown, other: () => unknown): readonly [number, number] {
  const times: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    [one, other].forEach((call, which) => {
      const begun = performance.now();
      call();
      times[which]?.push(performance.now() - begun);
    });
  }
  return [median(times[0]) ?? 0, median(times[1]) ?? 0];
}

/** What the heap grows by while a function runs, garbage included: bytes. */
function heapOf(call: () => unknown): number {
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  const kept = call();
  const grown = process.memoryUsage().heapUsed - before;
  return kept === undefined ? 0 : grown;
}

/** The schema of the answer, compiled once by the library and nothing else. */
function bareValidator(operation: Operation): (value: unknown) => boolean {
  const schema = operation.responses.find(({ status }) => status === "200")?.content[0]?.body?.standalone;
  if (schema === undefined) throw new Error("Cube's 200 has no schema");
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false, validateSchema: false });
  formats.default(ajv);
  return ajv.compile(schema);
}

function exchangeOf(operation: Operation, size: number): Exchange {
  const id = "6c1f6e1a-3b1e-4d3c-9a55-000000000000";
  const url = `http://127.0.0.1:1${operation.path.replace(`{${operation.idParameter ?? ""}}`, id)}`;
  const body = JSON.stringify({
    schemas: ["urn:ietf:params:scim:schemas:core:2.0:Group"],
    id,
    displayName: "Sales",
    members: Array.from({ length: size }, (_, index) => ({
      value: `00000000-0000-4000-8000-${String(index).padStart(12, "0")}`,
      display: `User ${index}`,
    })),
    meta: {
      resourceType: "Group",
      created: "2026-01-31T09:30:00Z",
      lastModified: "2026-01-31T09:30:01Z",
      location: url,
    },
  });
  return {
    id: "bench#1",
    scenario: "bench",
    purpose: "scenario",
    intent: { kind: "valid" },
    operation: operation.key,
    resource: { type: "Group", id },
    title: "PUT a Group",
    request: { method: "PUT", url, headers: [["content-type", "application/json"]], body: "{}" },
    response: {
      status: 200,
      headers: [["content-type", "application/json"]],
      body,
      bodyBytes: Buffer.byteLength(body),
      utf8: true,
      bom: false,
    },
    startedAt: "2026-01-31T09:30:00.000Z",
    durationMs: 1,
    notes: [],
    disclosed: [],
  };
}
