import { CLIENTS, DEPTHS } from "../../scenarios/index.ts";

/** One key of a config that stands for a flag. */
export interface ConfigKey {
  readonly key: string;
  /** The name of the flag's attribute: `fixture` for `--fixture`. */
  readonly flag: string;
  /** What the key may hold, as JSON Schema. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** The value as it would have been typed; see `applyEnvironment` for what a flag may hold. */
  readonly typed: (value: never) => string | boolean | readonly string[];
  /** True for a path, which is relative to the config's folder. */
  readonly isPath?: boolean;
}

type Record_ = Readonly<Record<string, string>>;

const pairs = (value: Record_, between: string): readonly string[] =>
  Object.entries(value).map(([name, one]) => `${name}${between}${one}`);

function text(key: string, description: string, parts: Partial<ConfigKey> = {}): ConfigKey {
  const schema = { type: "string", minLength: 1, description };
  return { key, flag: key, schema, typed: (value: string) => value, ...parts };
}

function file(key: string, description: string): ConfigKey {
  return text(key, `${description} A path relative to this file.`, { isPath: true });
}

function choice(key: string, words: readonly string[], description: string): ConfigKey {
  return text(key, description, { schema: { enum: [...words], description } });
}

function count(key: string, minimum: number, description: string): ConfigKey {
  return { key, flag: key, schema: { type: "integer", minimum, description }, typed: (value: number) => String(value) };
}

function either(key: string, description: string, other: Readonly<Record<string, unknown>>): ConfigKey {
  const schema = { anyOf: [{ type: "string", minLength: 1 }, other], description };
  return { key, flag: key, schema, typed: (value: string | number) => String(value) };
}

function on(key: string, description: string): ConfigKey {
  return { key, flag: key, schema: { type: "boolean", description }, typed: (value: boolean) => value };
}

function map(key: string, flag: string, between: string, description: string): ConfigKey {
  const schema = { type: "object", additionalProperties: { type: "string", minLength: 1 }, description };
  return { key, flag, schema, typed: (value: Record_) => pairs(value, between) };
}

const ids = (description: string): Readonly<Record<string, unknown>> => ({
  type: "array",
  items: { type: "string", minLength: 1, pattern: "^[^,]*$" },
  description,
});

interface Fixtures {
  readonly users?: readonly string[];
  readonly groups?: readonly string[];
}

/** Every key that stands for a flag. A test holds the list to the flags of `run`. */
export const CONFIG_KEYS: readonly ConfigKey[] = [
  text("target", "Base URL of the server, in place of the document's; or `embedded` for Scimproof's own."),
  text("server", "One of the document's servers, by name or URL."),
  map("serverVar", "serverVar", "=", "Variables of that server's URL, by name."),
  map("pathParam", "pathParam", "=", "Values of path parameters before the id, by name."),
  file("spec", "The OpenAPI document: YAML, JSON, or a markdown page that carries one."),
  file("overlay", "An OpenAPI Overlay that repairs it."),
  on("allowRemoteRefs", "Read what the document's $refs name: files beside it, and https: without credentials."),
  file("profile", "What OpenAPI cannot say about it."),
  text("tokenEnv", "Name of the environment variable that holds a bearer token."),
  text("basicEnv", "Name of the environment variable that holds user:password."),
  map("headerEnv", "headerEnv", "=", "Names of the environment variables that hold the values of headers, by header."),
  text("otherTokenEnv", "Name of the environment variable that holds a token of another tenant."),
  map("headers", "header", ": ", "Headers for every request, by name; no credentials."),
  on("insecure", "Accept any certificate."),
  {
    key: "fixtures",
    flag: "fixture",
    schema: {
      type: "object",
      additionalProperties: false,
      properties: { users: ids("Ids of Users."), groups: ids("Ids of Groups.") },
      description: "Resources that may be written to, and are put back.",
    },
    typed: ({ users = [], groups = [] }: Fixtures) => [
      ...(users.length === 0 ? [] : [`users=${users.join(",")}`]),
      ...(groups.length === 0 ? [] : [`groups=${groups.join(",")}`]),
    ],
  },
  on("allowLeftovers", "Run although what is made cannot be removed."),
  {
    key: "clients",
    flag: "client",
    schema: {
      type: "array",
      uniqueItems: true,
      items: { enum: CLIENTS.map(({ name }) => name) },
      description: "Identity providers whose requests are replayed as well.",
    },
    typed: (value: readonly string[]) => value,
  },
  choice("depth", DEPTHS, "How much to test."),
  text("grep", "Only scenarios whose id or title matches this regular expression."),
  text("grepInvert", "Only scenarios whose id and title do not match it."),
  text("shard", "Only the i-th of n parts: 1/4."),
  either("seed", "A whole number, or `random`; made from the document by default.", { type: "integer", minimum: 0 }),
  count("runs", 1, "Generated histories in each lane of a property; by depth by default."),
  count("maxRequests", 1, "Stop after so many requests."),
  text("timeBudget", "Stop after so long: 60s."),
  count("maxFailures", 1, "Stop after so many findings that fail the run; waived ones are not counted."),
  on("authProbes", "Whether wrong credentials are sent, to see them refused; true by default."),
  count("concurrency", 1, "Requests at a time; 4 by default."),
  either("rate", "Requests a second at most: 10/s.", { type: "number", exclusiveMinimum: 0 }),
  text("grace", "How long a write may take to show: 2s."),
  text("timeout", "For one request: 10s."),
  either("maxBody", "The largest answer to read: 32MiB.", { type: "integer", minimum: 1 }),
  file("baseline", "Known findings that do not fail a run until their day is over."),
  choice("failOn", ["error", "warning", "never"], "What fails a run."),
  on("strict", "What could not be tested makes the run inconclusive."),
  file("out", "The folder that reports go to."),
  {
    key: "reporters",
    flag: "reporter",
    schema: { type: "array", items: { type: "string", minLength: 1 }, minItems: 1, description: "Reports to write." },
    typed: (value: readonly string[]) => value.join(","),
  },
  on("quiet", "Print the verdict only."),
  on("verbose", "Print every exchange."),
  on("yes", "The target may be written to although it is no server of this machine."),
];
