// oxlint-disable-next-line typescript/triple-slash-reference -- types of a module that is not ours cannot be imported
/// <reference path="./express.d.ts" />
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import SCIMMY from "scimmy";
import { SCIMMYRouters } from "scimmy-routers";
import { Store, type StoredResource } from "./store.ts";

/** A running scimmy server. */
export interface ScimmyServer {
  /** Where its SCIM endpoints begin: scheme, host, port and prefix. */
  readonly url: string;
  /** The one bearer token that it takes. */
  readonly token: string;
  readonly close: () => Promise<void>;
  /** What it keeps, past everything that its answers may hide. */
  readonly snapshot: () => { readonly users: readonly StoredResource[]; readonly groups: readonly StoredResource[] };
}

/** The stores of one server, as scimmy hands them to its handlers. */
interface Stores {
  readonly users: Store;
  readonly groups: Store;
}

// scimmy keeps its resource types and their handlers once a process. What belongs to one server reaches them through
// the context of the request, so that two servers never share a resource.
SCIMMY.Resources.declare(SCIMMY.Resources.User)
  .ingress((resource, instance, stores: Stores) => stores.users.ingress(resource, instance) as never)
  .egress((resource, stores: Stores) => stores.users.egress(resource) as never)
  .degress((resource, stores: Stores) => stores.users.degress(resource));
SCIMMY.Resources.declare(SCIMMY.Resources.Group)
  .ingress((resource, instance, stores: Stores) => stores.groups.ingress(resource, instance) as never)
  .egress((resource, stores: Stores) => stores.groups.egress(resource) as never)
  .degress((resource, stores: Stores) => stores.groups.degress(resource));

/** Starts scimmy behind scimmy-routers and express as their READMEs show, on a free port of the loopback interface. */
export async function startScimmy(): Promise<ScimmyServer> {
  const token = randomUUID();
  const stores: Stores = { users: new Store("userName"), groups: new Store() };
  const app = express();
  app.use(
    "/scim",
    new SCIMMYRouters({
      type: "bearer",
      handler: (request) => {
        if (request.header("Authorization") !== `Bearer ${token}`) throw new Error("Authorization not detected!");
        return "some-user-ID";
      },
      context: () => stores,
    }),
  );
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/scim`,
    token,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    snapshot: () => ({ users: stores.users.all(), groups: stores.groups.all() }),
  };
}
