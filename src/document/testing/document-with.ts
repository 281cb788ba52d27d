import type { Contract } from "../contract.ts";
import { contractFrom } from "../contract-from.ts";
import { sourceFrom } from "../source.ts";

/** What a test puts into an otherwise ordinary document. */
export interface Parts {
  readonly openapi?: string;
  readonly request?: unknown;
  readonly response?: unknown;
  readonly root?: Readonly<Record<string, unknown>>;
  readonly operation?: Readonly<Record<string, unknown>>;
  readonly schemas?: Readonly<Record<string, unknown>>;
  readonly path?: string;
  readonly method?: string;
}

const json = (schema: unknown): object => ({ content: { "application/json": { schema } } });

/** A document as text, with one operation, for tests. */
export function documentText(parts: Parts = {}): string {
  return JSON.stringify({
    openapi: parts.openapi ?? "3.1.0",
    info: { title: "Example SCIM", version: "1" },
    ...parts.root,
    paths: {
      [parts.path ?? "/scim/v2/Groups/{id}"]: {
        [parts.method ?? "put"]: {
          requestBody: json(parts.request ?? { type: "object" }),
          responses: { 200: { description: "done", ...json(parts.response ?? { type: "object" }) } },
          ...parts.operation,
        },
      },
    },
    components: {
      schemas: {
        Named: {
          type: "object",
          required: ["name"],
          properties: { name: { type: "string" }, child: { $ref: "#/components/schemas/Named" } },
        },
        ...parts.schemas,
      },
    },
  });
}

/** The contract of {@link documentText}. */
export function documentWith(parts: Parts = {}): Contract {
  return contractFrom(sourceFrom(documentText(parts), "test.json", "DOCUMENT_INVALID"), undefined, undefined);
}
