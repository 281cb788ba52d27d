import { CONTRACT_ASPECTS } from "./contracts.ts";

const text = { type: "string" } as const;
const word = { type: ["string", "null"] } as const;
const count = { type: "integer", minimum: 0 } as const;

/** The JSON Schema of a `ContractComparison`: a part of that of `results.json`. */
export const CONTRACTS_SCHEMA: Readonly<Record<string, unknown>> = {
  type: "object",
  description:
    "Where the RFC, the server's own schemas and the document disagree: information, which decides no verdict. Absent where no scenario ran, and of clients.",
  additionalProperties: false,
  required: ["published", "endpoints", "disagreements", "more"],
  properties: {
    published: { ...text, description: "What became of the server's own contract." },
    endpoints: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["endpoint", "status", "read"],
        properties: { endpoint: text, status: { type: ["integer", "null"] }, read: { type: "boolean" } },
      },
    },
    disagreements: {
      type: "array",
      items: {
        type: "object",
        description: "One aspect of one attribute; null where a contract is silent, or nothing was observed.",
        additionalProperties: false,
        required: ["resourceType", "path", "aspect", "level", "rfc", "server", "document", "observed"],
        properties: {
          resourceType: { ...text, description: "Empty for what is about the service as a whole." },
          path: text,
          aspect: { enum: [...CONTRACT_ASPECTS] },
          level: { enum: ["MAY", "DERIVED"] },
          rfc: word,
          server: word,
          document: word,
          observed: word,
        },
      },
    },
    more: { ...count, description: "Disagreements that are not listed." },
  },
};
