import { HarnessError } from "../result/index.ts";
import type { Contract, Operation } from "./contract.ts";
import { didYouMean } from "./nearest.ts";
import { isObject, own } from "./pointer.ts";

/** The parameters before the id in a path template: those that have no value yet. */
export function openParameters({ path, idParameter }: Pick<Operation, "path" | "idParameter">): readonly string[] {
  return [...path.matchAll(/\{([^{}]+)\}/g)].flatMap(([, name = ""]) => (name === idParameter ? [] : [name]));
}

/**
 * A contract in whose paths the parameters before the id have values: `/orgs/{org}/Users/{id}` becomes
 * `/orgs/acme/Users/{id}`. Keys and pointers still name what the document declares.
 *
 * @param values values by parameter; without one a parameter has the only value that its schema leaves, or its default
 * @throws HarnessError `USAGE` for a value of a parameter that no path has, or that no path can carry
 */
export function withPathParameters(contract: Contract, values: Readonly<Record<string, string>>): Contract {
  const names = new Set(contract.operations.flatMap(openParameters));
  for (const [name, value] of Object.entries(values)) {
    if (!names.has(name)) {
      const known = [...names];
      throw new HarnessError(
        "USAGE",
        `no SCIM path of ${contract.document.name} has a parameter ${JSON.stringify(name)} before its id.${didYouMean(name, known)}`,
        {
          remedy:
            known.length === 0
              ? "leave --path-param out, and pathParameters in the profile"
              : `give ${known.map(pathParameterFlag).join(" ")}`,
        },
      );
    }
    if (value === "" || value === "." || value === "..") {
      throw new HarnessError("USAGE", `${JSON.stringify(value)} cannot stand in a path (parameter ${name})`, {
        remedy: `give ${pathParameterFlag(name)}`,
      });
    }
  }
  if (names.size === 0) return contract;
  const operations = contract.operations.map((operation): Operation => {
    const fill = (template: string): string =>
      template.replaceAll(/\{([^{}]+)\}/g, (whole, name: string) => {
        if (name === operation.idParameter) return whole;
        const value = Object.hasOwn(values, name) ? values[name] : declaredValue(operation, name);
        return value === undefined ? whole : encodeURIComponent(value);
      });
    return Object.freeze({
      ...operation,
      path: fill(operation.path),
      collectionPath: fill(operation.collectionPath),
    });
  });
  return Object.freeze({ ...contract, operations: Object.freeze(operations) });
}

/**
 * Makes sure that an operation can be asked for: every parameter of its path but the id has a value.
 *
 * @throws HarnessError `USAGE`, naming the parameters and what to type
 */
export function requirePathParameters(operation: Operation): void {
  const open = openParameters(operation);
  if (open.length === 0) return;
  const words = open.map((name) => JSON.stringify(name)).join(" and ");
  throw new HarnessError("USAGE", `${operation.key} needs ${open.length === 1 ? "a value" : "values"} for ${words}`, {
    remedy: `give ${open.map(pathParameterFlag).join(" ")}, or pathParameters in the profile`,
  });
}

function pathParameterFlag(name: string): string {
  return `--path-param ${name}=VALUE`;
}

/** What a parameter's schema leaves no doubt about: its constant, its only value, its default. */
function declaredValue({ parameters }: Operation, name: string): string | undefined {
  const schema = parameters.find((parameter) => parameter.in === "path" && parameter.name === name)?.schema;
  if (!isObject(schema)) return undefined;
  const choices = own(schema, "enum");
  const only = Array.isArray(choices) && choices.length === 1 ? (choices[0] as unknown) : undefined;
  const value = own(schema, "const") ?? only ?? own(schema, "default");
  return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
}
