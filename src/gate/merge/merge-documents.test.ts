import { expect, test } from "vitest";
import type { DocumentCoverage, PropertyCoverage } from "../../result/index.ts";
import { mergeDocuments } from "./merge-documents.ts";

function document(requests: number, properties: PropertyCoverage, reason?: string): DocumentCoverage {
  return {
    name: "openapi.yaml",
    title: "Cube",
    digest: "sha256:0",
    operations: [
      {
        key: "PUT /Groups/{id}",
        requests,
        ...(reason === undefined ? {} : { reason }),
        mediaTypes: [{ type: "application/json", sent: requests }],
        ...(requests === 0 ? {} : { properties }),
        responses: [{ status: "200", seen: requests, mediaTypes: [] }],
      },
    ],
  };
}
const missed = (...properties: string[]): PropertyCoverage["notExercised"] => [{ reason: "not sent", properties }];

test("counts are added up, and what one part exercised is exercised", () => {
  // Of six: /a, /b, /b/c, /b/d, /e, /e/f. What is inside of what is missed is not listed.
  const one = document(2, { declared: 6, exercised: 3, notExercised: missed("/b") });
  const other = document(3, { declared: 6, exercised: 3, notExercised: missed("/b/d", "/e") });
  const [merged] = mergeDocuments([one, other]);
  expect(merged?.operations[0]).toMatchObject({
    requests: 5,
    mediaTypes: [{ type: "application/json", sent: 5 }],
    // Five of them, of which four are certain: what the second part did not list of /e may have been inside of /b/d.
    properties: { declared: 6, exercised: 4, notExercised: missed("/b/d") },
    responses: [{ status: "200", seen: 5 }],
  });
});

test("why nothing was sent is told only where no part sent anything", () => {
  const none = document(0, { declared: 0, exercised: 0, notExercised: [] }, "not selected");
  const some = document(1, { declared: 1, exercised: 1, notExercised: [] });
  expect(mergeDocuments([none, some])[0]?.operations[0]).not.toHaveProperty("reason");
  const [both] = mergeDocuments([
    none,
    document(0, { declared: 0, exercised: 0, notExercised: [] }, "no scenario sends it"),
  ]);
  expect(both?.operations[0]?.reason).toBe("no scenario sends it");
});

test("documents that differ stay apart", () => {
  const one = document(1, { declared: 1, exercised: 1, notExercised: [] });
  expect(mergeDocuments([one, { ...one, digest: "sha256:1" }])).toHaveLength(2);
});
