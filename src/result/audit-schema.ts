import { DEFECT_LEVELS } from "./document-audit.ts";

const text = { type: "string" } as const;
const level = { enum: [...DEFECT_LEVELS] } as const;
const count = { type: "integer", minimum: 0 } as const;

/** The JSON Schema of `AuditResults`: a part of that of `results.json`. */
export const AUDIT_SCHEMA: Readonly<Record<string, unknown>> = {
  type: "object",
  description: "What scimproof audit finds in the documents of the run; it decides no verdict.",
  additionalProperties: false,
  required: ["rules", "documents"],
  properties: {
    rules: {
      type: "array",
      description: "All rules, also those that found nothing.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["id", "title", "level", "explanation", "source"],
        properties: {
          id: text,
          title: text,
          level,
          explanation: text,
          source: {
            type: "object",
            description: "Where the sentence stands that the rule rests on.",
            additionalProperties: false,
            required: ["text", "link"],
            properties: { text, link: { ...text, format: "uri", pattern: "^https?://" } },
          },
        },
      },
    },
    documents: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["name", "title", "digest", "defects", "more"],
        properties: {
          name: text,
          title: text,
          digest: { ...text, pattern: "^sha256:[0-9a-f]{64}$" },
          defects: {
            type: "array",
            items: {
              type: "object",
              description: "A defect at its place, and what to write instead.",
              additionalProperties: false,
              required: ["rule", "level", "place", "message", "remedy"],
              properties: {
                rule: text,
                level,
                pointer: { ...text, format: "json-pointer" },
                place: { $ref: "#/$defs/place" },
                message: text,
                remedy: text,
              },
            },
          },
          more: { ...count, description: "Defects that are not listed, of a document that has very many." },
          notAudited: { ...text, description: "Why the document was held against no rule." },
        },
      },
    },
  },
};
