import { createHash } from "node:crypto";
import type { Service } from "./core/call.ts";
import { Clock } from "./core/clock.ts";
import { chainHooks, type Hooks } from "./core/hooks.ts";
import { Store } from "./core/store.ts";
import type { Dialect } from "./dialects/dialect.ts";

/** A target's two tenants: the first one, and the other one behind it. */
export function serviceFor(
  dialect: Dialect,
  hooks: readonly Hooks[],
  tokens: { readonly token?: string | undefined; readonly otherToken?: string | undefined },
): Service & { readonly other: Service } {
  const shared = { dialect, clock: new Clock(), hooks: chainHooks(hooks), origin: "" };
  const other: Service = {
    ...shared,
    store: new Store("other tenant "),
    token: tokens.otherToken ?? defaultToken(`${dialect.name}, the other tenant`),
  };
  return { ...shared, store: new Store(), token: tokens.token ?? defaultToken(dialect.name), other };
}

/** Long and random-looking, so that redaction of it can never blank out an ordinary word. */
function defaultToken(dialect: string): string {
  return `embedded-${createHash("sha256").update(`token of ${dialect}`).digest("hex").slice(0, 32)}`;
}
