import { CONFIG_SCHEMA } from "./config-schema.ts";

type Schema = Readonly<Record<string, unknown>>;

/** Keys of a config that belong to the whole matrix, or to one run by hand: not to a target. */
const NOT_A_TARGETS: ReadonlySet<string> = new Set(["$schema", "out", "shard", "quiet", "verbose"]);

const ALL = CONFIG_SCHEMA["properties"] as Readonly<Record<string, Schema>>;
const KEYS = Object.fromEntries(Object.entries(ALL).filter(([key]) => !NOT_A_TARGETS.has(key)));

/** A name of a folder on every system, which cannot be taken for a flag. */
export const TARGET_NAME: RegExp = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/u;

const label = (description: string): Schema => ({ type: "string", minLength: 1, maxLength: 80, description });
const layer = (description: string, own: Readonly<Record<string, Schema>> = {}): Schema => ({
  type: "object",
  description,
  additionalProperties: false,
  properties: { ...own, ...KEYS },
});
const layers = (what: string): Schema => ({
  type: "object",
  description: `What all targets of ${what} have in common, by its name.`,
  additionalProperties: layer(`Keys of a config for ${what}.`),
});

/** The JSON Schema 2020-12 of a file of targets, which `scimproof matrix` runs. */
export const TARGETS_SCHEMA: Schema = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Scimproof targets",
  type: "object",
  description:
    "Targets in rows of vendors and columns of environments; in the words of a config. What is said of a target wins over its environment, that over its vendor, that over the defaults.",
  additionalProperties: false,
  required: ["targets"],
  properties: {
    $schema: { type: "string", description: "For editors." },
    defaults: layer("Keys of a config for every target."),
    vendors: layers("a vendor"),
    environments: layers("an environment"),
    targets: {
      type: "array",
      minItems: 1,
      items: layer("A target.", {
        name: {
          type: "string",
          pattern: TARGET_NAME.source,
          description:
            "text of letters, digits, dots and hyphens: its name, and that of its folder; VENDOR-ENVIRONMENT by default",
        },
        vendor: label("Its row; where it is one whose document comes with Scimproof, its suites too."),
        environment: label("Its column."),
      }),
    },
  },
};
