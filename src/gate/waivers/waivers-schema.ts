const text = (description: string): object => ({ type: "string", minLength: 1, description });

/** The JSON Schema 2020-12 of a baseline: what `--baseline` reads and `--update-baseline` writes. */
export const WAIVERS_SCHEMA: Readonly<Record<string, unknown>> = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Scimproof waivers",
  description: "Known findings that do not fail a run until a day, each with its reason.",
  type: "object",
  additionalProperties: false,
  required: ["waivers"],
  properties: {
    $schema: { type: "string", description: "For editors." },
    waivers: {
      type: "array",
      maxItems: 5000,
      description: "One entry for each finding.",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["fingerprint", "reason", "until"],
        properties: {
          fingerprint: {
            type: "string",
            pattern: "^[0-9a-f]{12}$",
            description:
              "text of 12 hexadecimal digits, as every report shows it; in quotes, or YAML may read a number",
          },
          reason: {
            ...text("Why it is let pass, for whoever reads it in a year. One that begins with TODO is refused."),
            pattern: "\\S",
          },
          until: {
            type: "string",
            pattern: "^\\d{4}-\\d{2}-\\d{2}$",
            description: "text with the last day on which it holds, such as 2026-12-31 (in UTC)",
          },
          link: {
            type: "string",
            pattern: "^https?://\\S+$",
            description: "text with an address, such as https://tracker.example/ACME-12",
          },
          suite: text("The suite that the finding is of."),
          requirement: text("The requirement that it breaks."),
          operation: text("The operation at which it shows."),
          invariant: text("What does not hold."),
          scenarios: {
            type: "array",
            minItems: 1,
            items: { type: "string", minLength: 1 },
            description: "Scenarios that saw it: when all of them run and pass, the entry is stale and fails the run.",
          },
          flaky: {
            type: "boolean",
            description: "True where it does not show in every run: its absence is told, and fails nothing.",
          },
        },
      },
    },
  },
};
