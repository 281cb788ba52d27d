/** The JSON Schema 2020-12 of an OpenAPI Overlay 1.0 document, as far as it is applied here. */
export const OVERLAY_SCHEMA: Readonly<Record<string, unknown>> = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "OpenAPI Overlay 1.0",
  description: "Repairs a vendor's OpenAPI document without changing it.",
  type: "object",
  additionalProperties: false,
  required: ["overlay", "info", "actions"],
  patternProperties: { "^x-": true },
  properties: {
    overlay: { type: "string", pattern: "^1\\.\\d+(\\.\\d+)?$", description: "Version of the Overlay specification." },
    info: {
      type: "object",
      additionalProperties: false,
      required: ["title", "version"],
      patternProperties: { "^x-": true },
      properties: {
        title: { type: "string", description: "What the overlay is for." },
        version: { type: "string", description: "Version of the overlay." },
        description: { type: "string", description: "Why it is needed, for a person." },
      },
    },
    extends: { type: "string", description: "The document it is meant for." },
    actions: {
      type: "array",
      minItems: 1,
      description: "Applied in order, each to the result of the one before.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["target"],
        patternProperties: { "^x-": true },
        properties: {
          target: { type: "string", minLength: 1, description: "RFC 9535 JSONPath; it must match something." },
          description: { type: "string", description: "What the action repairs." },
          update: { description: "Merged into each object that matches, or appended to each list." },
          remove: { type: "boolean", description: "True to remove what matches; an update is then ignored." },
        },
      },
    },
  },
};
