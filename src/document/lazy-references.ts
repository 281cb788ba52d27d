import type { Ajv2020, ValidateFunction } from "ajv/dist/2020.js";
import { _ } from "ajv/dist/compile/codegen/index.js";
import { callRef } from "ajv/dist/vocabularies/core/ref.js";
import { lookup } from "./pointer.ts";

/** Keeps in mind to which standalone schema each of its definitions belongs. */
export interface LazyReferences {
  /** Must be called with a standalone schema before it, or a part of it, is compiled. */
  readonly register: (standalone: Readonly<Record<string, unknown>>) => void;
}

/**
 * Lets a validator compile what a `$ref` names when a value first gets there. The library compiles all that can be
 * reached, each reference within the one before it: hundreds of schemas that refer to one another take seconds, or
 * exhaust the stack, and hardly any value reaches more than a few of them.
 */
export function makeReferencesLazy(ajv: Ajv2020): LazyReferences {
  const roots = new WeakMap<object, Readonly<Record<string, unknown>>>();
  const targets = new WeakMap<object, { readonly validate: ValidateFunction }>();

  const targetOf = (schema: object): { readonly validate: ValidateFunction } => {
    const known = targets.get(schema);
    if (known !== undefined) return known;
    let compiled: ValidateFunction | undefined;
    const target = {
      get validate(): ValidateFunction {
        compiled ??= ajv.compile(schema);
        return compiled;
      },
    };
    targets.set(schema, target);
    return target;
  };

  ajv.removeKeyword("$ref");
  ajv.addKeyword({
    keyword: "$ref",
    schemaType: "string",
    code(context) {
      const { root } = context.it.schemaEnv;
      const home = typeof root.schema === "object" ? roots.get(root.schema) : undefined;
      const schema = home === undefined ? undefined : lookup(home, String(context.schema).slice(1));
      if (typeof schema !== "object" || schema === null) throw new TypeError(`${String(context.schema)} names nothing`);
      callRef(context, _`${context.gen.scopeValue("wrapper", { ref: targetOf(schema) })}.validate`);
    },
  });

  return {
    register: (standalone) => {
      roots.set(standalone, standalone);
      const definitions = standalone["$defs"];
      if (typeof definitions !== "object" || definitions === null) return;
      for (const schema of Object.values(definitions)) {
        if (typeof schema === "object" && schema !== null) roots.set(schema as object, standalone);
      }
    },
  };
}
