import type { AddressInfo } from "node:net";
import type { Service } from "./core/call.ts";
import type { Hooks } from "./core/hooks.ts";
import type { JsonObject } from "./core/json.ts";
import { listen } from "./core/listen.ts";
import { newId } from "./core/new-id.ts";
import type { Resource, ResourceType } from "./core/resource.ts";
import { findDialect } from "./dialects/catalogue.ts";
import type { Dialect } from "./dialects/dialect.ts";
import { FAULTS } from "./faults/catalogue.ts";
import { ODDITIES } from "./oddities/catalogue.ts";
import { select } from "./select.ts";
import { serviceFor } from "./service-for.ts";
import type { RunningTarget, TargetOptions } from "./types.ts";

/**
 * Starts an embedded target on 127.0.0.1, with the faults and oddities asked for.
 *
 * @throws {@link HarnessError} `USAGE` for a dialect, fault or oddity that does not exist or does not go together.
 */
export async function startTarget(options: TargetOptions): Promise<RunningTarget> {
  return await startDialect(findDialect(options.dialect), options);
}

/** {@link startTarget} with a dialect that is not in the catalogue: what goes with its name goes with it. */
export async function startDialect(dialect: Dialect, options: Omit<TargetOptions, "dialect">): Promise<RunningTarget> {
  const switches = [
    ...select("fault", FAULTS, options.faults ?? [], dialect.name),
    ...select("oddity", ODDITIES, options.oddities ?? [], dialect.name),
  ];
  const { answerAfterMs } = options;
  const hooks: readonly Hooks[] = [
    ...switches.map((item) => item.install()),
    ...(answerAfterMs === undefined ? [] : [{ onWire: (_, wire) => ({ ...wire, delayMs: answerAfterMs }) } as Hooks]),
  ];
  const service = serviceFor(dialect, hooks, options);
  seed(service, options.seed ?? {});
  const server = await listen(service, options.port ?? 0);
  service.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  service.other.origin = service.origin;
  let requests = 0;
  server.on("request", () => {
    requests += 1;
  });
  return {
    url: `${service.origin}${dialect.basePath}`,
    token: service.token,
    otherToken: service.other.token,
    snapshot: () => ({
      users: service.store.list("User").map(copy),
      groups: service.store.list("Group").map(copy),
    }),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)));
        server.closeAllConnections();
      }),
    requests: () => requests,
  };
}

/** Puts resources into the store as a vendor's operator would, past the interface. */
function seed(service: Service, { users = 0, groups = 0 }: NonNullable<TargetOptions["seed"]>): void {
  const save = (type: ResourceType, attributes: JsonObject): void => {
    const now = service.clock.next();
    const id = newId(service, type);
    service.store.save({ type, id, attributes, created: now, lastModified: now, version: 1 });
  };
  for (let made = 1; made <= users; made += 1) save("User", { userName: `seed-${made}@example.test` });
  for (let made = 1; made <= groups; made += 1) save("Group", { displayName: `Seed ${made}`, members: [] });
}

function copy(resource: Resource): Resource {
  return structuredClone(resource);
}
