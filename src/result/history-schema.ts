type Schema = Readonly<Record<string, unknown>>;

const name = { type: "string", minLength: 1, maxLength: 200 };
const names = { type: "array", items: name };
const person = { type: "string", pattern: "^[ux][0-9]{1,4}$" };
const people = { type: "array", items: person };
const isOneOf = (...words: readonly string[]): Schema => ({ type: "string", enum: words });
const listOf = (items: Schema): Schema => ({ type: "array", items });
const entry = (required: readonly string[], properties: Readonly<Record<string, Schema>>): Schema => ({
  type: "object",
  required,
  properties,
});

const GROUP = entry(["kind", "start", "edits"], {
  kind: isOneOf("group"),
  start: { type: "object", minProperties: 1, additionalProperties: people },
  edits: listOf({
    anyOf: [
      entry(["do", "group", "users"], { do: isOneOf("put", "put-invalid"), group: name, users: people }),
      entry(["do", "group"], { do: isOneOf("put-back"), group: name }),
      entry(["do", "group", "operations"], {
        do: isOneOf("patch"),
        group: name,
        operations: listOf({
          anyOf: [
            entry(["op", "users"], { op: isOneOf("add", "replace", "remove"), users: people }),
            entry(["op", "name"], { op: isOneOf("rename"), name }),
            entry(["op"], { op: isOneOf("remove-all", "invalid") }),
          ],
        }),
      }),
    ],
  }),
});

const single: Schema = { anyOf: [{ type: "string" }, { type: "boolean" }] };
const value = entry(["value"], {
  value: { type: "string" },
  type: { type: "string" },
  primary: { type: "boolean" },
});
const where: Schema = {
  anyOf: [entry(["type"], { type: { type: "string" } }), entry(["value"], { value: { type: "string" } })],
};

const USER = entry(["kind", "users", "edits"], {
  kind: isOneOf("user"),
  users: { ...names, minItems: 1 },
  edits: listOf({
    anyOf: [
      entry(["do", "user", "set"], {
        do: isOneOf("put"),
        user: name,
        set: { type: "object", additionalProperties: { anyOf: [listOf(value), single] } },
      }),
      entry(["do", "user", "operations"], {
        do: isOneOf("patch"),
        user: name,
        operations: listOf({
          anyOf: [
            entry(["op", "path", "entries"], { op: isOneOf("add", "replace"), path: name, entries: listOf(value) }),
            entry(["op", "path", "where", "entry"], { op: isOneOf("replace"), path: name, where, entry: value }),
            entry(["op", "path", "to"], { op: isOneOf("add", "replace"), path: name, to: single, where }),
            entry(["op", "path"], { op: isOneOf("remove"), path: name, where }),
            entry(["op"], { op: isOneOf("invalid") }),
          ],
        }),
      }),
    ],
  }),
});

const PARALLEL = entry(["kind", "start", "add", "remove"], {
  kind: isOneOf("parallel"),
  start: people,
  add: people,
  remove: people,
  rename: { type: "boolean" },
});

/** What a recorded history must be like for `--replay` to run it; further keys are left alone. */
export const HISTORY_SCHEMA: Schema = {
  description: "What `--replay` runs again: plain JSON with symbolic ids.",
  anyOf: [GROUP, USER, PARALLEL],
};
