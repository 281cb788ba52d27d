import { describe, expect, test } from "vitest";
import { clientMatrix } from "./client-matrix.ts";
import { SAMPLE_CLIENTS } from "./fixtures/sample-clients.ts";
import { SAMPLE_RESULT } from "./fixtures/sample-result.ts";
import { renderHtml } from "./html/render-html.tsx";
import { parseResult } from "./load.ts";
import { renderTerminal } from "./terminal/render-terminal.ts";

const RESULT = { ...SAMPLE_RESULT, clients: SAMPLE_CLIENTS };

describe("the matrix of clients and what they do", () => {
  const matrix = clientMatrix(RESULT);

  test("is not there when no client was asked for", () => {
    const { clients: _, ...without } = RESULT;
    expect(clientMatrix(without)).toBeUndefined();
    expect(renderHtml(without)).not.toContain("What identity providers do");
    expect(renderTerminal(without, { colour: false, width: 100 })).not.toContain("Identity providers");
  });

  test("has a row for whatever any of them does, each where it belongs in a life", () => {
    expect(matrix?.rows.map(({ id }) => id)).toEqual(["match-user", "delete-user", "push-members", "rename-group"]);
  });

  test("tells what stops a client from what it can do without, and both from what could not be tried", () => {
    const states = matrix?.columns.map(({ cells }) => [...cells.values()].map(({ state }) => state));
    expect(states).toEqual([
      ["works", "broken", "blocked"],
      ["advice", "not-tested", "not-applicable"],
    ]);
  });

  test("what is waived is told apart", () => {
    const findings = RESULT.findings.map((one) => ({ ...one, waived: { reason: "known", until: "2027-01-01" } }));
    const cells = clientMatrix({ ...RESULT, findings })?.columns[0]?.cells;
    expect(cells?.get("push-members")?.state).toBe("waived");
  });
});

test("a result with clients is one that the schema knows", () => {
  const text = JSON.stringify(RESULT);
  expect(parseResult(text, "results.json").clients).toEqual(SAMPLE_CLIENTS);
  expect(() => parseResult(text.replace('"remedies":', '"remedy":'), "results.json")).toThrow("remed");
});

test("the terminal says for each client what does not work and what to do", () => {
  const text = renderTerminal(RESULT, { colour: false, width: 100 });
  expect(text).toContain("Okta (AIW): 1 of 3 things that it does work (cube.client.okta-aiw)");
  expect(text).toContain("× Push membership: does not work");
  expect(text).toContain("→ Take PUT of a Group with `members`");
  expect(text).toContain("! Look a User up: works, with a loss");
  expect(text).toContain("○ Rename a Group: blocked");
  expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
});

test("the page has the matrix as a table whose rows and columns are named, with the remedy in the cell", () => {
  const page = renderHtml(RESULT);
  const table =
    /<div class="scroll" role="region" aria-label="Table: What identity providers do[\s\S]*?<\/table>/u.exec(page);
  expect(table?.[0]).toContain('<th scope="row">Push membership');
  expect(table?.[0]).toMatch(/<th scope="col">Entra ID(?:<\/th>|<)/u);
  expect(table?.[0]).toContain("<li>Take PUT of a Group with <code>members</code>");
  expect(table?.[0]).toContain('href="#finding-e2207bd95f10"');
  expect(table?.[0]).not.toContain("<script");
  expect(page).toContain('<a href="#client">');
});
