import { betterAuth } from "./better-auth/server.ts";
import { djangoScim2 } from "./django-scim2/server.ts";
import { elimityScim } from "./elimity-scim/server.ts";
import type { CompatServer } from "./lib/server.ts";
import { scimSdk } from "./scim-sdk/server.ts";
import { scim2Server } from "./scim2-server/server.ts";
import { scimmy } from "./scimmy/server.ts";
import { scimple } from "./scimple/server.ts";

/** Every server, in the order in which pages list them; a new one is one folder and its line here. */

export const SERVERS: readonly CompatServer[] = [
  betterAuth,
  djangoScim2,
  elimityScim,
  scim2Server,
  scimSdk,
  scimmy,
  scimple,
];
