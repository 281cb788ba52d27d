// Better Auth with its SCIM plugin over its in-memory adapter, as its documentation shows them, on a free port of the
// loopback interface. Copied to where its packages are installed, and run there. TOKEN is the one bearer token.
import { createServer } from "node:http";
import { scim } from "@better-auth/scim";
import { betterAuth } from "better-auth";
import { memoryAdapter } from "better-auth/adapters/memory";
import { getAuthTables } from "better-auth/db";
import { toNodeHandler } from "better-auth/node";

const server = createServer();
server.listen(0, "127.0.0.1", () => {
  const baseURL = `http://127.0.0.1:${server.address().port}`;
  const options = {
    baseURL,
    secret: process.env.SECRET,
    telemetry: { enabled: false },
    plugins: [
      scim({ connections: [{ id: "idp", credentials: [{ type: "bearer", id: "one", token: process.env.TOKEN }] }] }),
    ],
  };
  const tables = Object.values(getAuthTables(options)).map(({ modelName }) => [modelName, []]);
  const auth = betterAuth({ ...options, database: memoryAdapter(Object.fromEntries(tables)) });
  server.on("request", toNodeHandler(auth));
  console.log(`listens at ${baseURL}/api/auth/scim/v2`);
});
